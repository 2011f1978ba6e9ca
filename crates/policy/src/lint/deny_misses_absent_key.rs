//! Deny that misses requests without its key.

use super::subject::{Finding, Subject, holds_when_absent, is_key, is_positive, settles_presence};
use super::{ALL_KINDS, Example, LintSpec};
use crate::{CompiledCondition, PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "deny-misses-absent-key",
    title: "Deny that misses requests without its key",
    severity: Severity::Warning,
    kinds: ALL_KINDS,
    rules: &["COND-03", "COND-04"],
    docs: "A positive operator is false when its key is absent from the request, so the Deny does not reach such \
           requests. `…IfExists` makes it reach them, and `Null` says in so many words what is meant.",
    bad: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Deny", "Action": "s3:DeleteObject", "Resource": "*",
 "Condition": {"NumericGreaterThan": {«"aws:MultiFactorAuthAge"»: "3600"}}}"#,
    },
    good: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Deny", "Action": "s3:DeleteObject", "Resource": "*",
 "Condition": {"NumericGreaterThanIfExists": {"aws:MultiFactorAuthAge": "3600"}}}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for statement in subject.denies() {
        for condition in &statement.conditions {
            let Some(when) = subject.sometimes_absent(&condition.key) else {
                continue;
            };
            let misses = is_positive(condition)
                && !holds_when_absent(condition)
                && !settles_presence(statement, &condition.key)
                && means_the_rest(condition);
            if misses {
                let message = format!(
                    "found a Deny on `{}`, which is present only {when}; requests without it pass",
                    condition.key
                );
                let help = format!(
                    "write `{}IfExists` if they are to be denied too",
                    condition.operator_name()
                );
                found.push(Finding::new(subject.key_at(condition), message, help));
            }
        }
    }
    found
}

/// Whether the condition reads like "whatever lacks a good value", and not like a list of bad ones.
///
/// MFA has a lint of its own.
fn means_the_rest(condition: &CompiledCondition) -> bool {
    let name = condition.operator.name;
    let is_false = |text: &str| text.eq_ignore_ascii_case("false");
    match name {
        "Bool" => {
            !is_key(condition, "aws:MultiFactorAuthPresent")
                && condition
                    .values
                    .iter()
                    .any(|value| is_false(value.value.text()))
        }
        _ => name.starts_with("Numeric") || name == "IpAddress",
    }
}
