//! The sheet of keys.

use lab::Intent;
use yew::prelude::*;

use crate::dispatch::Dispatch;
use crate::widgets::dialog::dialog;

const KEYS: [(&[&str], &str); 13] = [
    (&["←", "→"], "Previous and next step"),
    (&["Home", "End"], "First and last step"),
    (&["D"], "Jump to the deciding step"),
    (&["Space"], "Play and pause"),
    (&["E"], "Read the explanation of the step"),
    (&["F6", "Shift F6"], "Next and previous pane"),
    (&["Ctrl Enter"], "Run the call"),
    (&["Ctrl Z", "Ctrl Shift Z"], "Undo and redo"),
    (&["Ctrl S"], "Saved work"),
    (&["G then H"], "All scenarios"),
    (&["?"], "This sheet"),
    (&["Esc"], "Close"),
    (&["Esc then Tab"], "Leave the policy editor"),
];

/// The dialog.
pub fn shortcuts(dispatch: &Dispatch) -> Html {
    let body = html! {
        <>
            <dl class="shortcuts">
                { for KEYS.iter().map(|(keys, does)| html! {
                    <>
                        <dt>{ for keys.iter().map(|key| html! { <><kbd>{ *key }</kbd>{ " " }</> }) }</dt>
                        <dd>{ *does }</dd>
                    </>
                }) }
            </dl>
            <p class="dialog__text">{ "On a Mac, ⌘ stands for Ctrl. Letters count outside text fields and the editor." }</p>
        </>
    };
    let actions = html! {
        <button type="button" class="button button--primary"
            onclick={dispatch.click(Intent::CloseDialog)}>{ "Done" }</button>
    };
    dialog(dispatch, "Keyboard shortcuts", false, body, actions)
}
