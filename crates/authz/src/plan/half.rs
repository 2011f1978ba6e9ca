//! One side's statements for one action; an access matrix pairs every caller's with every resource's.

use aws::ActionName;

use super::candidate::{Candidate, Probes, naming};
use super::pass::{Layers, settle};
use crate::applicable::Presence;
use crate::{Decision, PolicyStack, Request, ResourceKind};

/// The plan of a stack that has the policies of one side only.
#[derive(Debug)]
pub(crate) struct Half<'a> {
    kind: ResourceKind,
    presence: Presence,
    layers: Option<Layers>,
    candidates: Vec<Candidate<'a>>,
    probes: Probes,
}

impl<'a> Half<'a> {
    pub(crate) fn of(stack: &'a PolicyStack, action: &ActionName) -> Half<'a> {
        let (candidates, probes) = naming(stack, action);
        Half {
            kind: stack.resource_kind,
            presence: Presence::of(stack),
            layers: Layers::of(stack),
            candidates,
            probes,
        }
    }

    /// Decides over both sides; `None` when there are more levels than fit.
    pub(crate) fn decide(
        request: &Request,
        caller: &Half<'_>,
        owner: &Half<'_>,
    ) -> Option<Decision> {
        let layers = Layers::of_both(caller.layers?, owner.layers?);
        let presence = Presence {
            resource_control: owner.presence.resource_control,
            resource: owner.presence.resource,
            ..caller.presence
        };
        let decision = settle(request, owner.kind, &presence, layers, |pass| {
            pass.look(&caller.candidates, &caller.probes, true)?;
            pass.look(&owner.candidates, &owner.probes, true)
        });
        Some(decision)
    }
}
