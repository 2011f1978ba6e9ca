//! Action that another pattern covers.

use super::subject::{Finding, Subject, has_wildcard};
use super::{ALL_KINDS, Example, LintSpec};
use crate::{PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "covered-action",
    title: "Action that another pattern covers",
    severity: Severity::Note,
    kinds: ALL_KINDS,
    rules: &["POL-20", "POL-27"],
    docs: "A pattern in the same list covers the action already. Whoever reads the list may think that removing the \
           action takes it away.",
    bad: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Allow", "Action": ["s3:Get*", «"s3:GetObject"»], "Resource": "*"}"#,
    },
    good: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Allow", "Action": ["s3:Get*", "s3:PutObject"], "Resource": "*"}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for statement in subject.statements() {
        for value in &statement.action.values {
            let text = value.value.text();
            let wider = statement
                .action
                .values
                .iter()
                .map(|other| &other.value)
                .find(|other| {
                    has_wildcard(other.text())
                        && !other.text().eq_ignore_ascii_case(text)
                        && other.matches_text(text)
                });
            if let Some(wider) = wider {
                let message = format!(
                    "found `{text}`, which `{}` in the same list covers",
                    wider.text()
                );
                found.push(Finding::new(
                    subject.at(value.node),
                    message,
                    "remove one of the two",
                ));
            }
        }
    }
    found
}
