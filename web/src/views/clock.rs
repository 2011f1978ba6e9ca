//! The clock's dialog: the time is part of the document, so links replay exactly.

use lab::Intent;
use lab::view::ClockView;
use yew::prelude::*;

use super::notices::button;
use crate::dispatch::Dispatch;
use crate::widgets::dialog::dialog;
use crate::widgets::one_line::OneLine;

/// The dialog.
pub fn clock(view: &ClockView, dispatch: &Dispatch) -> Html {
    let body = html! {
        <>
            <div>
                <p class="clock__now">{ &view.now }</p>
                <p class="clock__note">{ "The clock of the simulation, in UTC. It moves only when you move it." }</p>
            </div>
            <div class="clock__buttons">{ for view.jumps.iter().map(|jump| button(jump, dispatch)) }</div>
            <OneLine id="clock-time" label="Set the time" value={view.now.clone()} verb="Set"
                problem={view.problem.clone().map(AttrValue::from)} on_take={dispatch.text(Intent::SetClock)} />
        </>
    };
    let actions = html! {
        <button type="button" class="button button--primary"
            onclick={dispatch.click(Intent::CloseDialog)}>{ "Done" }</button>
    };
    dialog(dispatch, "Clock", true, body, actions)
}
