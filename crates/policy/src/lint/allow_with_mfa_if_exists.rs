//! Allow with MFA that access keys pass.

use super::subject::{Finding, Subject, is_key, settles_presence};
use super::{Example, LintSpec};
use crate::{PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "allow-with-mfa-if-exists",
    title: "Allow with MFA that access keys pass",
    severity: Severity::Warning,
    kinds: &[
        PolicyKind::Identity,
        PolicyKind::Resource,
        PolicyKind::Trust,
        PolicyKind::Session,
        PolicyKind::Boundary,
    ],
    rules: &["COND-22", "KEYS-21"],
    docs: "Requests signed with long-term access keys do not have `aws:MultiFactorAuthPresent` at all, and \
           `BoolIfExists` is true for a key that is absent. The Allow then asks no MFA of exactly those requests.",
    bad: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Allow", "Action": "ec2:TerminateInstances", "Resource": "*",
 "Condition": {«"BoolIfExists"»: {"aws:MultiFactorAuthPresent": "true"}}}"#,
    },
    good: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Allow", "Action": "ec2:TerminateInstances", "Resource": "*",
 "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let trap = subject.allows().flat_map(|statement| {
        statement.conditions.iter().filter(|condition| {
            is_key(condition, "aws:MultiFactorAuthPresent")
                && condition.operator.name == "Bool"
                && condition.if_exists
                && !settles_presence(statement, &condition.key)
        })
    });
    trap.map(|condition| {
        let message =
            "found `BoolIfExists` in an Allow with MFA, which requests with long-term access keys fulfil";
        Finding::new(subject.at(condition.operator_node), message.to_owned(), "write `Bool`")
    })
    .collect()
}
