//! The credentials wallet: one disclosure a session. Expired ones stay, because lessons need them.

use lab::Intent;
use lab::view::{WalletRow, WalletView};
use yew::prelude::*;

use super::Part;
use crate::dispatch::{Dispatch, use_dispatch};
use crate::widgets::icon::icon;

/// The whole wallet.
#[component]
pub fn Wallet(props: &Part<WalletView>) -> Html {
    let dispatch = use_dispatch();
    let open = use_state(|| None::<String>);
    html! {
        <section class="wallet" aria-labelledby="wallet-title" tabindex="-1">
            <h2 class="wallet__heading" id="wallet-title">{ "Credentials wallet" }</h2>
            if props.view.rows.is_empty() {
                <p class="wallet__empty">{ "No temporary credentials yet. A successful AssumeRole puts some here." }</p>
            } else {
                <ul class="wallet__list">
                    { for props.view.rows.iter().enumerate().map(|(at, row)| session(at, row, &open, &dispatch)) }
                </ul>
            }
        </section>
    }
}

fn session(
    at: usize,
    row: &WalletRow,
    open: &UseStateHandle<Option<String>>,
    dispatch: &Dispatch,
) -> Html {
    let is_open = open.as_deref() == Some(&row.key);
    let toggle = {
        let (open, next) = (open.clone(), (!is_open).then(|| row.key.clone()));
        Callback::from(move |_: MouseEvent| open.set(next.clone()))
    };
    let facts_id = ["wallet-facts-", &at.to_string()].concat();
    let class = classes!(
        "wallet__item",
        row.caller.then_some("wallet__item--current"),
        row.expired.then_some("wallet__item--expired"),
    );
    html! {
        <li {class} key={row.key.clone()}>
            <button type="button" class="wallet__row" aria-expanded={is_open.to_string()}
                aria-controls={facts_id.clone()} onclick={toggle}>
                { icon("key") }
                <span class="wallet__name">{ &row.name }</span>
                <span class="wallet__left">{ &row.left }</span>
                <span class="wallet__note">
                    { &row.detail }
                    if row.caller { { ", the present caller" } }
                </span>
            </button>
            <div id={facts_id} hidden={!is_open}>
                if is_open {
                    <dl class="wallet__facts">
                        { for row.facts.iter().map(|(label, value)| html! {
                            <><dt>{ label }</dt><dd>{ value }</dd></>
                        }) }
                    </dl>
                    if !row.caller {
                        <div class="wallet__actions">
                            <button type="button" class="button button--small"
                                onclick={dispatch.click(Intent::SetCaller(row.key.clone()))}>{ "Use as caller" }</button>
                        </div>
                    }
                }
            </div>
        </li>
    }
}
