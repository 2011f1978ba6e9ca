//! Value that is listed twice.

use super::subject::{Finding, Subject};
use super::{ALL_KINDS, Example, LintSpec};
use crate::{NodeId, PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "duplicate-value",
    title: "Value that is listed twice",
    severity: Severity::Note,
    kinds: ALL_KINDS,
    rules: &["POL-03", "POL-20"],
    docs: "The same value stands in the list already. It changes nothing and counts towards the size of the policy.",
    bad: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Allow", "Action": ["s3:GetObject", «"s3:getobject"»], "Resource": "*"}"#,
    },
    good: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": "*"}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut lists: Vec<Vec<(NodeId, String)>> = Vec::new();
    for statement in subject.statements() {
        let folded = |text: &str| text.to_ascii_lowercase();
        let actions = statement.action.values.iter();
        lists.push(
            actions
                .map(|value| (value.node, folded(value.value.text())))
                .collect(),
        );
        if let Some(element) = &statement.resource {
            let resources = element.values.iter();
            lists.push(
                resources
                    .map(|value| (value.node, value.value.text().to_owned()))
                    .collect(),
            );
        }
        if let Some(element) = &statement.principal {
            let principals = element.values.iter();
            lists.push(
                principals
                    .map(|value| (value.node, format!("{:?}", value.value)))
                    .collect(),
            );
        }
        for condition in &statement.conditions {
            let operands = condition.values.iter();
            lists.push(
                operands
                    .map(|value| (value.node, value.value.text().to_owned()))
                    .collect(),
            );
        }
    }
    lists
        .iter()
        .flat_map(|list| repeated(subject, list))
        .collect()
}

fn repeated(subject: &Subject<'_>, list: &[(NodeId, String)]) -> Vec<Finding> {
    let mut seen = std::collections::BTreeSet::new();
    list.iter()
        .filter(|(_, text)| !seen.insert(text.as_str()))
        .map(|(node, _)| {
            let span = subject.at(*node);
            let message = format!(
                "found {} a second time in its list",
                shown(subject.policy.source().slice(span))
            );
            Finding::new(span, message, "remove it")
        })
        .collect()
}

/// A JSON string as the user typed it, in back-ticks and not in quotes.
fn shown(typed: &str) -> String {
    format!("`{}`", typed.trim_matches('"'))
}
