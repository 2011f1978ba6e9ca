//! Names for things of the world that travel in intents and rows: keys are stable, readable and found by looking.

use std::sync::Arc;

use aws::{AccountId, Arn, Timestamp};
use world::{CallerRef, IamIdentity, MfaState, PolicyLocation, Scenario, SessionRef, World};

/// The key of a policy's place, such as `trust/444455556666/VendorReadOnly`.
pub(crate) fn policy_key(location: &PolicyLocation) -> String {
    match location {
        PolicyLocation::TrustPolicy { account, role } => format!("trust/{account}/{role}"),
        PolicyLocation::InlinePolicy { identity, policy } => match identity {
            IamIdentity::User { account, name } => format!("user/{account}/{name}/{policy}"),
            IamIdentity::Group { account, name } => format!("group/{account}/{name}/{policy}"),
            IamIdentity::Role { account, name } => format!("role/{account}/{name}/{policy}"),
        },
        PolicyLocation::ManagedPolicy { arn } => format!("managed/{arn}"),
        PolicyLocation::ServiceControlPolicy { name } => format!("scp/{name}"),
        PolicyLocation::ResourceControlPolicy { name } => format!("rcp/{name}"),
        PolicyLocation::ResourcePolicy { resource } => format!("resource/{resource}"),
        PolicyLocation::SessionPolicy { session, index } => {
            format!("session/{}/{index}", session_key(session))
        }
    }
}

/// The place that a key names in this world.
pub(crate) fn policy_at(world: &World, key: &str) -> Option<PolicyLocation> {
    world
        .policy_locations()
        .into_iter()
        .find(|location| policy_key(location) == key)
}

/// The policy that belongs most to a row of the tree.
pub(crate) fn policy_of_row(world: &World, row: &str) -> Option<String> {
    let locations = world.policy_locations();
    let own = |location: &&PolicyLocation| match location {
        PolicyLocation::TrustPolicy { account, role } => row == format!("role/{account}/{role}"),
        PolicyLocation::ResourcePolicy { resource } => row == format!("resource/{resource}"),
        _ => false,
    };
    let inline = |location: &&PolicyLocation| {
        let holder = policy_key(location);
        matches!(location, PolicyLocation::InlinePolicy { .. })
            && holder
                .rsplit_once('/')
                .is_some_and(|(holder, _)| holder == row)
    };
    let found = locations
        .iter()
        .find(own)
        .or_else(|| locations.iter().find(inline));
    found.map(policy_key)
}

/// What people call a policy: `VendorReadOnly trust policy`.
pub(crate) fn policy_title(location: &PolicyLocation) -> String {
    match location {
        PolicyLocation::TrustPolicy { role, .. } => format!("{role} trust policy"),
        PolicyLocation::InlinePolicy { policy, .. } => policy.to_string(),
        PolicyLocation::ManagedPolicy { arn } => arn.name().to_owned(),
        PolicyLocation::ServiceControlPolicy { name }
        | PolicyLocation::ResourceControlPolicy { name } => name.to_string(),
        PolicyLocation::ResourcePolicy { resource } => {
            format!("{} resource policy", resource.name())
        }
        PolicyLocation::SessionPolicy { .. } => "Session policy".to_owned(),
    }
}

/// What a policy is and whose: `Trust policy of VendorReadOnly`.
pub(crate) fn policy_kind_words(location: &PolicyLocation) -> String {
    match location {
        PolicyLocation::TrustPolicy { .. } => "Trust policy, who may assume the role".to_owned(),
        PolicyLocation::InlinePolicy { identity, .. } => {
            format!("Identity policy of {}", plain(identity))
        }
        PolicyLocation::ManagedPolicy { .. } => "Managed policy".to_owned(),
        PolicyLocation::ServiceControlPolicy { .. } => "Service control policy (SCP)".to_owned(),
        PolicyLocation::ResourceControlPolicy { .. } => "Resource control policy (RCP)".to_owned(),
        PolicyLocation::ResourcePolicy { .. } => "Resource-based policy".to_owned(),
        PolicyLocation::SessionPolicy { .. } => "Session policy".to_owned(),
    }
}

fn plain(identity: &IamIdentity) -> String {
    match identity {
        IamIdentity::User { name, .. } => format!("user {name}"),
        IamIdentity::Group { name, .. } => format!("group {name}"),
        IamIdentity::Role { name, .. } => format!("role {name}"),
    }
}

/// Which kind of policy language holds at a place.
pub(crate) fn policy_kind(location: &PolicyLocation) -> policy::PolicyKind {
    use policy::PolicyKind;
    match location {
        PolicyLocation::TrustPolicy { .. } => PolicyKind::Trust,
        PolicyLocation::InlinePolicy { .. } | PolicyLocation::ManagedPolicy { .. } => {
            PolicyKind::Identity
        }
        PolicyLocation::ServiceControlPolicy { .. } => PolicyKind::ServiceControl,
        PolicyLocation::ResourceControlPolicy { .. } => PolicyKind::ResourceControl,
        PolicyLocation::ResourcePolicy { .. } => PolicyKind::Resource,
        PolicyLocation::SessionPolicy { .. } => PolicyKind::Session,
    }
}

/// The account a policy belongs to; `None` for those of the organization.
pub(crate) fn policy_account(location: &PolicyLocation, world: &World) -> Option<AccountId> {
    match location {
        PolicyLocation::TrustPolicy { account, .. } => Some(account.clone()),
        PolicyLocation::InlinePolicy { identity, .. } => Some(identity.account().clone()),
        PolicyLocation::ManagedPolicy { arn } => arn.account_id(),
        PolicyLocation::ResourcePolicy { resource } => world
            .resource(resource)
            .map(|(account, _)| account.id.clone()),
        PolicyLocation::ServiceControlPolicy { .. }
        | PolicyLocation::ResourceControlPolicy { .. }
        | PolicyLocation::SessionPolicy { .. } => None,
    }
}

/// Accounts in the order of their colours: first those that the saved requests of a scenario are about, caller before
/// resource, so that the two sides of a path differ; then the others by id.
pub(crate) fn colour_order(scenario: &Scenario) -> Vec<AccountId> {
    let mut order: Vec<AccountId> = Vec::new();
    let mut add = |account: Option<AccountId>| {
        if let Some(account) = account.filter(|id| scenario.world.account(id).is_some())
            && !order.contains(&account)
        {
            order.push(account);
        }
    };
    for request in &scenario.requests {
        let call = &request.call;
        add(match &call.caller {
            CallerRef::RootUser(account) | CallerRef::IamUser { account, .. } => {
                Some(account.clone())
            }
            CallerRef::Session(SessionRef::Seeded(slug)) => scenario
                .session(slug)
                .and_then(|session| session.role_arn.account_id()),
            _ => None,
        });
        let role = call
            .call
            .parameters
            .text("RoleArn")
            .and_then(|arn| Arn::parse(arn).ok());
        add(role.and_then(|arn| arn.account_id()));
        let owner = call
            .call
            .resources
            .first()
            .and_then(|arn| scenario.world.resource_containing(arn));
        add(owner.map(|(account, _)| account.id.clone()));
    }
    for account in scenario.world.accounts.keys() {
        add(Some(account.clone()));
    }
    order
}

/// The key of a session.
pub(crate) fn session_key(session: &SessionRef) -> String {
    match session {
        SessionRef::Issued(entry) => format!("issued/{entry}"),
        SessionRef::Seeded(slug) => format!("seeded/{slug}"),
    }
}

/// The key of a caller, such as `user/444455556666/dana`.
pub(crate) fn caller_key(caller: &CallerRef) -> String {
    match caller {
        CallerRef::RootUser(account) => format!("root/{account}"),
        CallerRef::IamUser { account, user, mfa } => match mfa {
            MfaState::LongTermKeys => format!("user/{account}/{user}"),
            MfaState::SignedInWithoutMfa => format!("user/{account}/{user}/signed-in"),
            MfaState::SignedInWithMfa { age_seconds } => {
                format!("user/{account}/{user}/mfa/{age_seconds}")
            }
        },
        CallerRef::Session(session) => format!("session/{}", session_key(session)),
        CallerRef::Service { name, .. } => format!("service/{name}"),
        CallerRef::Federated(token) => format!("federated/{}", token.provider),
        CallerRef::Anonymous => "anonymous".to_owned(),
    }
}

/// Someone who can be picked as caller.
pub(crate) struct Candidate {
    /// Who.
    pub caller: CallerRef,
    /// Their account, when they have one.
    pub account: Option<AccountId>,
    /// `CollectorApp/run-0412`
    pub name: String,
    /// `session, 58 min left`, `IAM user`
    pub detail: String,
}

/// Everybody who can be picked: sessions first, then users and root users, account by account.
pub(crate) fn candidates(
    scenario: &Scenario,
    sessions: &[Arc<sim::Session>],
    now: Timestamp,
) -> Vec<Candidate> {
    let mut found = Vec::new();
    for account in scenario.world.accounts.values() {
        let id = Some(account.id.clone());
        for session in sessions
            .iter()
            .filter(|session| session.account() == Some(&account.id))
        {
            found.push(Candidate {
                caller: CallerRef::Session(session.reference.clone()),
                account: id.clone(),
                name: format!("{}/{}", session.role_arn.name(), session.role_session_name),
                detail: format!("session, {}", time_left(session.expires_at, now)),
            });
        }
        for user in account.users.values() {
            found.push(Candidate {
                caller: CallerRef::IamUser {
                    account: account.id.clone(),
                    user: user.name.clone(),
                    mfa: MfaState::LongTermKeys,
                },
                account: id.clone(),
                name: user.name.to_string(),
                detail: "IAM user, long-term keys".to_owned(),
            });
        }
        found.push(Candidate {
            caller: CallerRef::RootUser(account.id.clone()),
            account: id.clone(),
            name: "root user".to_owned(),
            detail: "root user of the account".to_owned(),
        });
    }
    found.push(Candidate {
        caller: CallerRef::Anonymous,
        account: None,
        name: "nobody (anonymous)".to_owned(),
        detail: "an unsigned request".to_owned(),
    });
    found
}

/// `58 min left`, `2 h 5 min left`, `expired at 10:00`.
pub(crate) fn time_left(expires: Timestamp, now: Timestamp) -> String {
    let seconds = expires.since(now);
    if seconds <= 0 {
        return format!("expired at {}", expires.hour_and_minute());
    }
    let minutes = seconds / 60;
    match (minutes / 60, minutes % 60) {
        (0, 0) => format!("{seconds} s left"),
        (0, minutes) => format!("{minutes} min left"),
        (hours, 0) => format!("{hours} h left"),
        (hours, minutes) => format!("{hours} h {minutes} min left"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remaining_time() {
        let check = |seconds: i64, expected: &str| {
            let now = Timestamp::from_seconds(0);
            assert_eq!(time_left(now.plus(seconds), now), expected);
        };
        check(58 * 60, "58 min left");
        check(3600, "1 h left");
        check(7500, "2 h 5 min left");
        check(30, "30 s left");
        check(0, "expired at 00:00");
    }
}
