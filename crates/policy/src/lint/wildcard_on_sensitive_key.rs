//! Wildcard on a key that names an owner.

use super::subject::{Finding, Subject, has_wildcard, is_key};
use super::{ALL_KINDS, Example, LintSpec};
use crate::{PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "wildcard-on-sensitive-key",
    title: "Wildcard on a key that names an owner",
    severity: Severity::Warning,
    kinds: ALL_KINDS,
    rules: &["POL-26"],
    docs: "Account ids, organization ids and ids of VPCs and endpoints say to whom something belongs. A pattern on \
           such a key also fits ids of strangers, now or later.",
    bad: Example {
        kind: PolicyKind::Resource,
        text: r#"{"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringLike": {"aws:PrincipalOrgID": «"o-example*"»}}}"#,
    },
    good: Example {
        kind: PolicyKind::Resource,
        text: r#"{"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-example1234"}}}"#,
    },
    check,
};

const SENSITIVE: [&str; 10] = [
    "aws:PrincipalAccount",
    "aws:PrincipalOrgID",
    "aws:ResourceAccount",
    "aws:ResourceOrgID",
    "aws:SourceAccount",
    "aws:SourceOrgID",
    "aws:SourceVpc",
    "aws:SourceVpce",
    "aws:VpceAccount",
    "aws:VpceOrgID",
];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let sensitive = subject.conditions().filter(|(_, condition)| {
        condition.operator.wildcards && SENSITIVE.iter().any(|key| is_key(condition, key))
    });
    sensitive
        .flat_map(|(_, condition)| condition.values.iter().map(move |value| (condition, value)))
        .filter(|(_, value)| has_wildcard(value.value.text()))
        .map(|(condition, value)| {
            let message = format!(
                "found a wildcard in `{}` for `{}`, expected whole ids",
                value.value.text(),
                condition.key
            );
            Finding::new(
                subject.at(value.node),
                message,
                "list the ids under `StringEquals`",
            )
        })
        .collect()
}
