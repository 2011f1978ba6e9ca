//! The one wildcard matcher: `*` and `?`, bounded to a segment where an ARN demands it.
//!
//! It is *not* a regex engine; its work is bounded by the length of the value times the length of the pattern.

use aws::RequestContext;

use crate::variable::{Piece, Template, Unresolved, value_of};

/// One step of a compiled pattern.
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Glob(Vec<Atom>);

impl Glob {
    /// A pattern without variables.
    pub(crate) fn new(text: &str, shape: Shape) -> Glob {
        let mut atoms = Vec::with_capacity(text.len());
        push_pattern(&mut atoms, text);
        bound_to_segments(&mut atoms, shape);
        Glob(atoms)
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
        Ok(Glob(atoms))
    }

    /// Whether the whole value matches; letter case counts.
    pub(crate) fn matches(&self, value: &str) -> bool {
        run(&self.0, value, |a, b| a == b, || ())
    }

    /// Whether the whole value matches, ignoring the case of ASCII letters.
    pub(crate) fn matches_ignoring_case(&self, value: &str) -> bool {
        run(&self.0, value, |a, b| a.eq_ignore_ascii_case(&b), || ())
    }

    #[cfg(test)]
    pub(crate) fn steps(&self, value: &str) -> usize {
        let mut steps = 0;
        run(&self.0, value, |a, b| a == b, || steps += 1);
        steps
    }
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

/// Matches with one point to return to for the last free `*` and one for the last bounded `*` of the segment.
///
/// Earlier points are dropped: a free `*` can take whatever an earlier one would have left, and once a colon is
/// matched, every choice of a bounded `*` before it would have led to that same colon.
fn run(
    atoms: &[Atom],
    value: &str,
    same: impl Fn(char, char) -> bool,
    mut step: impl FnMut(),
) -> bool {
    let char_at = |place: usize| value.get(place..).and_then(|rest| rest.chars().next());
    let (mut at, mut place) = (0, 0);
    let mut free: Option<(usize, usize)> = None;
    let mut bounded: Option<(usize, usize)> = None;
    loop {
        step();
        let next = char_at(place);
        let taken = match (atoms.get(at), next) {
            (None, None) => return true,
            (Some(Atom::Run), _) => {
                at += 1;
                if at == atoms.len() {
                    return true;
                }
                (free, bounded) = (Some((at, place)), None);
                continue;
            }
            (Some(Atom::SegmentRun), _) => {
                at += 1;
                bounded = Some((at, place));
                continue;
            }
            (Some(Atom::Char(expected)), Some(found)) if same(*expected, found) => {
                if found == ':' {
                    bounded = None;
                }
                Some(found)
            }
            (Some(Atom::One), Some(found)) => Some(found),
            (Some(Atom::SegmentOne), Some(found)) if found != ':' => Some(found),
            _ => None,
        };
        if let Some(found) = taken {
            at += 1;
            place += found.len_utf8();
            continue;
        }
        let longer = |point: Option<(usize, usize)>| {
            let (after, from) = point?;
            Some((after, from, char_at(from)?))
        };
        if let Some((after, from, found)) = longer(bounded).filter(|(.., found)| *found != ':') {
            (at, place) = (after, from + found.len_utf8());
            bounded = Some((at, place));
        } else if let Some((after, from, found)) = longer(free) {
            (at, place) = (after, from + found.len_utf8());
            (free, bounded) = (Some((at, place)), None);
        } else {
            return false;
        }
    }
}

#[cfg(test)]
mod tests;
