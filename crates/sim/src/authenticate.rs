//! Credentials to caller, or the error AWS gives before any policy is read.

use std::sync::Arc;

use aws::{AccountId, Arn, Principal, RegionName, region_facts};
use world::{CallerRef, EntryId, MfaState, TokenVersion, UserName};

use crate::{
    ApiError, CloudState, ServiceFamily, ids,
    record::{
        AuthenticationOutcome, AuthenticationRefusal, AuthenticationTrace, EndpointKind,
        EndpointTrace,
    },
    session::Session,
};

/// A caller whose credentials are accepted.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    /// Who it is in policies.
    pub(crate) principal: Principal,
    /// What only its kind has.
    pub(crate) kind: CallerKind,
}

#[derive(Clone, Debug)]
pub(crate) enum CallerKind {
    RootUser,
    User {
        account: AccountId,
        name: UserName,
        mfa: MfaState,
    },
    Session(Arc<Session>),
    Service {
        source_arn: Option<Arn>,
        source_account: Option<AccountId>,
    },
    Federated,
    Anonymous,
}

impl Caller {
    /// The role session the caller is, if it is one.
    pub(crate) fn session(&self) -> Option<&Arc<Session>> {
        match &self.kind {
            CallerKind::Session(session) => Some(session),
            _ => None,
        }
    }

    /// The value of `aws:userid` (`KEYS-12`); services have none.
    pub(crate) fn user_id(&self, state: &CloudState) -> Option<String> {
        match &self.kind {
            CallerKind::RootUser => self.principal.account.as_ref().map(ToString::to_string),
            CallerKind::User { account, name, .. } => state.user_id(account, name),
            CallerKind::Session(session) => Some(session.user_id()),
            CallerKind::Anonymous => Some("anonymous".to_owned()),
            CallerKind::Service { .. } | CallerKind::Federated => None,
        }
    }
}

/// What authentication came to.
pub(crate) struct Authentication {
    /// The phase of the record.
    pub(crate) trace: AuthenticationTrace,
    /// Who called, as far as it is known even when refused.
    pub(crate) principal: Option<Principal>,
    /// The caller, or what it is told.
    pub(crate) caller: Result<Caller, ApiError>,
}

/// Looks at the credentials of a call to `action`'s service through `endpoint`.
pub(crate) fn authenticate(
    state: &CloudState,
    caller: &CallerRef,
    action: &aws::ActionName,
    endpoint: &EndpointTrace,
) -> Authentication {
    let family = ServiceFamily::of(action.service());
    match caller {
        CallerRef::RootUser(account) => authenticate_root_user(state, account, action, endpoint),
        CallerRef::IamUser { account, user, mfa } => {
            authenticate_user(state, account, user, *mfa, action, endpoint)
        }
        CallerRef::Session(reference) => match state.session(reference) {
            Some(session) => authenticate_session(state, session, action, endpoint),
            None => refused(
                None,
                None,
                AuthenticationRefusal::NoSuchSession,
                ApiError::invalid_credentials(family, true),
            ),
        },
        CallerRef::Service {
            name,
            source_arn,
            source_account,
        } => accepted(
            None,
            AuthenticationOutcome::Service,
            Principal::service(name),
            CallerKind::Service {
                source_arn: source_arn.clone(),
                source_account: source_account.clone(),
            },
        ),
        CallerRef::Federated(token) => unsigned(
            action,
            Principal::federated(&token.provider),
            CallerKind::Federated,
        ),
        CallerRef::Anonymous => unsigned(action, Principal::anonymous(), CallerKind::Anonymous),
    }
}

fn accepted(
    access_key_id: Option<String>,
    outcome: AuthenticationOutcome,
    principal: Principal,
    kind: CallerKind,
) -> Authentication {
    Authentication {
        trace: AuthenticationTrace {
            access_key_id,
            outcome,
        },
        principal: Some(principal.clone()),
        caller: Ok(Caller { principal, kind }),
    }
}

fn refused(
    access_key_id: Option<String>,
    principal: Option<Principal>,
    refusal: AuthenticationRefusal,
    error: ApiError,
) -> Authentication {
    Authentication {
        trace: AuthenticationTrace {
            access_key_id,
            outcome: AuthenticationOutcome::Refused(refusal),
        },
        principal,
        caller: Err(error),
    }
}

/// AssumeRoleWithSAML and AssumeRoleWithWebIdentity are unsigned by design (`EVAL-53`); the rest of STS, IAM and
/// EC2 is never open to unsigned callers, other services leave it to their resource policies.
fn unsigned(action: &aws::ActionName, principal: Principal, kind: CallerKind) -> Authentication {
    let family = ServiceFamily::of(action.service());
    let by_token =
        action.is("sts:AssumeRoleWithSAML") || action.is("sts:AssumeRoleWithWebIdentity");
    let signed_only = matches!(
        family,
        ServiceFamily::Sts | ServiceFamily::Query | ServiceFamily::Ec2
    );
    if signed_only && !by_token {
        let error = ApiError::signature_required();
        return refused(
            None,
            Some(principal),
            AuthenticationRefusal::SignatureRequired,
            error,
        );
    }
    accepted(None, AuthenticationOutcome::Unsigned, principal, kind)
}

fn authenticate_root_user(
    state: &CloudState,
    account: &AccountId,
    action: &aws::ActionName,
    endpoint: &EndpointTrace,
) -> Authentication {
    let family = ServiceFamily::of(action.service());
    let principal = Principal::root_user(account.clone());
    let key = ids::long_term_key(state.scenario.seed, EntryId::START, &account.root_arn());
    if state.world().account(account).is_none() {
        let error = ApiError::invalid_credentials(family, false);
        return refused(
            Some(key),
            Some(principal),
            AuthenticationRefusal::NoSuchAccount,
            error,
        );
    }
    if let Some(refusal) = region_refusal(state, account, action, endpoint) {
        return refused(
            Some(key),
            Some(principal),
            refusal,
            ApiError::invalid_credentials(family, false),
        );
    }
    accepted(
        Some(key),
        AuthenticationOutcome::LongTerm,
        principal,
        CallerKind::RootUser,
    )
}

fn authenticate_user(
    state: &CloudState,
    account: &AccountId,
    name: &UserName,
    mfa: MfaState,
    action: &aws::ActionName,
    endpoint: &EndpointTrace,
) -> Authentication {
    let family = ServiceFamily::of(action.service());
    let found = state.world().user(account, name);
    let arn = found.and_then(|user| Some((user, Arn::parse(&user.arn(account)).ok()?)));
    let Some((user, arn)) = arn else {
        let refusal = match state.world().account(account) {
            None => AuthenticationRefusal::NoSuchAccount,
            Some(_) => AuthenticationRefusal::NoSuchUser,
        };
        return refused(
            None,
            None,
            refusal,
            ApiError::invalid_credentials(family, false),
        );
    };
    let principal = Principal::iam_user(arn.clone());
    // A sign-in without or with MFA gives temporary credentials of the user itself (`EVAL-12`).
    let temporary = mfa != MfaState::LongTermKeys;
    let key = if temporary {
        ids::sign_in_key(state.scenario.seed, user.created_by, arn.as_str())
    } else {
        ids::long_term_key(state.scenario.seed, user.created_by, arn.as_str())
    };
    if let Some(refusal) = region_refusal(state, account, action, endpoint) {
        return refused(
            Some(key),
            Some(principal),
            refusal,
            ApiError::invalid_credentials(family, temporary),
        );
    }
    let kind = CallerKind::User {
        account: account.clone(),
        name: name.clone(),
        mfa,
    };
    accepted(Some(key), AuthenticationOutcome::LongTerm, principal, kind)
}

fn authenticate_session(
    state: &CloudState,
    session: &Arc<Session>,
    action: &aws::ActionName,
    endpoint: &EndpointTrace,
) -> Authentication {
    let family = ServiceFamily::of(action.service());
    let key = Some(session.access_key_id.clone());
    let principal = Some(session.principal.clone());
    let invalid = || ApiError::invalid_credentials(family, true);
    if state.now < session.issued_at {
        let refusal = AuthenticationRefusal::NotYetIssued {
            issued_at: session.issued_at,
        };
        return refused(key, principal, refusal, invalid());
    }
    if session.is_expired(state.now) {
        let refusal = AuthenticationRefusal::Expired {
            expired_at: session.expires_at,
        };
        return refused(key, principal, refusal, ApiError::expired(family));
    }
    if let Some(region) = opt_in_region(endpoint)
        && session.token_version == TokenVersion::Version1
    {
        let refusal = AuthenticationRefusal::TokenVersion {
            region: region.clone(),
        };
        return refused(key, principal, refusal, invalid());
    }
    if let Some(account) = session.account()
        && let Some(refusal) = region_refusal(state, account, action, endpoint)
    {
        return refused(key, principal, refusal, invalid());
    }
    let outcome = AuthenticationOutcome::Session {
        session: session.reference.clone(),
        seconds_left: session.seconds_left(state.now),
        token_version: session.token_version,
    };
    accepted(
        key,
        outcome,
        session.principal.clone(),
        CallerKind::Session(Arc::clone(session)),
    )
}

fn opt_in_region(endpoint: &EndpointTrace) -> Option<&RegionName> {
    endpoint
        .region()
        .filter(|region| region_facts(region.as_str()).is_some_and(|facts| facts.opt_in))
}

/// Why the caller's account cannot use the endpoint's Region.
///
/// AssumeRole at an STS endpoint asks for the Region in the role's account instead (`TOKEN-36`, `TOKEN-37`).
fn region_refusal(
    state: &CloudState,
    account: &AccountId,
    action: &aws::ActionName,
    endpoint: &EndpointTrace,
) -> Option<AuthenticationRefusal> {
    let region = endpoint.region()?;
    let partition = region_facts(region.as_str())?.partition;
    if partition != aws::Partition::Aws {
        return Some(AuthenticationRefusal::AnotherPartition {
            region: region.clone(),
        });
    }
    let other_account =
        matches!(endpoint.kind, EndpointKind::StsRegional(_)) && action.is("sts:AssumeRole");
    if other_account || is_region_enabled(state, account, region) {
        return None;
    }
    Some(AuthenticationRefusal::RegionNotEnabled {
        region: region.clone(),
    })
}

/// Whether an account may use a Region: it is on by default, or the account has opted in (`REGION-01`).
pub(crate) fn is_region_enabled(
    state: &CloudState,
    account: &AccountId,
    region: &RegionName,
) -> bool {
    match region_facts(region.as_str()) {
        Some(facts) if facts.opt_in => state
            .world()
            .account(account)
            .is_some_and(|account| account.settings.enabled_regions.contains(region)),
        _ => true,
    }
}

#[cfg(test)]
mod tests;
