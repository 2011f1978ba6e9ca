//! A scenario: the world at the start, its clock, and the calls worth repeating.
//!
//! Not what has happened since: that is the journal.

use std::sync::Arc;

use aws::Timestamp;
use sorted::{SortedMap, SortedSet};

use crate::{
    call::Call, form::record, names::Slug, policy_location::PolicyLocation, quota::QUOTAS,
    session::SeededSession, settings::ScenarioSettings, world::World,
};

/// Everything a run starts from; cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// Its title, of at most 120 characters; see [`clean_title`].
    pub title: String,
    /// What there is to see, in a sentence or two.
    pub description: String,
    /// The clock at the start.
    pub start: Timestamp,
    /// What ids and simulated secrets are derived from.
    pub seed: u32,
    /// How the simulated cloud behaves where a scenario may choose.
    pub settings: ScenarioSettings,
    /// The organization and the accounts.
    pub world: World,
    /// Sessions issued before the start.
    pub sessions: SortedMap<Slug, Arc<SeededSession>>,
    /// Saved requests, in the order of telling; no slug twice.
    pub requests: Vec<Arc<SavedRequest>>,
    /// What is switched off to see what would happen without it.
    pub switched_off: SortedSet<Switch>,
}

record! {
    Scenario:
    title "title",
    description "description" or_default,
    start "start",
    seed "seed" or_default,
    settings "settings" or_default,
    world "world" or_default,
    sessions "sessions" or_default,
    requests "requests" or_default,
    switched_off "switchedOff" or_default,
}

/// A call worth repeating.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedRequest {
    /// What links name it by.
    pub slug: Slug,
    /// What people read.
    pub title: String,
    /// A remark.
    pub notes: String,
    /// The call.
    pub call: Call,
}

record! {
    SavedRequest:
    slug "slug",
    title "title",
    notes "notes" or_default,
    call "call",
}

/// A policy, or one of its statements, that can be switched off.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Switch {
    /// The policy.
    pub location: PolicyLocation,
    /// One statement of it, counted from 0; the whole policy when `None`.
    pub statement: Option<u32>,
}

record! {
    Switch:
    location "location",
    statement "statement" or_default,
}

impl Scenario {
    /// An empty scenario.
    pub fn new(title: &str, start: Timestamp) -> Scenario {
        Scenario {
            title: clean_title(title),
            description: String::new(),
            start,
            seed: 0,
            settings: ScenarioSettings::default(),
            world: World::default(),
            sessions: SortedMap::new(),
            requests: Vec::new(),
            switched_off: SortedSet::new(),
        }
    }

    /// A saved request.
    pub fn request(&self, slug: &Slug) -> Option<&SavedRequest> {
        self.requests
            .iter()
            .find(|request| request.slug == *slug)
            .map(|request| &**request)
    }

    /// A session issued before the start.
    pub fn session(&self, slug: &Slug) -> Option<&SeededSession> {
        self.sessions.get(slug).map(|session| &**session)
    }

    /// Whether a policy, as a whole, takes part.
    pub fn is_policy_on(&self, location: &PolicyLocation) -> bool {
        !self
            .switched_off
            .iter()
            .any(|off| off.statement.is_none() && off.location == *location)
    }

    /// Whether a statement of a policy takes part, counted from 0.
    pub fn is_statement_on(&self, location: &PolicyLocation, statement: u32) -> bool {
        !self.switched_off.iter().any(|off| {
            off.location == *location && off.statement.is_none_or(|number| number == statement)
        })
    }
}

/// A title without control and direction-changing characters, cut at 120 characters.
///
/// A title from a link is a stranger's text: it must not be able to reorder the words around it.
pub fn clean_title(title: &str) -> String {
    let turns_text = |c: char| matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    title
        .chars()
        .filter(|c| !c.is_control() && !turns_text(*c))
        .take(QUOTAS.title_characters)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_lose_what_could_deceive() {
        let check = |title: &str, expected: &str| assert_eq!(clean_title(title), expected);
        check(
            "Vendor access, missing ExternalId",
            "Vendor access, missing ExternalId",
        );
        check("safe\u{202E}live\u{2069}\n", "safelive");
        check(&"é".repeat(200), &"é".repeat(120));
    }
}
