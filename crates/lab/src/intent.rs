//! Everything a view, a key, a timer or an address change can ask of the application.

use crate::view::{Detail, Dialog, EditorMode, NarrowTab, Panel, PathForm, ShareFrom, Theme};

/// Something happened in the interface. Intents may change freely; nothing stores them.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// The page has loaded: what the browser holds and asks for.
    Start(StartUp),
    /// The fragment of the address changed, from `#` on.
    AddressChanged(String),

    /// Show a saved request.
    SelectRequest(String),
    /// Change who calls; the value of a picker option.
    SetCaller(String),
    /// Change the action.
    SetAction(String),
    /// Change the resource.
    SetResource(String),
    /// Change a parameter by AWS's name; an empty value takes it out of the request.
    SetParameter {
        /// AWS's name of the parameter.
        name: String,
        /// Its new value.
        value: String,
    },
    /// Send the call: it enters the journal, and credentials, clock and wallet change.
    Run,

    /// One step on.
    StepNext,
    /// One step back.
    StepBack,
    /// To the first step.
    StepFirst,
    /// To the last step.
    StepLast,
    /// To the step that decides.
    StepDeciding,
    /// To a step of the present list.
    StepTo(usize),
    /// To a stage, whatever the present level of detail.
    StepToStage(usize),
    /// Change the level of detail.
    SetDetail(Detail),
    /// Play or pause.
    TogglePlay,

    /// Choose the right tab.
    SelectPanel(Panel),
    /// Choose the narrow layout's tab.
    SelectNarrowTab(NarrowTab),
    /// Diagram or list.
    SetPathForm(PathForm),
    /// Select a row of the tree.
    SelectTreeRow(String),
    /// Open or close a row of the tree.
    ToggleTreeRow(String),

    /// Open a policy in the Policies panel.
    OpenPolicy(String),
    /// The text in the editor changed.
    EditPolicy {
        /// The policy's key.
        key: String,
        /// The whole text.
        text: String,
    },
    /// The editor lost the focus: typing before and after are two undo steps.
    LeaveEditor,
    /// Throw the draft away and show the text in force.
    DiscardDraft(String),
    /// Switch a whole policy off or on, without editing it.
    TogglePolicy(String),
    /// How texts are edited.
    SetEditor(EditorMode),
    /// Apply a way past the step, and run.
    TryFix(usize),

    /// Take the last change back.
    Undo,
    /// Do it again.
    Redo,
    /// Back to how the scenario was opened; redo brings the changes back.
    StartOver,
    /// Move the clock.
    AdvanceClock(i64),
    /// Set the clock from text.
    SetClock(String),

    /// Open the gallery.
    GoHome,
    /// Open a built-in scenario beside the present work.
    OpenScenario(String),
    /// Keep the present document under a name.
    SaveAs(String),
    /// Open a save, by the key of its row.
    OpenSave(String),
    /// Delete a save, by the key of its row.
    DeleteSave(String),
    /// Give the scenario another title.
    Rename(String),
    /// Make the visited scenario one's own.
    KeepCopy,
    /// Leave the visited scenario.
    BackToMyWork,
    /// A file was dropped or chosen, or a link was pasted.
    Import(String),
    /// Offer the document as a file.
    Download,
    /// Offer what is stored in a slot as it is, readable or not.
    DownloadStored(String),

    /// Open a dialog.
    OpenDialog(Dialog),
    /// Close the dialog.
    CloseDialog,
    /// Where the shared link begins.
    SetShareFrom(ShareFrom),
    /// Copy a text; the page says that it was copied.
    Copy {
        /// The text itself.
        text: String,
        /// What it is, for the announcement: `Command`.
        what: String,
    },
    /// Copying ended.
    Copied {
        /// What was to be copied.
        what: String,
        /// Whether the browser did it.
        ok: bool,
    },
    /// Choose the colours.
    SetTheme(Theme),
    /// Put a notice away.
    Dismiss(crate::view::NoticeKind),
    /// Move the focus to the explanation's heading.
    FocusExplanation,

    /// A timer that was asked for ran out.
    TimerFired(crate::TimerName),
    /// Saving ended: the local time as shown, or why it failed.
    Saved(Result<String, String>),
    /// Another tab stored or removed a text.
    OtherTabStored {
        /// Key without the prefix.
        key: String,
        /// The text; `None` when it was removed.
        text: Option<String>,
    },
    /// The person did something while the first run played by itself.
    TakeOver,
    /// The page is being left: save now.
    Leaving,
}

/// What the browser holds when the page loads.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct StartUp {
    /// The fragment, from `#` on; may be empty.
    pub fragment: String,
    /// Every stored text under our prefix: key without the prefix, and text.
    pub stored: Vec<(String, String)>,
    /// Whether the browser keeps what is stored.
    pub storage_works: bool,
    /// Whether motion is welcome and the page is visible, so that the first run may play by itself.
    pub may_autoplay: bool,
}
