//! External id that any value fits.

use super::subject::{Finding, Subject, has_wildcard, is_key};
use super::{Example, LintSpec};
use crate::{PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "external-id-wildcard",
    title: "External id that any value fits",
    severity: Severity::Warning,
    kinds: &[PolicyKind::Trust],
    rules: &["DEPUTY-20.11"],
    docs: "The condition asks for an external id and takes every one, so a call for another customer passes with \
           that customer's id. Write the one id under `StringEquals`.",
    bad: Example {
        kind: PolicyKind::Trust,
        text: r#"{"Effect": "Allow", "Principal": {"AWS": "999999999999"}, "Action": "sts:AssumeRole",
 "Condition": {"StringLike": {"sts:ExternalId": «"*"»}}}"#,
    },
    good: Example {
        kind: PolicyKind::Trust,
        text: r#"{"Effect": "Allow", "Principal": {"AWS": "999999999999"}, "Action": "sts:AssumeRole",
 "Condition": {"StringEquals": {"sts:ExternalId": "acme-12345"}}}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let patterns = subject.allows().flat_map(|statement| {
        let conditions = statement.conditions.iter();
        conditions.filter(|condition| {
            is_key(condition, "sts:ExternalId") && condition.operator.name == "StringLike"
        })
    });
    patterns
        .flat_map(|condition| &condition.values)
        .filter(|value| has_wildcard(value.value.text()))
        .map(|value| {
            let message = format!(
                "found the pattern `{}` for the external id, expected the one id",
                value.value.text()
            );
            Finding::new(
                subject.at(value.node),
                message,
                "write the id under `StringEquals`",
            )
        })
        .collect()
}
