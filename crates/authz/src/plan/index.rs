//! Statements sorted by the actions they can match.
//!
//! Patterns are sorted by their text up to the first wildcard, so that all that can match an action lie on one path.

use std::collections::BTreeMap;
use std::ops::{ControlFlow, Range};

use aws::ActionName;
use policy::{ActionShape, CompiledStatement};

use super::candidate::{Candidate, Probes, names_action, put_in_order};
use super::pass::{Layer, Pass};

/// Candidates by action.
#[derive(Debug)]
pub(crate) struct ActionIndex<'a> {
    /// In the order of their texts.
    keys: Vec<Key<'a>>,
    candidates: Vec<Candidate<'a>>,
    /// Those with `NotAction`, which any action may match.
    negated: Range<usize>,
    probes: Probes,
}

/// One beginning of action patterns, in lower case.
#[derive(Debug)]
struct Key<'a> {
    text: &'a str,
    /// The place of the longest other key that this one starts with.
    parent: Option<usize>,
    /// Candidates for exactly this action.
    exact: Range<usize>,
    /// Candidates for every action that starts so.
    prefix: Range<usize>,
    /// Candidates for some of the actions that start so.
    mixed: Range<usize>,
}

/// The statements of one key while the index is built.
#[derive(Default)]
struct Lists<'a> {
    exact: Vec<Candidate<'a>>,
    prefix: Vec<Candidate<'a>>,
    mixed: Vec<Candidate<'a>>,
}

impl<'a> ActionIndex<'a> {
    pub(crate) fn new(
        statements: impl Iterator<Item = (Layer, &'a CompiledStatement)>,
    ) -> ActionIndex<'a> {
        let mut probes = Probes::default();
        let mut sorted: BTreeMap<&'a str, Lists<'a>> = BTreeMap::new();
        let mut negated = Vec::new();
        for (layer, statement) in statements {
            let candidate = Candidate::new(layer, statement, &mut probes);
            if statement.action.negated {
                negated.push(candidate);
                continue;
            }
            for located in &statement.action.values {
                let list = match located.value.shape() {
                    ActionShape::Exact(text) => &mut sorted.entry(text).or_default().exact,
                    ActionShape::Prefix(text) => &mut sorted.entry(text).or_default().prefix,
                    ActionShape::Mixed(text) => &mut sorted.entry(text).or_default().mixed,
                };
                let listed = list
                    .last()
                    .is_some_and(|last| std::ptr::eq(last.statement, statement));
                if !listed {
                    list.push(candidate);
                }
            }
        }
        let mut index = ActionIndex {
            keys: Vec::with_capacity(sorted.len()),
            candidates: Vec::new(),
            negated: 0..0,
            probes,
        };
        for (text, lists) in sorted {
            let parent = index.longest_beginning(text);
            let key = Key {
                text,
                parent,
                exact: index.add(lists.exact),
                prefix: index.add(lists.prefix),
                mixed: index.add(lists.mixed),
            };
            index.keys.push(key);
        }
        index.negated = index.add(negated);
        index
    }

    fn add(&mut self, mut list: Vec<Candidate<'a>>) -> Range<usize> {
        put_in_order(&mut list);
        let start = self.candidates.len();
        self.candidates.append(&mut list);
        start..self.candidates.len()
    }

    /// The place of the longest key that `text` starts with, itself among them.
    ///
    /// It is the last key not after `text`, or what that one starts with in turn: every text between a beginning of
    /// `text` and `text` itself has that beginning too.
    fn longest_beginning(&self, text: &str) -> Option<usize> {
        let after = self.keys.partition_point(|key| key.text <= text);
        let mut place = after.checked_sub(1);
        while let Some(key) = place.and_then(|place| self.keys.get(place)) {
            if text.as_bytes().starts_with(key.text.as_bytes()) {
                break;
            }
            place = key.parent;
        }
        place
    }

    /// Shows every list that can match an action, and whether all in it name the action for certain.
    fn lists<'s>(
        &'s self,
        action: &ActionName,
        mut show: impl FnMut(&'s [Candidate<'a>], bool) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let action = action.folded();
        let mut show = |range: &Range<usize>, certain| match self.candidates.get(range.clone()) {
            None | Some([]) => ControlFlow::Continue(()),
            Some(list) => show(list, certain),
        };
        show(&self.negated, false)?;
        let mut place = self.longest_beginning(action);
        while let Some(key) = place.and_then(|place| self.keys.get(place)) {
            if key.text.len() == action.len() {
                show(&key.exact, true)?;
            }
            show(&key.prefix, true)?;
            show(&key.mixed, false)?;
            place = key.parent;
        }
        ControlFlow::Continue(())
    }

    /// Shows a pass every candidate for an action; breaks when one denies.
    pub(crate) fn look(&self, action: &ActionName, pass: &mut Pass<'_>) -> ControlFlow<()> {
        self.lists(action, |candidates, certain| {
            pass.look(candidates, &self.probes, certain)
        })
    }

    /// The statements that name an action, each once, with their probes.
    pub(crate) fn candidates(&self, action: &ActionName) -> (Vec<Candidate<'a>>, Probes) {
        let mut probes = Probes::default();
        let mut found: Vec<Candidate<'a>> = Vec::new();
        let whole = self.lists(action, |candidates, certain| {
            let naming = candidates
                .iter()
                .filter(|one| certain || names_action(one.statement, action));
            found.extend(naming);
            ControlFlow::Continue(())
        });
        debug_assert!(whole.is_continue());
        found.sort_by_key(|one| (one.layer, std::ptr::from_ref(one.statement)));
        found.dedup_by(|a, b| a.layer == b.layer && std::ptr::eq(a.statement, b.statement));
        for candidate in &mut found {
            *candidate = candidate.with_probes_in(&mut probes);
        }
        put_in_order(&mut found);
        (found, probes)
    }
}
