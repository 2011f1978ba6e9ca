//! Address range compared as text.

use aws::catalog::KeyType;

use super::subject::{Finding, Subject};
use super::{ALL_KINDS, Example, LintSpec};
use crate::{PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "address-compared-as-text",
    title: "Address range compared as text",
    severity: Severity::Warning,
    kinds: ALL_KINDS,
    rules: &["COND-10", "COND-12", "KEYS-30"],
    docs: "A text operator compares the range with the address character by character, and they are never the same. \
           `IpAddress` asks whether the address lies in the range.",
    bad: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
 "Condition": {«"StringEquals"»: {"aws:SourceIp": "203.0.113.0/24"}}}"#,
    },
    good: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
 "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    subject
        .conditions()
        .filter(|(_, condition)| {
            let known = subject.key(&condition.key);
            condition.operator.name.starts_with("String")
                && known.is_some_and(|key| key.value == KeyType::Address)
                && condition
                    .values
                    .iter()
                    .any(|value| value.value.text().contains('/'))
        })
        .map(|(_, condition)| {
            let message = format!(
                "found `{}` on `{}` with a range of addresses, which it compares as text",
                condition.operator.name, condition.key
            );
            let right = if condition.operator.negated {
                "NotIpAddress"
            } else {
                "IpAddress"
            };
            Finding::new(
                subject.at(condition.operator_node),
                message,
                format!("write `{right}`"),
            )
        })
        .collect()
}
