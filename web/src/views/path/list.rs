//! The path as a list: every step with its outcome, account and reason, the current one opened as a card.
//!
//! It is a full alternative to the drawing, and what the narrow layout shows.

use lab::Intent;
use lab::view::{AccountTag, CodeLine, ConditionRow, Mark, StepRow, StepsView, WhyView};
use yew::prelude::*;

use crate::dispatch::Dispatch;
use crate::views::code::code;
use crate::views::spine_class;
use crate::views::why::{fix_label, fix_words};
use crate::widgets::mark::{Size, mark, suffix};

/// Lines of policy a card shows: those with marks, and not so many that the ways out leave the screen.
const MOST_LINES: usize = 6;

/// All steps in order.
pub fn route(steps: &StepsView, why: &WhyView, narrow: bool, dispatch: &Dispatch) -> Html {
    let mut account = None;
    html! {
        <ol class="route">
            { for steps.steps.iter().enumerate().map(|(at, step)| {
                let new = step.account.as_ref().filter(|new| account != Some(&new.id));
                if let Some(new) = new {
                    account = Some(&new.id);
                }
                stop(at, step, new, (at == steps.current).then(|| opened(why, narrow, dispatch)), dispatch)
            }) }
        </ol>
    }
}

fn stop(
    at: usize,
    step: &StepRow,
    account: Option<&AccountTag>,
    card: Option<Html>,
    dispatch: &Dispatch,
) -> Html {
    let outcome = ["route__stop--", suffix(step.outcome)].concat();
    let current = card.as_ref().map(|_| "route__stop--current");
    html! {
        <li class={classes!("route__stop", outcome, current)}>
            if let Some(account) = account {
                <p class={classes!("route__account", spine_class(account.spine))}>
                    <span class="spine" />{ &account.name }{ " " }<span class="route__id">{ &account.id }</span>
                </p>
            }
            <div class="route__track">
                <span class="route__mark">{ mark(step.outcome, Size::Station) }</span>
                <div class="route__body">
                    <button type="button" class="route__row" aria-current={card.as_ref().map(|_| "step")}
                        onclick={dispatch.click(Intent::StepTo(at))}>
                        <span class="route__name">{ &step.title }</span>
                        <span class="visually-hidden">{ ", " }{ &step.outcome_words }{ ", " }</span>
                        <span class="route__note">{ &step.note }</span>
                    </button>
                    { card }
                </div>
            </div>
        </li>
    }
}

fn opened(why: &WhyView, narrow: bool, dispatch: &Dispatch) -> Html {
    let step = &why.step;
    // On a phone the conditions must do, so that the way out stays on the screen.
    let sentences: &[String] = if narrow && !step.conditions.is_empty() {
        &[]
    } else {
        &step.sentences
    };
    let lines: Vec<_> = step
        .excerpt
        .iter()
        .flat_map(|excerpt| &excerpt.lines)
        .collect();
    let failed = |line: &&&CodeLine| matches!(line.mark, Some(Mark::No | Mark::Deciding));
    let mut shown: Vec<_> = lines
        .iter()
        .filter(failed)
        .map(|line| (*line).clone())
        .collect();
    if shown.is_empty() {
        shown = lines
            .iter()
            .filter(|line| line.mark.is_some())
            .map(|line| (*line).clone())
            .collect();
    }
    // Lines of brackets alone say nothing in a card.
    shown.retain(|line| {
        line.pieces
            .iter()
            .any(|piece| piece.text.contains(char::is_alphanumeric))
    });
    shown.truncate(MOST_LINES);
    outdent(&mut shown);
    html! {
        <>
            { for sentences.iter().map(|sentence| html! { <p class="route__say">{ sentence }</p> }) }
            { for step.conditions.iter().map(condition) }
            if let Some(excerpt) = step.excerpt.as_ref().filter(|_| !shown.is_empty()) {
                { code(&excerpt.title, &shown) }
                <ul class="visually-hidden">
                    { for excerpt.spoken.iter().map(|sentence| html! { <li>{ sentence }</li> }) }
                </ul>
            }
            if let Some(fix) = why.fixes.first() {
                <div class="route__fix">
                    <span class="route__fix-text">{ fix_words(fix) }</span>
                    <button type="button" class="button" aria-label={fix_label(fix)}
                        onclick={dispatch.click(Intent::TryFix(fix.index))}>{ "Try it" }</button>
                </div>
            }
        </>
    }
}

/// Takes the indentation that all lines share away, since a card is narrow.
fn outdent(lines: &mut [CodeLine]) {
    let indent = |line: &CodeLine| {
        let first = line.pieces.first().map_or("", |piece| piece.text.as_str());
        first.len() - first.trim_start_matches(' ').len()
    };
    let shared = lines.iter().map(indent).min().unwrap_or(0);
    for first in lines.iter_mut().filter_map(|line| line.pieces.first_mut()) {
        first.text.drain(..shared);
    }
}

fn condition(row: &ConditionRow) -> Html {
    html! {
        <dl class="route__facts">
            <dt>{ "Condition key" }</dt><dd class="mono">{ &row.key }</dd>
            <dt>{ "Policy wants" }</dt><dd class="mono">{ &row.wants }</dd>
            <dt>{ "Request had" }</dt><dd class={if row.met { "mono" } else { "absent" }}>{ &row.had }</dd>
        </dl>
    }
}
