//! The running cloud: endpoints, credentials, AWS STS operations, and the replay of a journal.
//!
//! Every command on a [`CloudState`] gives the next state and a [`Record`] of what happened, phase by phase.
//! This crate does *not* decide authorizations (that is `authz`), does not change worlds (that is `world`), and knows
//! nothing of pages: instants, ids and simulated secrets all come from the document, so replay gives equal records.

mod api_error;
mod authenticate;
mod authorize;
mod cloud;
mod context;
mod endpoint;
mod execute;
mod ids;
mod policy_cache;
mod record;
mod response;
mod rule;
mod service;
mod services;
mod session;
mod stacks;
mod sts;
#[cfg(test)]
mod test_support;
mod timeline;

pub use api_error::ApiError;
pub use cloud::CloudState;
pub use context::KeyProvenance;
pub use execute::{LIVE_ENTRY, execute, run_live};
pub use policy_cache::{CachedPolicy, PolicyCache};
pub use record::{
    AuthenticationOutcome, AuthenticationRefusal, AuthenticationTrace, AuthorizationNote,
    AuthorizationTrace, CallRecord, CheckedBy, ClockRecord, EditRecord, EndpointKind,
    EndpointTrace, IssueTrace, ParameterProblem, ParameterTrace, Phase, Record, StateChange,
};
pub use response::{
    ApiResponse, AssumeRoleResponse, AssumedRoleUser, AuthorizedResponse, Credentials,
    GetCallerIdentityResponse,
};
pub use rule::{NotModelled, Rule, RuleTrace};
pub use service::{ServiceFamily, canonical_action};
pub use session::Session;
pub use stacks::PolicySource;
pub use sts::{OPERATIONS, OperationSpec, ParameterSpec, Pattern, Shape, operation};
pub use timeline::Timeline;
