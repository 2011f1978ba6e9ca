//! Reading and writing documents.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "tests may stop at the first surprise"
)]

use proptest::prelude::*;

use super::*;
use crate::{
    journal::EntryId,
    names::Slug,
    test_support::{VENDOR, after, vendor, vendor_document},
};

fn check_refused(json: &str, expected: &str) {
    let error = read_document(json).err().map(|error| error.to_string());
    assert_eq!(
        error.as_deref(),
        Some(expected),
        "{}",
        json.chars().take(80).collect::<String>()
    );
}

fn check_starts(json: &str, expected: &str) {
    let error = read_document(json)
        .err()
        .map(|error| error.to_string())
        .unwrap_or_default();
    assert!(error.starts_with(expected), "{error}");
}

const EMPTY: &str = r#"{"v":1,"scenario":{"title":"","start":"2026-03-02T09:00:00Z"}}"#;

fn scenario_with(member: &str) -> String {
    EMPTY.replace("\"}}", &format!("\",{member}}}}}"))
}

fn journal_with(journal: &str) -> String {
    EMPTY.replace("\"}}", &format!("\"}},\"journal\":{journal}}}"))
}

#[test]
fn what_was_written_reads_back_and_writes_the_same() {
    let document = vendor_document();
    let text = write_document(&document);
    let (again, notes) = read_document(&text).unwrap();
    assert_eq!(again, document);
    assert_eq!(notes, []);
    assert_eq!(write_document(&again), text);
}

#[test]
fn the_built_in_source_is_canonical_but_for_spacing() {
    let source: serde_json::Value = serde_json::from_str(VENDOR).unwrap();
    let written: serde_json::Value =
        serde_json::from_str(&write_document(&vendor_document())).unwrap();
    assert_eq!(source, written);
}

#[test]
fn an_empty_document_is_short_and_starts_with_the_version() {
    let (document, _) = read_document(EMPTY).unwrap();
    assert_eq!(write_document(&document), EMPTY);
}

#[test]
fn what_is_no_document_is_refused() {
    let no_document = "this is not a document of the playground: expected an object with the version `v` as a number";
    check_refused("{}", no_document);
    check_refused("[]", no_document);
    check_refused("7", no_document);
    check_refused(r#"{"v":"1"}"#, no_document);
    check_refused(r#"{"v":0}"#, no_document);
    check_starts("", "the document is not JSON: EOF");
    check_starts("{\"v\":1", "the document is not JSON: EOF");
    check_starts(
        r#"{"v":1}"#,
        "the document has an unexpected shape: missing field `scenario`",
    );
    check_starts(
        &scenario_with(r#""colour":1"#),
        "the document has an unexpected shape: unknown field `colour`",
    );
}

#[test]
fn a_newer_version_has_its_own_refusal() {
    check_refused(
        r#"{"v":2,"unknown":[]}"#,
        "the document was made with a newer version of the playground: its format is 2, known is 1",
    );
}

#[test]
fn nesting_is_refused_not_crashed_on() {
    let deep = "[".repeat(200_000);
    check_starts(&deep, "");
    assert!(read_document(&deep).is_err());
    let member = format!(r#"{{"v":1,"scenario":{deep}"#);
    assert!(read_document(&member).is_err());
    let closed = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    assert!(read_document(&format!(r#"{{"v":1,"scenario":{closed}}}"#)).is_err());
    let value = format!(
        r#"{{"entries":[{{"do":{{"call":{{"caller":"anonymous","region":"eu-west-1","call":{{"action":"sts:X","parameters":{{"A":{closed}}}}}}}}}}}]}}"#
    );
    check_starts(
        &journal_with(&value),
        "the document is not JSON: recursion limit exceeded",
    );
}

#[test]
fn sizes_and_counts_are_limited() {
    let long = " ".repeat(QUOTAS.document_bytes + 1);
    check_refused(
        &long,
        "the document has 4194305 bytes: expected at most 4194304",
    );
    let accounts: Vec<String> = (0..51)
        .map(|n| format!(r#"{{"id":"1111111111{n:02}","name":"A"}}"#))
        .collect();
    check_refused(
        &scenario_with(&format!(
            r#""world":{{"accounts":[{}]}}"#,
            accounts.join(",")
        )),
        "the document has 51 accounts: expected at most 50",
    );
    let texts: Vec<String> = (0..2001).map(|n| format!(r#""P{n}":"{{}}""#)).collect();
    let role = format!(r#"{{"name":"R","inlinePolicies":{{{}}}}}"#, texts.join(","));
    check_refused(
        &scenario_with(&format!(
            r#""world":{{"accounts":[{{"id":"111111111111","name":"A","roles":[{role}]}}]}}"#
        )),
        "the document has 2001 policies: expected at most 2000",
    );
    let entries = vec![r#"{"do":{"setClock":{"to":"2026-03-02T09:00:00Z"}}}"#; 5001].join(",");
    check_refused(
        &journal_with(&format!(r#"{{"entries":[{entries}]}}"#)),
        "the document has 5001 steps in its history: expected at most 5000",
    );
}

#[test]
fn what_is_given_twice_is_refused() {
    let account = r#"{"id":"111111111111","name":"A"}"#;
    check_starts(
        &scenario_with(&format!(r#""world":{{"accounts":[{account},{account}]}}"#)),
        "the document has an unexpected shape: `111111111111` is listed twice",
    );
    let tags =
        r#"{"id":"111111111111","name":"A","users":[{"name":"u","tags":{"a":"1","a":"2"}}]}"#;
    check_starts(
        &scenario_with(&format!(r#""world":{{"accounts":[{tags}]}}"#)),
        "the document has an unexpected shape: the key `a` is given twice",
    );
    let request = r#"{"slug":"r","title":"","call":{"caller":"anonymous","region":"eu-west-1","call":{"action":"sts:X"}}}"#;
    check_refused(
        &scenario_with(&format!(r#""requests":[{request},{request}]"#)),
        "the document contradicts itself: there are two saved requests `r`",
    );
}

#[test]
fn broken_journals_are_refused() {
    let entry =
        |id: u32| format!(r#"{{"id":{id},"do":{{"edit":{{"setTitle":{{"title":"t{id}"}}}}}}}}"#);
    let check = |journal: String, expected: &str| {
        check_refused(
            &journal_with(&journal),
            &format!("the document contradicts itself: {expected}"),
        );
    };
    check(
        format!(r#"{{"entries":[{},{}]}}"#, entry(2), entry(2)),
        "entry 2 follows entry 2",
    );
    check(
        format!(r#"{{"entries":[{}],"head":2}}"#, entry(1)),
        "2 of 1 entries are in force and 0 of them are fixed",
    );
    check(
        format!(r#"{{"entries":[{}],"head":0,"floor":1}}"#, entry(1)),
        "0 of 1 entries are in force and 1 of them are fixed",
    );
    check(
        format!(r#"{{"entries":[{}],"next":3}}"#, entry(3)),
        "the next entry is 3, though entry 3 exists",
    );
}

#[test]
fn references_that_lead_nowhere_are_noted() {
    let check = |member: &str, expected: &[&str]| {
        let (_, notes) = read_document(&scenario_with(member)).unwrap();
        let notes: Vec<String> = notes.iter().map(ToString::to_string).collect();
        assert_eq!(notes, expected);
    };
    let request = |caller: &str| {
        format!(
            r#""requests":[{{"slug":"r","title":"","call":{{"caller":{caller},"region":"eu-west-1","call":{{"action":"sts:X"}}}}}}]"#
        )
    };
    let missing = ["The caller of the saved request `r` does not exist at the start."];
    check(&request(r#""anonymous""#), &[]);
    check(&request(r#"{"rootUser":"111111111111"}"#), &missing);
    check(&request(r#"{"session":{"seeded":"gone"}}"#), &missing);
    check(&request(r#"{"session":{"issued":4}}"#), &missing);
    check(
        r#""world":{"accounts":[{"id":"111111111111","name":"A","parent":"root","roles":[{"name":"R","attachedPolicies":["arn:aws:iam::111111111111:policy/P"]}]}]}"#,
        &[
            "`111111111111` is placed under `root`, which does not exist.",
            "The policy `FullAWSAccess`, attached to `111111111111`, does not exist.",
            "The policy `RCPFullAWSAccess`, attached to `111111111111`, does not exist.",
            "The managed policy `arn:aws:iam::111111111111:policy/P`, attached to role `R`, does not exist.",
        ],
    );
    check(
        r#""sessions":[{"slug":"s","roleArn":"arn:aws:iam::111111111111:role/R","roleSessionName":"s","issuedAt":"2026-03-02T09:00:00Z","expiresAt":"2026-03-02T10:00:00Z"}]"#,
        &["The session `s` belongs to `arn:aws:iam::111111111111:role/R`, which does not exist."],
    );
    let call = r#"{"entries":[{"do":{"call":{"caller":{"session":{"issued":1}},"region":"eu-west-1","call":{"action":"sts:X"}}}}]}"#;
    let (_, notes) = read_document(&journal_with(call)).unwrap();
    assert_eq!(
        notes,
        [DocumentNote::EntryCallerMissing { entry: EntryId(1) }]
    );
}

#[test]
fn titles_of_documents_are_cleaned() {
    let json = EMPTY.replace("\"title\":\"\"", "\"title\":\"a\\u202Eb\"");
    assert_eq!(read_document(&json).unwrap().0.scenario.title, "ab");
}

#[test]
fn folding_applies_edits_sets_the_clock_and_drops_calls() {
    let mut document = vendor_document();
    let call = document
        .scenario
        .request(&Slug::new("nightly").unwrap())
        .unwrap()
        .call
        .clone();
    let journal = &mut document.journal;
    journal
        .push(Command::Edit(crate::Edit::SetTitle {
            title: "New".into(),
        }))
        .unwrap();
    journal.push(Command::Call(Box::new(call))).unwrap();
    journal
        .push(Command::SetClock {
            to: aws::Timestamp::from_seconds(60),
        })
        .unwrap();
    journal
        .push(Command::Edit(crate::Edit::DeleteRequest {
            slug: Slug::new("gone").unwrap(),
        }))
        .unwrap();
    let mut expected = after(&vendor(), &[r#"{"setTitle":{"title":"New"}}"#]);
    expected.start = aws::Timestamp::from_seconds(60);
    assert_eq!(document.fold(), expected);
    document.journal.undo();
    document.journal.undo();
    document.journal.undo();
    expected.start = vendor().start;
    assert_eq!(document.fold(), expected);
    assert_eq!(document.up_to_head().journal.entries().len(), 1);
}

fn any_value() -> impl Strategy<Value = crate::ParameterValue> {
    use crate::ParameterValue as V;
    let leaf = prop_oneof![
        ".*".prop_map(V::Text),
        any::<i64>().prop_map(V::Number),
        any::<bool>().prop_map(V::Boolean),
    ];
    leaf.prop_recursive(4, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(V::List),
            prop::collection::vec((".*", inner), 0..4)
                .prop_map(|members| V::Map(members.into_iter().collect())),
        ]
    })
}

fn any_command() -> impl Strategy<Value = Command> {
    let slug = Slug::new("nightly").unwrap();
    let call = vendor().request(&slug).unwrap().call.clone();
    prop_oneof![
        ".*".prop_map(|title| Command::Edit(crate::Edit::SetTitle { title })),
        (0i64..200_000_000_000).prop_map(|at| Command::SetClock {
            to: aws::Timestamp::from_seconds(at)
        }),
        any_value().prop_map(move |value| {
            let mut call = call.clone();
            call.call.parameters.set("Policy", value);
            Command::Call(Box::new(call))
        }),
    ]
}

#[derive(Clone, Debug)]
enum Move {
    Push(Command),
    Type(Command),
    Group(Vec<Command>),
    Undo,
    Redo,
    Floor,
}

fn any_move() -> impl Strategy<Value = Move> {
    prop_oneof![
        3 => any_command().prop_map(Move::Push),
        2 => any_command().prop_map(Move::Type),
        1 => prop::collection::vec(any_command(), 0..3).prop_map(Move::Group),
        3 => Just(Move::Undo),
        2 => Just(Move::Redo),
        1 => Just(Move::Floor),
    ]
}

fn make(journal: &mut Journal, one: Move) {
    match one {
        Move::Push(command) => drop(journal.push(command).unwrap()),
        Move::Type(command) => drop(journal.push_typing(command).unwrap()),
        Move::Group(commands) => drop(journal.push_group(commands).unwrap()),
        Move::Undo => drop(journal.undo()),
        Move::Redo => drop(journal.redo()),
        Move::Floor => journal.raise_floor_to_head(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever was done, the document reads back equal and writes the same bytes.
    #[test]
    fn read_after_write_is_identity(moves in prop::collection::vec(any_move(), 0..12)) {
        let mut document = vendor_document();
        for one in moves {
            make(&mut document.journal, one);
        }
        let text = write_document(&document);
        let (again, _) = read_document(&text).unwrap();
        prop_assert_eq!(&again, &document);
        prop_assert_eq!(write_document(&again), text);
    }

    /// Undo after do gives the document back byte for byte: the scenario folded up to head, and all entries in force.
    #[test]
    fn undo_after_do_restores_every_byte(
        moves in prop::collection::vec(any_move(), 0..12),
        commands in prop::collection::vec(any_command(), 1..4),
    ) {
        let mut document = vendor_document();
        for one in moves {
            make(&mut document.journal, one);
        }
        let folded = |document: &Document| write_document(&Document::new(document.fold()));
        let (bytes, applied) = (folded(&document), document.journal.applied().to_vec());
        document.journal.finish_typing();
        document.journal.push_group(commands).unwrap();
        let done = folded(&document);
        prop_assert!(document.journal.undo());
        prop_assert_eq!(folded(&document), bytes);
        prop_assert_eq!(document.journal.applied().len(), applied.len());
        prop_assert!(document.journal.redo());
        prop_assert_eq!(folded(&document), done);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// A document with any character changed is refused or reads as one that writes and reads back the same.
    #[test]
    fn a_changed_character_never_panics(at in any::<prop::sample::Index>(), new in "[ -~]") {
        let mut characters: Vec<char> = write_document(&vendor_document()).chars().collect();
        let at = at.index(characters.len());
        characters[at] = new.chars().next().unwrap();
        let json: String = characters.into_iter().collect();
        if let Ok((document, _)) = read_document(&json) {
            let text = write_document(&document);
            prop_assert_eq!(read_document(&text).map(|(again, _)| again), Ok(document));
        }
    }
}
