//! Resource control policy without a condition.

use super::subject::{Finding, Subject};
use super::{Example, LintSpec};
use crate::{PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "rcp-without-condition",
    title: "Resource control policy without a condition",
    severity: Severity::Warning,
    kinds: &[PolicyKind::ResourceControl],
    rules: &["SCP-30", "SCP-33"],
    docs: "A resource control policy binds every caller, those of the own organization too. Without a condition its \
           Deny closes the resources to everybody.",
    bad: Example {
        kind: PolicyKind::ResourceControl,
        text: r#"{«"Effect": "Deny"», "Principal": "*", "Action": "s3:*", "Resource": "*"}"#,
    },
    good: Example {
        kind: PolicyKind::ResourceControl,
        text: r#"{"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*",
 "Condition": {"StringNotEqualsIfExists": {"aws:PrincipalOrgID": "o-example1234"}, "BoolIfExists": {"aws:PrincipalIsAWSService": "false"}}}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    subject
        .denies()
        .filter(|statement| statement.conditions.is_empty())
        .map(|statement| {
            let message = "found a Deny without a condition, which closes the resources to their own organization too";
            let help = "add a condition such as `StringNotEqualsIfExists` on `aws:PrincipalOrgID`";
            Finding::new(subject.at(statement.effect_node), message.to_owned(), help)
        })
        .collect()
}
