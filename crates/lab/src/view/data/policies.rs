//! The Policies panel.

use super::Mark;

/// The Policies panel.
#[derive(Clone, Debug, PartialEq)]
pub struct PoliciesView {
    /// All policies of the scenario, grouped by account or organization.
    pub groups: Vec<PolicyGroup>,
    /// The one that is open.
    pub open: Option<OpenPolicy>,
    /// How texts are edited.
    pub editor: EditorMode,
}

/// Policies under one heading.
#[derive(Clone, Debug, PartialEq)]
pub struct PolicyGroup {
    /// `Acme Prod 444455556666`
    pub label: String,
    /// Its policies.
    pub rows: Vec<PolicyRow>,
}

/// One policy in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct PolicyRow {
    /// Sent back in intents.
    pub key: String,
    /// `VendorReadOnly trust policy`
    pub title: String,
    /// `Trust policy`, `Service control policy on Workloads` …
    pub kind: String,
    /// The open one.
    pub selected: bool,
    /// Whether a draft with errors waits.
    pub broken: bool,
    /// Whether a what-if switch holds it off.
    pub switched_off: bool,
}

/// The policy in the editor.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenPolicy {
    /// Its key.
    pub key: String,
    /// Its title.
    pub title: String,
    /// The text in the editor: the draft, or the text in force.
    pub text: String,
    /// Problems of that text.
    pub problems: Vec<Problem>,
    /// Marks of the current step; empty while a draft differs from the text in force.
    pub highlights: Vec<LineHighlight>,
    /// `The last valid text keeps deciding.` while a draft has errors.
    pub strip: Option<String>,
}

/// One problem of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// `Line 7, column 3: expected …`
    pub sentence: String,
    /// A way out.
    pub help: Option<String>,
    /// Errors keep the text from being used.
    pub error: bool,
    /// Start in UTF-16 units.
    pub from: u32,
    /// End in UTF-16 units.
    pub to: u32,
}

/// A mark over lines of the editor.
#[derive(Clone, Debug, PartialEq)]
pub struct LineHighlight {
    /// First line, from 1.
    pub from_line: u32,
    /// Last line.
    pub to_line: u32,
    /// How it is drawn.
    pub mark: Mark,
    /// Words at the end of the first line.
    pub label: String,
}

/// How policy texts are edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum EditorMode {
    /// CodeMirror, loaded when first needed.
    #[default]
    Rich,
    /// A plain text area.
    Plain,
}
