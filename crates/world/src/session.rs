//! Role sessions that exist when a scenario starts.
//!
//! Not the sessions that calls issue later: those are named by the entry of their call and live in the simulation.

use std::collections::{BTreeMap, BTreeSet};

use aws::{Arn, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{
    call::EndpointChoice,
    identity::Tags,
    names::Slug,
    policy_text::PolicyText,
    serial::{Keyed, is_default, text, unique_map},
};

/// A role session issued before the start.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SeededSession {
    /// What calls name it by.
    pub slug: Slug,
    /// The role.
    #[serde(with = "text")]
    pub role_arn: Arn,
    /// The role session name, the last part of the session's ARN.
    pub role_session_name: String,
    /// When it was issued.
    #[serde(with = "text")]
    pub issued_at: Timestamp,
    /// When it expires.
    #[serde(with = "text")]
    pub expires_at: Timestamp,
    /// The STS endpoint that issued it, which decides its token version (`TOKEN-10`).
    #[serde(default, skip_serializing_if = "is_default")]
    pub issued_by: EndpointChoice,
    /// Whether another role session assumed the role, so that it is chained (`STS-12`).
    #[serde(default, skip_serializing_if = "is_default")]
    pub chained: bool,
    /// Its session tags, without the role's own.
    #[serde(
        default,
        with = "unique_map",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub tags: Tags,
    /// Which of its tags pass on to chained sessions (`STS-24`).
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub transitive_tag_keys: BTreeSet<String>,
    /// Its source identity (`STS-25`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_identity: Option<String>,
    /// The session policies passed when it was issued (`EVAL-10`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub session_policies: Vec<PolicyText>,
}

impl Keyed for SeededSession {
    type Key = Slug;
    fn key(&self) -> Slug {
        self.slug.clone()
    }
}
