//! Which policy types have a say in a request, as far as the request itself settles it.
//!
//! What depends on the organization or on the attachment is settled by the maker of the stack.

use aws::{Principal, PrincipalKind};

use crate::{Attached, Levels, NotInPlay, PolicyStack, Request};

/// Services whose actions resource control policies cover (`SCP-31`), by action prefix.
const COVERED_BY_RESOURCE_CONTROL: &[&str] = &[
    "aoss",
    "appconfig",
    "appstream",
    "autoscaling",
    "codebuild",
    "codecommit",
    "cognito-identity",
    "cognito-idp",
    "comprehend",
    "comprehendmedical",
    "dax",
    "dynamodb",
    "ecr",
    "health",
    "kinesisvideo",
    "kms",
    "logs",
    "s3",
    "secretsmanager",
    "signin",
    "sqs",
    "sts",
    "support",
    "textract",
    "transcribe",
    "translate",
];

/// Whether the operation needs no permission of any policy but an endpoint's (`EVAL-60`, `EVAL-61`).
pub(crate) fn needs_no_permission(request: &Request) -> bool {
    let authenticated = !matches!(
        request.principal.kind,
        PrincipalKind::Anonymous | PrincipalKind::Federated { .. }
    );
    authenticated
        && (request.action.is("sts:GetCallerIdentity") || request.action.is("sts:GetSessionToken"))
}

/// Why service control policies have no say (`EVAL-06`, `EVAL-32`).
pub(crate) fn service_control(request: &Request, levels: &Levels) -> Option<NotInPlay> {
    if needs_no_permission(request) {
        Some(NotInPlay::NoPermissionNeeded)
    } else if request.principal.account.is_none() {
        Some(NotInPlay::CallerWithoutAccount)
    } else {
        of_levels(levels)
    }
}

/// Why resource control policies have no say (`EVAL-04`, `EVAL-07`, `SCP-31`).
pub(crate) fn resource_control(request: &Request, levels: &Levels) -> Option<NotInPlay> {
    let covered = COVERED_BY_RESOURCE_CONTROL
        .iter()
        .any(|service| service.eq_ignore_ascii_case(request.action.service()));
    if needs_no_permission(request) {
        Some(NotInPlay::NoPermissionNeeded)
    } else if let Some(why) = of_levels(levels) {
        Some(why)
    } else if request.action.is("kms:RetireGrant") {
        Some(NotInPlay::RetireGrant)
    } else if covered {
        None
    } else {
        Some(NotInPlay::ServiceNotCovered)
    }
}

fn of_levels(levels: &Levels) -> Option<NotInPlay> {
    match levels {
        Levels::NotInPlay(why) => Some(*why),
        Levels::InPlay(levels) if levels.is_empty() => Some(NotInPlay::NoPolicy),
        Levels::InPlay(_) => None,
    }
}

/// Why the resource-based policy has no say.
pub(crate) fn resource(request: &Request, stack: &PolicyStack) -> Option<NotInPlay> {
    if needs_no_permission(request) {
        Some(NotInPlay::NoPermissionNeeded)
    } else {
        of_one(stack.resource.as_ref())
    }
}

/// Why an endpoint policy has no say; even operations that need no permission pass it.
pub(crate) fn vpc_endpoint(stack: &PolicyStack) -> Option<NotInPlay> {
    of_one(stack.vpc_endpoint.as_ref())
}

/// Why identity-based policies have no say; an account's users and roles always need them, even when there are none.
pub(crate) fn identity(request: &Request) -> Option<NotInPlay> {
    if needs_no_permission(request) {
        Some(NotInPlay::NoPermissionNeeded)
    } else {
        without_attachments(&request.principal)
    }
}

/// Why a permissions boundary has no say.
pub(crate) fn boundary(request: &Request, stack: &PolicyStack) -> Option<NotInPlay> {
    identity(request).or_else(|| of_one(stack.boundary.as_ref()))
}

/// Whether a permissions boundary limits the caller (`EVAL-56`).
pub(crate) fn has_boundary(request: &Request, stack: &PolicyStack) -> bool {
    without_attachments(&request.principal).is_none() && of_one(stack.boundary.as_ref()).is_none()
}

/// Why session policies have no say.
pub(crate) fn session(request: &Request, stack: &PolicyStack) -> Option<NotInPlay> {
    if needs_no_permission(request) {
        Some(NotInPlay::NoPermissionNeeded)
    } else if request.principal.account.is_none() {
        Some(NotInPlay::CallerWithoutAccount)
    } else if federation_without_session_policy(request, stack) {
        None
    } else {
        session_passed(stack)
    }
}

/// Whether a GetFederationToken session has no session policy, and so nothing of its own (`EVAL-11`).
pub(crate) fn federation_without_session_policy(request: &Request, stack: &PolicyStack) -> bool {
    let federated = matches!(request.principal.kind, PrincipalKind::FederatedUser { .. });
    federated && session_passed(stack).is_some()
}

fn session_passed(stack: &PolicyStack) -> Option<NotInPlay> {
    match stack.session.as_deref() {
        None => Some(NotInPlay::NoPolicy),
        Some([]) => None,
        Some(policies) if policies.iter().all(Attached::is_switched_off) => {
            Some(NotInPlay::SwitchedOff)
        }
        Some(_) => None,
    }
}

/// Why nothing can be attached to this caller, if so: root users and sessions federated from one (`EVAL-30`), and
/// callers without an account.
fn without_attachments(principal: &Principal) -> Option<NotInPlay> {
    let by_root = match &principal.kind {
        PrincipalKind::RootUser => true,
        PrincipalKind::FederatedUser { user_arn, .. } => user_arn.resource() == "root",
        PrincipalKind::IamUser { .. }
        | PrincipalKind::RoleSession { .. }
        | PrincipalKind::Service { .. }
        | PrincipalKind::Federated { .. }
        | PrincipalKind::Anonymous => false,
    };
    if by_root {
        Some(NotInPlay::RootUser)
    } else if principal.account.is_none() {
        Some(NotInPlay::CallerWithoutAccount)
    } else {
        None
    }
}

fn of_one(attached: Option<&Attached>) -> Option<NotInPlay> {
    match attached {
        None => Some(NotInPlay::NoPolicy),
        Some(attached) if attached.is_switched_off() => Some(NotInPlay::SwitchedOff),
        Some(_) => None,
    }
}
