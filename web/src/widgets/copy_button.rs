//! A button that puts a text on the clipboard; `lab` says that it was copied.

use lab::Intent;
use yew::prelude::*;

use super::icon::icon;
use crate::dispatch::Dispatch;

/// An icon button; `what` names the text, as in `Copy command`.
pub fn copy_button(dispatch: &Dispatch, text: &str, what: &str, class: &'static str) -> Html {
    let label = ["Copy ", &what.to_ascii_lowercase()].concat();
    let intent = Intent::Copy {
        text: text.to_owned(),
        what: what.to_owned(),
    };
    html! {
        <button type="button" class={classes!("button", "button--quiet", "button--icon", "button--small", class)}
            aria-label={label.clone()} title={label} onclick={dispatch.click(intent)}>
            { icon("copy") }
        </button>
    }
}
