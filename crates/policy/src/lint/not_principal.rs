//! `NotPrincipal`.

use super::subject::{Finding, Subject};
use super::{Example, LintSpec};
use crate::{PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "not-principal",
    title: "`NotPrincipal`",
    severity: Severity::Warning,
    kinds: &[PolicyKind::Resource, PolicyKind::VpcEndpoint],
    rules: &["EVAL-55", "EVAL-56", "EVAL-57"],
    docs: "To exempt a role session, `NotPrincipal` must list the role and its account, and a principal with a \
           permissions boundary is denied whatever is listed. `Principal` `*` with `ArnNotEquals` on \
           `aws:PrincipalArn` says the same without these traps.",
    bad: Example {
        kind: PolicyKind::Resource,
        text: r#"{"Effect": "Deny", «"NotPrincipal"»: {"AWS": ["111122223333", "arn:aws:iam::111122223333:role/Deployer"]},
 "Action": "s3:*", "Resource": "arn:aws:s3:::example-bucket/*"}"#,
    },
    good: Example {
        kind: PolicyKind::Resource,
        text: r#"{"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"ArnNotEquals": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/Deployer"}}}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let elements = subject
        .statements()
        .iter()
        .filter_map(|statement| statement.principal.as_ref());
    elements
        .filter(|element| element.negated)
        .map(|element| {
            let message = "found `NotPrincipal`, which denies principals with a permissions boundary whatever it lists";
            let help = "write `\"Principal\": \"*\"` with `ArnNotEquals` on `aws:PrincipalArn`";
            Finding::new(subject.name_at(element.node), message.to_owned(), help)
        })
        .collect()
}
