//! Lints: what AWS accepts and a reader should know, one file a lint.
//!
//! Lints never refuse and never decide; a text with errors has none, because its diagnostics come first.
//! A new lint is a file here and a line in [`LINTS`]; `docs/lints.md` follows from both.

mod catalog_file;
mod spelling;
mod subject;

mod action_pattern_matches_nothing;
mod action_without_resource;
mod address_compared_as_text;
mod allow_everything;
mod allow_passes_absent_key;
mod allow_with_mfa_if_exists;
mod assume_action_of_another_principal;
mod bucket_or_object;
mod condition_never_true;
mod covered_action;
mod date_compared_as_text;
mod deleted_principal;
mod deny_everything;
mod deny_misses_absent_key;
mod deny_misses_without_mfa;
mod duplicate_statement;
mod duplicate_value;
mod duration_key_in_trust;
mod external_id_impossible;
mod external_id_optional;
mod external_id_under_federation;
mod external_id_wildcard;
mod for_all_values_without_null;
mod not_action_with_allow;
mod not_principal;
mod not_resource_with_allow;
mod oidc_subject_too_wide;
mod oidc_trust_without_audience;
mod oidc_trust_without_subject;
mod operator_of_another_type;
mod pass_role_on_every_role;
mod plain_operator_on_many_values;
mod policy_nearly_full;
mod principal_arn_of_group;
mod principal_arn_of_root;
mod principal_arn_of_session;
mod principal_key_under_federation;
mod private_source_ip;
mod rcp_service_not_covered;
mod rcp_without_condition;
mod region_deny_hits_global_services;
mod request_tag_without_tag_session;
mod resource_of_another_service;
mod resource_open_to_world;
mod saml_trust_without_audience;
mod scp_without_allow;
mod service_access_without_source;
mod service_trust_without_source;
mod set_operator_on_single_value;
mod source_identity_without_action;
mod third_party_without_external_id;
mod trust_open_to_world;
mod unknown_action;
mod unknown_condition_key;
mod unknown_service;
mod variable_in_old_version;
mod variable_without_value;
mod wildcard_on_sensitive_key;
mod wildcard_under_equals;

use crate::{Diagnostic, ParsedPolicy, PolicyKind, Severity};

pub use catalog_file::{CatalogError, read_catalog_index, read_catalog_service};
pub use subject::LintFacts;
use subject::{Finding, Subject};

/// One lint.
#[derive(Debug)]
pub struct LintSpec {
    /// A stable kebab-case name, the code of its diagnostics and the name of its file.
    pub code: &'static str,
    /// What it finds, in a few words.
    pub title: &'static str,
    /// `Warning` when the policy does other than it seems to, `Note` when it may be meant so.
    pub severity: Severity,
    /// The kinds of policies it looks at.
    pub kinds: &'static [PolicyKind],
    /// The rules it rests on.
    pub rules: &'static [&'static str],
    /// Why it matters and what to do, in full sentences.
    pub docs: &'static str,
    /// A policy in which exactly this lint fires, at the marked place.
    pub bad: Example,
    /// The same without the problem; no lint fires.
    pub good: Example,
    check: fn(&Subject<'_>) -> Vec<Finding>,
}

/// A policy that shows a lint.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// What it is used as.
    pub kind: PolicyKind,
    /// Statements, or a whole document; `«` and `»` stand around what is marked.
    pub text: &'static str,
}

const ALL_KINDS: &[PolicyKind] = &[
    PolicyKind::Identity,
    PolicyKind::Trust,
    PolicyKind::Resource,
    PolicyKind::Boundary,
    PolicyKind::Session,
    PolicyKind::ServiceControl,
    PolicyKind::ResourceControl,
    PolicyKind::VpcEndpoint,
];

/// All lints, by code.
pub const LINTS: &[&LintSpec] = &[
    &action_pattern_matches_nothing::LINT,
    &action_without_resource::LINT,
    &address_compared_as_text::LINT,
    &allow_everything::LINT,
    &allow_passes_absent_key::LINT,
    &allow_with_mfa_if_exists::LINT,
    &assume_action_of_another_principal::LINT,
    &bucket_or_object::LINT,
    &condition_never_true::LINT,
    &covered_action::LINT,
    &date_compared_as_text::LINT,
    &deleted_principal::LINT,
    &deny_everything::LINT,
    &deny_misses_absent_key::LINT,
    &deny_misses_without_mfa::LINT,
    &duplicate_statement::LINT,
    &duplicate_value::LINT,
    &duration_key_in_trust::LINT,
    &external_id_impossible::LINT,
    &external_id_optional::LINT,
    &external_id_under_federation::LINT,
    &external_id_wildcard::LINT,
    &for_all_values_without_null::LINT,
    &not_action_with_allow::LINT,
    &not_principal::LINT,
    &not_resource_with_allow::LINT,
    &oidc_subject_too_wide::LINT,
    &oidc_trust_without_audience::LINT,
    &oidc_trust_without_subject::LINT,
    &operator_of_another_type::LINT,
    &pass_role_on_every_role::LINT,
    &plain_operator_on_many_values::LINT,
    &policy_nearly_full::LINT,
    &principal_arn_of_group::LINT,
    &principal_arn_of_root::LINT,
    &principal_arn_of_session::LINT,
    &principal_key_under_federation::LINT,
    &private_source_ip::LINT,
    &rcp_service_not_covered::LINT,
    &rcp_without_condition::LINT,
    &region_deny_hits_global_services::LINT,
    &request_tag_without_tag_session::LINT,
    &resource_of_another_service::LINT,
    &resource_open_to_world::LINT,
    &saml_trust_without_audience::LINT,
    &scp_without_allow::LINT,
    &service_access_without_source::LINT,
    &service_trust_without_source::LINT,
    &set_operator_on_single_value::LINT,
    &source_identity_without_action::LINT,
    &third_party_without_external_id::LINT,
    &trust_open_to_world::LINT,
    &unknown_action::LINT,
    &unknown_condition_key::LINT,
    &unknown_service::LINT,
    &variable_in_old_version::LINT,
    &variable_without_value::LINT,
    &wildcard_on_sensitive_key::LINT,
    &wildcard_under_equals::LINT,
];

/// The longest text that is linted, in bytes: twice the longest policy AWS takes for a key.
///
/// Some lints compare each value of a list with each other one, and a page lints at every keystroke.
pub const MAX_LINTED_BYTES: usize = 64 * 1024;

/// What the lints find in a policy, in the order of the text.
///
/// `kind` is the one the text was parsed as.
/// Nothing is found in a text with errors and in one of more than [`MAX_LINTED_BYTES`].
pub fn lint_policy(
    policy: &ParsedPolicy,
    kind: PolicyKind,
    facts: &LintFacts<'_>,
) -> Vec<Diagnostic> {
    let Some(compiled) = &policy.compiled else {
        return Vec::new();
    };
    if policy.source.text().len() > MAX_LINTED_BYTES {
        return Vec::new();
    }
    let subject = Subject {
        policy: compiled,
        kind,
        facts,
    };
    let mut found = Vec::new();
    for lint in LINTS.iter().filter(|lint| lint.kinds.contains(&kind)) {
        found.extend(
            (lint.check)(&subject)
                .into_iter()
                .map(|finding| Diagnostic {
                    code: lint.code,
                    severity: lint.severity,
                    message: finding.message,
                    help: finding.help,
                    primary: finding.at,
                    aws: None,
                }),
        );
    }
    found.sort_by_key(|diagnostic| (diagnostic.primary.start, diagnostic.severity));
    found
}

impl LintSpec {
    /// A lint by its code.
    pub fn find(code: &str) -> Option<&'static LintSpec> {
        LINTS.iter().copied().find(|lint| lint.code == code)
    }
}

impl Example {
    /// The whole policy document, still with its marks.
    pub fn document(&self) -> String {
        let text = self.text.replace(FILLER, &"x".repeat(1_800));
        if text.contains("\"Statement\"") {
            text
        } else {
            format!("{{\"Version\": \"2012-10-17\", \"Statement\": [\n{text}\n]}}")
        }
    }

    /// The text for people, without marks and without what is there for its length only.
    pub fn shown(&self) -> String {
        self.text.replace(['«', '»'], "").replace(FILLER, "…")
    }
}

/// Stands for 1,800 letters in an example.
const FILLER: &str = "{filler}";

#[cfg(test)]
mod tests;
