//! The keys of the page. Single letters count only outside text, and arrows only where nothing else uses them.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use lab::Intent;
use lab::view::Dialog;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};

use super::focus::{self, Pressed};
use super::{target, window};
use crate::dispatch::Dispatch;

/// Where a key was pressed, as far as its meaning depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Nothing there has a use for the key.
    Free,
    /// A button or link: Space is its own.
    Button,
    /// A tree, tabs, toolbar, listbox, slider or splitter: arrows, Home, End and letters are its own.
    Arrows,
    /// A text field or the editor: everything without Ctrl or ⌘ is its own, and undo too.
    Text,
}

/// One key pressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Press<'a> {
    /// The browser's name of the key.
    pub key: &'a str,
    /// Ctrl or ⌘ is held.
    pub command: bool,
    /// Shift is held.
    pub shift: bool,
    /// Alt is held.
    pub alt: bool,
    /// Where.
    pub place: Place,
    /// G was the key before.
    pub after_g: bool,
}

/// What a key asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// This intent.
    Send(Intent),
    /// Another pane, backwards or not.
    Pane(bool),
    /// The first key of two.
    AwaitSecond,
}

/// What a key means on the page, or nothing.
pub fn answer(press: &Press) -> Option<Answer> {
    if press.alt {
        return None;
    }
    if press.key == "F6" {
        return Some(Answer::Pane(press.shift));
    }
    if press.command {
        return command(press).map(Answer::Send);
    }
    if press.place == Place::Text {
        return None;
    }
    let letter = press.key.to_ascii_lowercase();
    if press.after_g && letter == "h" {
        return Some(Answer::Send(Intent::GoHome));
    }
    match letter.as_str() {
        "?" => Some(Answer::Send(Intent::OpenDialog(Dialog::Shortcuts))),
        " " if press.place == Place::Free => Some(Answer::Send(Intent::TogglePlay)),
        _ if press.place == Place::Arrows || press.shift => None,
        "arrowleft" => Some(Answer::Send(Intent::StepBack)),
        "arrowright" => Some(Answer::Send(Intent::StepNext)),
        "home" => Some(Answer::Send(Intent::StepFirst)),
        "end" => Some(Answer::Send(Intent::StepLast)),
        "d" => Some(Answer::Send(Intent::StepDeciding)),
        "e" => Some(Answer::Send(Intent::FocusExplanation)),
        "g" => Some(Answer::AwaitSecond),
        _ => None,
    }
}

fn command(press: &Press) -> Option<Intent> {
    match (press.key.to_ascii_lowercase().as_str(), press.shift) {
        ("enter", false) => Some(Intent::Run),
        ("s", false) => Some(Intent::OpenDialog(Dialog::Saves)),
        ("z", false) if press.place != Place::Text => Some(Intent::Undo),
        ("z", true) | ("y", false) if press.place != Place::Text => Some(Intent::Redo),
        _ => None,
    }
}

/// What the listener must know of the page at the moment of a key.
#[derive(Default)]
pub struct Situation {
    /// A dialog is open, so only Escape means anything.
    pub dialog: Cell<bool>,
    /// The gallery is shown, so there is nothing to step or run.
    pub home: Cell<bool>,
    /// The first run plays by itself, until somebody does something.
    pub unattended: Cell<bool>,
    /// What a key or click last reached.
    pub pressed: RefCell<Option<Pressed>>,
    after_g: Cell<bool>,
}

/// Hears the keys and clicks of the whole page.
pub fn watch(situation: &Rc<Situation>, dispatch: &Dispatch) -> Vec<EventListener> {
    let Some(window) = window() else {
        return Vec::new();
    };
    let (at_key, at_click) = (Rc::clone(situation), Rc::clone(situation));
    let (to_key, to_click) = (dispatch.clone(), dispatch.clone());
    let keys = EventListener::new_with_options(
        &window,
        "keydown",
        EventListenerOptions::enable_prevent_default(),
        move |event| {
            if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
                hear(event, &at_key, &to_key);
            }
        },
    );
    let clicks = EventListener::new_with_options(
        &window,
        "click",
        EventListenerOptions::run_in_capture_phase(),
        move |event| note(event, &at_click, &to_click),
    );
    vec![keys, clicks]
}

/// Remembers what was reached. The play button and its key already stop what plays; anything else hands over first.
fn note(event: &Event, situation: &Situation, dispatch: &Dispatch) {
    let at = target(event);
    situation
        .pressed
        .replace(at.as_ref().and_then(Pressed::new));
    let stops_it = at.is_some_and(|at| near(&at, ".button--play"))
        || event
            .dyn_ref::<KeyboardEvent>()
            .is_some_and(|event| event.key() == " ");
    if situation.unattended.take() && !stops_it {
        dispatch.send(Intent::TakeOver);
    }
}

fn hear(event: &KeyboardEvent, situation: &Situation, dispatch: &Dispatch) {
    note(event, situation, dispatch);
    let after_g = situation.after_g.take();
    if event.default_prevented() || event.is_composing() {
        return;
    }
    if situation.dialog.get() {
        if event.key() == "Escape" {
            event.prevent_default();
            dispatch.send(Intent::CloseDialog);
        }
        return;
    }
    let answer = answer(&Press {
        key: &event.key(),
        command: event.ctrl_key() || event.meta_key(),
        shift: event.shift_key(),
        alt: event.alt_key(),
        place: target(event).map_or(Place::Free, |at| place(&at)),
        after_g,
    });
    match answer {
        Some(Answer::Send(intent)) => {
            let needs_run = !matches!(intent, Intent::OpenDialog(_) | Intent::GoHome);
            if situation.home.get() && needs_run {
                return;
            }
            event.prevent_default();
            if intent == Intent::Run {
                focus::commit_field();
            }
            dispatch.send(intent);
        }
        Some(Answer::Pane(backwards)) => {
            event.prevent_default();
            focus::cycle_panes(backwards);
        }
        Some(Answer::AwaitSecond) => situation.after_g.set(true),
        None => {}
    }
}

fn near(at: &Element, selector: &str) -> bool {
    at.closest(selector).ok().flatten().is_some()
}

fn place(at: &Element) -> Place {
    if near(at, "[role=slider], [type=range], [type=radio]") {
        Place::Arrows
    } else if near(
        at,
        "input, textarea, select, [role=combobox], .editor__host",
    ) {
        Place::Text
    } else if near(
        at,
        "[role=tree], [role=tablist], [role=toolbar], [role=listbox], [role=menu], [role=separator]",
    ) {
        Place::Arrows
    } else if near(at, "button, a, summary") {
        Place::Button
    } else {
        Place::Free
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic, reason = "tests may stop at the first surprise")]

    use super::*;

    fn check(keys: &str, place: Place, expected: Option<Answer>) {
        let mut parts: Vec<&str> = keys.split('+').collect();
        let key = parts.pop().unwrap_or_default();
        let press = Press {
            key,
            command: parts.contains(&"Ctrl"),
            shift: parts.contains(&"Shift"),
            alt: parts.contains(&"Alt"),
            place,
            after_g: parts.contains(&"G"),
        };
        assert_eq!(answer(&press), expected, "{keys} at {place:?}");
    }

    fn send(intent: Intent) -> Option<Answer> {
        Some(Answer::Send(intent))
    }

    #[test]
    fn arrows_step_where_nothing_else_uses_them() {
        check("ArrowRight", Place::Free, send(Intent::StepNext));
        check("ArrowLeft", Place::Button, send(Intent::StepBack));
        check("ArrowRight", Place::Arrows, None);
        check("ArrowRight", Place::Text, None);
        check("Alt+ArrowLeft", Place::Free, None);
        check("Home", Place::Free, send(Intent::StepFirst));
        check("End", Place::Arrows, None);
    }

    #[test]
    fn letters_count_outside_text_only() {
        check("d", Place::Free, send(Intent::StepDeciding));
        check("D", Place::Button, send(Intent::StepDeciding));
        check("d", Place::Text, None);
        check("d", Place::Arrows, None);
        check("e", Place::Free, send(Intent::FocusExplanation));
        check(
            "Shift+?",
            Place::Button,
            send(Intent::OpenDialog(Dialog::Shortcuts)),
        );
        check("g", Place::Free, Some(Answer::AwaitSecond));
        check("G+h", Place::Free, send(Intent::GoHome));
        check("h", Place::Free, None);
    }

    #[test]
    fn space_plays_unless_a_button_has_the_focus() {
        check(" ", Place::Free, send(Intent::TogglePlay));
        check(" ", Place::Button, None);
        check(" ", Place::Text, None);
    }

    #[test]
    fn commands_reach_into_text_except_undo() {
        check("Ctrl+Enter", Place::Text, send(Intent::Run));
        check(
            "Ctrl+s",
            Place::Text,
            send(Intent::OpenDialog(Dialog::Saves)),
        );
        check("Ctrl+z", Place::Text, None);
        check("Ctrl+z", Place::Arrows, send(Intent::Undo));
        check("Ctrl+Shift+Z", Place::Free, send(Intent::Redo));
        check("Shift+F6", Place::Text, Some(Answer::Pane(true)));
    }
}
