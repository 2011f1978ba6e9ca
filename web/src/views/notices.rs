//! Lines under the top bar that stay until they are dealt with.

use lab::Intent;
use lab::view::{NoticeAction, NoticeKind, NoticeView};
use yew::prelude::*;

use super::Part;
use crate::dispatch::{Dispatch, use_dispatch};
use crate::widgets::icon::icon;

/// All notices. They are spoken by the live region when they appear, so they are no live regions themselves.
#[component]
pub fn Notices(props: &Part<Vec<NoticeView>>) -> Html {
    let dispatch = use_dispatch();
    html! {
        if !props.view.is_empty() {
            <section class="notices" aria-label="Notices" tabindex="-1">
                { for props.view.iter().map(|notice| draw(notice, &dispatch)) }
            </section>
        }
    }
}

fn draw(notice: &NoticeView, dispatch: &Dispatch) -> Html {
    let (class, picture) = match notice.kind {
        NoticeKind::Visiting => ("notice", "share"),
        NoticeKind::BrokenLink => ("notice notice--error", "warning"),
        NoticeKind::Storage
        | NoticeKind::Document
        | NoticeKind::Unreadable
        | NoticeKind::OtherTab => ("notice notice--warn", "warning"),
    };
    // A visited scenario stays marked as such until one leaves it or keeps it.
    let stays = notice.kind == NoticeKind::Visiting;
    html! {
        <div {class}>
            { icon(picture) }
            if stays {
                <span class="notice__chip">{ &notice.title }</span>
                <span class="notice__text">{ &notice.text }</span>
            } else {
                <span class="notice__text"><span class="strong">{ &notice.title }</span>{ " " }{ &notice.text }</span>
            }
            <div class="notice__actions">{ for notice.actions.iter().map(|action| button(action, dispatch)) }</div>
            if !stays {
                <button type="button" class="button button--quiet button--icon button--small"
                    aria-label={["Put away: ", &notice.title].concat()}
                    onclick={dispatch.click(Intent::Dismiss(notice.kind))}>{ icon("close") }</button>
            }
        </div>
    }
}

/// A small button for something `lab` offers.
pub fn button(action: &NoticeAction, dispatch: &Dispatch) -> Html {
    html! {
        <button type="button" class="button button--small"
            onclick={dispatch.click(action.intent.clone())}>{ &action.label }</button>
    }
}
