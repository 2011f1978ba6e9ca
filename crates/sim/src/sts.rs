//! The operations of AWS STS: one file an operation, one row in [`OPERATIONS`].
//!
//! Operations without a row, and all other services, are only authorized; see `services`.

mod assume_role;
mod get_caller_identity;
mod parameters;
mod rules;

pub use parameters::{ParameterSpec, Pattern, Shape};

use aws::ActionName;
use world::{Call, EntryId, Parameters};

use crate::{
    ApiError, ApiResponse, CloudState, PolicyCache,
    authenticate::Caller,
    authorize::Authorizer,
    record::{EndpointTrace, ParameterProblem, Phase},
    session::Session,
};

pub(crate) use parameters::{check_by_client, check_by_service, parameter_trace, service_error};

/// One simulated operation.
#[derive(Debug)]
pub struct OperationSpec {
    /// Such as `AssumeRole`.
    pub name: &'static str,
    /// Such as `sts:AssumeRole`.
    pub action: &'static str,
    /// The words after `aws` on the command line, such as `sts assume-role`.
    pub command: &'static str,
    /// What it does, in one sentence.
    pub docs: &'static str,
    /// Its parameters, in the order of AWS's model.
    pub parameters: &'static [ParameterSpec],
    /// What the service checks of parameters beside their shapes.
    pub(crate) check: fn(&Parameters, &PolicyCache) -> Option<(ParameterProblem, ApiError)>,
    pub(crate) run: fn(&mut OperationContext<'_>) -> Result<ApiResponse, ApiError>,
}

impl OperationSpec {
    /// A parameter by AWS's name.
    pub fn parameter(&self, name: &str) -> Option<&'static ParameterSpec> {
        self.parameters
            .iter()
            .find(|parameter| parameter.name == name)
    }
}

/// All simulated operations.
pub const OPERATIONS: &[&OperationSpec] = &[&assume_role::SPEC, &get_caller_identity::SPEC];

/// The operation behind an action, ignoring case.
pub fn operation(action: &ActionName) -> Option<&'static OperationSpec> {
    OPERATIONS
        .iter()
        .find(|operation| action.is(operation.action))
        .copied()
}

/// What an operation works on; the caller is authenticated and the parameters are well-formed.
pub(crate) struct OperationContext<'a> {
    pub(crate) state: &'a CloudState,
    pub(crate) policies: &'a PolicyCache,
    pub(crate) entry: EntryId,
    pub(crate) call: &'a Call,
    pub(crate) caller: &'a Caller,
    pub(crate) endpoint: &'a EndpointTrace,
    /// The phases so far; the operation adds its own.
    pub(crate) phases: Vec<Phase>,
    /// The session that the operation issues.
    pub(crate) issued: Option<Session>,
}

impl<'a> OperationContext<'a> {
    pub(crate) fn authorizer(&self) -> Authorizer<'a> {
        Authorizer {
            state: self.state,
            policies: self.policies,
            entry: self.entry,
            caller: self.caller,
            call: self.call,
            requested_region: &self.endpoint.requested_region,
        }
    }
}

#[cfg(test)]
mod tests;
