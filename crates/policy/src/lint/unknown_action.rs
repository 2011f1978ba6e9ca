//! Action that does not exist.

use super::spelling::nearest;
use super::subject::{Finding, Subject, has_wildcard};
use super::{ALL_KINDS, Example, LintSpec};
use crate::{PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "unknown-action",
    title: "Action that does not exist",
    severity: Severity::Warning,
    kinds: ALL_KINDS,
    rules: &["POL-20"],
    docs: "No action of the service has this name, so the value matches nothing. AWS accepts it all the same.",
    bad: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Allow", "Action": «"s3:GetObjct"», "Resource": "arn:aws:s3:::example-bucket/*"}"#,
    },
    good: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*"}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let values = subject
        .statements()
        .iter()
        .flat_map(|statement| &statement.action.values);
    values
        .filter_map(|value| {
            let text = value.value.text();
            let (prefix, name) = text.split_once(':').filter(|_| !has_wildcard(text))?;
            let service = subject.facts.catalog.service(prefix)?;
            if service.action(name).is_some() {
                return None;
            }
            let message = format!(
                "found the action `{text}`, which {} does not have",
                service.name
            );
            let near = nearest(
                name,
                service.actions.iter().map(|action| action.name.as_str()),
            );
            let help = near.map(|near| format!("did you mean `{prefix}:{near}`?"));
            Some(Finding {
                at: subject.at(value.node),
                message,
                help,
            })
        })
        .collect()
}
