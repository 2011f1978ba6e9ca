//! `NotResource` with Allow.

use super::subject::{Finding, Subject};
use super::{Example, LintSpec};
use crate::{PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "not-resource-with-allow",
    title: "`NotResource` with Allow",
    severity: Severity::Warning,
    kinds: &[PolicyKind::Identity, PolicyKind::Resource],
    rules: &["POL-27"],
    docs: "An Allow with `NotResource` grants everything but what it lists, also what AWS adds next year. It \
           forbids nothing: what it lists may be allowed elsewhere. With Deny the same element is the usual way to \
           forbid all but a few.",
    bad: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Allow", "Action": "s3:GetObject", «"NotResource"»: "arn:aws:s3:::secret-bucket/*"}"#,
    },
    good: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Deny", "Action": "s3:GetObject", "NotResource": "arn:aws:s3:::public-bucket/*"}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let found = subject
        .allows()
        .filter_map(|statement| statement.resource.as_ref());
    found
        .filter(|element| element.negated)
        .map(|element| {
            let message =
                "found `NotResource` in an Allow, expected `Resource` with what is to be granted";
            let help = "list what is to be granted, or write a Deny with `NotResource`";
            Finding::new(subject.name_at(element.node), message.to_owned(), help)
        })
        .collect()
}
