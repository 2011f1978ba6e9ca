//! Action that has no resources.

use super::subject::{Finding, Subject, actions, is_any_value, resources};
use super::{Example, LintSpec};
use crate::{PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "action-without-resource",
    title: "Action that has no resources",
    severity: Severity::Warning,
    kinds: &[
        PolicyKind::Identity,
        PolicyKind::Boundary,
        PolicyKind::Session,
        PolicyKind::ServiceControl,
    ],
    rules: &["POL-22"],
    docs: "The action is about no resource in particular, so a request for it names `*`. A statement that lists \
           ARNs only never matches it.",
    bad: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Allow", "Action": [«"s3:ListAllMyBuckets"», "s3:ListBucket"], "Resource": "arn:aws:s3:::example-bucket"}"#,
    },
    good: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*"},
{"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::example-bucket"}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for statement in subject.statements() {
        let named = resources(statement);
        if named.is_empty() || named.iter().any(|(_, text)| is_any_value(text)) {
            continue;
        }
        for value in actions(statement) {
            let text = value.value.text();
            let action = text
                .split_once(':')
                .and_then(|(prefix, name)| subject.facts.catalog.service(prefix)?.action(name));
            if action.is_some_and(|action| action.resource_types.is_empty()) {
                let message = format!(
                    "found `{text}`, which has no resources and needs `\"Resource\": \"*\"`"
                );
                found.push(Finding::new(
                    subject.at(value.node),
                    message,
                    "move it to a statement of its own",
                ));
            }
        }
    }
    found
}
