//! The shape of the whole document in the current version.
//!
//! Not the shapes of the nouns, which are declared beside them.

use json::{Json, Writer};
use sorted::SortedSet;

use super::{Document, SCHEMA_VERSION};
use crate::{
    command::Command,
    error::DocumentError,
    form::{Form, record, unexpected_shape},
    journal::{Entry, EntryId, Journal},
    scenario::Scenario,
};

/// The whole.
struct DocumentShape {
    v: u32,
    scenario: Scenario,
    journal: JournalShape,
}

record! {
    DocumentShape:
    v "v",
    scenario "scenario",
    journal "journal" or_default,
}

/// A journal; what follows from the entries is left out.
#[derive(Default, PartialEq)]
struct JournalShape {
    entries: Vec<EntryShape>,
    /// How many entries are in force; all when left out.
    head: Option<usize>,
    /// How many entries cannot be undone.
    floor: usize,
    /// The id of the next entry; one more than the last one's when left out.
    next: Option<EntryId>,
}

record! {
    JournalShape:
    entries "entries" or_default,
    head "head" or_default,
    floor "floor" or_default,
    next "next" or_default,
}

#[derive(PartialEq)]
struct EntryShape {
    /// Its id; one more than that of the entry before when left out.
    id: Option<EntryId>,
    command: Command,
    group: Option<EntryId>,
    typing: bool,
}

record! {
    EntryShape:
    id "id" or_default,
    command "do",
    group "group" or_default,
    typing "typing" or_default,
}

/// Reads a document from the tree of its text.
pub(super) fn read(text: &str, tree: &Json) -> Result<Document, DocumentError> {
    let shape =
        DocumentShape::read(tree).map_err(|problem| unexpected_shape(text, tree, &problem))?;
    let inconsistent = |problem| DocumentError::Inconsistent { problem };
    check_slugs(&shape.scenario).map_err(inconsistent)?;
    let journal = read_journal(shape.journal).map_err(inconsistent)?;
    Ok(Document {
        scenario: shape.scenario,
        journal,
    })
}

fn check_slugs(scenario: &Scenario) -> Result<(), String> {
    let mut seen = SortedSet::new();
    for request in &scenario.requests {
        if !seen.insert(&request.slug) {
            return Err(format!("there are two saved requests `{}`", request.slug));
        }
    }
    Ok(())
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
    let shape = DocumentShape {
        v: SCHEMA_VERSION,
        scenario: document.scenario.clone(),
        journal: JournalShape {
            head: (journal.head() != entries.len()).then_some(journal.head()),
            floor: journal.floor(),
            next: (journal.next_id() != last.next()).then_some(journal.next_id()),
            entries,
        },
    };
    let mut writer = Writer::default();
    shape.write(&mut writer);
    writer.finish()
}
