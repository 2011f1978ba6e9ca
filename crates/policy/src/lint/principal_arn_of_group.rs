//! Group in `aws:PrincipalArn`.

use super::subject::{Finding, Subject, is_key};
use super::{ALL_KINDS, Example, LintSpec};
use crate::{PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "principal-arn-of-group",
    title: "Group in `aws:PrincipalArn`",
    severity: Severity::Warning,
    kinds: ALL_KINDS,
    rules: &["EVAL-27", "KEYS-01"],
    docs: "A group makes no requests and is no principal, so the value fits nothing. Give the members a tag and \
           test `aws:PrincipalTag`, or attach the policy to the group.",
    bad: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Deny", "Action": "iam:DeleteUser", "Resource": "*",
 "Condition": {"ArnNotEquals": {"aws:PrincipalArn": «"arn:aws:iam::111122223333:group/Admins"»}}}"#,
    },
    good: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Deny", "Action": "iam:DeleteUser", "Resource": "*",
 "Condition": {"StringNotEquals": {"aws:PrincipalTag/admin": "yes"}}}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    subject
        .conditions()
        .filter(|(_, condition)| is_key(condition, "aws:PrincipalArn"))
        .flat_map(|(_, condition)| &condition.values)
        .filter(|value| value.value.text().contains(":group/"))
        .map(|value| {
            let message = format!(
                "found the group `{}`, expected a user, a role or the root user",
                value.value.text()
            );
            let help =
                "tag the members and use `aws:PrincipalTag`, or attach the policy to the group";
            Finding::new(subject.at(value.node), message, help)
        })
        .collect()
}
