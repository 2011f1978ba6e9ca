//! Session ARN in `aws:PrincipalArn`.

use super::subject::{Finding, Subject, is_key};
use super::{ALL_KINDS, Example, LintSpec};
use crate::{PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "principal-arn-of-session",
    title: "Session ARN in `aws:PrincipalArn`",
    severity: Severity::Warning,
    kinds: ALL_KINDS,
    rules: &["KEYS-01", "EVAL-21"],
    docs: "For a role session `aws:PrincipalArn` holds the ARN of the role, never that of the session, so the value \
           fits nothing. The session's name is the end of `aws:userid`.",
    bad: Example {
        kind: PolicyKind::Resource,
        text: r#"{"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"ArnNotLike": {"aws:PrincipalArn": «"arn:aws:sts::111122223333:assumed-role/Deployer/*"»}}}"#,
    },
    good: Example {
        kind: PolicyKind::Resource,
        text: r#"{"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/Deployer"}}}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    subject
        .conditions()
        .filter(|(_, condition)| is_key(condition, "aws:PrincipalArn"))
        .flat_map(|(_, condition)| &condition.values)
        .filter(|value| value.value.text().contains(":assumed-role/"))
        .map(|value| {
            let message = format!(
                "found the session ARN `{}`, expected the ARN of its role",
                value.value.text()
            );
            let help =
                "write `arn:aws:iam::111122223333:role/Name`; one session is told by `aws:userid`";
            Finding::new(subject.at(value.node), message, help)
        })
        .collect()
}
