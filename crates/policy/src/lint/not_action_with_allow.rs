//! `NotAction` with Allow.

use super::subject::{Finding, Subject};
use super::{Example, LintSpec};
use crate::{PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "not-action-with-allow",
    title: "`NotAction` with Allow",
    severity: Severity::Warning,
    kinds: &[
        PolicyKind::Identity,
        PolicyKind::Resource,
        PolicyKind::Trust,
    ],
    rules: &["POL-27"],
    docs: "An Allow with `NotAction` grants everything but what it lists, also what AWS adds next year. It forbids \
           nothing: what it lists may be allowed elsewhere. With Deny the same element is the usual way to forbid \
           all but a few.",
    bad: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Allow", «"NotAction"»: "iam:*", "Resource": "*"}"#,
    },
    good: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Deny", "NotAction": "iam:*", "Resource": "*", "Condition": {"StringNotEquals": {"aws:RequestedRegion": ["eu-central-1", "us-east-1"]}}}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let found = subject.allows().map(|statement| &statement.action);
    found
        .filter(|element| element.negated)
        .map(|element| {
            let message =
                "found `NotAction` in an Allow, expected `Action` with what is to be granted";
            let help = "list what is to be granted, or write a Deny with `NotAction`";
            Finding::new(subject.name_at(element.node), message.to_owned(), help)
        })
        .collect()
}
