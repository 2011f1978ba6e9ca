//! `sts:DurationSeconds` in a trust policy.

use super::subject::{Finding, Subject, is_key};
use super::{Example, LintSpec};
use crate::{PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "duration-key-in-trust",
    title: "`sts:DurationSeconds` in a trust policy",
    severity: Severity::Warning,
    kinds: &[PolicyKind::Trust],
    rules: &["KEYS-64"],
    docs: "The key exists for service bearer tokens only. Calls that assume a role do not have it, so the condition \
           cannot limit how long a session lasts; the role's maximum session duration does.",
    bad: Example {
        kind: PolicyKind::Trust,
        text: r#"{"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "sts:AssumeRole",
 "Condition": {"NumericLessThanEquals": {«"sts:DurationSeconds"»: "3600"}}}"#,
    },
    good: Example {
        kind: PolicyKind::Trust,
        text: r#"{"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "sts:AssumeRole"}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    subject
        .conditions()
        .filter(|(_, condition)| is_key(condition, "sts:DurationSeconds"))
        .map(|(_, condition)| {
            let message = "found a condition on `sts:DurationSeconds`, which calls that assume a role do not have";
            let help = "set the maximum session duration of the role";
            Finding::new(subject.key_at(condition), message.to_owned(), help)
        })
        .collect()
}
