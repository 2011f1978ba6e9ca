//! Every line of `conformance/cases.jsonl`, as `sts-playground check` runs them.
#![allow(clippy::unwrap_used, reason = "tests may stop at the first surprise")]

use std::collections::BTreeMap;

use authz::{Decision, decide, explain};
use interchange::{
    conformance::{answer, differences, question},
    wire::{Actual, Case, read_case, read_cases},
};
use serde_json::{Value, json};

/// Lines that the engine answers with `notSimulated`, with what is missing; a line that passes must not be here.
const NOT_SIMULATED: &[(&str, &str)] = &[
    ("SEQ-004", "REVOKE-16"),
    ("STS-015", "GetSessionToken"),
    ("STS-017", "GetSessionToken"),
    ("STS-019", "AssumeRoot"),
];

fn cases() -> Vec<Case> {
    read_cases(include_str!("../conformance/cases.jsonl"))
        .map(|(_, case)| case.unwrap())
        .collect()
}

/// What the engine says to the `given` of a line of this kind.
fn asked(kind: &str, given: &Value) -> Actual {
    let line = json!({"id": "asked", "kind": kind, "given": given}).to_string();
    answer(&read_case(&line).unwrap())
}

/// The answer to the `given` of an `authorize` line, in the shape of `expect`.
pub(crate) fn authorize(given: &Value) -> Value {
    serde_json::to_value(asked("authorize", given)).unwrap()
}

/// Whether the Condition block in the `given` of a `condition` line holds.
pub(crate) fn holds(given: &Value) -> bool {
    asked("condition", given) == Actual::Match { matches: true }
}

/// What is wrong with the answer to a line, `None` when it is as expected or as known.
fn surprise(case: &Case) -> Option<String> {
    let gap = NOT_SIMULATED.iter().find(|(id, _)| *id == case.id);
    let actual = answer(case);
    match (&actual, gap) {
        (Actual::NotSimulated { not_simulated }, Some((_, missing))) => {
            (!not_simulated.contains(missing)).then(|| format!("{}: {not_simulated}", case.id))
        }
        (_, Some(_)) => Some(format!(
            "{} is simulated and must leave the known gaps",
            case.id
        )),
        (_, None) => {
            let found = serde_json::to_value(&actual).unwrap();
            let told = differences(case.expect.as_ref().unwrap(), &found);
            let told: Vec<String> = told.iter().map(ToString::to_string).collect();
            (!told.is_empty()).then(|| format!("{} {}: {}", case.id, case.title, told.join("; ")))
        }
    }
}

#[test]
fn every_line_is_answered_as_expected_or_known_to_be_missing() {
    let surprises: Vec<String> = cases().iter().filter_map(surprise).collect();
    assert!(surprises.is_empty(), "{}", surprises.join("\n"));
}

#[test]
fn the_lines_are_those_that_the_facts_count() {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for case in cases() {
        *counts.entry(case.kind).or_default() += 1;
    }
    let counts: Vec<(&str, usize)> = counts.iter().map(|(kind, n)| (kind.as_str(), *n)).collect();
    let expected = [
        ("arn", 8),
        ("authorize", 121),
        ("condition", 40),
        ("sequence", 4),
        ("sts", 17),
        ("token", 7),
        ("validate", 15),
    ];
    assert_eq!(counts, expected);
}

#[test]
fn every_rule_of_a_line_is_a_fact() {
    let facts = include_str!("../../docs/aws-facts.md");
    for case in cases() {
        for rule in &case.rules {
            // `DEPUTY-20.7` is row 7 of the table of DEPUTY-20.
            let rule = rule.split('.').next().unwrap_or(rule);
            assert!(facts.contains(rule), "{}: {rule}", case.id);
        }
    }
}

#[test]
fn decide_and_explain_agree_on_every_authorize_line() {
    for case in cases().iter().filter(|case| case.kind == "authorize") {
        let question = question(case).unwrap();
        let decision = explain(&question.request, &question.stack).decision;
        assert_eq!(
            decide(&question.request, &question.stack),
            decision,
            "{}",
            case.id
        );
    }
}

#[test]
fn a_condition_line_asked_as_a_request_gives_the_same_answer() {
    for case in cases().iter().filter(|case| case.kind == "condition") {
        let question = question(case).unwrap();
        let matches = decide(&question.request, &question.stack) == Decision::Allow;
        assert_eq!(answer(case), Actual::Match { matches }, "{}", case.id);
    }
}
