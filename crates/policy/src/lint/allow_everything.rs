//! Allow of everything.

use super::subject::{Finding, Subject, actions, is_any_value, resources};
use super::{Example, LintSpec};
use crate::{PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "allow-everything",
    title: "Allow of everything",
    severity: Severity::Note,
    kinds: &[PolicyKind::Identity],
    rules: &["EVAL-08", "POL-20"],
    docs: "The statement makes an administrator: every action on every resource, those of IAM and Organizations \
           among them.",
    bad: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Allow", "Action": «"*"», "Resource": "*"}"#,
    },
    good: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Allow", "Action": ["s3:*", "ec2:Describe*"], "Resource": "*"}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let everything = subject.allows().filter(|statement| {
        statement.conditions.is_empty()
            && resources(statement)
                .iter()
                .any(|(_, text)| is_any_value(text))
    });
    everything
        .flat_map(actions)
        .filter(|value| is_any_value(value.value.text()))
        .map(|value| {
            let message = "found every action on every resource, which makes an administrator";
            Finding::new(
                subject.at(value.node),
                message.to_owned(),
                "name the actions that are needed",
            )
        })
        .collect()
}
