//! Trust policy open to the world.

use super::subject::{Finding, Subject, is_limited_by, principals};
use super::{Example, LintSpec};
use crate::{PolicyKind, PrincipalPattern, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "trust-open-to-world",
    title: "Trust policy open to the world",
    severity: Severity::Warning,
    kinds: &[PolicyKind::Trust],
    rules: &["POL-24", "EVAL-37"],
    docs: "Everybody with an AWS account may try to assume the role, and succeeds when their own account lets them. \
           An external id is no secret and does not close this. Name the principals, or narrow `*` with a condition \
           on who they are.",
    bad: Example {
        kind: PolicyKind::Trust,
        text: r#"{"Effect": "Allow", "Principal": {"AWS": «"*"»}, "Action": "sts:AssumeRole"}"#,
    },
    good: Example {
        kind: PolicyKind::Trust,
        text: r#"{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole",
 "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-example1234"}}}"#,
    },
    check,
};

/// Keys that say who or where the caller is.
const WHO: [&str; 8] = [
    "aws:PrincipalArn",
    "aws:PrincipalAccount",
    "aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths",
    "aws:userid",
    "aws:SourceVpc",
    "aws:SourceVpce",
    "aws:SourceIp",
];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let open = subject
        .allows()
        .filter(|statement| !is_limited_by(statement, &WHO));
    open.flat_map(principals)
        .filter(|value| matches!(value.value, PrincipalPattern::Everyone | PrincipalPattern::EveryAws))
        .map(|value| {
            let message = "found `*` as a trusted principal, expected named principals or a condition on who they are";
            let help = "name accounts or roles, or add a condition on `aws:PrincipalOrgID` or `aws:PrincipalArn`";
            Finding::new(subject.at(value.node), message.to_owned(), help)
        })
        .collect()
}
