//! External id that no call can send.

use super::subject::{Finding, Subject, is_key};
use super::{Example, LintSpec};
use crate::{PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "external-id-impossible",
    title: "External id that no call can send",
    severity: Severity::Warning,
    kinds: &[PolicyKind::Trust],
    rules: &["DEPUTY-05", "DEPUTY-20.7"],
    docs: "An external id has 2 to 1,224 characters out of letters, digits and `_+=,.@:/-`. STS refuses a call with \
           any other, so the condition is never true.",
    bad: Example {
        kind: PolicyKind::Trust,
        text: r#"{"Effect": "Allow", "Principal": {"AWS": "999999999999"}, "Action": "sts:AssumeRole",
 "Condition": {"StringEquals": {"sts:ExternalId": «"acme 12345"»}}}"#,
    },
    good: Example {
        kind: PolicyKind::Trust,
        text: r#"{"Effect": "Allow", "Principal": {"AWS": "999999999999"}, "Action": "sts:AssumeRole",
 "Condition": {"StringEquals": {"sts:ExternalId": "acme-12345"}}}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let exact = subject.conditions().filter(|(_, condition)| {
        is_key(condition, "sts:ExternalId") && condition.operator.name == "StringEquals"
    });
    exact
        .flat_map(|(_, condition)| &condition.values)
        .filter(|value| !value.value.has_variables() && !can_be_sent(value.value.text()))
        .map(|value| {
            let message = format!(
                "found the external id `{}`, expected 2 to 1,224 letters, digits and characters of `_+=,.@:/-`",
                value.value.text()
            );
            Finding::new(subject.at(value.node), message, "STS refuses a call with such an id")
        })
        .collect()
}

fn can_be_sent(id: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_+=,.@:/-".contains(c);
    (2..=1224).contains(&id.chars().count()) && id.chars().all(plain)
}
