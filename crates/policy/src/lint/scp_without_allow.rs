//! Service control policy that allows nothing.

use super::subject::{Finding, Subject};
use super::{Example, LintSpec};
use crate::{PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "scp-without-allow",
    title: "Service control policy that allows nothing",
    severity: Severity::Note,
    kinds: &[PolicyKind::ServiceControl],
    rules: &["SCP-03", "SCP-07", "SCP-22"],
    docs: "At every level from the root to the account some attached service control policy must allow the action. \
           A policy of Deny statements only is right beside `FullAWSAccess`, and alone at a level it stops \
           everything below.",
    bad: Example {
        kind: PolicyKind::ServiceControl,
        text: r#"{«"Effect": "Deny"», "Action": "ec2:RunInstances", "Resource": "*"}"#,
    },
    good: Example {
        kind: PolicyKind::ServiceControl,
        text: r#"{"Effect": "Allow", "Action": "*", "Resource": "*"},
{"Effect": "Deny", "Action": "ec2:RunInstances", "Resource": "*"}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    if subject.allows().next().is_some() {
        return Vec::new();
    }
    let first = subject.statements().first();
    first
        .map(|statement| {
            let message = "found no Allow, so this policy alone lets nothing through its level";
            let help = "keep `FullAWSAccess` attached at the same level";
            Finding::new(subject.at(statement.effect_node), message.to_owned(), help)
        })
        .into_iter()
        .collect()
}
