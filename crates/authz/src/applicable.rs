//! Which policy types have a say in a request, as far as the request itself settles it.
//!
//! What depends on the organization or on the attachment is settled by the maker of the stack.

use aws::{Principal, PrincipalKind};

use crate::{Attached, Levels, NotInPlay, PolicyStack, Request};

/// Whether the operation needs no permission of any policy but an endpoint's (`EVAL-60`, `EVAL-61`).
pub(crate) fn needs_no_permission(request: &Request) -> bool {
    let authenticated = !matches!(
        request.principal.kind,
        PrincipalKind::Anonymous | PrincipalKind::Federated { .. }
    );
    authenticated
        && (request.action.is("sts:GetCallerIdentity") || request.action.is("sts:GetSessionToken"))
}

/// Which policy types a stack has, whoever asks and for what; `None` where there is one with a say.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Presence {
    pub(crate) service_control: Option<NotInPlay>,
    pub(crate) resource_control: Option<NotInPlay>,
    pub(crate) vpc_endpoint: Option<NotInPlay>,
    pub(crate) resource: Option<NotInPlay>,
    pub(crate) boundary: Option<NotInPlay>,
    pub(crate) session: Option<NotInPlay>,
}

impl Presence {
    pub(crate) fn of(stack: &PolicyStack) -> Presence {
        Presence {
            service_control: of_levels(&stack.service_control),
            resource_control: of_levels(&stack.resource_control),
            vpc_endpoint: of_one(stack.vpc_endpoint.as_ref()),
            resource: of_one(stack.resource.as_ref()),
            boundary: of_one(stack.boundary.as_ref()),
            session: of_session(stack.session.as_deref()),
        }
    }
}

/// Why each policy type has no say in a request; `None` where it has.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Applicable {
    /// `EVAL-06`, `EVAL-32`.
    pub(crate) service_control: Option<NotInPlay>,
    /// `EVAL-04`, `EVAL-07`, `SCP-31`.
    pub(crate) resource_control: Option<NotInPlay>,
    /// Even operations that need no permission pass it.
    pub(crate) vpc_endpoint: Option<NotInPlay>,
    pub(crate) resource: Option<NotInPlay>,
    /// An account's users and roles always need identity-based policies, even when there are none.
    pub(crate) identity: Option<NotInPlay>,
    pub(crate) boundary: Option<NotInPlay>,
    pub(crate) session: Option<NotInPlay>,
    /// Whether a permissions boundary limits the caller (`EVAL-56`).
    pub(crate) has_boundary: bool,
    /// Whether a GetFederationToken session has no session policy, and so nothing of its own (`EVAL-11`).
    pub(crate) federation_without_session_policy: bool,
}

impl Applicable {
    pub(crate) fn of(request: &Request, present: &Presence) -> Applicable {
        let needless = needs_no_permission(request).then_some(NotInPlay::NoPermissionNeeded);
        let in_no_account =
            (request.principal.account.is_none()).then_some(NotInPlay::CallerWithoutAccount);
        let unattachable = without_attachments(&request.principal);
        let federated = matches!(request.principal.kind, PrincipalKind::FederatedUser { .. });
        let federation_without_session_policy = federated && present.session.is_some();
        let session = if federation_without_session_policy {
            None
        } else {
            present.session
        };
        let identity = needless.or(unattachable);
        Applicable {
            service_control: needless.or(in_no_account).or(present.service_control),
            resource_control: needless
                .or(present.resource_control)
                .or_else(|| not_covered(request)),
            vpc_endpoint: present.vpc_endpoint,
            resource: needless.or(present.resource),
            identity,
            boundary: identity.or(present.boundary),
            session: needless.or(in_no_account).or(session),
            has_boundary: unattachable.is_none() && present.boundary.is_none(),
            federation_without_session_policy,
        }
    }
}

/// Why resource control policies do not cover an action (`SCP-31`, `SCP-32`).
fn not_covered(request: &Request) -> Option<NotInPlay> {
    let covered = || aws::is_covered_by_rcps(request.action.service());
    if request.action.is("kms:RetireGrant") {
        Some(NotInPlay::RetireGrant)
    } else if covered() {
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

fn of_session(policies: Option<&[Attached]>) -> Option<NotInPlay> {
    match policies {
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
