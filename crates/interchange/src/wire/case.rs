//! Conformance cases, one JSON object a line (the chapter "Conformance case shape" of the facts).
//!
//! Only reading: what a case means to the engine is the business of [`crate::conformance`].

use std::{collections::BTreeMap, fmt};

use serde::Deserialize;
use serde_json::{Value, value::RawValue};

/// One line.
#[derive(Clone, Debug, Deserialize)]
pub struct Case {
    /// Its name, such as `EVAL-001`.
    pub id: String,
    /// The ids of the facts it is an example of.
    #[serde(default)]
    pub rules: Vec<String>,
    /// What it shows, in a few words.
    #[serde(default)]
    pub title: String,
    /// `authorize`, `condition`, `arn`, `validate`, `sts`, `token` or `sequence`.
    pub kind: String,
    /// The question; its shape depends on the kind and is read by [`Case::given`].
    pub given: Box<RawValue>,
    /// The answer; absent in lines that only ask.
    #[serde(default)]
    pub expect: Option<Value>,
}

/// Why a line is no case, or its question not one of its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseError {
    problem: String,
}

impl fmt::Display for CaseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.problem)
    }
}

impl std::error::Error for CaseError {}

/// Reads one line.
///
/// # Errors
/// [`CaseError`] when the line is not JSON, or has no `id`, `kind` or `given`.
pub fn read_case(line: &str) -> Result<Case, CaseError> {
    serde_json::from_str(line).map_err(|error| CaseError {
        problem: format!("this is not a conformance case: {error}"),
    })
}

/// Reads all lines that are not blank, each with its number, counted from 1.
pub fn read_cases(text: &str) -> impl Iterator<Item = (usize, Result<Case, CaseError>)> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(index, line)| (index + 1, read_case(line)))
}

impl Case {
    /// The question in the shape of the case's kind.
    ///
    /// # Errors
    /// [`CaseError`] when a member is missing, unknown or of another type: what is not understood is not guessed.
    pub fn given<'a, T: Deserialize<'a>>(&'a self) -> Result<T, CaseError> {
        serde_json::from_str(self.given.get()).map_err(|error| CaseError {
            problem: format!("`given` of kind `{}` is not understood: {error}", self.kind),
        })
    }
}

/// Condition keys with their values; a key that is absent is not in the request.
pub type ContextGiven = BTreeMap<String, Vec<String>>;

/// A policy document as written in the case: an object, or its text in a string.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub struct PolicyJson(Box<RawValue>);

impl PolicyJson {
    /// The text that the engine reads, duplicate members and all.
    pub fn text(&self) -> String {
        let raw = self.0.get();
        serde_json::from_str::<String>(raw).unwrap_or_else(|_| raw.to_owned())
    }
}

/// `kind: "authorize"`
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AuthorizeGiven {
    /// Who asks.
    pub principal: PrincipalGiven,
    /// What is asked.
    pub request: RequestGiven,
    /// The policies in play.
    pub policies: PoliciesGiven,
    /// Whether the resource lies in the management account, which resource control policies do not limit.
    #[serde(default)]
    pub resource_in_management_account: bool,
}

/// Who asks.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PrincipalGiven {
    /// Which kind of caller.
    #[serde(rename = "type")]
    pub principal_type: PrincipalType,
    /// The account; root users have nothing else.
    #[serde(default)]
    pub account: Option<String>,
    /// The ARN, or the name of a service or provider.
    #[serde(default)]
    pub arn: Option<String>,
    /// The role of a session.
    #[serde(default)]
    pub role_arn: Option<String>,
    /// The user behind a federated user.
    #[serde(default)]
    pub user_arn: Option<String>,
    /// Whether the caller is in the management account, which service control policies do not limit.
    #[serde(default)]
    pub management_account: bool,
    /// Whether the role is a service-linked one.
    #[serde(default)]
    pub service_linked_role: bool,
}

/// The kinds of callers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum PrincipalType {
    /// An IAM user.
    #[serde(rename = "IAMUser")]
    IamUser,
    /// A session of a role.
    RoleSession,
    /// A GetFederationToken session.
    FederatedUser,
    /// The root user of an account.
    Root,
    /// An AWS service acting for itself.
    Service,
    /// Someone only a SAML or OIDC provider vouches for.
    Federated,
    /// Nobody signs the request.
    Anonymous,
}

/// What is asked.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RequestGiven {
    /// Such as `s3:GetObject`.
    pub action: String,
    /// An ARN, or `*`.
    pub resource: String,
    /// The account that owns the resource.
    #[serde(default)]
    pub resource_account: Option<String>,
    /// The condition keys.
    #[serde(default)]
    pub context: ContextGiven,
}

/// The policies in play; what is null or absent is not in play.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct PoliciesGiven {
    /// Identity-based policies.
    pub identity: Vec<PolicyJson>,
    /// The permissions boundary.
    pub boundary: Option<PolicyJson>,
    /// Session policies.
    pub session: Option<Vec<PolicyJson>>,
    /// The resource-based policy.
    pub resource: Option<PolicyJson>,
    /// How the resource-based policy takes part.
    pub resource_kind: ResourcePolicyKind,
    /// Service control policies by level, from the root down to the account.
    pub scp: Option<Vec<Vec<PolicyJson>>>,
    /// Resource control policies by level, from the root down to the account.
    pub rcp: Option<Vec<Vec<PolicyJson>>>,
    /// The policy of the VPC endpoint.
    pub vpce: Option<PolicyJson>,
}

/// How a resource-based policy takes part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ResourcePolicyKind {
    /// As of a bucket or a queue.
    #[default]
    Generic,
    /// As the trust policy of a role.
    Trust,
    /// As the policy of a KMS key.
    Kms,
}

/// `kind: "condition"`
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConditionGiven {
    /// A `Condition` block.
    pub condition: PolicyJson,
    /// The condition keys.
    #[serde(default)]
    pub context: ContextGiven,
    /// The `Version` of the policy around it; `2012-10-17` when absent.
    #[serde(default)]
    pub version: Option<String>,
}

/// `kind: "arn"`
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ArnGiven {
    /// What a policy says.
    pub pattern: String,
    /// What the request has.
    pub value: String,
    /// Where the pattern stands.
    pub mode: ArnMode,
    /// The condition keys, for variables of the pattern.
    #[serde(default)]
    pub context: ContextGiven,
}

/// Where an ARN pattern stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ArnMode {
    /// In a `Resource` element.
    Resource,
    /// Under `ArnLike`.
    ArnLike,
}

/// `kind: "validate"`
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ValidateGiven {
    /// What the document is used as, such as `identity` or `scp`.
    pub policy_type: String,
    /// The document.
    pub document: PolicyJson,
}

/// `kind: "sts"`
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StsGiven {
    /// The operation, such as `AssumeRole`.
    pub op: String,
    /// Which kind of caller.
    pub caller: PrincipalType,
    /// What is sent.
    #[serde(default)]
    pub params: BTreeMap<String, Value>,
    /// How things stand; what is absent is favourable.
    #[serde(default)]
    pub state: StsState,
}

/// How things stand when an STS operation is called.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct StsState {
    /// The role's setting in seconds.
    pub max_session_duration: Option<i64>,
    /// Whether the caller's account is the management account.
    pub management_account: bool,
    /// The caller's account.
    pub account: Option<String>,
    /// The unique id of the calling session's role.
    pub role_id: Option<String>,
    /// The name of the calling session's role.
    pub role: Option<String>,
    /// The name of the calling session.
    pub session: Option<String>,
    /// The caller's ARN.
    pub caller_arn: Option<String>,
    /// The Region of the STS endpoint.
    pub endpoint_region: Option<String>,
    /// Whether that Region is enabled in the caller's account.
    pub enabled_in_caller: Option<bool>,
    /// Whether that Region is enabled in the role's account.
    pub enabled_in_target: Option<bool>,
    /// Tags that the calling session inherited as transitive.
    pub incoming_transitive_tags: BTreeMap<String, String>,
    /// The source identity of the calling session.
    pub current_source_identity: Option<String>,
    /// Whether the caller's identity policies allow the operation.
    pub identity_allows: Option<bool>,
    /// Whether the role exists.
    pub role_exists: Option<bool>,
}

/// `kind: "token"`
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TokenGiven {
    /// The host that issues the token.
    pub endpoint: String,
    /// The setting of the account.
    #[serde(default)]
    pub token_setting: Option<TokenSetting>,
    /// The Region in which the token is used.
    pub target_region: String,
    /// Whether the account has enabled that Region.
    #[serde(default)]
    pub region_enabled: bool,
    /// The service that is called there.
    pub service: String,
}

/// Which tokens the global endpoint issues for an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum TokenSetting {
    /// Valid only in Regions that are on by default.
    #[serde(rename = "v1Token")]
    Version1,
    /// Valid in all Regions.
    #[serde(rename = "v2Token")]
    Version2,
}

/// `kind: "sequence"`
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SequenceGiven {
    /// What happens, in order.
    pub steps: Vec<StepGiven>,
}

/// One step of a sequence; which members it has depends on `do`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StepGiven {
    /// When: a signed number of `s`, `m` or `h` from 0.
    pub t: String,
    /// What is done, such as `assume`.
    #[serde(rename = "do")]
    pub action: String,
    /// On which role.
    #[serde(default)]
    pub role: Option<String>,
    /// With which session.
    #[serde(default)]
    pub with: Option<String>,
    /// What the new session is called.
    #[serde(default, rename = "as")]
    pub session: Option<String>,
    /// Which service is called.
    #[serde(default)]
    pub service: Option<String>,
    /// Whom a trust policy names.
    #[serde(default)]
    pub principal: Option<String>,
    /// The unique id that the trust policy keeps.
    #[serde(default)]
    pub stored_as: Option<String>,
    /// Who is taken out of a trust policy.
    #[serde(default)]
    pub remove: Option<String>,
    /// The unique id of a new role.
    #[serde(default)]
    pub id: Option<String>,
    /// How far after the step sessions are still revoked.
    #[serde(default)]
    pub cutoff: Option<String>,
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "tests may stop at the first surprise"
)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &str) {
        let problem = match read_case(line) {
            Err(error) => error.to_string(),
            Ok(case) => case.given::<ArnGiven>().unwrap_err().to_string(),
        };
        assert!(problem.contains(expected), "{line}: {problem}");
    }

    #[test]
    fn what_is_not_understood_is_named() {
        check("{", "this is not a conformance case: EOF");
        check(r#"{"id": "X"}"#, "missing field `kind`");
        check(
            r#"{"id": "X", "kind": "arn", "given": {"pattern": "*", "value": "*", "mode": "glob"}}"#,
            "unknown variant `glob`",
        );
        check(
            r#"{"id": "X", "kind": "arn", "given": {"extra": 1}}"#,
            "unknown field `extra`",
        );
    }

    #[test]
    fn policies_keep_their_text() {
        let text = |json: &str| serde_json::from_str::<PolicyJson>(json).unwrap().text();
        assert_eq!(
            text(r#"{"b": 1, "a": 2, "a": 3}"#),
            r#"{"b": 1, "a": 2, "a": 3}"#
        );
        assert_eq!(text(r#""{\n""#), "{\n");
    }

    #[test]
    fn blank_lines_count_but_are_no_cases() {
        let text = "\n{\"id\": \"X\", \"kind\": \"arn\", \"given\": {}}\n\nnonsense";
        let lines: Vec<(usize, bool)> = read_cases(text)
            .map(|(line, case)| (line, case.is_ok()))
            .collect();
        assert_eq!(lines, [(2, true), (4, false)]);
    }
}
