//! Shapes of JSON, written down once.
//!
//! Not the document format: that is the business of `world`.

mod actual;
mod case;
mod diagnostic;
mod explanation;
mod place;
mod words;

pub use actual::{Actual, Answer, Authorized, Refusal, StsResult};
pub use case::{
    ArnGiven, ArnMode, AuthorizeGiven, Case, CaseError, ConditionGiven, ContextGiven,
    PoliciesGiven, PolicyJson, PrincipalGiven, PrincipalType, RequestGiven, ResourcePolicyKind,
    SequenceGiven, StepGiven, StsGiven, StsState, TokenGiven, TokenSetting, ValidateGiven,
    read_case, read_cases,
};
pub use diagnostic::{DiagnosticJson, policy_kind, severity_name};
pub use explanation::{
    ConditionJson, DecidingJson, ElementJson, ExplanationJson, GateJson, GrantJson, HadJson,
    LayerJson, PolicyExplanationJson, StatementJson, ValueJson,
};
pub use place::Place;
