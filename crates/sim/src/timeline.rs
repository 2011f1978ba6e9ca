//! Replay: every journal entry with its record and the state after it.
//!
//! Never stored: it can always be made again from the document, and is equal every time.

use std::sync::Arc;

use world::{Document, Entry, EntryId};

use crate::{CloudState, PolicyCache, Record, execute};

/// The story so far.
#[derive(Debug)]
pub struct Timeline {
    start: CloudState,
    points: Vec<Point>,
    policies: PolicyCache,
}

/// One entry, carried out; the state is its checkpoint.
#[derive(Debug)]
struct Point {
    entry: EntryId,
    record: Arc<Record>,
    state: CloudState,
}

impl Timeline {
    /// Carries out all entries of a document that are in force.
    pub fn replay(document: &Document) -> Timeline {
        let start = CloudState::start(&document.scenario);
        let mut timeline = Timeline {
            start,
            points: Vec::new(),
            policies: PolicyCache::new(),
        };
        for entry in document.journal.applied() {
            timeline.extend(entry);
        }
        timeline
    }

    /// Carries out one more entry.
    pub fn extend(&mut self, entry: &Entry) -> &Arc<Record> {
        let (state, record) = execute(self.head(), entry.id, &entry.command, &self.policies);
        let point = Point {
            entry: entry.id,
            record: Arc::new(record),
            state,
        };
        &self.points.push_mut(point).record
    }

    /// Follows a document of the same scenario after commands, undo or redo: only what differs is carried out.
    ///
    /// Entries are told apart by their ids, since one id never stands for two commands. A document with another
    /// scenario is replayed from its start.
    pub fn follow(&mut self, document: &Document) {
        if document.scenario != *self.start.scenario() {
            self.start = CloudState::start(&document.scenario);
            self.points.clear();
        }
        let entries = document.journal.applied();
        let same = entries
            .iter()
            .zip(&self.points)
            .take_while(|(entry, point)| entry.id == point.entry)
            .count();
        self.points.truncate(same);
        for entry in entries.iter().skip(same) {
            self.extend(entry);
        }
    }

    /// The state before all entries.
    pub fn start(&self) -> &CloudState {
        &self.start
    }

    /// The state after the last entry.
    pub fn head(&self) -> &CloudState {
        self.points.last().map_or(&self.start, |point| &point.state)
    }

    /// The state after an entry; for one that is not in force, the state after the last one before it.
    pub fn state_at(&self, entry: EntryId) -> &CloudState {
        let after = self.points.partition_point(|point| point.entry <= entry);
        let point = after
            .checked_sub(1)
            .and_then(|index| self.points.get(index));
        point.map_or(&self.start, |point| &point.state)
    }

    /// The record of an entry that is in force.
    pub fn record(&self, entry: EntryId) -> Option<&Arc<Record>> {
        let at = self
            .points
            .binary_search_by_key(&entry, |point| point.entry)
            .ok()?;
        self.points.get(at).map(|point| &point.record)
    }

    /// All records in order.
    pub fn records(&self) -> impl DoubleEndedIterator<Item = &Arc<Record>> + ExactSizeIterator {
        self.points.iter().map(|point| &point.record)
    }

    /// The policies parsed so far, to be shared with live runs and editors.
    pub fn policies(&self) -> &PolicyCache {
        &self.policies
    }
}

#[cfg(test)]
mod tests;
