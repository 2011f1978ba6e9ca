//! Operator of another type than its key.

use aws::catalog::KeyType;

use super::subject::{Finding, Subject};
use super::{ALL_KINDS, Example, LintSpec};
use crate::{PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "operator-of-another-type",
    title: "Operator of another type than its key",
    severity: Severity::Warning,
    kinds: ALL_KINDS,
    rules: &["COND-10", "COND-19"],
    docs: "Each operator family reads values of one type. A value of another type fits no operand: a positive \
           operator is then never true, and a negated one always.",
    bad: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
 "Condition": {«"IpAddress"»: {"aws:SourceVpce": "203.0.113.0/24"}}}"#,
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
        .filter_map(|(_, condition)| {
            let value = subject.key(&condition.key)?.value;
            let name = condition.operator.name;
            if reads(name, value) {
                return None;
            }
            let message = format!(
                "found `{name}` on `{}`, whose values are {}",
                condition.key,
                called(value)
            );
            let help = format!("use {}", family(value));
            Some(Finding::new(
                subject.at(condition.operator_node),
                message,
                help,
            ))
        })
        .collect()
}

/// Whether an operator can make sense of values of a type; text operators compare any value as text.
fn reads(operator: &str, value: KeyType) -> bool {
    let is = |start: &str| operator.starts_with(start);
    match value {
        // A text may hold an ARN or base64.
        KeyType::Text => {
            !is("Numeric") && !is("Date") && operator != "Bool" && !operator.ends_with("IpAddress")
        }
        KeyType::Arn => is("Arn") || is("String") || is("Null"),
        KeyType::Boolean => operator == "Bool" || is("String") || is("Null"),
        KeyType::Number => is("Numeric") || is("String") || is("Null"),
        KeyType::Date => is("Date") || is("String") || is("Null"),
        KeyType::EpochSeconds => is("Date") || is("Numeric") || is("String") || is("Null"),
        KeyType::Address => operator.ends_with("IpAddress") || is("String") || is("Null"),
    }
}

fn called(value: KeyType) -> &'static str {
    match value {
        KeyType::Text => "texts",
        KeyType::Arn => "ARNs",
        KeyType::Boolean => "`true` or `false`",
        KeyType::Number => "numbers",
        KeyType::Date | KeyType::EpochSeconds => "dates",
        KeyType::Address => "IP addresses",
    }
}

fn family(value: KeyType) -> &'static str {
    match value {
        KeyType::Text => "`StringEquals` or `StringLike`",
        KeyType::Arn => "`ArnLike`",
        KeyType::Boolean => "`Bool`",
        KeyType::Number => "`NumericEquals` or `NumericLessThan`",
        KeyType::Date | KeyType::EpochSeconds => "`DateLessThan` or `DateGreaterThan`",
        KeyType::Address => "`IpAddress` or `NotIpAddress`",
    }
}
