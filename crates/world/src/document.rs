//! The document: what is saved, shared, handed in and tested; one persisted form for all of them.
//!
//! Not the link around it, which is the crate `share`.
//!
//! The shapes of version 1 are those of the nouns themselves and of `document/current.rs`.
//! When version 2 comes, frozen copies of the old shapes go to `document/v1.rs`, `document/migrate.rs` gets the step
//! from there, and [`read_document`] starts the chain at the version it finds.

mod current;
mod note;

use json::{Json, Value};

pub use self::note::DocumentNote;
use self::note::find_notes;
use crate::{
    apply::apply_edit,
    command::Command,
    error::DocumentError,
    form::read_tree,
    journal::Journal,
    quota::QUOTAS,
    scenario::{Scenario, clean_title},
};

/// The number of the document format that is written, the member `v`.
pub const SCHEMA_VERSION: u32 = 1;

/// A scenario and what has happened since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Where it starts.
    pub scenario: Scenario,
    /// What has been commanded since.
    pub journal: Journal,
}

impl Document {
    /// A document in which nothing has happened yet.
    pub fn new(scenario: Scenario) -> Document {
        Document {
            scenario,
            journal: Journal::default(),
        }
    }

    /// The scenario as it is at the head: edits applied, the clock as last set, calls dropped.
    ///
    /// An edit that does not apply changes nothing, as in the simulation.
    pub fn fold(&self) -> Scenario {
        let mut scenario = self.scenario.clone();
        for entry in self.journal.applied() {
            match &entry.command {
                Command::Edit(edit) => {
                    if let Ok(after) = apply_edit(&scenario, entry.id, edit) {
                        scenario = after;
                    }
                }
                Command::SetClock { to } => scenario.start = *to,
                Command::Call(_) => {}
            }
        }
        scenario
    }

    /// The same document without what could be redone.
    pub fn up_to_head(&self) -> Document {
        let mut document = self.clone();
        document.journal.cut_redo();
        document
    }
}

/// Reads a document, of this or an older version, with remarks on what refers to something missing.
///
/// # Errors
/// [`DocumentError`] when the text is too long, nested too deeply, no document, from a newer version, malformed or
/// contradicts itself.
pub fn read_document(json: &str) -> Result<(Document, Vec<DocumentNote>), DocumentError> {
    if json.len() > QUOTAS.document_bytes {
        let (bytes, limit) = (json.len(), QUOTAS.document_bytes);
        return Err(DocumentError::TooLarge { bytes, limit });
    }
    let tree = read_tree(json)?;
    match version_of(&tree)? {
        0 => return Err(DocumentError::NotADocument),
        SCHEMA_VERSION => {}
        found => {
            return Err(DocumentError::NewerVersion {
                found,
                known: SCHEMA_VERSION,
            });
        }
    }
    let mut document = current::read(json, &tree)?;
    document.scenario.title = clean_title(&document.scenario.title);
    check_quotas(&document)?;
    let notes = find_notes(&document);
    Ok((document, notes))
}

/// The number of the format, before anything else is looked at.
fn version_of(tree: &Json) -> Result<u32, DocumentError> {
    let Value::Object(members) = &tree.value else {
        return Err(DocumentError::NotADocument);
    };
    let version = members.iter().find(|member| member.name == "v");
    let number = match version.map(|member| &member.value.value) {
        Some(Value::Number(written)) => written.parse::<u64>().ok(),
        _ => None,
    };
    let number = number.ok_or(DocumentError::NotADocument)?;
    Ok(u32::try_from(number).unwrap_or(u32::MAX))
}

fn check_quotas(document: &Document) -> Result<(), DocumentError> {
    let world = &document.scenario.world;
    let counts = [
        ("accounts", world.accounts.len(), QUOTAS.accounts),
        (
            "policies",
            world.policy_locations().len(),
            QUOTAS.policy_texts,
        ),
        (
            "steps in its history",
            document.journal.entries().len(),
            QUOTAS.entries,
        ),
    ];
    for (what, found, limit) in counts {
        if found > limit {
            return Err(DocumentError::QuotaExceeded { what, found, limit });
        }
    }
    Ok(())
}

/// Writes a document in its canonical form: the same document always gives the same bytes.
pub fn write_document(document: &Document) -> String {
    current::write(document)
}

#[cfg(test)]
mod tests;
