//! Allow that requests without its key pass.

use super::subject::{Finding, Subject, holds_when_absent, is_key, settles_presence};
use super::{Example, LintSpec};
use crate::{PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "allow-passes-absent-key",
    title: "Allow that requests without its key pass",
    severity: Severity::Note,
    kinds: &[
        PolicyKind::Identity,
        PolicyKind::Resource,
        PolicyKind::Trust,
    ],
    rules: &["COND-03", "COND-04"],
    docs: "A negated operator and `…IfExists` are true when the key is absent from the request, so the Allow also \
           covers requests that do not have the key at all.",
    bad: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
 "Condition": {"StringNotEquals": {«"aws:PrincipalTag/team"»: "guests"}}}"#,
    },
    good: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
 "Condition": {"StringNotEquals": {"aws:PrincipalTag/team": "guests"}, "Null": {"aws:PrincipalTag/team": "false"}}}"#,
    },
    check,
};

/// Keys with a lint of their own.
const APART: [&str; 2] = ["aws:MultiFactorAuthPresent", "sts:ExternalId"];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for statement in subject.allows() {
        for condition in &statement.conditions {
            let passes = !condition.operator.is_null()
                && condition.set.is_none()
                && holds_when_absent(condition)
                && !settles_presence(statement, &condition.key)
                && !APART.iter().any(|key| is_key(condition, key));
            if let Some(when) = subject.sometimes_absent(&condition.key).filter(|_| passes) {
                let message = format!(
                    "found an Allow on `{}`, which is present only {when}; requests without it are allowed too",
                    condition.key
                );
                let help = format!(
                    "add `\"Null\": {{\"{}\": \"false\"}}` if the key must be present",
                    condition.key
                );
                found.push(Finding::new(subject.key_at(condition), message, help));
            }
        }
    }
    found
}
