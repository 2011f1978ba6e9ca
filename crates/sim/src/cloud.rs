//! The state of the cloud between two commands.

use std::sync::Arc;

use aws::{AccountId, Timestamp};
use world::{Account, Role, Scenario, SessionRef, World};

use crate::{ids, session::Session};

/// What exists at one instant; cheap to clone, since copies share what they have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CloudState {
    pub(crate) scenario: Arc<Scenario>,
    pub(crate) now: Timestamp,
    pub(crate) sessions: Arc<Vec<Arc<Session>>>,
}

impl CloudState {
    /// The state a scenario starts from.
    pub fn start(scenario: &Scenario) -> CloudState {
        let sessions = scenario
            .sessions
            .values()
            .filter_map(|seeded| Session::seeded(scenario, seeded));
        CloudState {
            now: scenario.start,
            sessions: Arc::new(sessions.map(Arc::new).collect()),
            scenario: Arc::new(scenario.clone()),
        }
    }

    /// The scenario with all edits so far.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// The organization and the accounts, with all edits so far.
    pub fn world(&self) -> &World {
        &self.scenario.world
    }

    /// The clock.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// All sessions, expired ones included: first those of the scenario by name, then those issued since, in order.
    pub fn sessions(&self) -> &[Arc<Session>] {
        &self.sessions
    }

    /// A session by what issued it.
    pub fn session(&self, session: &SessionRef) -> Option<&Arc<Session>> {
        self.sessions
            .iter()
            .find(|known| known.reference == *session)
    }

    /// The unique id of a user (`AIDA…`), `None` when there is no such user.
    pub fn user_id(&self, account: &AccountId, name: &world::UserName) -> Option<String> {
        let user = self.world().user(account, name)?;
        Some(ids::user_id(self.scenario.seed, account, user))
    }

    /// The unique id of a role (`AROA…`), `None` when there is no such role.
    pub fn role_id(&self, account: &AccountId, name: &world::RoleName) -> Option<String> {
        let role = self.world().role(account, name)?;
        Some(ids::role_id(self.scenario.seed, account, role))
    }

    /// The role of a session, unless it was deleted; a role made anew under its name is another one (`REVOKE-15`).
    pub fn role_of(&self, session: &Session) -> Option<(&Account, &Role)> {
        let (account, role) = self.world().role_by_arn(&session.role_arn)?;
        let same = ids::role_id(self.scenario.seed, &account.id, role) == session.role_id;
        same.then_some((account, role))
    }

    /// The same cloud with one more session.
    pub(crate) fn with_session(mut self, session: Session) -> CloudState {
        Arc::make_mut(&mut self.sessions).push(Arc::new(session));
        self
    }
}
