//! The command line as its users see it: arguments and input in, output, errors and exit code out.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "tests may stop at the first surprise"
)]

use std::io::Write;
use std::process::{Command, Stdio};

/// A root folder's file, as an argument.
fn file(path: &str) -> String {
    format!("{}/../../{path}", env!("CARGO_MANIFEST_DIR"))
}

fn start(arguments: &[&str]) -> std::process::Child {
    Command::new(env!("CARGO_BIN_EXE_sts-playground"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// What a run gives: exit code, output, error output.
struct Run {
    code: i32,
    out: String,
    err: String,
}

fn run(arguments: &[&str], input: &str) -> Run {
    let mut child = start(arguments);
    let written = child.stdin.take().unwrap().write_all(input.as_bytes());
    // A program that refuses its arguments may end before it reads anything.
    if written.as_ref().map_err(std::io::Error::kind) != Err(std::io::ErrorKind::BrokenPipe) {
        written.unwrap();
    }
    let output = child.wait_with_output().unwrap();
    Run {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn check(arguments: &[&str], input: &str, code: i32, out: &str, err: &str) {
    let run = run(arguments, input);
    assert_eq!(
        (run.code, run.out.as_str(), run.err.as_str()),
        (code, out, err),
        "{arguments:?}"
    );
}

/// The exit code, and a text that the output and the error output together contain.
fn check_contains(arguments: &[&str], input: &str, code: i32, texts: &[&str]) {
    let run = run(arguments, input);
    let told = run.out + &run.err;
    assert_eq!(run.code, code, "{arguments:?}: {told}");
    for text in texts {
        assert!(told.contains(text), "{arguments:?} lacks {text}: {told}");
    }
}

const ARN: &str = r#"{"id": "A", "kind": "arn", "given": {"pattern": "*", "value": "arn:aws:s3:::b", "mode": "resource"}, "expect": {"match": true}}"#;
const WRONG: &str = r#"{"id": "W", "title": "wrong", "kind": "arn", "given": {"pattern": "*", "value": "x", "mode": "resource"}, "expect": {"match": false}}"#;
const UNKNOWN: &str =
    r#"{"id": "U", "title": "new", "kind": "saml", "given": {}, "expect": {"ok": true}}"#;

#[test]
fn evaluate_answers_every_line_in_order() {
    check(
        &["evaluate"],
        &format!("{ARN}\n\n{UNKNOWN}\n"),
        0,
        "{\"id\":\"A\",\"actual\":{\"match\":true}}\n{\"id\":\"U\",\"actual\":{\"notSimulated\":\"cases of the kind `saml` are not known\"}}\n",
        "",
    );
}

#[test]
fn a_line_that_is_no_case_is_named_and_the_others_are_answered() {
    check(
        &["evaluate", "-"],
        &format!("nonsense\n{ARN}"),
        2,
        "{\"id\":\"A\",\"actual\":{\"match\":true}}\n",
        "error: <stdin>:1: this is not a conformance case: expected ident at line 1 column 2\n",
    );
}

#[test]
fn check_prints_differences_and_counts() {
    check(&["check", "-"], ARN, 0, "1 passed, 0 failed\n", "");
    check(
        &["check", "-"],
        &format!("{ARN}\n{WRONG}\n{UNKNOWN}"),
        1,
        "<stdin>:2: W wrong\n  match: expected false, found true\n\
         <stdin>:3: U new\n  not simulated: cases of the kind `saml` are not known\n\
         not simulated among the failed: 1\n1 passed, 2 failed\n",
        "",
    );
    check(
        &["check", "-", "--json"],
        WRONG,
        1,
        "{\"differences\":[{\"expected\":false,\"found\":true,\"path\":\"match\"}],\"id\":\"W\",\"passed\":false}\n\
         {\"failed\":1,\"notSimulated\":0,\"passed\":0}\n",
        "",
    );
}

#[test]
fn the_conformance_file_has_no_differences_but_what_is_not_simulated() {
    let run = run(&["check", &file("tests/conformance/cases.jsonl")], "");
    assert!(!run.out.contains("expected"), "{}", run.out);
    assert!(run.out.ends_with(" failed\n"), "{}", run.out);
}

#[test]
fn explain_tells_of_cases_and_requests() {
    let cases = file("tests/conformance/cases.jsonl");
    check_contains(
        &["explain", &cases, "--id", "DEPUTY-002"],
        "",
        0,
        &["ALLOW: granted by identity+resource", "policy 1, resource:"],
    );
    check_contains(
        &["explain", &cases, "--id", "SEQ-006"],
        "",
        0,
        &["answer: An error occurred (ExpiredToken) when calling the GetCallerIdentity"],
    );
    check_contains(
        &["explain", &cases, "--id", "NONE"],
        "",
        2,
        &["there is no case `NONE`"],
    );
    let scenario = file("data/scenarios/vendor-external-id.json");
    check_contains(
        &["explain", &scenario],
        "",
        0,
        &[
            "IMPLICIT DENY: no allow in trust",
            "VendorReadOnly trust policy",
        ],
    );
    check_contains(
        &["explain", &scenario, "--request", "nightly", "--json"],
        "",
        0,
        &[
            r#""deciding":{"kind":"missing-allow","layer":"trust"}"#,
            r#""operator":"StringEquals""#,
            r#""outcome":"key-missing""#,
        ],
    );
    check_contains(
        &["explain", &scenario, "--request", "daily"],
        "",
        2,
        &["there is no saved request `daily`: expected one of nightly"],
    );
}

#[test]
fn lint_points_at_the_place() {
    let policy = "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": {\"Effect\": \"allow\", \"Action\": \"s3:*\", \"Resource\": \"*\"}\n}";
    check(
        &["lint", "-", "--kind", "identity"],
        policy,
        1,
        "<stdin>:3:27: error: found the effect `allow`, expected `Allow` or `Deny` [wrong-effect]\n    \
         \"Statement\": {\"Effect\": \"allow\", \"Action\": \"s3:*\", \"Resource\": \"*\"}\n                            \
         ^^^^^^^\n  help: write `Allow`; letter case counts\n  \
         AWS: MalformedPolicyDocument: The policy failed legacy parsing\n",
        "",
    );
    check_contains(
        &["lint", "-", "--kind", "identity", "--json"],
        policy,
        1,
        &[
            r#""file":"<stdin>""#,
            r#""line":3"#,
            r#""code":"wrong-effect""#,
        ],
    );
    check_contains(
        &["lint", "-", "--kind", "bucket"],
        policy,
        2,
        &["invalid value 'bucket'", "vpce"],
    );
}

#[test]
fn lint_knows_what_it_is_told_of_accounts() {
    let trust = r#"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"AWS": "444455556666"}, "Action": "sts:AssumeRole"}}"#;
    let lint = ["lint", "-", "--kind", "trust"];
    check_contains(
        &lint,
        trust,
        0,
        &[
            "<stdin>:1:81: warning: ",
            "[third-party-without-external-id]",
        ],
    );
    let own = [&lint[..], &["--own-account", "444455556666"]].concat();
    check(&own, trust, 0, "", "");
    let wrong = [&lint[..], &["--own-account", "4444"]].concat();
    check_contains(&wrong, trust, 2, &["error: `4444`"]);
    let missing = [&lint[..], &["--catalog", "no/such/folder"]].concat();
    check_contains(&missing, trust, 2, &["index.json: cannot read"]);
}

#[test]
fn replay_tells_each_entry_in_a_line() {
    let scenario = std::fs::read_to_string(file("data/scenarios/vendor-external-id.json")).unwrap();
    let mut document: serde_json::Value = serde_json::from_str(&scenario).unwrap();
    let call = document
        .pointer("/scenario/requests/0/call")
        .unwrap()
        .clone();
    let entries = serde_json::json!({
        "entries": [
            {"id": 1, "do": {"call": call}},
            {"id": 2, "do": {"edit": {"setTitle": {"title": "Told"}}}},
            {"id": 3, "do": {"setClock": {"to": "2026-03-02T10:00:00Z"}}},
        ],
        "head": 3,
        "next": 4,
    });
    let members = document.as_object_mut().unwrap();
    members.insert("journal".to_owned(), entries);
    check_contains(
        &["replay", "-"],
        &document.to_string(),
        0,
        &[
            "1 2026-03-02T09:00:00Z call sts:AssumeRole by arn:aws:sts::111122223333:assumed-role/CollectorApp/",
            "An error occurred (AccessDenied)",
            "edit setTitle: applied",
            "clock: set to 2026-03-02T10:00:00Z",
            "3 entries, the clock stands at 2026-03-02T10:00:00Z",
        ],
    );
    check_contains(
        &["replay", "-", "--json"],
        &document.to_string(),
        0,
        &[r#""code":"AccessDenied""#, r#""edit":"setTitle""#],
    );
}

#[test]
fn links_open_as_the_document_they_were_made_of() {
    let link = std::fs::read_to_string(file("data/links/vendor-external-id.txt")).unwrap();
    let address = format!("https://example.com/{}", link.trim());
    let decoded = run(&["link", "decode", &address], "");
    assert_eq!((decoded.code, decoded.err.as_str()), (0, ""));
    let encoded = run(&["link", "encode", "-"], &decoded.out);
    assert_eq!(encoded.out.trim(), link.trim());
    check_contains(
        &["link", "decode", "-"],
        "#1d.",
        2,
        &["error: the link cannot be opened: the link is cut short"],
    );
}

#[test]
fn wrong_arguments_and_unreadable_files_exit_with_2() {
    check_contains(
        &["evaluate", "no/such/file"],
        "",
        2,
        &["error: no/such/file: cannot read"],
    );
    check_contains(
        &["replay", "-"],
        "{",
        2,
        &["error: <stdin>: the document is not JSON", "line 1"],
    );
    check_contains(&["dance"], "", 2, &["unrecognized subcommand 'dance'"]);
    check_contains(&["--version"], "", 0, &["sts-playground 0."]);
    check_contains(&["lint", "--help"], "", 0, &["Examples:", "--kind trust"]);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut child = start(&["evaluate", &file("tests/conformance/cases.jsonl")]);
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}
