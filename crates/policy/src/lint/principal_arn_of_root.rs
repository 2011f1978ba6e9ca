//! Root in `aws:PrincipalArn`.

use super::subject::{Finding, Subject, is_key};
use super::{ALL_KINDS, Example, LintSpec};
use crate::{PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "principal-arn-of-root",
    title: "Root in `aws:PrincipalArn`",
    severity: Severity::Note,
    kinds: ALL_KINDS,
    rules: &["EVAL-23", "EVAL-24"],
    docs: "In a Principal element `arn:aws:iam::…:root` stands for the whole account. In a condition on \
           `aws:PrincipalArn` the same text means the root user alone.",
    bad: Example {
        kind: PolicyKind::Resource,
        text: r#"{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"ArnEquals": {"aws:PrincipalArn": «"arn:aws:iam::111122223333:root"»}}}"#,
    },
    good: Example {
        kind: PolicyKind::Resource,
        text: r#"{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"StringEquals": {"aws:PrincipalAccount": "111122223333"}}}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    subject
        .conditions()
        .filter(|(_, condition)| is_key(condition, "aws:PrincipalArn"))
        .flat_map(|(_, condition)| &condition.values)
        .filter(|value| value.value.text().ends_with(":root"))
        .map(|value| {
            let message = format!(
                "found `{}`, which here means the root user and not its account",
                value.value.text()
            );
            let help = "for the whole account use `aws:PrincipalAccount`";
            Finding::new(subject.at(value.node), message, help)
        })
        .collect()
}
