//! Plain operator on a key with several values.

use super::subject::{Finding, Subject};
use super::{ALL_KINDS, Example, LintSpec};
use crate::{PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "plain-operator-on-many-values",
    title: "Plain operator on a key with several values",
    severity: Severity::Warning,
    kinds: ALL_KINDS,
    rules: &["COND-06", "COND-07"],
    docs: "The key can have several values in one request, and how a plain operator then compares is not \
           documented. Here it does not match. `ForAnyValue` and `ForAllValues` say what is meant.",
    bad: Example {
        kind: PolicyKind::Resource,
        text: r#"{"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {«"StringLike"»: {"aws:PrincipalOrgPaths": "o-example1234/r-ab12/*"}}}"#,
    },
    good: Example {
        kind: PolicyKind::Resource,
        text: r#"{"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-example1234/r-ab12/*"}}}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    subject
        .conditions()
        .filter(|(_, condition)| {
            let known = subject.key(&condition.key);
            condition.set.is_none() && !condition.operator.is_null() && known.is_some_and(|key| key.multivalued)
        })
        .map(|(_, condition)| {
            let name = condition.operator_name();
            let message = format!("found `{name}` on `{}`, which can have several values in a request", condition.key);
            let help = format!("write `ForAnyValue:{name}` if one of the values is enough, `ForAllValues:{name}` if all must fit");
            Finding::new(subject.at(condition.operator_node), message, help)
        })
        .collect()
}
