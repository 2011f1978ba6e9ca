//! Service prefix that does not exist.

use super::spelling::nearest;
use super::subject::{Finding, Subject};
use super::{ALL_KINDS, Example, LintSpec};
use crate::{PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "unknown-service",
    title: "Service prefix that does not exist",
    severity: Severity::Warning,
    kinds: ALL_KINDS,
    rules: &["POL-21"],
    docs: "No service has this prefix, so the value matches nothing. The prefix is not always the name people use: \
           CloudWatch is `cloudwatch`, but its logs are `logs`, and Step Functions is `states`.",
    bad: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Allow", "Action": «"dynamdb:GetItem"», "Resource": "*"}"#,
    },
    good: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Allow", "Action": "dynamodb:GetItem", "Resource": "*"}"#,
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
            let (prefix, rest) = value.value.text().split_once(':')?;
            if subject.facts.catalog.knows(prefix)? {
                return None;
            }
            let message = format!("found the service prefix `{prefix}`, which no service has");
            let near = nearest(
                prefix,
                subject.facts.catalog.index().map(|(prefix, _)| prefix),
            );
            let help = near.map(|near| format!("did you mean `{near}:{rest}`?"));
            Some(Finding {
                at: subject.at(value.node),
                message,
                help,
            })
        })
        .collect()
}
