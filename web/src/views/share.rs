//! The share dialog: what the visitor will see, the link, and how far it will travel.

use lab::Intent;
use lab::view::{ShareFrom, ShareView};
use yew::prelude::*;

use crate::dispatch::Dispatch;
use crate::interop::address;
use crate::widgets::dialog::dialog;
use crate::widgets::icon::icon;

/// The dialog.
pub fn share(view: &ShareView, dispatch: &Dispatch) -> Html {
    let link = view
        .fragment
        .as_ref()
        .map(|fragment| [address::page().as_str(), fragment].concat());
    let body = html! {
        <>
            <p class="share__preview">{ icon("info") }{ &view.preview }</p>
            <fieldset>
                <legend class="choices__legend">{ "The visitor begins" }</legend>
                { choice("at this step", ShareFrom::ThisStep, view.scope, dispatch) }
                { choice("at the first step", ShareFrom::Start, view.scope, dispatch) }
            </fieldset>
            { match &link {
                Ok(link) => html! {
                    <div class="field">
                        <label class="field__label" for="share-link">{ "Link" }</label>
                        <textarea class="input input--mono share__link" id="share-link" readonly=true
                            aria-describedby="share-length" value={link.clone()} />
                    </div>
                },
                Err(why) => html! { <p class="share__warning">{ icon("warning") }{ why }</p> },
            } }
            <p class="share__length" id="share-length">{ &view.length }</p>
            <p class="share__privacy">
                { "The link carries the whole scenario behind the # sign, which no server receives. Everybody who has the link, and the browser's history, has the scenario." }
            </p>
        </>
    };
    let copy = link.ok().map(|text| {
        let intent = Intent::Copy {
            text,
            what: "Link".to_owned(),
        };
        html! {
            <button type="button" class="button button--primary"
                onclick={dispatch.click(intent)}>{ icon("copy") }{ "Copy link" }</button>
        }
    });
    let actions = html! {
        <>
            <button type="button" class="button"
                onclick={dispatch.click(Intent::Download)}>{ icon("download") }{ "Download file" }</button>
            { copy }
        </>
    };
    dialog(dispatch, "Share", false, body, actions)
}

fn choice(label: &'static str, this: ShareFrom, chosen: ShareFrom, dispatch: &Dispatch) -> Html {
    let dispatch = dispatch.clone();
    let onchange = Callback::from(move |_: Event| dispatch.send(Intent::SetShareFrom(this)));
    html! {
        <label class="choice">
            <input class="choice__input" type="radio" name="share-from" checked={this == chosen} {onchange} />
            <span>{ label }</span>
        </label>
    }
}
