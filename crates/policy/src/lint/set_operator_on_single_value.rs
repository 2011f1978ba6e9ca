//! Set operator on a key with one value.

use super::subject::{Finding, Subject};
use super::{ALL_KINDS, Example, LintSpec};
use crate::{PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "set-operator-on-single-value",
    title: "Set operator on a key with one value",
    severity: Severity::Warning,
    kinds: ALL_KINDS,
    rules: &["COND-06", "COND-13"],
    docs: "`ForAllValues` and `ForAnyValue` are for keys with several values. On a key with one value they add \
           nothing, and `ForAllValues` is true as well when the key is absent.",
    bad: Example {
        kind: PolicyKind::Trust,
        text: r#"{"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "sts:AssumeRole",
 "Condition": {«"ForAnyValue:StringEquals"»: {"sts:RoleSessionName": "deploy"}}}"#,
    },
    good: Example {
        kind: PolicyKind::Trust,
        text: r#"{"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "sts:AssumeRole",
 "Condition": {"StringEquals": {"sts:RoleSessionName": "deploy"}}}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    subject
        .conditions()
        .filter_map(|(_, condition)| {
            let set = condition.set?;
            if subject.key(&condition.key)?.multivalued {
                return None;
            }
            let message = format!(
                "found `{}` on `{}`, which has one value in a request",
                condition.operator_name(),
                condition.key
            );
            let help = format!("leave out `{}`", set.prefix());
            Some(Finding::new(
                subject.at(condition.operator_node),
                message,
                help,
            ))
        })
        .collect()
}
