//! Date compared as text.

use aws::catalog::KeyType;

use super::subject::{Finding, Subject};
use super::{ALL_KINDS, Example, LintSpec};
use crate::{PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "date-compared-as-text",
    title: "Date compared as text",
    severity: Severity::Warning,
    kinds: ALL_KINDS,
    rules: &["COND-21", "KEYS-20"],
    docs: "A text operator compares characters. The same instant can be written in several ways, and before and \
           after mean nothing to it. Date operators compare instants.",
    bad: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Deny", "Action": "*", "Resource": "*",
 "Condition": {«"StringEquals"»: {"aws:TokenIssueTime": "2026-03-02T09:00:00Z"}}}"#,
    },
    good: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Deny", "Action": "*", "Resource": "*",
 "Condition": {"DateLessThan": {"aws:TokenIssueTime": "2026-03-02T09:00:00Z"}}}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    subject
        .conditions()
        .filter(|(_, condition)| {
            let known = subject.key(&condition.key);
            condition.operator.name.starts_with("String")
                && known.is_some_and(|key| key.value == KeyType::Date)
        })
        .map(|(_, condition)| {
            let message = format!(
                "found `{}` on `{}`, which is a date",
                condition.operator.name, condition.key
            );
            let help = "write `DateLessThan`, `DateGreaterThan` or another Date operator";
            Finding::new(subject.at(condition.operator_node), message, help)
        })
        .collect()
}
