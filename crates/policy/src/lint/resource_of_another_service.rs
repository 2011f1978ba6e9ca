//! Resource of another service than its actions.

use std::collections::BTreeSet;

use super::subject::{Finding, Subject, actions, has_wildcard, resources};
use super::{ALL_KINDS, Example, LintSpec};
use crate::{CompiledStatement, PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "resource-of-another-service",
    title: "Resource of another service than its actions",
    severity: Severity::Warning,
    kinds: ALL_KINDS,
    rules: &["POL-22", "POL-23"],
    docs: "None of the statement's actions is about resources of this service, so the value matches nothing. \
           Actions of STS, for one, are about roles, whose ARNs are of IAM.",
    bad: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Allow", "Action": "s3:GetObject", "Resource": ["arn:aws:s3:::example-bucket/*", «"arn:aws:dynamodb:eu-central-1:111122223333:table/orders"»]}"#,
    },
    good: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "arn:aws:iam::111122223333:role/Deployer"}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for statement in subject.statements() {
        let Some(services) = services(subject, statement).filter(|services| !services.is_empty())
        else {
            continue;
        };
        for (node, text) in resources(statement) {
            let Some(service) = service_of(text).filter(|service| !service.is_empty()) else {
                continue;
            };
            if !services.contains(service) {
                let names: Vec<_> = services
                    .iter()
                    .map(|service| format!("`{service}`"))
                    .collect();
                let message = format!(
                    "found a resource of `{service}`, expected one of {}, which the actions are about",
                    names.join(" or ")
                );
                found.push(Finding::new(
                    subject.at(node),
                    message,
                    "move it to a statement with actions of its service",
                ));
            }
        }
    }
    found
}

/// The services whose resources the actions are about; `None` when that is not known of all of them.
fn services(subject: &Subject<'_>, statement: &CompiledStatement) -> Option<BTreeSet<String>> {
    let mut services = BTreeSet::new();
    if statement.action.negated {
        return None;
    }
    for value in actions(statement) {
        let (prefix, _) = value.value.text().split_once(':')?;
        let service = subject.facts.catalog.service(prefix)?;
        let matched = service.actions.iter().filter(|action| {
            value
                .value
                .matches_text(&format!("{prefix}:{}", action.name))
        });
        for action in matched {
            for name in &action.resource_types {
                let arn = &service.resource_type(name)?.arn;
                let owner =
                    service_of(arn).filter(|owner| !owner.contains('$') && !has_wildcard(owner))?;
                services.insert(owner.to_owned());
            }
        }
    }
    Some(services)
}

fn service_of(arn: &str) -> Option<&str> {
    arn.strip_prefix("arn:")?.split(':').nth(1)
}
