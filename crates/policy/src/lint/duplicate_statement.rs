//! Statement that repeats another.

use super::subject::{Finding, Subject};
use super::{ALL_KINDS, Example, LintSpec};
use crate::{CompiledStatement, PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "duplicate-statement",
    title: "Statement that repeats another",
    severity: Severity::Note,
    kinds: ALL_KINDS,
    rules: &["EVAL-08"],
    docs: "The statement says the same as an earlier one, whatever their Sids. It changes nothing and counts \
           towards the size of the policy.",
    bad: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"},
«{"Sid": "Again", "Effect": "Allow", "Action": "s3:getObject", "Resource": "*"}»"#,
    },
    good: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"},
{"Effect": "Allow", "Action": "s3:PutObject", "Resource": "*"}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut seen: Vec<Vec<String>> = Vec::new();
    let mut found = Vec::new();
    for (index, statement) in subject.statements().iter().enumerate() {
        let meaning = meaning(statement);
        if let Some(first) = seen.iter().position(|earlier| *earlier == meaning) {
            let message = format!(
                "found statement {} to say the same as statement {}",
                index + 1,
                first + 1
            );
            found.push(Finding::new(
                subject.at(statement.node),
                message,
                "remove one of them",
            ));
        }
        seen.push(meaning);
    }
    found
}

/// The statement without its Sid, in an order of its own.
fn meaning(statement: &CompiledStatement) -> Vec<String> {
    let mut parts = vec![format!("{:?}", statement.effect)];
    let not = |negated: bool| if negated { "not " } else { "" };
    if let Some(element) = &statement.principal {
        parts.extend(
            element
                .values
                .iter()
                .map(|value| format!("{}principal {:?}", not(element.negated), value.value)),
        );
    }
    let element = &statement.action;
    let action = |text: &str| {
        format!(
            "{}action {}",
            not(element.negated),
            text.to_ascii_lowercase()
        )
    };
    parts.extend(
        element
            .values
            .iter()
            .map(|value| action(value.value.text())),
    );
    if let Some(element) = &statement.resource {
        parts.extend(
            element
                .values
                .iter()
                .map(|value| format!("{}resource {}", not(element.negated), value.value.text())),
        );
    }
    for condition in &statement.conditions {
        let head = format!("{} {}", condition.operator_name(), condition.key.folded());
        parts.extend(
            condition
                .values
                .iter()
                .map(|value| format!("{head} {:?}", value.value.text())),
        );
        parts.push(head);
    }
    parts.sort();
    parts.dedup();
    parts
}
