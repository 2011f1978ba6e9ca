//! Golden traces: the outline of every authorization of every saved request, one file a scenario.
//!
//! `UPDATE_EXPECT=1` writes them anew; what changed is then to be read in the difference.

#![allow(clippy::unwrap_used, reason = "tests may stop at the first surprise")]

use std::fmt::Write;

use aws::Principal;
use expect_test::expect_file;
use sim::{CallRecord, CloudState, Phase, PolicyCache, Timeline, run_live};
use world::{Command, Document};

use crate::built_in::{BuiltIn, built_in, golden};

/// The document with all of its saved requests carried out in order.
fn told(document: &Document) -> Document {
    let mut document = document.clone();
    for request in document.scenario.requests.clone() {
        document
            .journal
            .push(Command::Call(Box::new(request.call.clone())))
            .unwrap();
    }
    document
}

fn write_record(text: &mut String, name: &str, record: &CallRecord) {
    let call = &record.call;
    let caller = record
        .caller
        .as_ref()
        .map_or_else(String::new, Principal::name_in_errors);
    let action = &call.call.action;
    writeln!(text, "# {name}\n{action} in {} by {caller}", call.region).unwrap();
    for phase in &record.phases {
        if let Phase::Endpoint(endpoint) = phase {
            writeln!(
                text,
                "by {}, seen in {}",
                endpoint.host, endpoint.requested_region
            )
            .unwrap();
        }
    }
    for authorization in record.authorizations() {
        let request = &authorization.request;
        writeln!(text, "## {} on {}", authorization.purpose, request.resource).unwrap();
        for note in &authorization.notes {
            writeln!(text, "note: {note:?}").unwrap();
        }
        text.push_str(&authz::outline(
            &authorization.explanation,
            &authorization.stack,
        ));
    }
    match &record.result {
        Ok(_) => writeln!(text, "answer: ok\n").unwrap(),
        Err(error) => writeln!(text, "answer: {}\n", error.cli_message(action.name())).unwrap(),
    }
}

/// Every saved request as it runs from the start, as the page shows it when it is picked.
fn trace(BuiltIn { document, .. }: &BuiltIn) -> String {
    let state = CloudState::start(&document.scenario);
    let policies = PolicyCache::new();
    let mut text = String::new();
    for request in &document.scenario.requests {
        let name = format!("{}: {}", request.slug, request.title);
        write_record(
            &mut text,
            &name,
            &run_live(&state, &request.call, &policies),
        );
    }
    text
}

/// The story of a document, entry by entry.
fn story(document: &Document) -> String {
    let timeline = Timeline::replay(document);
    let mut text = String::new();
    for record in timeline.records() {
        write_record(
            &mut text,
            &record.entry().to_string(),
            record.call().unwrap(),
        );
    }
    text
}

#[test]
fn every_scenario_traces_as_before() {
    for scenario in built_in() {
        let file = golden(&format!("{}.txt", scenario.slug));
        expect_file![file].assert_eq(&trace(&scenario));
    }
}

#[test]
fn a_story_replayed_twice_is_the_same() {
    for BuiltIn { slug, document, .. } in built_in() {
        let document = told(&document);
        let once = story(&document);
        assert_eq!(
            once.matches("\nanswer: ").count(),
            document.scenario.requests.len(),
            "{slug}"
        );
        assert_eq!(story(&document), once, "{slug}");
    }
}
