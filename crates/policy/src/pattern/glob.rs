//! The one wildcard matcher: `*` and `?`, bounded to a segment where an ARN demands it.
//!
//! It is *not* a regex engine; its work is bounded by the length of the value times the length of the pattern.

use aws::RequestContext;

use crate::variable::{Piece, Template, Unresolved, value_of};

/// One character or wildcard of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Atom {
    /// This character.
    Char(char),
    /// Any one character.
    One,
    /// Any run of characters.
    Run,
    /// Any one character but a colon.
    SegmentOne,
    /// Any run of characters without a colon.
    SegmentRun,
}

/// What the wildcards of a pattern may cross.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Everything: actions and `StringLike`.
    Text,
    /// No colon before the sixth part (`POL-23`, Arn operators).
    ArnParts,
    /// As [`Shape::ArnParts`], but a `*` that ends a segment may cross colons (`POL-23`, Resource).
    Resource,
}

/// A pattern of which every part is known.
// Invariant: the ranges of `tokens` follow each other and fill `text`; `least` is the length of the shortest match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Glob {
    /// The characters that stand for themselves, in order.
    text: Box<str>,
    tokens: Box<[Token]>,
    /// Up to here `text` stands before the first wildcard.
    head: usize,
    /// From here on `text` stands behind the last wildcard.
    tail: usize,
    least: usize,
    form: Form,
}

/// What the pattern comes down to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// No wildcards.
    Exact,
    /// One free `*`, at the end.
    Prefix,
    /// Anything else.
    Mixed,
}

/// One step of a compiled pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    /// This part of the pattern's text; where segments matter, a colon ends it.
    Text(usize, usize),
    One,
    Run,
    SegmentOne,
    SegmentRun,
}

impl Glob {
    /// A pattern without variables.
    pub(crate) fn new(text: &str, shape: Shape) -> Glob {
        Glob::compile(&atoms_of(text, shape))
    }

    /// A pattern with the variables of one request; what they bring in is inert (`POL-35`).
    pub(crate) fn resolve(
        template: &Template,
        shape: Shape,
        context: &RequestContext,
    ) -> Result<Glob, Unresolved> {
        let mut atoms = Vec::new();
        for piece in &template.pieces {
            match piece {
                Piece::Text(text) => push_pattern(&mut atoms, text),
                Piece::Literal(character) => atoms.push(Atom::Char(*character)),
                Piece::Variable { key, default } => {
                    atoms.extend(
                        value_of(key, default.as_deref(), context)?
                            .chars()
                            .map(Atom::Char),
                    );
                }
            }
        }
        bound_to_segments(&mut atoms, shape);
        Ok(Glob::compile(&atoms))
    }

    fn compile(atoms: &[Atom]) -> Glob {
        let segments = atoms
            .iter()
            .any(|atom| matches!(atom, Atom::SegmentOne | Atom::SegmentRun));
        let mut text = String::with_capacity(atoms.len());
        let mut tokens = Vec::new();
        let (mut head, mut tail, mut least) = (None, 0, 0);
        for atom in atoms {
            let wildcard = match atom {
                Atom::Char(character) => {
                    let start = text.len();
                    let after_colon = segments && text.ends_with(':');
                    text.push(*character);
                    least += character.len_utf8();
                    match tokens.last_mut() {
                        Some(Token::Text(_, end)) if !after_colon => *end = text.len(),
                        _ => tokens.push(Token::Text(start, text.len())),
                    }
                    continue;
                }
                Atom::One => Token::One,
                Atom::Run => Token::Run,
                Atom::SegmentOne => Token::SegmentOne,
                Atom::SegmentRun => Token::SegmentRun,
            };
            least += usize::from(matches!(wildcard, Token::One | Token::SegmentOne));
            tail = text.len();
            head.get_or_insert(tail);
            // Two runs of one kind side by side are one.
            let twice = matches!(wildcard, Token::Run | Token::SegmentRun)
                && tokens.last() == Some(&wildcard);
            if !twice {
                tokens.push(wildcard);
            }
        }
        let form = match (head, tokens.as_slice()) {
            (None, _) => Form::Exact,
            (Some(_), [Token::Run] | [Token::Text(..), Token::Run]) => Form::Prefix,
            (Some(_), _) => Form::Mixed,
        };
        Glob {
            head: head.unwrap_or(text.len()),
            tail,
            least,
            form,
            text: text.into(),
            tokens: tokens.into(),
        }
    }

    /// Whether the whole value matches; letter case counts.
    pub(crate) fn matches(&self, value: &str) -> bool {
        let text = self.text.as_bytes();
        match self.form {
            Form::Exact => same(text, value.as_bytes()),
            Form::Prefix => starts_with(value.as_bytes(), text),
            Form::Mixed => self.could_match(value.as_bytes()) && self.run(value, |_| ()),
        }
    }

    /// The text before the first wildcard.
    pub(crate) fn head(&self) -> &str {
        self.text.get(..self.head).unwrap_or_default()
    }

    /// Whether there is no wildcard.
    pub(crate) fn is_exact(&self) -> bool {
        self.form == Form::Exact
    }

    /// Whether the only wildcard is one free `*` at the end.
    pub(crate) fn is_prefix(&self) -> bool {
        self.form == Form::Prefix
    }

    /// Whether length, beginning and end allow a match; most values fail here.
    fn could_match(&self, value: &[u8]) -> bool {
        let text = self.text.as_bytes();
        let (head, tail) = (text.get(..self.head), text.get(self.tail..));
        value.len() >= self.least
            && head.is_none_or(|head| starts_with(value, head))
            && tail.is_none_or(|tail| {
                let from = value.len().saturating_sub(tail.len());
                value.get(from..).is_none_or(|end| same(end, tail))
            })
    }

    /// Matches with one point to return to for the last free `*` and one for the last bounded `*` of the segment.
    ///
    /// Earlier points are dropped: a free `*` can take whatever an earlier one would have left, and once a colon is
    /// matched, every choice of a bounded `*` before it would have led to that same colon.
    /// `step` learns how many characters were looked at.
    fn run(&self, value: &str, mut step: impl FnMut(usize)) -> bool {
        let bytes = value.as_bytes();
        let (mut at, mut place) = (0, 0);
        let mut free: Option<(usize, usize)> = None;
        let mut bounded: Option<(usize, usize)> = None;
        loop {
            let taken = match self.tokens.get(at) {
                None if place == bytes.len() => return true,
                None => None,
                Some(Token::Run) => {
                    at += 1;
                    if at == self.tokens.len() {
                        return true;
                    }
                    match self.next_text(at, bytes, place, &mut step) {
                        Some(found) => place = found,
                        None => return false,
                    }
                    (free, bounded) = (Some((at, place)), None);
                    continue;
                }
                Some(Token::SegmentRun) => {
                    at += 1;
                    bounded = Some((at, place));
                    continue;
                }
                Some(Token::Text(start, end)) => {
                    step(end - start);
                    let text = self.text.as_bytes().get(*start..*end).unwrap_or_default();
                    let rest = bytes.get(place..).unwrap_or_default();
                    let fits = starts_with(rest, text);
                    if fits && text.last() == Some(&b':') {
                        bounded = None;
                    }
                    fits.then_some(text.len())
                }
                Some(Token::One) => width(bytes, place),
                Some(Token::SegmentOne) => {
                    width(bytes, place).filter(|_| bytes.get(place) != Some(&b':'))
                }
            };
            step(1);
            if let Some(taken) = taken {
                at += 1;
                place += taken;
                continue;
            }
            let longer = |point: Option<(usize, usize)>| {
                let (after, from) = point?;
                Some((after, from, width(bytes, from)?))
            };
            let in_segment = longer(bounded).filter(|(_, from, _)| bytes.get(*from) != Some(&b':'));
            if let Some((after, from, width)) = in_segment {
                (at, place) = (after, from + width);
                bounded = Some((at, place));
            } else {
                let later = longer(free).and_then(|(after, from, width)| {
                    let found = self.next_text(after, bytes, from + width, &mut step)?;
                    Some((after, found))
                });
                let Some((after, found)) = later else {
                    return false;
                };
                (at, place) = (after, found);
                (free, bounded) = (Some((at, place)), None);
            }
        }
    }

    /// The first place from `from` on where the token can stand; for a text, where it stands next.
    fn next_text(
        &self,
        token: usize,
        bytes: &[u8],
        from: usize,
        step: &mut impl FnMut(usize),
    ) -> Option<usize> {
        let Some(Token::Text(start, end)) = self.tokens.get(token) else {
            return Some(from);
        };
        let text = self.text.as_bytes().get(*start..*end)?;
        let first = text.first()?;
        let mut place = from;
        loop {
            let rest = bytes.get(place..)?;
            let skipped = rest.iter().position(|byte| byte == first)?;
            step(skipped + text.len());
            if starts_with(rest.get(skipped..)?, text) {
                return Some(place + skipped);
            }
            place += skipped + 1;
        }
    }

    #[cfg(test)]
    pub(crate) fn steps(&self, value: &str) -> usize {
        let mut steps = 0;
        self.run(value, |more| steps += more);
        steps
    }
}

/// How many bytes the character at a place takes; `None` at the end.
fn width(bytes: &[u8], place: usize) -> Option<usize> {
    Some(match bytes.get(place)? {
        0x00..=0x7f => 1,
        0x80..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0.. => 4,
    })
}

fn starts_with(value: &[u8], text: &[u8]) -> bool {
    value
        .get(..text.len())
        .is_some_and(|start| same(start, text))
}

/// Equality by words, the last one first: ARNs differ at their ends, and WebAssembly has no quick way to compare bytes.
fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    match (a.last_chunk::<8>(), b.last_chunk::<8>()) {
        (Some(a_end), Some(b_end)) => {
            let words = |bytes| <[u8]>::as_chunks::<8>(bytes).0.iter();
            let equal =
                |(a, b): (&[u8; 8], &[u8; 8])| u64::from_le_bytes(*a) == u64::from_le_bytes(*b);
            equal((a_end, b_end)) && words(a).zip(words(b)).all(equal)
        }
        _ => a.iter().zip(b).all(|(a, b)| a == b),
    }
}

fn atoms_of(text: &str, shape: Shape) -> Vec<Atom> {
    let mut atoms = Vec::with_capacity(text.len());
    push_pattern(&mut atoms, text);
    bound_to_segments(&mut atoms, shape);
    atoms
}

fn push_pattern(atoms: &mut Vec<Atom>, text: &str) {
    atoms.extend(text.chars().map(|character| match character {
        '*' => Atom::Run,
        '?' => Atom::One,
        other => Atom::Char(other),
    }));
}

fn bound_to_segments(atoms: &mut [Atom], shape: Shape) {
    if shape == Shape::Text {
        return;
    }
    let mut colons = 0;
    let mut rest = atoms;
    while let Some((atom, after)) = rest.split_first_mut() {
        let ends_segment = matches!(after.first(), None | Some(Atom::Char(':')));
        match atom {
            Atom::Char(':') => colons += 1,
            Atom::One if colons < 5 => *atom = Atom::SegmentOne,
            Atom::Run if colons < 5 && !(shape == Shape::Resource && ends_segment) => {
                *atom = Atom::SegmentRun
            }
            _ => (),
        }
        rest = after;
    }
}

#[cfg(test)]
mod tests;
