//! Dialog (modal): the rest of the page is inert while it is open, Escape closes it, and the focus goes back
//! to what opened it. `lab` says when the focus moves; this file only draws.

use lab::Intent;
use yew::prelude::*;

use super::icon::icon;
use crate::dispatch::Dispatch;
use crate::interop::focus::id;
use crate::interop::target;

/// A dialog with its heading, close button and body; `actions` stand at its foot.
pub fn dialog(dispatch: &Dispatch, title: &str, small: bool, body: Html, actions: Html) -> Html {
    let close = dispatch.click(Intent::CloseDialog);
    // Only a press on the shade itself closes; one that began inside, selecting text, does not.
    let outside = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: MouseEvent| {
            if target(&event).is_some_and(|at| at.class_list().contains("backdrop")) {
                dispatch.send(Intent::CloseDialog);
            }
        })
    };
    html! {
        <div class="backdrop" onmousedown={outside}>
            <div class={classes!("dialog", small.then_some("dialog--small"))} id={id::DIALOG} role="dialog"
                aria-modal="true" aria-labelledby="dialog-title" tabindex="-1">
                <div class="dialog__heading">
                    <h2 class="dialog__title" id="dialog-title">{ title }</h2>
                    <button type="button" class="button button--quiet button--icon" aria-label="Close"
                        onclick={close}>{ icon("close") }</button>
                </div>
                <div class="dialog__body">{ body }</div>
                <div class="dialog__actions">{ actions }</div>
            </div>
        </div>
    }
}
