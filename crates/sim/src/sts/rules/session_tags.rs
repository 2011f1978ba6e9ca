//! Session tags, and those that pass on through chaining (`STS-24`).

use world::{SortedSet, Tags};

use super::Checked;
use crate::{ApiError, Rule, session::Session};

/// The tags of a new session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::sts) struct SessionTags {
    /// All of them, inherited ones included.
    pub(in crate::sts) tags: Tags,
    /// The keys that pass on again.
    pub(in crate::sts) transitive: SortedSet<String>,
}

/// The transitive tags of the calling session.
fn inherited(caller: Option<&Session>) -> Vec<(&String, &String)> {
    let Some(session) = caller else {
        return Vec::new();
    };
    let is_transitive = |key: &str| {
        session
            .transitive_tag_keys
            .iter()
            .any(|it| it.eq_ignore_ascii_case(key))
    };
    session
        .tags
        .iter()
        .filter(|(key, _)| is_transitive(key))
        .collect()
}

/// A key that is inherited as transitive cannot be passed again; `None` when nothing is inherited.
pub(in crate::sts) fn none_passed_again(
    caller: Option<&Session>,
    passed: &[(String, String)],
) -> Option<Checked> {
    let inherited = inherited(caller);
    if inherited.is_empty() {
        return None;
    }
    let conflict = passed.iter().any(|(key, _)| {
        inherited
            .iter()
            .any(|(known, _)| known.eq_ignore_ascii_case(key))
    });
    let rule = Rule::TransitiveTags {
        inherited: inherited.iter().map(|(key, _)| (*key).clone()).collect(),
    };
    Some(if conflict {
        Err((rule, ApiError::transitive_tag_conflict()))
    } else {
        Ok(rule)
    })
}

/// Inherited tags and passed tags together.
pub(in crate::sts) fn of_session(
    caller: Option<&Session>,
    passed: &[(String, String)],
    transitive_keys: &[String],
) -> SessionTags {
    let mut result = SessionTags::default();
    for (key, value) in inherited(caller) {
        result.tags.insert(key.clone(), value.clone());
        result.transitive.insert(key.clone());
    }
    result.tags.extend(passed.iter().cloned());
    result.transitive.extend(transitive_keys.iter().cloned());
    result
}
