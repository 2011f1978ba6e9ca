//! Every action that is no simulated operation: only its authorization is simulated.
//!
//! A call that touches several resources, such as ec2:RunInstances, is allowed when each of them is.

use aws::ActionName;
use world::MfaState;

use crate::{
    ApiError, ApiResponse, AuthorizedResponse, NotModelled, Rule, RuleTrace,
    authenticate::{Caller, CallerKind},
    record::Phase,
    service::{ServiceFamily, canonical_action},
    sts::OperationContext,
};

/// Authorizes the action for each resource; the first denial is the answer, the rest is recorded all the same.
pub(crate) fn authorize_only(context: &mut OperationContext<'_>) -> Result<ApiResponse, ApiError> {
    let authorizer = context.authorizer();
    let call = &context.call.call;
    let action = canonical_action(&call.action);
    if let Err(error) = credentials_suffice(&action, context.caller) {
        let row = RuleTrace::Failed(Rule::LongTermCredentialsOnly);
        context.phases.push(Phase::ServiceRules(vec![row]));
        return Err(error);
    }
    let outcome = if call.resources.is_empty() {
        authorizer.authorize(&mut context.phases, &action, None, |_| {})
    } else {
        let mut outcome = Ok(());
        for resource in &call.resources {
            let one = authorizer.authorize(&mut context.phases, &action, Some(resource), |_| {});
            outcome = outcome.and(one);
        }
        outcome
    };
    let rows = [
        (
            NotModelled::StsOperation,
            ServiceFamily::of(action.service()) == ServiceFamily::Sts,
        ),
        (
            NotModelled::VpcEndpointPolicy,
            context.call.origin.vpc_endpoint.is_some(),
        ),
    ];
    let rows: Vec<RuleTrace> = rows
        .into_iter()
        .filter(|(_, applies)| *applies)
        .map(|(row, _)| RuleTrace::NotModelled(row))
        .collect();
    if !rows.is_empty() {
        context.phases.push(Phase::ServiceRules(rows));
    }
    outcome?;
    let resources = match call.resources.as_slice() {
        [] => vec!["*".to_owned()],
        resources => resources.iter().map(ToString::to_string).collect(),
    };
    Ok(ApiResponse::Authorized(AuthorizedResponse {
        action,
        resources,
    }))
}

/// Refuses temporary credentials where only long-term ones will do, before any policy is read (`EVAL-66`).
fn credentials_suffice(action: &ActionName, caller: &Caller) -> Result<(), ApiError> {
    let long_term_only = action.is("sts:GetSessionToken") || action.is("sts:GetFederationToken");
    let temporary = match &caller.kind {
        CallerKind::Session(_) => true,
        CallerKind::User { mfa, .. } => *mfa != MfaState::LongTermKeys,
        CallerKind::RootUser
        | CallerKind::Service { .. }
        | CallerKind::Federated
        | CallerKind::Anonymous => false,
    };
    if long_term_only && temporary {
        return Err(ApiError::session_credentials(action.name()));
    }
    Ok(())
}
