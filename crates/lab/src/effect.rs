//! What the outside must do for the application, as data.

/// A thing to be done by the browser.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Store a text under a key (without the prefix); answer with `Intent::Saved` when `report` is set.
    Save {
        /// Key without the prefix.
        key: String,
        /// The text.
        text: String,
        /// Whether the outcome shall be reported.
        report: bool,
    },
    /// Remove a stored text.
    Forget(String),
    /// Replace the fragment of the address without a history entry.
    ReplaceAddress(String),
    /// Go to a fragment with a history entry.
    PushAddress(String),
    /// Put a text on the clipboard; answer with `Intent::Copied`.
    CopyText {
        /// The text.
        text: String,
        /// What it is, for the announcement.
        what: String,
    },
    /// Offer a text as a file.
    Download {
        /// File name.
        name: String,
        /// Its text.
        text: String,
    },
    /// Move the focus.
    Focus(FocusTarget),
    /// Say something in the live region; replaces what was said.
    Announce {
        /// The sentence.
        text: String,
        /// Interrupt what is being said: only for a link that cannot be read and for full storage.
        urgent: bool,
    },
    /// Fire a timer after a while; asking again starts it anew.
    SetTimer {
        /// Which one.
        timer: TimerName,
        /// Milliseconds.
        after_ms: u32,
    },
    /// Stop a timer.
    StopTimer(TimerName),
    /// Paint with this theme.
    ApplyTheme(crate::view::Theme),
}

/// The timers of the application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TimerName {
    /// Writes the document after a quiet pause.
    Autosave,
    /// Moves to the next step while playing.
    Play,
    /// Writes the step into the address.
    Address,
    /// Speaks the step after scrubbing rests.
    Announce,
}

/// Where the focus may be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FocusTarget {
    /// Heading of the current step in Why.
    StepHeading,
    /// The caller's picker.
    Caller,
    /// The main heading of the page.
    Main,
    /// First useful control of the open dialog.
    Dialog,
    /// What opened the dialog.
    Opener,
}
