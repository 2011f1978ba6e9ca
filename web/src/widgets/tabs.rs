//! Tabs with automatic activation: panels are there at once, so moving to a tab shows it.

use lab::Intent;
use yew::prelude::*;

use super::toolbar::move_in_row;
use crate::dispatch::Dispatch;

/// One tab.
pub struct Tab {
    /// What the tab and its panel are named after in ids.
    pub id: &'static str,
    /// Its text.
    pub label: &'static str,
    /// Whether its panel is shown.
    pub selected: bool,
    /// What shows it.
    pub intent: Intent,
}

/// The row of tabs; the panel with the id `panel-…` stands elsewhere.
pub fn tabs(dispatch: &Dispatch, label: &'static str, tabs: Vec<Tab>) -> Html {
    let intents: Vec<Intent> = tabs.iter().map(|tab| tab.intent.clone()).collect();
    let onkeydown = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: KeyboardEvent| {
            if let Some(intent) = move_in_row(&event).and_then(|next| intents.get(next)) {
                dispatch.send(intent.clone());
            }
        })
    };
    html! {
        <div class="tabs" role="tablist" aria-label={label} {onkeydown}>
            { for tabs.into_iter().map(|tab| html! {
                <button type="button" class="tabs__tab" role="tab" id={["tab-", tab.id].concat()}
                    aria-selected={tab.selected.to_string()}
                    aria-controls={tab.selected.then(|| ["panel-", tab.id].concat())}
                    tabindex={if tab.selected { "0" } else { "-1" }}
                    onclick={dispatch.click(tab.intent)}>{ tab.label }</button>
            }) }
        </div>
    }
}
