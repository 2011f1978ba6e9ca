//! Resource open to the world.

use super::subject::{Finding, Subject, is_limited_by, principals};
use super::{Example, LintSpec};
use crate::{PolicyKind, PrincipalPattern, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "resource-open-to-world",
    title: "Resource open to the world",
    severity: Severity::Warning,
    kinds: &[PolicyKind::Resource],
    rules: &["POL-24", "EVAL-20"],
    docs: "The statement allows everybody, other accounts and often anonymous callers too. Within the resource's \
           own account it also needs no identity policy. Name the principals, or narrow `*` with a condition on who \
           or where they are.",
    bad: Example {
        kind: PolicyKind::Resource,
        text: r#"{"Effect": "Allow", "Principal": «"*"», "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*"}"#,
    },
    good: Example {
        kind: PolicyKind::Resource,
        text: r#"{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-example1234"}}}"#,
    },
    check,
};

/// Keys that say who or where the caller is, or for whom a service calls.
const WHO: [&str; 13] = [
    "aws:PrincipalArn",
    "aws:PrincipalAccount",
    "aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths",
    "aws:userid",
    "aws:SourceVpc",
    "aws:SourceVpce",
    "aws:SourceIp",
    "aws:SourceArn",
    "aws:SourceAccount",
    "aws:SourceOrgID",
    "kms:CallerAccount",
    "aws:SourceOrgPaths",
];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let open = subject
        .allows()
        .filter(|statement| !is_limited_by(statement, &WHO));
    open.flat_map(principals)
        .filter(|value| matches!(value.value, PrincipalPattern::Everyone | PrincipalPattern::EveryAws))
        .map(|value| {
            let message = "found `*` as an allowed principal, expected named principals or a condition on who they are";
            let help = "name accounts or roles, or add a condition on `aws:PrincipalOrgID` or `aws:PrincipalArn`";
            Finding::new(subject.at(value.node), message.to_owned(), help)
        })
        .collect()
}
