#![allow(clippy::unwrap_used, reason = "tests may stop at the first surprise")]

use aws::Timestamp;
use world::{Command, Edit, EntryId, Slug};

use crate::{
    CloudState, LIVE_ENTRY, PolicyCache, Record, StateChange, execute, run_live,
    test_support::{answer, assume, call_on, cloud},
};

const CHAIN: &str = "arn:aws:iam::111111111111:role/Chain";

fn check(
    commands: &[Command],
    expected_clock: &str,
    expected_sessions: usize,
) -> (CloudState, Vec<Record>) {
    let policies = PolicyCache::new();
    let mut state = cloud();
    let mut records = Vec::new();
    for (number, command) in (1u32..).zip(commands) {
        let (after, record) = execute(&state, EntryId(number), command, &policies);
        state = after;
        records.push(record);
    }
    assert_eq!(state.now().to_string(), expected_clock);
    assert_eq!(state.sessions().len(), expected_sessions);
    (state, records)
}

fn run(call: world::Call) -> Command {
    Command::Call(Box::new(call))
}

#[test]
fn calls_move_the_clock_and_issue_sessions_that_can_call_again() {
    let commands = [
        run(assume("alice", CHAIN, &[])),
        run(assume("issued:1", CHAIN, &[])),
        run(call_on("issued:2", "sts:GetCallerIdentity", &[])),
    ];
    let (state, records) = check(&commands, "2026-03-02T09:00:03Z", 6);
    let answers: Vec<String> = records
        .iter()
        .map(|record| answer(record.call().unwrap()))
        .collect();
    assert_eq!(answers, ["ok", "ok", "ok"]);
    let depths: Vec<u32> = state
        .sessions()
        .iter()
        .skip(4)
        .map(|session| session.chain_depth)
        .collect();
    assert_eq!(depths, [0, 1], "STS-12");
}

#[test]
fn a_denied_call_moves_the_clock_only() {
    check(&[run(assume("bob", CHAIN, &[]))], "2026-03-02T09:00:01Z", 4);
}

#[test]
fn a_live_run_leaves_nothing_behind() {
    let state = cloud();
    let record = run_live(&state, &assume("alice", CHAIN, &[]), &PolicyCache::new());
    assert_eq!(record.entry, LIVE_ENTRY);
    assert!(matches!(
        record.changes.as_slice(),
        [
            StateChange::SessionIssued(_),
            StateChange::ClockMoved { seconds: 1 }
        ]
    ));
    assert_eq!(state, cloud());
}

#[test]
fn an_edit_that_does_not_apply_is_a_record_and_changes_nothing() {
    let edit = Command::Edit(Edit::DeleteRequest {
        slug: Slug::new("nothing").unwrap(),
    });
    let (state, records) = check(&[edit], "2026-03-02T09:00:00Z", 4);
    assert!(matches!(records.as_slice(), [Record::Edit(record)] if record.refusal.is_some()));
    assert_eq!(state, cloud());
}

#[test]
fn sessions_end_when_the_clock_says_so() {
    let later = Command::SetClock {
        to: Timestamp::parse("2026-03-02T10:00:00Z").unwrap(),
    };
    let commands = [
        run(assume("alice", CHAIN, &[])),
        later,
        run(call_on("issued:1", "sts:GetCallerIdentity", &[])),
    ];
    let (_, records) = check(&commands, "2026-03-02T10:00:01Z", 5);
    let last = records.last().and_then(Record::call).unwrap();
    assert_eq!(
        answer(last),
        "ExpiredToken: The security token included in the request is expired"
    );
}

#[test]
fn several_resources_are_authorized_one_by_one() {
    let bucket = [
        "arn:aws:s3:::prod-data/a",
        "arn:aws:s3:::prod-data/secret/b",
        "arn:aws:s3:::outside-data/c",
    ];
    let record = run_live(
        &cloud(),
        &call_on("alice", "s3:GetObject", &bucket),
        &PolicyCache::new(),
    );
    assert_eq!(record.authorizations().count(), 3);
    assert!(record.result.is_err());
}
