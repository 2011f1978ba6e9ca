//! The request as a sentence.

use super::{Outcome, Spine};

/// The request as a sentence: *As* caller *call* action *on* resource.
#[derive(Clone, Debug, PartialEq)]
pub struct RequestView {
    /// Saved requests of the scenario, in order.
    pub saved: Vec<SavedRequestRow>,
    /// What there is to see in the shown request, from the scenario; empty when it says nothing.
    pub note: String,
    /// Who calls.
    pub caller: PickerView,
    /// What is called; free text is taken too.
    pub action: PickerView,
    /// On what; free text is taken too.
    pub resource: PickerView,
    /// `More`: the parameters of the operation, and Region and time of the call.
    pub fields: Vec<FieldView>,
    /// The exact CLI command, one line, to be copied.
    pub command: String,
    /// The same with long ARNs shortened, to be shown in one line.
    pub command_short: String,
    /// What keeps the request from being run: `Pick who is calling.`
    pub problem: Option<String>,
}

/// One saved request.
#[derive(Clone, Debug, PartialEq)]
pub struct SavedRequestRow {
    /// Its name in links.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// The one that is shown.
    pub selected: bool,
    /// Its verdict now.
    pub outcome: Outcome,
    /// `Denied: a statement forbids it`
    pub verdict: String,
}

/// A combobox with a listbox.
#[derive(Clone, Debug, PartialEq)]
pub struct PickerView {
    /// Accessible name: `Caller`.
    pub label: String,
    /// The value sent back in intents.
    pub value: String,
    /// What the closed picker shows.
    pub text: String,
    /// Colour of the account it lies in.
    pub spine: Option<Spine>,
    /// Whether text that is no option is taken.
    pub free_text: bool,
    /// Options, grouped by account.
    pub groups: Vec<PickerGroup>,
    /// What is wrong with the text that was typed last and not taken.
    pub problem: Option<String>,
}

/// Options under one heading.
#[derive(Clone, Debug, PartialEq)]
pub struct PickerGroup {
    /// Account name and id, or a service.
    pub label: String,
    /// The options.
    pub options: Vec<PickerOption>,
}

/// One option.
#[derive(Clone, Debug, PartialEq)]
pub struct PickerOption {
    /// Sent back in intents.
    pub value: String,
    /// Shown.
    pub label: String,
    /// A second, smaller line.
    pub detail: Option<String>,
}

/// One parameter of the request.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldView {
    /// AWS's parameter name, sent back in intents: `ExternalId`.
    pub name: String,
    /// Its label: `External ID`.
    pub label: String,
    /// Its present value, empty when it is not sent.
    pub value: String,
    /// What it is for, in one sentence.
    pub hint: String,
    /// What is wrong with the value, before anything is sent.
    pub problem: Option<String>,
    /// Fixed choices (value, label); empty for free text.
    pub choices: Vec<(String, String)>,
}
