//! The document that is being worked on, with everything that follows from it.

use world::SortedMap;

use aws::AccountId;
use sim::{CloudState, PolicyCache, Timeline};
use world::{Call, Command, Document, Edit, EntryId, JournalFull, SavedRequest, Slug, apply_edit};

use crate::fixes::{Fix, fixes};
use crate::places::colour_order;
use crate::steps::Run;
use crate::store::Slot;
use crate::texts::verdict_title;
use crate::view::{Outcome, Spine};

/// One open document.
pub(crate) struct Bench {
    /// Where it is saved.
    pub slot: Slot,
    /// The document.
    pub document: Document,
    /// Policy texts that are not valid yet, by key.
    pub drafts: SortedMap<String, String>,
    /// The saved request that is shown.
    pub request: Option<Slug>,
    /// Its live run on the present state; `None` when there is no request.
    pub run: Option<Run>,
    /// Outcome and verdict of every saved request, in their order.
    pub outcomes: Vec<(Outcome, &'static str)>,
    /// The verified ways past the step that stops the run.
    pub fixes: Vec<Fix>,
    timeline: Timeline,
    /// Accounts in the order of their colours, fixed when the document is opened.
    colours: Vec<AccountId>,
}

/// How commands enter the journal.
pub(crate) enum Change {
    /// One command.
    One(Command),
    /// Typing: one entry as long as the same text goes on changing.
    Typing(Edit),
    /// Several commands that are undone as one.
    Group(Vec<Command>),
}

impl Bench {
    /// Opens a document at its first request.
    pub(crate) fn open(slot: Slot, document: Document, drafts: SortedMap<String, String>) -> Bench {
        let timeline = Timeline::replay(&document);
        let colours = colour_order(&document.scenario);
        let mut bench = Bench {
            slot,
            document,
            drafts,
            request: None,
            run: None,
            outcomes: Vec::new(),
            fixes: Vec::new(),
            timeline,
            colours,
        };
        bench.request = bench
            .state()
            .scenario()
            .requests
            .first()
            .map(|it| it.slug.clone());
        bench.run_all();
        bench
    }

    /// The cloud after everything in the journal.
    pub(crate) fn state(&self) -> &CloudState {
        self.timeline.head()
    }

    /// The colour of an account; there are three, and they repeat.
    pub(crate) fn spine(&self, account: &AccountId) -> Spine {
        let known = self.colours.iter().position(|id| id == account);
        let at = known.or_else(|| {
            self.state()
                .world()
                .accounts
                .keys()
                .position(|id| id == account)
        });
        match at.unwrap_or(0) % 3 {
            0 => Spine::A,
            1 => Spine::B,
            _ => Spine::C,
        }
    }

    /// Parsed policies by text.
    pub(crate) fn policies(&self) -> &PolicyCache {
        self.timeline.policies()
    }

    /// The request that is shown.
    pub(crate) fn saved_request(&self) -> Option<&SavedRequest> {
        self.state().scenario().request(self.request.as_ref()?)
    }

    /// Shows a request.
    pub(crate) fn select(&mut self, slug: &Slug) -> bool {
        let exists = self.state().scenario().request(slug).is_some();
        if exists {
            self.request = Some(slug.clone());
            self.run_live();
        }
        exists
    }

    /// Runs a call on the present state without leaving a trace in the document.
    pub(crate) fn try_call(&self, state: &CloudState, call: &Call) -> Run {
        Run::new(sim::run_live(state, call, self.policies()))
    }

    /// The present state with edits applied, to see what would happen.
    pub(crate) fn state_with(&self, edits: &[Edit]) -> Option<CloudState> {
        let mut state = self.state().clone();
        for edit in edits {
            apply_edit(state.scenario(), EntryId::START, edit).ok()?;
            let command = Command::Edit(edit.clone());
            state = sim::execute(&state, sim::LIVE_ENTRY, &command, self.policies()).0;
        }
        Some(state)
    }

    /// Why an edit would not be taken, as a sentence part.
    pub(crate) fn refusal(&self, edit: &Edit) -> Option<String> {
        let next = self.document.journal.next_id();
        apply_edit(self.state().scenario(), next, edit)
            .err()
            .map(|error| error.to_string())
    }

    /// Adds to the journal and works out what follows.
    pub(crate) fn push(&mut self, change: Change) -> Result<(), JournalFull> {
        let journal = &mut self.document.journal;
        match change {
            Change::One(command) => journal.push(command).map(|_| ())?,
            Change::Typing(edit) => journal.push_typing(Command::Edit(edit)).map(|_| ())?,
            Change::Group(commands) => journal.push_group(commands).map(|_| ())?,
        }
        self.refresh();
        Ok(())
    }

    /// Takes back or brings back; says whether something changed.
    pub(crate) fn travel(&mut self, back: bool) -> bool {
        let journal = &mut self.document.journal;
        let moved = if back { journal.undo() } else { journal.redo() };
        if moved {
            self.refresh();
        }
        moved
    }

    /// Works out again what follows from the document.
    fn refresh(&mut self) {
        self.timeline.follow(&self.document);
        let gone = self.saved_request().is_none();
        if gone {
            self.request = self
                .state()
                .scenario()
                .requests
                .first()
                .map(|it| it.slug.clone());
        }
        self.run_all();
    }

    /// Runs every saved request, then the one that is shown.
    fn run_all(&mut self) {
        let requests = self.state().scenario().requests.iter();
        let runs = requests.map(|request| self.try_call(self.state(), &request.call));
        self.outcomes = runs
            .map(|run| (run.outcome(), verdict_title(&run)))
            .collect();
        self.run_live();
    }

    fn run_live(&mut self) {
        let request = self.saved_request();
        self.run = request.map(|request| self.try_call(self.state(), &request.call));
        self.fixes = fixes(self);
    }
}
