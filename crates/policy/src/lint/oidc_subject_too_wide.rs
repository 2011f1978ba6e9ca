//! OIDC subject that strangers fit.

use super::subject::{Finding, Subject, is_federated, is_positive};
use super::{Example, LintSpec};
use crate::{PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "oidc-subject-too-wide",
    title: "OIDC subject that strangers fit",
    severity: Severity::Warning,
    kinds: &[PolicyKind::Trust],
    rules: &["KEYS-70", "KEYS-75"],
    docs: "The pattern leaves open who the subject is. A subject of GitHub begins with `repo:` and the \
           organization, so a pattern must at least spell these out.",
    bad: Example {
        kind: PolicyKind::Trust,
        text: r#"{"Effect": "Allow", "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"},
 "Action": "sts:AssumeRoleWithWebIdentity",
 "Condition": {"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"},
               "StringLike": {"token.actions.githubusercontent.com:sub": «"repo:*"»}}}"#,
    },
    good: Example {
        kind: PolicyKind::Trust,
        text: r#"{"Effect": "Allow", "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"},
 "Action": "sts:AssumeRoleWithWebIdentity",
 "Condition": {"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"},
               "StringLike": {"token.actions.githubusercontent.com:sub": "repo:example/*"}}}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for statement in subject.allows().filter(|statement| is_federated(statement)) {
        let subjects = statement.conditions.iter().filter(|condition| {
            condition.operator.name == "StringLike"
                && is_positive(condition)
                && condition.key.folded().ends_with(":sub")
        });
        for condition in subjects {
            let github = condition
                .key
                .folded()
                .starts_with("token.actions.githubusercontent.com");
            for value in &condition.values {
                let text = value.value.text();
                if is_wide(text, github) {
                    let message = format!(
                        "found the subject pattern `{text}`, which subjects of strangers fit"
                    );
                    let help = if github {
                        "spell out at least the organization, as in `repo:example/*`"
                    } else {
                        "begin the pattern with what only your subjects have"
                    };
                    found.push(Finding::new(subject.at(value.node), message, help));
                }
            }
        }
    }
    found
}

/// Whether the part that tells customers of a provider apart is left open.
fn is_wide(pattern: &str, github: bool) -> bool {
    let Some(star) = pattern.find(['*', '?']) else {
        return false;
    };
    let fixed = pattern.get(..star).unwrap_or_default();
    fixed.is_empty() || (github && !fixed.contains('/'))
}
