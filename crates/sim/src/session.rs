//! Role sessions: temporary credentials and what hangs on them.

use aws::{AccountId, Arn, Principal, Seconds, Timestamp};
use world::{
    EndpointChoice, EntryId, PolicyText, Scenario, SeededSession, SessionRef, SortedSet, Tags,
    TokenVersion,
};

use crate::ids;

/// A session with temporary credentials, expired or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// What calls name it by.
    pub reference: SessionRef,
    /// Who it is in policies.
    pub principal: Principal,
    /// The role.
    pub role_arn: Arn,
    /// The role's unique id when the session was issued; a role made anew has another, and the session dies with it.
    pub role_id: String,
    /// The last part of the session's ARN.
    pub role_session_name: String,
    /// Who assumed the role; `None` for sessions of the scenario.
    pub assumed_by: Option<Principal>,
    /// `ASIA…`
    pub access_key_id: String,
    /// Simulated, contains `EXAMPLE`.
    pub secret_access_key: String,
    /// Simulated, contains `EXAMPLE`.
    pub session_token: String,
    /// The version of the token (`TOKEN-10`, `TOKEN-12`).
    pub token_version: TokenVersion,
    /// The STS endpoint that issued it.
    pub issued_by: EndpointChoice,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// When it ends; at this instant it is already refused.
    pub expires_at: Timestamp,
    /// How many role sessions stand before it in the chain, 0 for a role assumed by a user (`STS-12`).
    pub chain_depth: u32,
    /// The session policies passed when it was issued (`EVAL-10`).
    pub session_policies: Vec<PolicyText>,
    /// Its session tags, inherited ones included (`STS-24`).
    pub tags: Tags,
    /// The keys of the tags that pass on to chained sessions.
    pub transitive_tag_keys: SortedSet<String>,
    /// Its source identity (`STS-25`).
    pub source_identity: Option<String>,
}

impl Session {
    /// A session of the scenario; `None` when its role's ARN has no account.
    pub(crate) fn seeded(scenario: &Scenario, seeded: &SeededSession) -> Option<Session> {
        let account = seeded.role_arn.account_id()?;
        let principal = session_principal(&account, &seeded.role_arn, &seeded.role_session_name)?;
        let setting = scenario
            .world
            .account(&account)
            .map(|account| account.settings.global_endpoint_token_version);
        let token_version = token_version(&seeded.issued_by, setting);
        // The name is part of the purpose, since all sessions of the scenario share one entry.
        let ordinal = scenario
            .sessions
            .keys()
            .position(|slug| *slug == seeded.slug)
            .unwrap_or_default();
        let ordinal = u32::try_from(ordinal).unwrap_or(u32::MAX);
        let [access_key_id, secret_access_key, session_token] =
            ids::temporary_credentials(scenario.seed, EntryId::START, ordinal, token_version);
        let role_id = scenario
            .world
            .role_by_arn(&seeded.role_arn)
            .map(|(account, role)| ids::role_id(scenario.seed, &account.id, role))
            .unwrap_or_default();
        Some(Session {
            reference: SessionRef::Seeded(seeded.slug.clone()),
            principal,
            role_arn: seeded.role_arn.clone(),
            role_id,
            role_session_name: seeded.role_session_name.clone(),
            assumed_by: None,
            access_key_id,
            secret_access_key,
            session_token,
            token_version,
            issued_by: seeded.issued_by.clone(),
            issued_at: seeded.issued_at,
            expires_at: seeded.expires_at,
            chain_depth: u32::from(seeded.chained),
            session_policies: seeded.session_policies.clone(),
            tags: seeded.tags.clone(),
            transitive_tag_keys: seeded.transitive_tag_keys.clone(),
            source_identity: seeded.source_identity.clone(),
        })
    }

    /// The account it acts in.
    pub fn account(&self) -> Option<&AccountId> {
        self.principal.account.as_ref()
    }

    /// How long it still lasts, 0 when it has expired.
    pub fn seconds_left(&self, now: Timestamp) -> Seconds {
        self.expires_at.since(now).max(0)
    }

    /// Whether it has expired.
    pub fn is_expired(&self, now: Timestamp) -> bool {
        now >= self.expires_at
    }

    /// `{AROA id}:{session name}`, the value of `aws:userid` (`KEYS-12`).
    pub fn user_id(&self) -> String {
        format!("{}:{}", self.role_id, self.role_session_name)
    }
}

/// The principal of a role session; its ARN leaves out the role's path (`STS-22`).
pub(crate) fn session_principal(
    account: &AccountId,
    role_arn: &Arn,
    session_name: &str,
) -> Option<Principal> {
    let session_arn = format!(
        "arn:aws:sts::{account}:assumed-role/{}/{session_name}",
        role_arn.name()
    );
    Some(Principal::role_session(
        Arn::parse(&session_arn).ok()?,
        role_arn.clone(),
    ))
}

/// Which version an endpoint issues; for the global one the setting of the role's account counts (`TOKEN-14`).
pub(crate) fn token_version(
    endpoint: &EndpointChoice,
    setting: Option<TokenVersion>,
) -> TokenVersion {
    match endpoint {
        EndpointChoice::Global => setting.unwrap_or_default(),
        EndpointChoice::Default | EndpointChoice::Regional(_) => TokenVersion::Version2,
    }
}
