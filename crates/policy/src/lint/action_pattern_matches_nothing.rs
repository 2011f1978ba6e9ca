//! Action pattern that no action matches.

use super::subject::{Finding, Subject, has_wildcard};
use super::{ALL_KINDS, Example, LintSpec};
use crate::{PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "action-pattern-matches-nothing",
    title: "Action pattern that no action matches",
    severity: Severity::Warning,
    kinds: ALL_KINDS,
    rules: &["POL-20"],
    docs: "No action of the service fits the pattern. Actions start with a verb such as `Get`, `List`, `Put` or \
           `Describe`, and each service has its own verbs.",
    bad: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Allow", "Action": «"s3:Fetch*"», "Resource": "arn:aws:s3:::example-bucket/*"}"#,
    },
    good: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Allow", "Action": "s3:Get*", "Resource": "arn:aws:s3:::example-bucket/*"}"#,
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
            let (prefix, _) = text.split_once(':').filter(|_| has_wildcard(text))?;
            let service = subject.facts.catalog.service(prefix)?;
            let full = |name: &str| format!("{prefix}:{name}");
            if service
                .actions
                .iter()
                .any(|action| value.value.matches_text(&full(&action.name)))
            {
                return None;
            }
            let message = format!(
                "found the pattern `{text}`, which no action of {} matches",
                service.name
            );
            let help = format!(
                "`{prefix}:*` covers all {} actions of the service",
                service.actions.len()
            );
            Some(Finding::new(subject.at(value.node), message, help))
        })
        .collect()
}
