//! Deny of everything.

use super::subject::{Finding, Subject, actions, is_any_value, principals, resources};
use super::{Example, LintSpec};
use crate::{PolicyKind, PrincipalPattern, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "deny-everything",
    title: "Deny of everything",
    severity: Severity::Warning,
    kinds: &[
        PolicyKind::Identity,
        PolicyKind::Resource,
        PolicyKind::Boundary,
        PolicyKind::Session,
        PolicyKind::ServiceControl,
        PolicyKind::VpcEndpoint,
    ],
    rules: &["EVAL-02", "SCP-07"],
    docs: "The statement denies every action on every resource, and no Allow anywhere can outweigh a Deny. Whatever \
           else the policy says has no effect.",
    bad: Example {
        kind: PolicyKind::Boundary,
        text: r#"{"Effect": "Allow", "Action": "s3:*", "Resource": "*"},
{«"Effect": "Deny"», "Action": "*", "Resource": "*"}"#,
    },
    good: Example {
        kind: PolicyKind::Boundary,
        text: r#"{"Effect": "Allow", "Action": "s3:*", "Resource": "*"},
{"Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let everything = subject.denies().filter(|statement| {
        let everyone = statement.principal.is_none()
            || principals(statement).iter().any(|value| {
                matches!(
                    value.value,
                    PrincipalPattern::Everyone | PrincipalPattern::EveryAws
                )
            });
        everyone
            && statement.conditions.is_empty()
            && actions(statement)
                .iter()
                .any(|value| is_any_value(value.value.text()))
            && resources(statement)
                .iter()
                .any(|(_, text)| is_any_value(text))
    });
    everything
        .map(|statement| {
            let message = "found a Deny of every action on every resource without a condition";
            let help = "add a condition, or name actions or resources";
            Finding::new(subject.at(statement.effect_node), message.to_owned(), help)
        })
        .collect()
}
