//! Deny without MFA that misses access keys.

use super::subject::{Finding, Subject, is_key, settles_presence};
use super::{ALL_KINDS, Example, LintSpec};
use crate::{PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "deny-misses-without-mfa",
    title: "Deny without MFA that misses access keys",
    severity: Severity::Warning,
    kinds: ALL_KINDS,
    rules: &["COND-22", "KEYS-21"],
    docs: "Requests signed with long-term access keys do not have `aws:MultiFactorAuthPresent` at all, so `Bool` \
           with `false` does not match them and the Deny lets them pass. `BoolIfExists` with `false` catches them.",
    bad: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Deny", "Action": "ec2:TerminateInstances", "Resource": "*",
 "Condition": {«"Bool"»: {"aws:MultiFactorAuthPresent": "false"}}}"#,
    },
    good: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Deny", "Action": "ec2:TerminateInstances", "Resource": "*",
 "Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}}}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let trap = subject.denies().flat_map(|statement| {
        statement.conditions.iter().filter(|condition| {
            is_key(condition, "aws:MultiFactorAuthPresent")
                && condition.operator.name == "Bool"
                && !condition.if_exists
                && !settles_presence(statement, &condition.key)
                && condition
                    .values
                    .iter()
                    .any(|value| value.value.text().eq_ignore_ascii_case("false"))
        })
    });
    trap.map(|condition| {
        let message =
            "found `Bool` in a Deny without MFA, which lets requests with long-term access keys pass";
        Finding::new(subject.at(condition.operator_node), message.to_owned(), "write `BoolIfExists`")
    })
    .collect()
}
