//! Everything the application knows while it runs.

use world::SortedSet;

use crate::bench::Bench;
use crate::store::Store;
use crate::view::{
    Detail, Dialog, EditorMode, NarrowTab, NoticeView, Panel, PathForm, Screen, ShareFrom, Theme,
};

/// The state behind the page.
pub(crate) struct Model {
    /// Home or a scenario.
    pub screen: Screen,
    /// The open document.
    pub bench: Bench,
    /// One's own work while a link is being looked at.
    pub aside: Option<Bench>,
    /// The fragment of the visited link, without its suffix.
    pub visited: Option<String>,
    /// What the browser holds.
    pub store: Store,
    /// What is shown of it.
    pub view: ViewState,
}

/// What is chosen, opened and shown; none of it is stored in documents, and none of it is undone.
#[derive(Clone, Debug, Default)]
pub(crate) struct ViewState {
    /// The right tab.
    pub panel: Panel,
    /// The narrow layout's tab.
    pub narrow_tab: NarrowTab,
    /// Diagram or list.
    pub path_form: PathForm,
    /// Gates or statements.
    pub detail: Detail,
    /// Index of the current step in the list of the present level of detail.
    pub step: usize,
    /// How the run plays by itself; `None` while it stands.
    pub playing: Option<Playing>,
    /// Rows of the tree that are closed.
    pub closed_rows: SortedSet<String>,
    /// The selected row of the tree.
    pub tree_row: Option<String>,
    /// The policy that is open in the Policies panel.
    pub policy: Option<String>,
    /// How texts are edited.
    pub editor: EditorMode,
    /// The open dialog.
    pub dialog: Option<Dialog>,
    /// Where a shared link begins.
    pub share_from: ShareFrom,
    /// The chosen colours.
    pub theme: Theme,
    /// Notices that stand.
    pub notices: Vec<NoticeView>,
    /// `Was denied, now allowed.` after the last change.
    pub changed: Option<String>,
    /// `Saved in this browser, 09:41`
    pub saved: String,
    /// What is wrong with a typed time.
    pub clock_problem: Option<String>,
    /// What was typed into the request and cannot be part of it.
    pub request_problem: Option<RequestProblem>,
    /// Whether motion is welcome.
    pub motion: bool,
    /// A sentence to be spoken when stepping rests.
    pub pending_speech: Option<String>,
}

/// A text that cannot be part of a request; the request stays as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RequestProblem {
    /// The field: `Action`, `Resource` or a parameter's name.
    pub field: String,
    /// What was typed.
    pub typed: String,
    /// What is wrong with it, as a sentence.
    pub sentence: String,
}

/// A run that plays by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Playing {
    /// Asked for with Play: every step, 900 ms each.
    Asked,
    /// The first visit and "Try it": up to the deciding step, 450 ms each.
    Shown,
}

impl Playing {
    /// How long a step stands, in milliseconds.
    pub(crate) fn pace_ms(self) -> u32 {
        match self {
            Playing::Asked => 900,
            Playing::Shown => 450,
        }
    }
}

impl Model {
    /// How many steps the present list has.
    pub(crate) fn steps(&self) -> usize {
        self.bench
            .run
            .as_ref()
            .map_or(0, |run| match self.view.detail {
                Detail::Stages => run.stages.len(),
                Detail::Statements => run.statements.len(),
            })
    }

    /// The step of the present list that decides.
    pub(crate) fn deciding_step(&self) -> usize {
        self.bench
            .run
            .as_ref()
            .map_or(0, |run| match self.view.detail {
                Detail::Stages => run.deciding_stage(),
                Detail::Statements => run.deciding_statement(),
            })
    }

    /// The gate of the current step.
    pub(crate) fn stage(&self) -> usize {
        match (self.view.detail, &self.bench.run) {
            (Detail::Statements, Some(run)) => run
                .statements
                .get(self.view.step)
                .map_or(0, |step| step.stage),
            (Detail::Stages, _) | (_, None) => self.view.step,
        }
    }

    /// Goes to a gate, whatever the level of detail.
    pub(crate) fn go_to_stage(&mut self, stage: usize) {
        self.view.step = match (self.view.detail, &self.bench.run) {
            (Detail::Statements, Some(run)) => run
                .statements
                .iter()
                .position(|step| step.stage == stage)
                .unwrap_or(0),
            (Detail::Stages, _) | (_, None) => stage,
        };
        self.clamp_step();
    }

    /// Keeps the step inside the list.
    pub(crate) fn clamp_step(&mut self) {
        self.view.step = self.view.step.min(self.steps().saturating_sub(1));
    }

    /// Puts a notice up, in the place of one of the same kind.
    pub(crate) fn notify(&mut self, notice: NoticeView) {
        self.view.notices.retain(|known| known.kind != notice.kind);
        self.view.notices.push(notice);
    }
}
