//! External id that may be left out.

use super::subject::{Finding, Subject, holds_when_absent, is_key, settles_presence};
use super::{Example, LintSpec};
use crate::{PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "external-id-optional",
    title: "External id that may be left out",
    severity: Severity::Warning,
    kinds: &[PolicyKind::Trust],
    rules: &["DEPUTY-20.12", "COND-03"],
    docs: "With `…IfExists` or a negated operator the condition holds for calls that pass no external id at all, \
           and those are the calls it should stop.",
    bad: Example {
        kind: PolicyKind::Trust,
        text: r#"{"Effect": "Allow", "Principal": {"AWS": "999999999999"}, "Action": "sts:AssumeRole",
 "Condition": {«"StringEqualsIfExists"»: {"sts:ExternalId": "acme-12345"}}}"#,
    },
    good: Example {
        kind: PolicyKind::Trust,
        text: r#"{"Effect": "Allow", "Principal": {"AWS": "999999999999"}, "Action": "sts:AssumeRole",
 "Condition": {"StringEquals": {"sts:ExternalId": "acme-12345"}}}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let open = subject.allows().flat_map(|statement| {
        statement.conditions.iter().filter(|condition| {
            is_key(condition, "sts:ExternalId")
                && !condition.operator.is_null()
                && holds_when_absent(condition)
                && !settles_presence(statement, &condition.key)
        })
    });
    open.map(|condition| {
        let message = format!(
            "found `{}` on `sts:ExternalId`, which calls without an external id fulfil",
            condition.operator_name()
        );
        Finding::new(
            subject.at(condition.operator_node),
            message,
            "write `StringEquals`",
        )
    })
    .collect()
}
