//! `replay`: the story of a document, one line an entry.

use std::collections::BTreeMap;
use std::io::Write;

use serde_json::{Value, json};
use sim::{CallRecord, Record, Timeline};
use world::{Document, EntryId, write_document};

use super::write_json;
use crate::input::Input;
use crate::outcome::{Failure, Outcome};
use crate::records::{answer, caller_name};

/// Carries out every entry in force and prints what came of it.
pub(crate) fn replay(file: &str, json: bool, out: &mut dyn Write) -> Result<Outcome, Failure> {
    let document = Input::read(file)?.document()?;
    let timeline = Timeline::replay(&document);
    let names = edit_names(&document)?;
    for record in timeline.records() {
        let id = record.entry();
        let edit = names.get(&id).map_or("", String::as_str);
        if json {
            write_json(out, &record_json(edit, record))?;
        } else {
            writeln!(out, "{id} {}", short(edit, record))?;
        }
    }
    if !json {
        let (entries, end) = (timeline.records().len(), timeline.head().now());
        writeln!(out, "{entries} entries, the clock stands at {end}")?;
    }
    Ok(Outcome::Fine)
}

fn short(edit_name: &str, record: &Record) -> String {
    match record {
        Record::Edit(edit) => match &edit.refusal {
            None => format!("{} edit {edit_name}: applied", edit.at),
            Some(refusal) => format!("{} edit {edit_name}: refused, {refusal}", edit.at),
        },
        Record::Clock(clock) => format!("{} clock: set to {}", clock.from, clock.to),
        Record::Call(record) => {
            let action = &record.call.call.action;
            let (caller, answer) = (caller_name(record), answer(record));
            format!("{} call {action} by {caller}: {answer}", record.at)
        }
    }
}

/// The names of edits as documents write them, such as `setPolicyText`, by entry.
fn edit_names(document: &Document) -> Result<BTreeMap<EntryId, String>, Failure> {
    let json: Value = serde_json::from_str(&write_document(document))?;
    let written = json.pointer("/journal/entries").and_then(Value::as_array);
    let name = |entry: &Value| match entry.pointer("/do/edit")? {
        Value::Object(members) => members.keys().next().cloned(),
        Value::String(name) => Some(name.clone()),
        _ => None,
    };
    Ok(document
        .journal
        .entries()
        .iter()
        .zip(written.into_iter().flatten())
        .filter_map(|(entry, written)| Some((entry.id, name(written)?)))
        .collect())
}

fn record_json(edit_name: &str, record: &Record) -> Value {
    let id = record.entry().0;
    match record {
        Record::Edit(edit) => json!({
            "entry": id,
            "at": edit.at.to_string(),
            "kind": "edit",
            "edit": edit_name,
            "applied": edit.refusal.is_none(),
            "refusal": edit.refusal.as_ref().map(ToString::to_string),
        }),
        Record::Clock(clock) => json!({
            "entry": id,
            "at": clock.from.to_string(),
            "kind": "clock",
            "to": clock.to.to_string(),
        }),
        Record::Call(record) => call_json(id, record),
    }
}

fn call_json(id: u32, record: &CallRecord) -> Value {
    let error = record.result.as_ref().err().map(
        |error| json!({"code": error.code, "http": error.http_status, "message": error.message}),
    );
    let session = record.issued().map(|issue| {
        json!({
            "arn": issue.session_arn,
            "durationSeconds": issue.duration_seconds,
            "expiresAt": issue.expires_at.to_string(),
        })
    });
    json!({
        "entry": id,
        "at": record.at.to_string(),
        "kind": "call",
        "action": record.call.call.action.as_str(),
        "caller": caller_name(record),
        "ok": record.result.is_ok(),
        "error": error,
        "session": session,
    })
}
