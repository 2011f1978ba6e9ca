//! Deciding without looking at every statement: a stack indexed by action, and a plan for one action.
//!
//! Both only leave out statements that cannot match; those that are left run through the same matching code and the
//! same gates as in [`crate::decide`]. Nothing is kept from one decision to the next.

mod candidate;
mod half;
mod index;
mod pass;

use aws::ActionName;

use crate::applicable::Presence;
use crate::{Decision, PolicyStack, Request, decide};
use candidate::{Candidate, Probes};
pub(crate) use half::Half;
use index::ActionIndex;
use pass::{Layers, settle};

/// A stack whose statements are sorted by the actions they can match; for many requests of unknown actions.
///
/// It borrows the stack, so that the two never differ.
#[derive(Debug)]
pub struct StackIndex<'a> {
    stack: &'a PolicyStack,
    presence: Presence,
    /// `None` for a stack with more levels than fit; it is decided without an index.
    index: Option<(Layers, ActionIndex<'a>)>,
}

/// The statements of a stack that can match one action; for many requests of that action.
#[derive(Debug)]
pub struct ActionPlan<'a> {
    stack: &'a PolicyStack,
    presence: Presence,
    action: ActionName,
    candidates: Option<(Layers, Vec<Candidate<'a>>, Probes)>,
}

impl<'a> StackIndex<'a> {
    /// Sorts the statements of a stack; statements that are switched off are left out.
    pub fn new(stack: &'a PolicyStack) -> StackIndex<'a> {
        StackIndex {
            stack,
            presence: Presence::of(stack),
            index: Layers::of(stack)
                .map(|layers| (layers, ActionIndex::new(Layers::statements(stack)))),
        }
    }

    /// The plan for one action.
    pub fn plan(&self, action: &ActionName) -> ActionPlan<'a> {
        let candidates = self.index.as_ref().map(|(layers, index)| {
            let (candidates, probes) = index.candidates(action);
            (*layers, candidates, probes)
        });
        ActionPlan {
            stack: self.stack,
            presence: self.presence,
            action: action.clone(),
            candidates,
        }
    }
}

/// The plan for one action, without an index; for a stack that is asked for one action only.
pub fn plan<'a>(stack: &'a PolicyStack, action: &ActionName) -> ActionPlan<'a> {
    let candidates = Layers::of(stack).map(|layers| {
        let (candidates, probes) = candidate::naming(stack, action);
        (layers, candidates, probes)
    });
    ActionPlan {
        stack,
        presence: Presence::of(stack),
        action: action.clone(),
        candidates,
    }
}

/// Decides a request as [`crate::decide`] does, looking at the statements that can match its action only.
pub fn decide_indexed(request: &Request, index: &StackIndex<'_>) -> Decision {
    let Some((layers, statements)) = &index.index else {
        return decide(request, index.stack);
    };
    settle(
        request,
        index.stack.resource_kind,
        &index.presence,
        *layers,
        |pass| statements.look(&request.action, pass),
    )
}

/// Decides a request as [`crate::decide`] does, looking at the plan's statements only.
///
/// A request of another action than the plan's is decided without the plan.
pub fn decide_planned(request: &Request, plan: &ActionPlan<'_>) -> Decision {
    match &plan.candidates {
        Some((layers, candidates, probes)) if plan.action == request.action => settle(
            request,
            plan.stack.resource_kind,
            &plan.presence,
            *layers,
            |pass| pass.look(candidates, probes, true),
        ),
        _ => decide(request, plan.stack),
    }
}
