//! The request context: which condition keys a request has, and who set them.
//!
//! Only what the world knows is set: workload keys, federation claims and the like come with the call.

use aws::{
    AccountId, ContextKey, ContextValues, PrincipalKind, RegionName, RequestContext, Seconds,
};
use world::{Call, MfaState, SortedMap, Tags};

use crate::{
    CloudState,
    authenticate::{Caller, CallerKind},
};

/// Who put a key into the request context.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum KeyProvenance {
    /// AWS worked it out; the caller cannot choose it.
    SetByAws,
    /// It is a parameter of the call, such as the external ID.
    SentByCaller,
    /// It was written down with the call, as what the service would set.
    GivenWithCall,
    /// The request does not have it.
    Absent,
}

/// What a request is about.
#[derive(Clone, Debug, Default)]
pub(crate) struct Target {
    /// The resource's ARN, or `*`.
    pub(crate) resource: String,
    /// The account that owns it, when there is a resource.
    pub(crate) account: Option<AccountId>,
    /// Its tags.
    pub(crate) tags: Tags,
    /// Whether it is an IAM role, whose tags have two names (`KEYS-68`).
    pub(crate) is_role: bool,
}

/// A request context with the provenance of each key.
#[derive(Clone, Debug, Default)]
pub(crate) struct Keys {
    pub(crate) context: RequestContext,
    pub(crate) provenance: SortedMap<ContextKey, KeyProvenance>,
}

impl Keys {
    fn set(&mut self, key: &str, values: ContextValues, provenance: KeyProvenance) {
        self.context.set(key, values);
        self.provenance.insert(ContextKey::new(key), provenance);
    }

    fn aws(&mut self, key: &str, value: impl Into<String>) {
        self.set(key, ContextValues::one(value), KeyProvenance::SetByAws);
    }

    fn aws_if(&mut self, key: &str, value: Option<impl Into<String>>) {
        if let Some(value) = value {
            self.aws(key, value);
        }
    }

    fn aws_many(&mut self, key: &str, values: impl IntoIterator<Item = String>) {
        self.set(key, ContextValues::many(values), KeyProvenance::SetByAws);
    }

    /// A key whose value the caller chose by a parameter.
    pub(crate) fn sent(&mut self, key: &str, value: impl Into<String>) {
        self.set(key, ContextValues::one(value), KeyProvenance::SentByCaller);
    }

    /// A multivalued key whose values the caller chose by a parameter.
    pub(crate) fn sent_many(&mut self, key: &str, values: impl IntoIterator<Item = String>) {
        self.set(
            key,
            ContextValues::many(values),
            KeyProvenance::SentByCaller,
        );
    }
}

/// Keys that people ask for most when they are missing.
const OFTEN_ASKED_FOR: &[&str] = &[
    "aws:MultiFactorAuthAge",
    "aws:MultiFactorAuthPresent",
    "aws:PrincipalOrgID",
    "aws:ResourceOrgID",
    "aws:SourceIdentity",
    "aws:SourceIp",
    "aws:SourceVpce",
    "aws:TokenIssueTime",
    "aws:username",
];

/// Keys of AssumeRole that are present only when the parameter was sent.
const OFTEN_ASKED_FOR_IN_ASSUME_ROLE: &[&str] =
    &["aws:TagKeys", "sts:ExternalId", "sts:SourceIdentity"];

/// The keys of one request; parameters of the operation are added by the operation itself.
pub(crate) fn request_keys(
    state: &CloudState,
    caller: &Caller,
    call: &Call,
    requested_region: &RegionName,
    target: &Target,
) -> Keys {
    let mut keys = Keys::default();
    // A call may say otherwise: callers choose their agent freely (`KEYS-47`), and a service may call for them
    // (`EVAL-35`).
    keys.aws("aws:UserAgent", "aws-cli/2");
    keys.aws("aws:ViaAWSService", "false");
    for (key, values) in &call.call.context {
        let values = ContextValues::many(values.iter().cloned());
        keys.set(key, values, KeyProvenance::GivenWithCall);
    }
    principal_keys(&mut keys, state, caller);
    session_keys(&mut keys, state, caller);
    network_keys(&mut keys, caller, call);
    resource_keys(&mut keys, state, caller, target);
    keys.aws("aws:RequestedRegion", requested_region.as_str());
    keys.aws("aws:CurrentTime", state.now.to_string());
    keys.aws("aws:EpochTime", state.now.seconds().to_string());
    keys
}

/// Marks the keys that are not there, so that they can be shown as absent.
pub(crate) fn mark_absent(keys: &mut Keys, assumes_role: bool) {
    let more = if assumes_role {
        OFTEN_ASKED_FOR_IN_ASSUME_ROLE
    } else {
        &[]
    };
    for name in OFTEN_ASKED_FOR.iter().chain(more) {
        if keys.context.get(name).is_none() {
            keys.provenance
                .insert(ContextKey::new(name), KeyProvenance::Absent);
        }
    }
}

/// `KEYS-01` to `KEYS-12`, and `KEYS-51` for services.
fn principal_keys(keys: &mut Keys, state: &CloudState, caller: &Caller) {
    let world = state.world();
    let principal = &caller.principal;
    keys.aws_if("aws:PrincipalArn", principal.principal_arn());
    if let Some(account) = &principal.account {
        keys.aws("aws:PrincipalAccount", account.as_str());
        if let Some(organization) = world.organization_of(account) {
            keys.aws("aws:PrincipalOrgID", organization.id.as_str());
            keys.aws_many("aws:PrincipalOrgPaths", world.organization_path(account));
        }
    }
    keys.aws_if("aws:userid", caller.user_id(state));
    let principal_type = match &principal.kind {
        PrincipalKind::RootUser => Some("Account"),
        PrincipalKind::IamUser { .. } => Some("User"),
        PrincipalKind::RoleSession { .. } => Some("AssumedRole"),
        PrincipalKind::FederatedUser { .. } => Some("FederatedUser"),
        PrincipalKind::Anonymous => Some("Anonymous"),
        PrincipalKind::Service { .. } | PrincipalKind::Federated { .. } => None,
    };
    keys.aws_if("aws:PrincipalType", principal_type);
    let is_service = matches!(principal.kind, PrincipalKind::Service { .. });
    let signed = !matches!(
        principal.kind,
        PrincipalKind::Anonymous | PrincipalKind::Federated { .. }
    );
    if signed {
        keys.aws("aws:PrincipalIsAWSService", is_service.to_string());
    }
    match &caller.kind {
        CallerKind::User { account, name, .. } => {
            keys.aws("aws:username", name.as_str());
            if let Some(user) = world.user(account, name) {
                tag_keys(keys, "aws:PrincipalTag", &user.tags);
            }
        }
        CallerKind::Session(session) => {
            if let Some((_, role)) = state.role_of(session) {
                tag_keys(keys, "aws:PrincipalTag", &role.tags);
            }
            // Set later, so that a session tag takes the place of the role's tag of the same key (`KEYS-05`).
            tag_keys(keys, "aws:PrincipalTag", &session.tags);
        }
        CallerKind::Service {
            source_arn,
            source_account,
        } => {
            if let PrincipalKind::Service { name } = &principal.kind {
                keys.aws("aws:PrincipalServiceName", name.as_str());
                keys.aws_many("aws:PrincipalServiceNamesList", [name.clone()]);
            }
            keys.aws_if(
                "aws:SourceArn",
                source_arn.as_ref().map(ToString::to_string),
            );
            if let Some(account) = source_account {
                keys.aws("aws:SourceAccount", account.as_str());
                if let Some(organization) = world.organization_of(account) {
                    keys.aws("aws:SourceOrgID", organization.id.as_str());
                    keys.aws_many("aws:SourceOrgPaths", world.organization_path(account));
                }
            }
        }
        CallerKind::Anonymous => keys.aws("aws:PrincipalAccount", "anonymous"),
        CallerKind::RootUser | CallerKind::Federated => {}
    }
}

fn tag_keys(keys: &mut Keys, prefix: &str, tags: &Tags) {
    for (key, value) in tags {
        keys.aws(&format!("{prefix}/{key}"), value.as_str());
    }
}

/// `KEYS-20` to `KEYS-23`.
fn session_keys(keys: &mut Keys, state: &CloudState, caller: &Caller) {
    match &caller.kind {
        CallerKind::Session(session) => {
            keys.aws("aws:TokenIssueTime", session.issued_at.to_string());
            // Role sessions never carry MFA, however their caller signed in (`KEYS-21`, `STS-27`).
            keys.aws("aws:MultiFactorAuthPresent", "false");
            keys.aws_if("aws:SourceIdentity", session.source_identity.as_deref());
        }
        CallerKind::User {
            mfa: MfaState::SignedInWithoutMfa,
            ..
        } => {
            // A sign-in is temporary credentials as well (`KEYS-20`); without MFA its time is not known, so it is now.
            keys.aws("aws:TokenIssueTime", state.now.to_string());
            keys.aws("aws:MultiFactorAuthPresent", "false");
        }
        CallerKind::User {
            mfa: MfaState::SignedInWithMfa { age_seconds },
            ..
        } => {
            let signed_in = state.now.plus(-Seconds::from(*age_seconds));
            keys.aws("aws:TokenIssueTime", signed_in.to_string());
            keys.aws("aws:MultiFactorAuthPresent", "true");
            keys.aws("aws:MultiFactorAuthAge", age_seconds.to_string());
        }
        CallerKind::User {
            mfa: MfaState::LongTermKeys,
            ..
        }
        | CallerKind::RootUser
        | CallerKind::Service { .. }
        | CallerKind::Federated
        | CallerKind::Anonymous => {}
    }
}

/// `KEYS-30`, `KEYS-31`, `KEYS-46`.
fn network_keys(keys: &mut Keys, caller: &Caller, call: &Call) {
    let origin = &call.origin;
    match &origin.vpc_endpoint {
        Some(endpoint) => {
            keys.aws("aws:SourceVpce", endpoint.as_str());
            keys.aws("aws:VpcSourceIp", origin.source_ip.to_string());
        }
        // A service calls from an address of its own, which nobody can know beforehand.
        None if matches!(caller.kind, CallerKind::Service { .. }) => {}
        None => keys.aws("aws:SourceIp", origin.source_ip.to_string()),
    }
    keys.aws("aws:SecureTransport", origin.secure_transport.to_string());
}

/// `KEYS-40` to `KEYS-42`, `KEYS-68`; an action without a resource belongs to the caller's account.
fn resource_keys(keys: &mut Keys, state: &CloudState, caller: &Caller, target: &Target) {
    let world = state.world();
    if let Some(account) = target
        .account
        .as_ref()
        .or(caller.principal.account.as_ref())
    {
        keys.aws("aws:ResourceAccount", account.as_str());
        if let Some(organization) = world.organization_of(account) {
            keys.aws("aws:ResourceOrgID", organization.id.as_str());
            keys.aws_many("aws:ResourceOrgPaths", world.organization_path(account));
        }
    }
    tag_keys(keys, "aws:ResourceTag", &target.tags);
    if target.is_role {
        tag_keys(keys, "iam:ResourceTag", &target.tags);
    }
}

#[cfg(test)]
mod tests;
