//! Tricky inputs, rule by rule of the facts: what a careful reader of the rules expects, against the engine.
#![allow(
    clippy::indexing_slicing,
    reason = "tests may stop at the first surprise"
)]

use authz::{StackIndex, decide, decide_indexed, decide_planned, explain, plan};
use interchange::{conformance::question, wire::read_case};
use serde_json::{Value, json};

mod calls;
mod conditions;
mod gates;
mod grants;
mod patterns;
mod texts;

/// The answer to what an authorize line gives, after asking every evaluator there is.
fn authorize(given: &Value) -> Value {
    let line = json!({"id": "facts", "kind": "authorize", "given": given}).to_string();
    let case = read_case(&line).map_err(|error| error.to_string());
    let asked = case.and_then(|case| question(&case));
    if let Ok(asked) = asked {
        let (request, stack) = (&asked.request, &asked.stack);
        let decision = explain(request, stack).decision;
        let others = [
            decide(request, stack),
            decide_indexed(request, &StackIndex::new(stack)),
            decide_planned(request, &plan(stack, &request.action)),
        ];
        assert_eq!(others, [decision; 3], "{given}");
    }
    crate::conformance::authorize(given)
}

/// Compares every row's answer with what the rule says, and shows all surprises together.
fn check<R: std::fmt::Debug>(rows: &[R], run: impl Fn(&R) -> (String, String)) {
    let surprises: Vec<String> = rows
        .iter()
        .filter_map(|row| {
            let (found, expected) = run(row);
            (found != expected).then(|| format!("{row:?}\n  found {found}"))
        })
        .collect();
    assert!(surprises.is_empty(), "{}", surprises.join("\n"));
}
