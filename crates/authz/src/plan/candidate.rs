//! A statement that may match, with what rules it out at a glance.

use aws::ActionName;
use policy::{CompiledStatement, Effect};

use super::pass::{Layer, Layers};
use crate::PolicyStack;
use crate::matching::match_action;
use crate::recorder::NoTrace;

/// A statement in its layer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate<'a> {
    pub(crate) statement: &'a CompiledStatement,
    pub(crate) layer: Layer,
    pub(crate) deny: bool,
    /// Its probes in [`Probes`], one for each of its resources; none when its resources rule nothing out.
    probes: (u32, u32),
}

/// Eight bytes that a resource must have at a place to match one pattern.
#[derive(Clone, Copy, Debug)]
struct Probe {
    at: usize,
    bytes: u64,
}

/// The probes of many candidates side by side, so that most candidates fail without a look at their statement.
#[derive(Clone, Debug, Default)]
pub(crate) struct Probes(Vec<Probe>);

impl<'a> Candidate<'a> {
    pub(crate) fn new(
        layer: Layer,
        statement: &'a CompiledStatement,
        probes: &mut Probes,
    ) -> Candidate<'a> {
        Candidate {
            statement,
            layer,
            deny: statement.effect == Effect::Deny,
            probes: probes.add(statement),
        }
    }

    /// The same candidate with its probes in another list.
    pub(crate) fn with_probes_in(self, probes: &mut Probes) -> Candidate<'a> {
        Candidate::new(self.layer, self.statement, probes)
    }

    /// Whether some resource of the statement may match; `false` is certain.
    pub(crate) fn may_match(&self, resource: &str, probes: &Probes) -> bool {
        let (start, end) = self.probes;
        if start == end {
            return true;
        }
        let range = usize_of(start)..usize_of(end);
        let own = probes.0.get(range).unwrap_or_default();
        own.iter().any(|probe| probe.fits(resource.as_bytes()))
    }
}

impl Probe {
    /// The last eight bytes of what every match starts with, as ARNs differ late; `None` when it is shorter.
    fn of(head: &str) -> Option<Probe> {
        let bytes = head.as_bytes().last_chunk::<8>()?;
        Some(Probe {
            at: head.len() - bytes.len(),
            bytes: u64::from_le_bytes(*bytes),
        })
    }

    fn fits(self, resource: &[u8]) -> bool {
        let there = resource.get(self.at..).and_then(<[u8]>::first_chunk::<8>);
        there.is_some_and(|bytes| u64::from_le_bytes(*bytes) == self.bytes)
    }
}

impl Probes {
    fn add(&mut self, statement: &CompiledStatement) -> (u32, u32) {
        let start = self.end();
        let kept = self.0.len();
        let Some(element) = statement.resource.as_ref().filter(|one| !one.negated) else {
            return (start, start);
        };
        for located in &element.values {
            match Probe::of(located.value.head()) {
                Some(probe) => self.0.push(probe),
                None => {
                    self.0.truncate(kept);
                    return (start, start);
                }
            }
        }
        (start, self.end())
    }

    fn end(&self) -> u32 {
        u32::try_from(self.0.len()).unwrap_or(u32::MAX)
    }
}

/// Whether the statement's `Action` or `NotAction` matches.
pub(crate) fn names_action(statement: &CompiledStatement, action: &ActionName) -> bool {
    match_action(&statement.action, action, &mut NoTrace)
}

/// The statements of a stack that name an action, with their probes.
pub(super) fn naming<'a>(
    stack: &'a PolicyStack,
    action: &ActionName,
) -> (Vec<Candidate<'a>>, Probes) {
    let mut probes = Probes::default();
    let mut candidates: Vec<_> = Layers::statements(stack)
        .filter(|(_, statement)| names_action(statement, action))
        .map(|(layer, statement)| Candidate::new(layer, statement, &mut probes))
        .collect();
    put_in_order(&mut candidates);
    (candidates, probes)
}

/// Denies first, as one ends the evaluation; then what is quickest to look at, as one allow of a layer is enough.
pub(crate) fn put_in_order(candidates: &mut [Candidate<'_>]) {
    candidates.sort_by_key(|candidate| {
        let statement = candidate.statement;
        let resources = statement
            .resource
            .as_ref()
            .map_or(0, |one| one.values.len());
        (!candidate.deny, statement.conditions.len(), resources)
    });
}

fn usize_of(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
