//! The shape of the whole document in the current version.
//!
//! Not the shapes of the nouns, which are declared beside them.

use serde::{Deserialize, Serialize};

use super::{Document, SCHEMA_VERSION};
use crate::{
    command::Command,
    error::DocumentError,
    journal::{Entry, EntryId, Journal},
    names::Slug,
    scenario::Scenario,
    serial::is_default,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DocumentRead {
    #[serde(rename = "v")]
    _version: u32,
    scenario: Scenario,
    #[serde(default)]
    journal: JournalShape,
}

#[derive(Serialize)]
struct DocumentWritten<'a> {
    v: u32,
    scenario: &'a Scenario,
    #[serde(skip_serializing_if = "is_default")]
    journal: JournalShape,
}

/// A journal; what follows from the entries is left out.
#[derive(Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct JournalShape {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    entries: Vec<EntryShape>,
    /// How many entries are in force; all when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    head: Option<usize>,
    /// How many entries cannot be undone.
    #[serde(skip_serializing_if = "is_default")]
    floor: usize,
    /// The id of the next entry; one more than the last one's when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<EntryId>,
}

#[derive(PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct EntryShape {
    /// Its id; one more than that of the entry before when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<EntryId>,
    #[serde(rename = "do")]
    command: Command,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    group: Option<EntryId>,
    #[serde(default, skip_serializing_if = "is_default")]
    typing: bool,
}

pub(super) fn read(json: &str) -> Result<Document, DocumentError> {
    let shape: DocumentRead = serde_json::from_str(json).map_err(|error| {
        let problem = error.to_string();
        match error.classify() {
            serde_json::error::Category::Data => DocumentError::Shape { problem },
            _ => DocumentError::NotJson { problem },
        }
    })?;
    let inconsistent = |problem| DocumentError::Inconsistent { problem };
    check_slugs(&shape.scenario).map_err(inconsistent)?;
    let journal = read_journal(shape.journal).map_err(inconsistent)?;
    Ok(Document {
        scenario: shape.scenario,
        journal,
    })
}

fn check_slugs(scenario: &Scenario) -> Result<(), String> {
    let mut slugs: Vec<&Slug> = scenario
        .requests
        .iter()
        .map(|request| &request.slug)
        .collect();
    slugs.sort();
    match slugs
        .windows(2)
        .find(|pair| pair.first() == pair.last())
        .and_then(<[_]>::first)
    {
        Some(slug) => Err(format!("there are two saved requests `{slug}`")),
        None => Ok(()),
    }
}

fn read_journal(shape: JournalShape) -> Result<Journal, String> {
    let mut last = EntryId::START;
    let entries: Vec<Entry> = shape
        .entries
        .into_iter()
        .map(|entry| {
            let id = entry.id.unwrap_or_else(|| last.next());
            last = id;
            Entry {
                id,
                command: entry.command,
                group: entry.group,
                typing: entry.typing,
            }
        })
        .collect();
    let head = shape.head.unwrap_or(entries.len());
    let next = shape.next.unwrap_or_else(|| last.next());
    Journal::from_parts(entries, head, shape.floor, next)
}

pub(super) fn write(document: &Document) -> String {
    let journal = &document.journal;
    let mut last = EntryId::START;
    let entries: Vec<EntryShape> = journal
        .entries()
        .iter()
        .map(|entry| {
            let id = (entry.id != last.next()).then_some(entry.id);
            last = entry.id;
            EntryShape {
                id,
                command: entry.command.clone(),
                group: entry.group,
                typing: entry.typing,
            }
        })
        .collect();
    let shape = DocumentWritten {
        v: SCHEMA_VERSION,
        scenario: &document.scenario,
        journal: JournalShape {
            head: (journal.head() != entries.len()).then_some(journal.head()),
            floor: journal.floor(),
            next: (journal.next_id() != last.next()).then_some(journal.next_id()),
            entries,
        },
    };
    match serde_json::to_string(&shape) {
        Ok(text) => text,
        Err(error) => {
            // Only a map with keys that are no strings could fail, and documents have none.
            debug_assert!(false, "a document cannot be written: {error}");
            String::new()
        }
    }
}
