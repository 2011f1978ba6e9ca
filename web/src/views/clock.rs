//! The clock's dialog: the time is part of the document, so links replay exactly.

use lab::Intent;
use lab::view::ClockView;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::notices::button;
use crate::dispatch::Dispatch;
use crate::widgets::dialog::dialog;
use crate::widgets::icon::icon;

/// The dialog; `field` is the text field's node, which a component holds.
pub fn clock(view: &ClockView, field: &NodeRef, dispatch: &Dispatch) -> Html {
    let set = {
        let (dispatch, field) = (dispatch.clone(), field.clone());
        Callback::from(move |()| {
            if let Some(field) = field.cast::<HtmlInputElement>() {
                dispatch.send(Intent::SetClock(field.value()));
            }
        })
    };
    let onkeydown = {
        let set = set.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" {
                event.prevent_default();
                set.emit(());
            }
        })
    };
    let body = html! {
        <>
            <div>
                <p class="clock__now">{ &view.now }</p>
                <p class="clock__note">{ "The clock of the simulation, in UTC. It moves only when you move it." }</p>
            </div>
            <div class="clock__buttons">{ for view.jumps.iter().map(|jump| button(jump, dispatch)) }</div>
            <div class="clock__set">
                <div class="field grow">
                    <label class="field__label" for="clock-time">{ "Set the time" }</label>
                    <input class="input input--mono" id="clock-time" type="text" autocomplete="off" spellcheck="false"
                        ref={field.clone()} value={view.now.clone()} aria-describedby="clock-problem"
                        aria-invalid={view.problem.is_some().then_some("true")} {onkeydown} />
                </div>
                <button type="button" class="button" onclick={set.reform(|_: MouseEvent| ())}>{ "Set" }</button>
            </div>
            <div id="clock-problem">
                if let Some(problem) = &view.problem {
                    <p class="field__error">{ icon("warning") }{ problem }</p>
                }
            </div>
        </>
    };
    let actions = html! {
        <button type="button" class="button button--primary"
            onclick={dispatch.click(Intent::CloseDialog)}>{ "Done" }</button>
    };
    dialog(dispatch, "Clock", true, body, actions)
}
