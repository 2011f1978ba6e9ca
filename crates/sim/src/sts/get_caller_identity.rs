//! sts:GetCallerIdentity: who am I (`STS-70`).
//!
//! It needs no permission; even an explicit deny has no effect (`EVAL-60`).

use super::{OperationContext, OperationSpec};
use crate::{ApiError, ApiResponse, GetCallerIdentityResponse, service::canonical_action};

pub(super) const SPEC: OperationSpec = OperationSpec {
    name: "GetCallerIdentity",
    action: "sts:GetCallerIdentity",
    command: "sts get-caller-identity",
    docs: "Says whose credentials signed the request; it needs no permission.",
    parameters: &[],
    check: |_, _| None,
    run,
};

fn run(context: &mut OperationContext<'_>) -> Result<ApiResponse, ApiError> {
    let action = canonical_action(&context.call.call.action);
    context
        .authorizer()
        .authorize(&mut context.phases, &action, None, |_| {})?;
    let caller = context.caller;
    // Services and unsigned callers have no account; they are told that they are not known.
    let identity = caller
        .principal
        .account
        .clone()
        .zip(caller.user_id(context.state));
    let (account, user_id) = identity.ok_or_else(ApiError::signature_required)?;
    Ok(ApiResponse::GetCallerIdentity(GetCallerIdentityResponse {
        user_id,
        account,
        arn: caller.principal.name_in_errors(),
    }))
}
