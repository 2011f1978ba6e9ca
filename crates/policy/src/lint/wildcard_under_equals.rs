//! Wildcard where it is an ordinary character.

use super::subject::{Finding, Subject};
use super::{ALL_KINDS, Example, LintSpec};
use crate::{PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "wildcard-under-equals",
    title: "Wildcard where it is an ordinary character",
    severity: Severity::Warning,
    kinds: ALL_KINDS,
    rules: &["POL-25", "COND-10"],
    docs: "`StringEquals` and its relatives compare character by character, so a `*` in the value stands for \
           itself. `StringLike` reads it as any run of characters.",
    bad: Example {
        kind: PolicyKind::Trust,
        text: r#"{"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "sts:AssumeRole",
 "Condition": {"StringEquals": {"sts:RoleSessionName": «"team-*"»}}}"#,
    },
    good: Example {
        kind: PolicyKind::Trust,
        text: r#"{"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "sts:AssumeRole",
 "Condition": {"StringLike": {"sts:RoleSessionName": "team-*"}}}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let texts = subject.conditions().filter(|(_, condition)| {
        condition.operator.name.starts_with("String") && !condition.operator.wildcards
    });
    texts
        .flat_map(|(_, condition)| condition.values.iter().map(move |value| (condition, value)))
        .filter(|(_, value)| value.value.text().replace("${*}", "").contains('*'))
        .map(|(condition, value)| {
            let text = value.value.text();
            let name = condition.operator.name;
            let message =
                format!("found `*` in `{text}` under `{name}`, where it is an ordinary character");
            let like = if condition.operator.negated {
                "StringNotLike"
            } else {
                "StringLike"
            };
            Finding::new(
                subject.at(value.node),
                message,
                format!("write `{like}` if `*` stands for any text"),
            )
        })
        .collect()
}
