//! What the built-in scenarios promise: clean texts, and the answers that their calls are there to show.

#![allow(clippy::unwrap_used, reason = "tests may stop at the first surprise")]

use authz::{Deciding, Explanation};
use policy::{PolicyKind, Severity, SourceText, parse_policy};
use sim::{CallRecord, CloudState, PolicyCache, run_live};
use world::{PolicyLocation, read_document, write_document};

use crate::built_in::{BuiltIn, built_in, data};

mod expectations;

use expectations::EXPECTATIONS;

/// What one saved request answers, and the rule that says so.
struct Expectation {
    scenario: &'static str,
    request: &'static str,
    rule: &'static str,
    /// The authorizations in order, as [`summary`] writes them.
    authorizations: &'static str,
    /// `ok`, or the error code.
    answer: &'static str,
}

fn kind_of(location: &PolicyLocation) -> PolicyKind {
    match location {
        PolicyLocation::TrustPolicy { .. } => PolicyKind::Trust,
        PolicyLocation::InlinePolicy { .. } | PolicyLocation::ManagedPolicy { .. } => {
            PolicyKind::Identity
        }
        PolicyLocation::ServiceControlPolicy { .. } => PolicyKind::ServiceControl,
        PolicyLocation::ResourceControlPolicy { .. } => PolicyKind::ResourceControl,
        PolicyLocation::ResourcePolicy { .. } => PolicyKind::Resource,
        PolicyLocation::SessionPolicy { .. } => PolicyKind::Session,
    }
}

/// `allow identity`, `implicit deny trust` or `service rule`; equal neighbours are counted as in `2 x allow identity`.
fn summary(record: &CallRecord) -> String {
    let mut runs: Vec<(usize, String)> = Vec::new();
    for authorization in record.authorizations() {
        let words = decision(&authorization.explanation);
        match runs.last_mut() {
            Some((count, last)) if *last == words => *count += 1,
            _ => runs.push((1, words)),
        }
    }
    let words = runs.into_iter().map(|(count, words)| match count {
        1 => words,
        _ => format!("{count} x {words}"),
    });
    words.collect::<Vec<_>>().join(", ")
}

fn decision(explanation: &Explanation) -> String {
    match explanation.deciding {
        Deciding::Granted(source) => format!("allow {}", source.short_name()),
        Deciding::Statement(_, layer) => format!("explicit deny {}", layer.short_name()),
        Deciding::MissingAllow(layer) => format!("implicit deny {}", layer.short_name()),
        Deciding::ServiceRule(_) => "service rule".to_owned(),
    }
}

fn answer(record: &CallRecord) -> &str {
    record
        .result
        .as_ref()
        .err()
        .map_or("ok", |error| error.code)
}

fn check(scenario: &BuiltIn, expected: &[&Expectation]) {
    let state = CloudState::start(&scenario.document.scenario);
    let policies = PolicyCache::new();
    let told: Vec<String> = expected
        .iter()
        .map(|it| format!("{}: {} | {}", it.request, it.authorizations, it.answer))
        .collect();
    let found: Vec<String> = scenario
        .document
        .scenario
        .requests
        .iter()
        .map(|request| {
            let record = run_live(&state, &request.call, &policies);
            format!(
                "{}: {} | {}",
                request.slug,
                summary(&record),
                answer(&record)
            )
        })
        .collect();
    assert_eq!(found, told, "{}", scenario.slug);
}

#[test]
fn every_request_answers_what_its_rule_says() {
    for scenario in built_in() {
        let expected: Vec<&Expectation> = EXPECTATIONS
            .iter()
            .filter(|it| it.scenario == scenario.slug)
            .collect();
        check(&scenario, &expected);
    }
}

#[test]
fn every_expectation_names_a_rule_and_a_scenario() {
    let facts = include_str!("../../docs/aws-facts.md");
    let slugs: Vec<String> = built_in()
        .into_iter()
        .map(|scenario| scenario.slug)
        .collect();
    for it in EXPECTATIONS {
        assert!(
            slugs.iter().any(|slug| slug == it.scenario),
            "{}",
            it.scenario
        );
        assert!(facts.contains(it.rule), "{}", it.rule);
    }
}

#[test]
fn every_scenario_has_enough_calls_with_titles_and_notes() {
    for BuiltIn { slug, document, .. } in built_in() {
        let scenario = &document.scenario;
        // The vendor scenario is one call, which the visitor mends.
        let at_least = if slug == "vendor-external-id" { 1 } else { 6 };
        assert!(
            scenario.requests.len() >= at_least,
            "{slug}: {} calls",
            scenario.requests.len()
        );
        assert!(
            !scenario.title.is_empty() && !scenario.description.is_empty(),
            "{slug}"
        );
        for request in &scenario.requests {
            let name = format!("{slug}/{}", request.slug);
            assert!(
                (1..=60).contains(&request.title.chars().count()),
                "{name}: {}",
                request.title
            );
            assert!(request.notes.ends_with('.'), "{name}: {}", request.notes);
        }
    }
}

#[test]
fn every_scenario_is_written_as_it_was_read() {
    for BuiltIn {
        slug,
        source,
        document,
    } in built_in()
    {
        let text = write_document(&document);
        let (again, _) = read_document(&text).unwrap();
        assert_eq!(again, document, "{slug}");
        assert_eq!(write_document(&again), text, "{slug}");
        let value = |json: &str| serde_json::from_str::<serde_json::Value>(json).unwrap();
        assert_eq!(
            value(&source),
            value(&text),
            "{slug}: the file is not in canonical form"
        );
    }
}

#[test]
fn no_policy_of_a_scenario_has_an_error() {
    for BuiltIn { slug, document, .. } in built_in() {
        let world = &document.scenario.world;
        for location in world.policy_locations() {
            let text = SourceText::new(world.policy(&location).unwrap().as_str());
            let parsed = parse_policy(text, kind_of(&location));
            let errors: Vec<&str> = parsed
                .diagnostics
                .iter()
                .filter(|it| it.severity == Severity::Error)
                .map(|it| it.message.as_str())
                .collect();
            assert_eq!(errors, [""; 0], "{slug}: {location:?}");
            assert!(parsed.compiled.is_some(), "{slug}: {location:?}");
        }
    }
}

/// The JSON blocks of the notes, without the indentation that the notes put before every line.
fn sample_policies() -> Vec<String> {
    let notes = std::fs::read_to_string(data("source/sample-scps.md")).unwrap();
    let blocks = notes
        .split("```json\n")
        .skip(1)
        .map(|rest| rest.split("\n```").next().unwrap());
    let unindented = |line| str::strip_prefix(line, "    ").unwrap();
    blocks
        .map(|block| block.lines().map(unindented).collect::<Vec<_>>().join("\n"))
        .collect()
}

#[test]
fn the_sample_scps_are_word_for_word_those_of_the_notes_scp_40_scp_50() {
    let samples = sample_policies();
    assert_eq!(samples.len(), 2);
    let names = [
        ("scp-require-micro-instance", "RequireMicroInstanceType"),
        ("scp-deny-outside-eu", "DenyAllOutsideEU"),
    ];
    for ((slug, name), sample) in names.into_iter().zip(samples) {
        let scenario = built_in()
            .into_iter()
            .find(|scenario| scenario.slug == slug)
            .unwrap();
        let organization = scenario.document.scenario.world.organization.unwrap();
        let texts: Vec<(&str, &str)> = organization
            .service_control_policies
            .values()
            .map(|policy| (policy.name.as_str(), policy.text.as_str()))
            .collect();
        assert_eq!(texts, [(name, sample.as_str())], "{slug}");
    }
}
