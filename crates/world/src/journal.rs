//! The journal: commands in order, and how many of them are in force.
//!
//! It does not run commands and does not know whether they succeed; it only remembers.

use std::{fmt, sync::Arc};

use json::{Json, Writer};

use crate::{
    command::Command,
    error::JournalFull,
    form::{Form, Problem},
    quota::QUOTAS,
};

/// The number of a journal entry; never used twice inside one document, also not after undo.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub u32);

impl EntryId {
    /// Stands for the start of the scenario; no entry has it.
    pub const START: EntryId = EntryId(0);

    /// The number after this one.
    pub const fn next(self) -> EntryId {
        EntryId(self.0.saturating_add(1))
    }
}

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Form for EntryId {
    fn read(json: &Json) -> Result<EntryId, Problem> {
        Form::read(json).map(EntryId)
    }

    fn write(&self, to: &mut Writer) {
        self.0.write(to);
    }

    fn is_left_out(&self) -> bool {
        *self == EntryId::START
    }
}

/// One command of the story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number.
    pub id: EntryId,
    /// What was commanded.
    pub command: Command,
    /// The first entry of the group that is undone as one; `None` for an entry of its own.
    pub group: Option<EntryId>,
    /// Whether typing goes on, so that the next edit of the same text replaces this entry.
    pub typing: bool,
}

/// Commands in order, of which the first `head` are in force.
// Invariant: ids rise strictly from 1 and stay below `next`; `floor <= head <= entries.len() <= QUOTAS.entries`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journal {
    entries: Vec<Arc<Entry>>,
    head: usize,
    floor: usize,
    next: EntryId,
}

impl Default for Journal {
    fn default() -> Journal {
        Journal {
            entries: Vec::new(),
            head: 0,
            floor: 0,
            next: EntryId(1),
        }
    }
}

impl Journal {
    /// Puts the parts of a stored journal together, or says which of them contradict each other.
    pub(crate) fn from_parts(
        entries: Vec<Entry>,
        head: usize,
        floor: usize,
        next: EntryId,
    ) -> Result<Journal, String> {
        let mut last = EntryId::START;
        for entry in &entries {
            if entry.id <= last {
                return Err(format!("entry {} follows entry {last}", entry.id));
            }
            if entry
                .group
                .is_some_and(|group| group > entry.id || group == EntryId::START)
            {
                return Err(format!("the group of entry {} begins after it", entry.id));
            }
            last = entry.id;
        }
        if next <= last {
            return Err(format!(
                "the next entry is {next}, though entry {last} exists"
            ));
        }
        if head > entries.len() || floor > head {
            return Err(format!(
                "{head} of {} entries are in force and {floor} of them are fixed",
                entries.len()
            ));
        }
        Ok(Journal {
            entries: entries.into_iter().map(Arc::new).collect(),
            head,
            floor,
            next,
        })
    }

    /// All entries, those that can be redone included.
    pub fn entries(&self) -> &[Arc<Entry>] {
        &self.entries
    }

    /// The entries in force.
    pub fn applied(&self) -> &[Arc<Entry>] {
        self.entries.get(..self.head).unwrap_or_default()
    }

    /// How many entries are in force.
    pub fn head(&self) -> usize {
        self.head
    }

    /// How many entries cannot be undone, because they came with a built-in scenario or a link.
    pub fn floor(&self) -> usize {
        self.floor
    }

    /// The id that the next entry will have.
    pub fn next_id(&self) -> EntryId {
        self.next
    }

    /// An entry by its id.
    pub fn entry(&self, id: EntryId) -> Option<&Arc<Entry>> {
        let at = self
            .entries
            .binary_search_by_key(&id, |entry| entry.id)
            .ok()?;
        self.entries.get(at)
    }

    /// Adds a command and cuts off what could have been redone.
    pub fn push(&mut self, command: Command) -> Result<EntryId, JournalFull> {
        self.append(command, None, false)
    }

    /// Adds an edit that is being typed; it takes the place of the newest entry if that edits the same text and is
    /// still being typed.
    ///
    /// The entry gets a new id either way, so that one id never stands for two contents.
    pub fn push_typing(&mut self, command: Command) -> Result<EntryId, JournalFull> {
        let continues = self.head == self.entries.len()
            && self.head > self.floor
            && command.typed_text().is_some()
            && self.entries.last().is_some_and(|last| {
                last.typing && last.command.typed_text() == command.typed_text()
            });
        if continues {
            self.entries.pop();
            self.head = self.entries.len();
        }
        self.append(command, None, true)
    }

    /// Adds several commands that are undone and redone as one; nothing is added when not all fit.
    pub fn push_group(&mut self, commands: Vec<Command>) -> Result<Vec<EntryId>, JournalFull> {
        if self.head + commands.len() > QUOTAS.entries {
            return Err(JournalFull {
                limit: QUOTAS.entries,
            });
        }
        let group = self.next;
        commands
            .into_iter()
            .map(|command| self.append(command, Some(group), false))
            .collect()
    }

    fn append(
        &mut self,
        command: Command,
        group: Option<EntryId>,
        typing: bool,
    ) -> Result<EntryId, JournalFull> {
        if self.head >= QUOTAS.entries || self.next.0 == u32::MAX {
            return Err(JournalFull {
                limit: QUOTAS.entries,
            });
        }
        self.cut_redo();
        self.finish_typing();
        let id = self.next;
        self.entries.push(Arc::new(Entry {
            id,
            command,
            group,
            typing,
        }));
        self.next = id.next();
        self.head = self.entries.len();
        Ok(id)
    }

    /// Ends typing: the next edit, even of the same text, is an entry of its own.
    pub fn finish_typing(&mut self) {
        if let Some(last) = self.entries.last_mut().filter(|last| last.typing) {
            Arc::make_mut(last).typing = false;
        }
    }

    /// Whether there is something to undo.
    pub fn can_undo(&self) -> bool {
        self.head > self.floor
    }

    /// Whether there is something to redo.
    pub fn can_redo(&self) -> bool {
        self.head < self.entries.len()
    }

    /// Takes back the newest entry in force with its group; says whether there was one.
    pub fn undo(&mut self) -> bool {
        if !self.can_undo() {
            return false;
        }
        self.finish_typing();
        self.head -= 1;
        if let Some(group) = self.group_at(self.head) {
            while self.head > self.floor && self.group_at(self.head - 1) == Some(group) {
                self.head -= 1;
            }
        }
        true
    }

    /// Brings back the entry taken back last, with its group; says whether there was one.
    pub fn redo(&mut self) -> bool {
        if !self.can_redo() {
            return false;
        }
        let group = self.group_at(self.head);
        self.head += 1;
        while group.is_some() && self.can_redo() && self.group_at(self.head) == group {
            self.head += 1;
        }
        true
    }

    fn group_at(&self, index: usize) -> Option<EntryId> {
        self.entries.get(index).and_then(|entry| entry.group)
    }

    /// Drops what could be redone; the ids of what is dropped stay used.
    pub fn cut_redo(&mut self) {
        self.entries.truncate(self.head);
    }

    /// Makes all entries in force fixed, as is right for a document that was opened from a link or the gallery.
    pub fn raise_floor_to_head(&mut self) {
        self.floor = self.head;
    }
}

#[cfg(test)]
mod tests;
