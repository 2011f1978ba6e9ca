//! `Principal` and `NotPrincipal`: whether a statement is about the caller, and how strongly it names the caller.

use aws::{Arn, Principal, PrincipalKind};
use policy::{Effect, Element, PrincipalPattern};

use crate::recorder::Recorder;
use crate::{PrincipalNote, PrincipalOutcome, PrincipalValue, ResourceGrant};

/// What principal matching needs to know about the caller.
#[derive(Clone, Copy)]
pub(crate) struct Caller<'a> {
    pub(crate) principal: &'a Principal,
    /// Whether a permissions boundary limits the caller (`EVAL-56`).
    pub(crate) has_boundary: bool,
}

/// The result of a `Principal` or `NotPrincipal` element.
#[derive(Clone, Copy)]
pub(crate) struct PrincipalMatch {
    pub(crate) matched: bool,
    pub(crate) grant: ResourceGrant,
    pub(crate) note: Option<PrincipalNote>,
}

/// Matches the element; a statement without one is about every caller its policy concerns.
pub(crate) fn match_principal<R: Recorder>(
    element: Option<&Element<PrincipalPattern>>,
    effect: Effect,
    caller: Caller<'_>,
    in_endpoint_policy: bool,
    recorder: &mut R,
) -> PrincipalMatch {
    let Some(element) = element else {
        return PrincipalMatch {
            matched: true,
            grant: ResourceGrant::None,
            note: None,
        };
    };
    let mut grant = ResourceGrant::None;
    let mut account_listed = false;
    for located in &element.values {
        let outcome = outcome_of(&located.value, caller.principal, in_endpoint_policy);
        if let PrincipalOutcome::Names(names) = outcome {
            grant = grant.max(names);
            let everyone = matches!(
                located.value,
                PrincipalPattern::Everyone | PrincipalPattern::EveryAws
            );
            account_listed |= everyone || names == ResourceGrant::Account;
        }
        recorder.principal(|| PrincipalValue {
            node: located.node,
            pattern: located.value.clone(),
            outcome,
        });
    }
    if !element.negated {
        return PrincipalMatch {
            matched: grant != ResourceGrant::None,
            grant,
            note: None,
        };
    }
    let note = not_principal(effect, caller, grant, account_listed);
    let matched = !matches!(note, PrincipalNote::Exempt | PrincipalNote::OnlyWithDeny);
    // An Allow with NotPrincipal grants nothing, so no grant leaves this function (`EVAL-58`).
    PrincipalMatch {
        matched,
        grant: ResourceGrant::None,
        note: Some(note),
    }
}

/// Why a `NotPrincipal` matches or not (`EVAL-55` to `EVAL-58`).
fn not_principal(
    effect: Effect,
    caller: Caller<'_>,
    listed: ResourceGrant,
    account_listed: bool,
) -> PrincipalNote {
    let in_account = caller.principal.account.is_some();
    let is_root = matches!(caller.principal.kind, PrincipalKind::RootUser);
    if effect == Effect::Allow {
        PrincipalNote::OnlyWithDeny
    } else if caller.has_boundary {
        PrincipalNote::HasBoundary
    } else if in_account && !account_listed {
        PrincipalNote::AccountNotListed
    } else if listed > ResourceGrant::Account || (is_root && listed == ResourceGrant::Account) {
        PrincipalNote::Exempt
    } else {
        PrincipalNote::CallerNotListed
    }
}

/// Whether one value names the caller (tables under `EVAL-20` to `EVAL-22`).
fn outcome_of(
    pattern: &PrincipalPattern,
    caller: &Principal,
    in_endpoint_policy: bool,
) -> PrincipalOutcome {
    use PrincipalOutcome::{
        Another, AnotherAccount, AnotherKind, DeletedPrincipal, FederatedNotIncluded, Names,
    };
    let named = |hit: bool| {
        if hit {
            Names(ResourceGrant::Direct)
        } else {
            Another
        }
    };
    match (pattern, &caller.kind) {
        (PrincipalPattern::Everyone, _) => Names(ResourceGrant::Direct),
        (PrincipalPattern::EveryAws, PrincipalKind::Federated { .. }) if in_endpoint_policy => {
            FederatedNotIncluded
        }
        (PrincipalPattern::EveryAws, _) => Names(ResourceGrant::Direct),
        (PrincipalPattern::Account(account), _) => match &caller.account {
            Some(own) if own == account => Names(ResourceGrant::Account),
            Some(_) => AnotherAccount,
            None => AnotherKind,
        },
        (PrincipalPattern::Arn(arn), kind) => outcome_of_arn(arn, kind),
        (PrincipalPattern::UniqueId(_), _) => DeletedPrincipal,
        (PrincipalPattern::Federated(wanted), PrincipalKind::Federated { provider }) => {
            named(wanted == provider)
        }
        (PrincipalPattern::Service(wanted), PrincipalKind::Service { name }) => {
            named(wanted == name)
        }
        (
            PrincipalPattern::Federated(_)
            | PrincipalPattern::Service(_)
            | PrincipalPattern::CanonicalUser(_),
            _,
        ) => AnotherKind,
    }
}

fn outcome_of_arn(arn: &Arn, kind: &PrincipalKind) -> PrincipalOutcome {
    let grant = match kind {
        PrincipalKind::IamUser { arn: own } if own == arn => ResourceGrant::Direct,
        PrincipalKind::RoleSession { session_arn, .. } if session_arn == arn => {
            ResourceGrant::Direct
        }
        PrincipalKind::RoleSession { role_arn, .. } if role_arn == arn => ResourceGrant::Role,
        PrincipalKind::FederatedUser { arn: own, .. } if own == arn => ResourceGrant::Direct,
        PrincipalKind::FederatedUser { user_arn, .. } if user_arn == arn => {
            ResourceGrant::UserOfFederated
        }
        PrincipalKind::IamUser { .. }
        | PrincipalKind::RoleSession { .. }
        | PrincipalKind::FederatedUser { .. } => {
            return PrincipalOutcome::Another;
        }
        PrincipalKind::RootUser
        | PrincipalKind::Service { .. }
        | PrincipalKind::Federated { .. }
        | PrincipalKind::Anonymous => return PrincipalOutcome::AnotherKind,
    };
    PrincipalOutcome::Names(grant)
}
