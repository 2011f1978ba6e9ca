//! `kind: "condition"` and `kind: "arn"`: a few values against a part of a statement.
//!
//! A part that AWS refuses in a policy is never in force, so it matches nothing.

use authz::matches_conditions;
use aws::ContextValues;
use policy::{
    CompiledStatement, PatternOutcome, PolicyKind, SharedPolicy, SourceText, compile_policy,
    parse_policy,
};
use serde_json::json;

use super::authorize::context;
use crate::wire::{Actual, ArnGiven, ArnMode, ConditionGiven};

/// A policy of one statement around a Condition block, which keeps its text.
pub(super) fn statement_with(given: &ConditionGiven) -> String {
    let version = given.version.as_deref().unwrap_or("2012-10-17");
    format!(
        r#"{{"Version": {}, "Statement": [{{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {}}}]}}"#,
        json!(version),
        given.condition.text()
    )
}

pub(super) fn condition(given: &ConditionGiven) -> Actual {
    let matches = only_statement(&statement_with(given), |statement| {
        matches_conditions(statement, &context(&given.context))
    });
    Actual::Match { matches }
}

pub(super) fn arn(given: &ArnGiven) -> Actual {
    // The key that carries the value must be one that no variable of a case reads.
    const KEY: &str = "aws:RequestTag/conformance-value";
    let mut context = context(&given.context);
    let (resource, condition) = match given.mode {
        ArnMode::Resource => (json!(given.pattern), json!({})),
        ArnMode::ArnLike => (json!("*"), json!({"ArnLike": {KEY: given.pattern}})),
    };
    let text = json!({
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "*", "Resource": resource, "Condition": condition}],
    })
    .to_string();
    context.set(KEY, ContextValues::one(given.value.as_str()));
    let matches = only_statement(&text, |statement| match given.mode {
        ArnMode::ArnLike => matches_conditions(statement, &context),
        ArnMode::Resource => statement.resource.iter().any(|element| {
            element.values.iter().any(|located| {
                located.value.matches(&given.value, &context).outcome == PatternOutcome::Matched
            })
        }),
    });
    Actual::Match { matches }
}

/// The answer of the first statement; `false` when the policy is malformed.
fn only_statement(text: &str, matches: impl Fn(&CompiledStatement) -> bool) -> bool {
    // STS makes no version check, so both language versions can be asked (`POL-51`).
    let parsed = parse_policy(SourceText::new(text), PolicyKind::Session);
    compile_policy(&parsed)
        .is_ok_and(|policy: SharedPolicy| policy.statements().first().is_some_and(&matches))
}
