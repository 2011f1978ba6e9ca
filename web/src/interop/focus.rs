//! Moving the focus: to what `lab` names, to a pane, into a dialog.

use lab::FocusTarget;
use wasm_bindgen::JsCast;
use web_sys::{
    Element, HtmlElement, HtmlInputElement, ScrollIntoViewOptions, ScrollLogicalPosition,
};

use super::{active, document, element};

/// The ids of what can be focused by name.
pub mod id {
    /// Heading of the current step in Why.
    pub const STEP_HEADING: &str = "step-heading";
    /// The caller's picker.
    pub const CALLER: &str = "picker-caller";
    /// What holds the policy editor.
    pub const EDITOR: &str = "policy-editor";
    /// The part of the page that is the scenario or the gallery.
    pub const MAIN: &str = "main";
    /// The accounts.
    pub const ACCOUNTS: &str = "pane-accounts";
    /// The request.
    pub const REQUEST: &str = "pane-request";
    /// What opens the request's form in the narrow layout.
    pub const EDIT_REQUEST: &str = "edit-request";
    /// The path.
    pub const PATH: &str = "pane-path";
    /// The steps.
    pub const STEPS: &str = "pane-steps";
    /// The explanation.
    pub const EXPLANATION: &str = "pane-explanation";
    /// The open dialog.
    pub const DIALOG: &str = "dialog";
}

/// The panes in the order F6 walks them.
const PANES: [&str; 5] = [
    id::ACCOUNTS,
    id::REQUEST,
    id::PATH,
    id::STEPS,
    id::EXPLANATION,
];

/// What can hold the focus.
const FOCUSABLE: &str = "button, a, input, select, textarea, [tabindex]";

/// What a dialog offers to the focus, best first.
const USEFUL: [&str; 2] = [
    ".dialog__body input:not([type=radio]), .dialog__body textarea, .dialog__body button",
    "button",
];

/// Moves the focus; `opener` is what held it when the dialog was opened.
pub fn move_to(target: FocusTarget, opener: Option<HtmlElement>) {
    match target {
        FocusTarget::StepHeading => match shown(id::STEP_HEADING).or_else(open_card) {
            Some(heading) => give(&heading),
            None => to_main(),
        },
        FocusTarget::Caller => by_id(id::CALLER),
        FocusTarget::Main => to_main(),
        FocusTarget::Dialog => into_dialog(),
        FocusTarget::Opener => match opener.filter(|opener| opener.is_connected()) {
            Some(opener) => give(&opener),
            None => to_main(),
        },
    }
}

/// The control that a key or click reached last, and the regions around it, which may outlive it.
pub struct Pressed {
    control: Element,
    /// The nearest first.
    regions: Vec<HtmlElement>,
}

impl Pressed {
    /// What was pressed when an event reached this element; nothing when nothing there can hold the focus.
    pub fn new(at: &Element) -> Option<Self> {
        let control = at.closest(FOCUSABLE).ok().flatten()?;
        let mut regions = Vec::new();
        let mut outside = control.parent_element();
        while let Some(region) = outside.and_then(|at| at.closest("[tabindex]").ok().flatten()) {
            outside = region.parent_element();
            regions.extend(region.dyn_into().ok());
        }
        Some(Self { control, regions })
    }

    /// When the control has vanished and the focus with it, the focus goes to the nearest region that is left.
    pub fn rescue_focus(&self) {
        let lost = active() == document().and_then(|page| page.body());
        if !lost || self.control.is_connected() {
            return;
        }
        let left = |region: &&HtmlElement| region.is_connected() && region.offset_width() > 0;
        match self.regions.iter().find(left) {
            Some(region) => give(region),
            None => to_main(),
        }
    }
}

/// Takes the focus from a field for a moment: fields hand their text over when they lose it.
pub fn commit_field() {
    let Some(field) = active().filter(|at| at.is_instance_of::<HtmlInputElement>()) else {
        return;
    };
    // What has the focus can lose it.
    let _ = field.blur();
    give(&field);
}

/// The element with this id, if it is on the screen.
fn shown(id: &str) -> Option<HtmlElement> {
    let found = element(id)?.dyn_into::<HtmlElement>().ok()?;
    (found.offset_width() > 0).then_some(found)
}

/// What heads the open card of the list, which explains the step where the explanation is out of sight.
fn open_card() -> Option<HtmlElement> {
    let heading = document()?.query_selector(".route__stop--current .route__row");
    heading.ok()??.dyn_into().ok()
}

/// On a phone another part than the middle may be the main one, and the only one to be seen.
fn to_main() {
    let parts = [id::MAIN, id::ACCOUNTS, id::EXPLANATION];
    if let Some(part) = parts.into_iter().find_map(shown) {
        give(&part);
    }
}

/// Focuses the element with this id.
pub fn by_id(id: &str) {
    if let Some(found) = element(id).and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        give(&found);
    }
}

/// Focuses an element.
pub fn give(element: &HtmlElement) {
    // Elements refuse the focus only when they are hidden, and then there is nowhere to go.
    let _ = element.focus();
}

/// Goes to the next or previous pane that is on the screen.
pub fn cycle_panes(backwards: bool) {
    let panes: Vec<HtmlElement> = PANES.into_iter().filter_map(shown).collect();
    let here = active();
    let inside = panes
        .iter()
        .position(|pane| pane.contains(here.as_ref().map(|here| here.as_ref())));
    let next = match (inside, backwards) {
        (Some(at), false) => (at + 1) % panes.len(),
        (Some(at), true) => (at + panes.len() - 1) % panes.len(),
        (None, false) => 0,
        (None, true) => panes.len().saturating_sub(1),
    };
    if let Some(pane) = panes.get(next) {
        give(pane);
    }
}

fn into_dialog() {
    let Some(dialog) = element(id::DIALOG) else {
        return;
    };
    let useful = USEFUL
        .iter()
        .find_map(|what| dialog.query_selector(what).ok().flatten());
    if let Ok(target) = useful.unwrap_or(dialog).dyn_into::<HtmlElement>() {
        give(&target);
    }
}

/// Brings the first element of a selector into view, moving no more than needed.
pub fn reveal(selector: &str) {
    let Some(found) = document().and_then(|page| page.query_selector(selector).ok().flatten())
    else {
        return;
    };
    let nearest = ScrollIntoViewOptions::new();
    nearest.set_block(ScrollLogicalPosition::Nearest);
    found.scroll_into_view_with_scroll_into_view_options(&nearest);
}
