//! Conditions that contradict each other.

use aws::RequestContext;

use super::subject::{Finding, Subject, holds_when_absent, is_positive};
use super::{ALL_KINDS, Example, LintSpec};
use crate::{CompiledCondition, OperandMatch, PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "condition-never-true",
    title: "Conditions that contradict each other",
    severity: Severity::Warning,
    kinds: ALL_KINDS,
    rules: &["COND-01", "COND-02", "COND-03"],
    docs: "All conditions of a statement must hold at once. When no value of a key fits all conditions on it, the \
           statement never applies: an Allow grants nothing and a Deny forbids nothing.",
    bad: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
 "Condition": {"StringEquals": {"s3:prefix": "home/"}, "StringLike": {«"s3:prefix"»: "logs/*"}}}"#,
    },
    good: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
 "Condition": {"StringLike": {"s3:prefix": ["home/*", "logs/*"]}}}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    subject
        .statements()
        .iter()
        .flat_map(|statement| contradictions(subject, &statement.conditions))
        .collect()
}

fn contradictions(subject: &Subject<'_>, conditions: &[CompiledCondition]) -> Vec<Finding> {
    let last_on_key = conditions.iter().enumerate().filter(|(at, condition)| {
        conditions
            .iter()
            .skip(at + 1)
            .all(|later| later.key != condition.key)
    });
    last_on_key
        .filter_map(|(_, last)| {
            let on_key: Vec<_> = conditions
                .iter()
                .filter(|condition| condition.key == last.key && condition.set.is_none())
                .collect();
            let absent_holds = on_key.iter().all(|condition| holds_when_absent(condition));
            if on_key.len() < 2 || absent_holds || can_be_present(&on_key) {
                return None;
            }
            let names: Vec<_> =
                on_key.iter().map(|condition| format!("`{}`", condition.operator_name())).collect();
            let message = format!(
                "found conditions on `{}` that no value fulfils together: {}",
                last.key,
                names.join(" and ")
            );
            let help = "values listed under one operator are alternatives; conditions under several operators all must hold";
            Some(Finding::new(subject.key_at(last), message, help))
        })
        .collect()
}

/// Whether some value of the key may fulfil all conditions; `true` as well when that is hard to say.
fn can_be_present(on_key: &[&CompiledCondition]) -> bool {
    let demands_absence = |condition: &&CompiledCondition| {
        condition.operator.is_null()
            && condition
                .values
                .iter()
                .all(|value| value.value.expects_absence() == Some(true))
    };
    if on_key.iter().any(demands_absence) {
        return false;
    }
    let judged: Vec<_> = on_key
        .iter()
        .copied()
        .filter(|condition| {
            !condition.operator.is_null()
                && condition
                    .values
                    .iter()
                    .all(|value| value.value.is_readable() && !value.value.has_variables())
        })
        .collect();
    candidates(&judged).is_none_or(|values| {
        values
            .iter()
            .any(|value| judged.iter().all(|condition| holds(condition, value)))
    })
}

fn holds(condition: &CompiledCondition, value: &str) -> bool {
    let context = RequestContext::new();
    let fits = condition.values.iter().any(|operand| {
        condition.operator.matches(&operand.value, value, &context) == OperandMatch::Matched
    });
    fits != condition.operator.negated
}

/// Values of which one fulfils all conditions if any value does; `None` when there is no such small set.
fn candidates(conditions: &[&CompiledCondition]) -> Option<Vec<String>> {
    const EXACT: [&str; 4] = ["StringEquals", "NumericEquals", "DateEquals", "Bool"];
    let texts = |condition: &CompiledCondition| -> Vec<String> {
        condition
            .values
            .iter()
            .map(|value| value.value.text().to_owned())
            .collect()
    };
    let exact = conditions
        .iter()
        .find(|condition| EXACT.contains(&condition.operator.name) && is_positive(condition));
    if let Some(condition) = exact {
        return Some(texts(condition));
    }
    let numeric = conditions
        .iter()
        .all(|condition| condition.operator.name.starts_with("Numeric"));
    let numbers: Option<Vec<i64>> = conditions
        .iter()
        .flat_map(|condition| texts(condition))
        .map(|text| text.parse().ok())
        .collect();
    // Between whole numbers a half stands for all that lies there.
    let around = |number: i64| {
        [
            format!("{number}"),
            format!("{number}.5"),
            format!("{}.5", number.saturating_sub(1)),
            format!("{}", number.saturating_sub(1)),
        ]
    };
    numbers
        .filter(|numbers| numeric && numbers.iter().all(|number| *number > 0))
        .map(|numbers| numbers.into_iter().flat_map(around).collect())
}
