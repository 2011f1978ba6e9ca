#![allow(clippy::unwrap_used, reason = "tests may stop at the first surprise")]

use world::{Command, Document, EntryId, read_document};

use crate::{
    Record, Timeline,
    test_support::{SMALL_WORLD, assume, call_on, document},
};

const CHAIN: &str = "arn:aws:iam::111111111111:role/Chain";

fn told() -> Document {
    let mut document = document();
    for call in [
        assume("alice", CHAIN, &["Tags=project:p"]),
        assume("issued:1", CHAIN, &["DurationSeconds=3601"]),
        call_on("issued:1", "ec2:TerminateInstances", &[]),
    ] {
        document
            .journal
            .push(Command::Call(Box::new(call)))
            .unwrap();
    }
    document
}

/// Every record with its explanations, as text.
fn check_equal(left: &Timeline, right: &Timeline) {
    let text = |timeline: &Timeline| {
        timeline
            .records()
            .map(|record| format!("{record:?}"))
            .collect::<Vec<_>>()
    };
    assert_eq!(text(left), text(right));
    assert_eq!(left.head(), right.head());
}

#[test]
fn replay_gives_equal_records() {
    check_equal(&Timeline::replay(&told()), &Timeline::replay(&told()));
    assert_eq!(document(), read_document(SMALL_WORLD).unwrap().0);
}

#[test]
fn following_a_document_equals_replaying_it() {
    let mut document = told();
    let mut timeline = Timeline::replay(&document);
    document.journal.undo();
    timeline.follow(&document);
    check_equal(&timeline, &Timeline::replay(&document));
    document
        .journal
        .push(Command::Call(Box::new(call_on(
            "alice",
            "s3:ListAllMyBuckets",
            &[],
        ))))
        .unwrap();
    timeline.follow(&document);
    check_equal(&timeline, &Timeline::replay(&document));
    document.scenario.seed = 2;
    timeline.follow(&document);
    check_equal(&timeline, &Timeline::replay(&document));
}

#[test]
fn states_and_records_are_found_by_entry() {
    let timeline = Timeline::replay(&told());
    let sessions = |entry: u32| timeline.state_at(EntryId(entry)).sessions().len();
    assert_eq!(
        (sessions(0), sessions(1), sessions(3), sessions(99)),
        (4, 5, 5, 5)
    );
    assert_eq!(
        timeline.record(EntryId(2)).map(|record| record.entry()),
        Some(EntryId(2))
    );
    assert!(timeline.record(EntryId(9)).is_none());
    assert!(matches!(
        timeline.records().next().map(AsRef::as_ref),
        Some(Record::Call(_))
    ));
}
