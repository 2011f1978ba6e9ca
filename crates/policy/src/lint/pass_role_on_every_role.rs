//! `iam:PassRole` on every role.

use super::subject::{Finding, Subject, actions, has_key, is_any_value, resources};
use super::{Example, LintSpec};
use crate::{PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "pass-role-on-every-role",
    title: "`iam:PassRole` on every role",
    severity: Severity::Warning,
    kinds: &[PolicyKind::Identity],
    rules: &["ERR-15"],
    docs: "PassRole lets its holder give a role to a service and then act through that service with the role's \
           permissions. On every role that includes administrators. Name the roles, and the services with \
           `iam:PassedToService`.",
    bad: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Allow", "Action": ["ec2:RunInstances", "iam:PassRole"], "Resource": «"*"»}"#,
    },
    good: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::111122223333:role/AppServer",
 "Condition": {"StringEquals": {"iam:PassedToService": "ec2.amazonaws.com"}}}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let passes = subject.allows().filter(|statement| {
        let named = actions(statement).iter().any(|value| {
            !is_any_value(value.value.text()) && value.value.matches_text("iam:PassRole")
        });
        named && !has_key(statement, "iam:PassedToService")
    });
    passes
        .flat_map(resources)
        .filter(|(_, text)| is_any_value(text) || text.ends_with(":role/*"))
        .map(|(node, text)| {
            let message =
                format!("found `iam:PassRole` on `{text}`, expected the roles that may be passed");
            let help = "name the roles, and add a condition on `iam:PassedToService`";
            Finding::new(subject.at(node), message, help)
        })
        .collect()
}
