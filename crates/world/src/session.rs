//! Role sessions that exist when a scenario starts.
//!
//! Not the sessions that calls issue later: those are named by the entry of their call and live in the simulation.

use aws::{Arn, Timestamp};
use sorted::SortedSet;

use crate::{
    call::EndpointChoice,
    form::{keyed, record},
    identity::Tags,
    names::Slug,
    policy_text::PolicyText,
};

/// A role session issued before the start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeededSession {
    /// What calls name it by.
    pub slug: Slug,
    /// The role.
    pub role_arn: Arn,
    /// The role session name, the last part of the session's ARN.
    pub role_session_name: String,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// When it expires.
    pub expires_at: Timestamp,
    /// The STS endpoint that issued it, which decides its token version (`TOKEN-10`).
    pub issued_by: EndpointChoice,
    /// Whether another role session assumed the role, so that it is chained (`STS-12`).
    pub chained: bool,
    /// Its session tags, without the role's own.
    pub tags: Tags,
    /// Which of its tags pass on to chained sessions (`STS-24`).
    pub transitive_tag_keys: SortedSet<String>,
    /// Its source identity (`STS-25`).
    pub source_identity: Option<String>,
    /// The session policies passed when it was issued (`EVAL-10`).
    pub session_policies: Vec<PolicyText>,
}

record! {
    SeededSession:
    slug "slug",
    role_arn "roleArn",
    role_session_name "roleSessionName",
    issued_at "issuedAt",
    expires_at "expiresAt",
    issued_by "issuedBy" or_default,
    chained "chained" or_default,
    tags "tags" or_default,
    transitive_tag_keys "transitiveTagKeys" or_default,
    source_identity "sourceIdentity" or_default,
    session_policies "sessionPolicies" or_default,
}

keyed!(SeededSession by slug "slug": Slug);
