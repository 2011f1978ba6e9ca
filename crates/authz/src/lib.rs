//! The decision over a stack of policies, and its explanation down to the value of a policy line.
//!
//! This crate does *not* know where policies hang, what a world is or what AWS answers in words:
//! it gets a [`Request`] and a [`PolicyStack`] and says who wins and why.

mod applicable;
mod combine;
mod evaluate;
mod explanation;
mod gate;
mod matching;
mod matrix;
mod outline;
mod plan;
mod recorder;
mod request;
mod stack;
mod steps;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod reference;
#[cfg(test)]
mod tests;

pub use evaluate::{decide, explain, matches_conditions};
pub use explanation::{
    ConditionExplanation, ConditionOutcome, Deciding, Decision, ElementKind, ElementOutcome,
    Explanation, GrantSource, HadValue, LayerExplanation, LayerKind, LayerVerdict, NodeRef,
    PatternValue, PolicyExplanation, PrincipalNote, PrincipalOutcome, PrincipalValue,
    ResourceGrant, ServiceRuleName, StatementExplanation, StatementOutcome, StatementRef,
    ValueExplanation, ValueOutcome,
};
pub use gate::{CombineStep, Gate, GateOutcome, GateReason, Side};
pub use matrix::{
    AccessMatrix, MatrixAxes, MatrixCell, MatrixJob, MatrixPrincipal, MatrixProgress,
    MatrixResource, next_slice,
};
pub use outline::outline;
pub use plan::{ActionPlan, StackIndex, decide_indexed, decide_planned, plan};
pub use policy::PatternOutcome;
pub use request::Request;
pub use stack::{
    Attached, AttachedState, Level, Levels, NotInPlay, PolicyId, PolicyStack, ResourceKind,
};
pub use steps::{ElementSlot, Step, StepPath};
