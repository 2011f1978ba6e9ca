//! A policy text with an index of its lines, so that byte offsets become places for people and editors.

use std::fmt;
use std::sync::Arc;

use crate::{LineCol, Span};

/// A policy text as typed; cheap to clone.
#[derive(Clone)]
pub struct SourceText {
    text: Arc<str>,
    // Invariant: ascending, starts with 0, one entry for each line.
    line_starts: Arc<[u32]>,
}

impl SourceText {
    /// Wraps a text and finds its lines.
    pub fn new(text: &str) -> SourceText {
        let breaks = text
            .bytes()
            .enumerate()
            .filter(|(_, byte)| *byte == b'\n')
            .map(|(at, _)| offset(at + 1));
        SourceText {
            text: text.into(),
            line_starts: std::iter::once(0).chain(breaks).collect(),
        }
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The place of a byte offset; an offset past the end gives the place after the last character.
    pub fn line_col(&self, offset: u32) -> LineCol {
        let line = self.line_starts.partition_point(|start| *start <= offset);
        let start = self
            .line_starts
            .get(line.saturating_sub(1))
            .copied()
            .unwrap_or(0);
        let column = utf16_length(self.before(start, offset)) + 1;
        LineCol {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column,
        }
    }

    /// The offset in UTF-16 code units from the start of the text, which is how browsers count.
    pub fn utf16_offset(&self, offset: u32) -> u32 {
        utf16_length(self.before(0, offset))
    }

    /// The text of a span, empty when the span does not lie in this text.
    pub fn slice(&self, span: Span) -> &str {
        self.text
            .get(index(span.start)..index(span.end))
            .unwrap_or_default()
    }

    /// The lines in order, without their line breaks.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.text
            .split('\n')
            .map(|line| line.strip_suffix('\r').unwrap_or(line))
    }

    fn before(&self, start: u32, offset: u32) -> &str {
        let end = self.text.floor_char_boundary(index(offset));
        self.text.get(index(start)..end).unwrap_or_default()
    }
}

/// A byte offset as the type of spans; texts are far shorter than its range.
pub(crate) fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn index(offset: u32) -> usize {
    usize::try_from(offset).unwrap_or(usize::MAX)
}

fn utf16_length(text: &str) -> u32 {
    offset(text.chars().map(char::len_utf16).sum())
}

impl PartialEq for SourceText {
    fn eq(&self, other: &SourceText) -> bool {
        self.text == other.text
    }
}

impl Eq for SourceText {}

impl fmt::Debug for SourceText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, offset: u32, expected: (u32, u32)) {
        let place = SourceText::new(text).line_col(offset);
        assert_eq!((place.line, place.column), expected, "{text:?} at {offset}");
    }

    #[test]
    fn places_count_utf16_units_from_one() {
        check("", 0, (1, 1));
        check("ab\ncd", 0, (1, 1));
        check("ab\ncd", 2, (1, 3));
        check("ab\ncd", 3, (2, 1));
        check("ab\r\ncd", 5, (2, 2));
        check("é😀x", 6, (1, 4));
        check("ab", 99, (1, 3));
        check("é", 1, (1, 1));
    }

    #[test]
    fn offsets_slices_and_lines() {
        let source = SourceText::new("é😀\r\nz");
        assert_eq!(source.utf16_offset(6), 3);
        assert_eq!(source.slice(Span { start: 8, end: 9 }), "z");
        assert_eq!(source.slice(Span { start: 1, end: 9 }), "");
        assert_eq!(source.lines().collect::<Vec<_>>(), ["é😀", "z"]);
    }
}
