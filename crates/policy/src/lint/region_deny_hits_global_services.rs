//! Region deny that hits global services.

use aws::RequestContext;

use super::subject::{Finding, Subject, actions, is_any_value, is_key};
use super::{Example, LintSpec};
use crate::{CompiledCondition, OperandMatch, PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "region-deny-hits-global-services",
    title: "Region deny that hits global services",
    severity: Severity::Warning,
    kinds: &[
        PolicyKind::Identity,
        PolicyKind::Boundary,
        PolicyKind::Session,
        PolicyKind::ServiceControl,
    ],
    rules: &["KEYS-43"],
    docs: "Calls to IAM, Organizations, the global STS endpoint and other global services count as made in \
           `us-east-1`, wherever the caller is. A Deny of every action outside other Regions stops them. List \
           global services under `NotAction`, or allow `us-east-1`.",
    bad: Example {
        kind: PolicyKind::Boundary,
        text: r#"{"Effect": "Deny", "Action": "*", "Resource": "*",
 "Condition": {"StringNotEquals": {«"aws:RequestedRegion"»: ["eu-central-1", "eu-west-1"]}}}"#,
    },
    good: Example {
        kind: PolicyKind::Boundary,
        text: r#"{"Effect": "Deny", "NotAction": ["iam:*", "organizations:*", "sts:*", "route53:*", "cloudfront:*", "support:*"], "Resource": "*",
 "Condition": {"StringNotEquals": {"aws:RequestedRegion": ["eu-central-1", "eu-west-1"]}}}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for statement in subject.denies() {
        let every_action = actions(statement)
            .iter()
            .any(|value| is_any_value(value.value.text()));
        let regions = statement.conditions.iter().filter(|condition| {
            is_key(condition, "aws:RequestedRegion") && condition.operator.negated
        });
        for condition in regions.filter(|condition| every_action && !lists_home(condition)) {
            let message = "found a Deny of every action outside some Regions, which stops global services too";
            let help = "write `NotAction` with the global services you use, or add `us-east-1`";
            found.push(Finding::new(
                subject.key_at(condition),
                message.to_owned(),
                help,
            ));
        }
    }
    found
}

/// Whether the Region that global services count as is among those listed.
fn lists_home(condition: &CompiledCondition) -> bool {
    let context = RequestContext::new();
    condition.values.iter().any(|value| {
        condition
            .operator
            .matches(&value.value, "us-east-1", &context)
            == OperandMatch::Matched
    })
}
