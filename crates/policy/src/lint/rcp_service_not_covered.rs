//! Action that resource control policies do not cover.

use super::subject::{Finding, Subject, actions};
use super::{Example, LintSpec};
use crate::{PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "rcp-service-not-covered",
    title: "Action that resource control policies do not cover",
    severity: Severity::Warning,
    kinds: &[PolicyKind::ResourceControl],
    rules: &["SCP-31"],
    docs: "Resource control policies work for some services only. An action of another service has no effect in \
           them.",
    bad: Example {
        kind: PolicyKind::ResourceControl,
        text: r#"{"Effect": "Deny", "Principal": "*", "Action": ["s3:*", «"ec2:*"»], "Resource": "*",
 "Condition": {"StringNotEqualsIfExists": {"aws:PrincipalOrgID": "o-example1234"}}}"#,
    },
    good: Example {
        kind: PolicyKind::ResourceControl,
        text: r#"{"Effect": "Deny", "Principal": "*", "Action": ["s3:*", "sts:*"], "Resource": "*",
 "Condition": {"StringNotEqualsIfExists": {"aws:PrincipalOrgID": "o-example1234"}}}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    subject
        .denies()
        .flat_map(actions)
        .filter_map(|value| {
            let (prefix, _) = value.value.text().split_once(':')?;
            if aws::is_covered_by_rcps(prefix) {
                return None;
            }
            let message = format!(
                "found an action of `{prefix}`, which resource control policies do not cover"
            );
            let help = "it has no effect here; a service control policy can limit who calls it";
            Some(Finding::new(subject.at(value.node), message, help))
        })
        .collect()
}
