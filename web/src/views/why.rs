//! The Why panel: the verdict, what the caller is told and what can be seen from here, the gates, the current
//! step with its conditions and lines, and the ways past it.

use lab::Intent;
use lab::view::{ConditionRow, FixView, PolicyExcerpt, ReasonRow, StepExplanation, WhyView};
use yew::prelude::*;

use super::Part;
use super::code::code;
use crate::dispatch::{Dispatch, use_dispatch};
use crate::interop::focus::id;
use crate::widgets::copy_button::copy_button;
use crate::widgets::icon::icon;
use crate::widgets::mark::{Size, mark, suffix};

/// The whole panel.
#[component]
pub fn Why(props: &Part<WhyView>) -> Html {
    let dispatch = use_dispatch();
    let why = &*props.view;
    html! {
        <>
            <div class="verdict">
                { verdict(why) }
                <div class="said">
                    <h3 class="said__label">{ "What the caller is told" }</h3>
                    <div class="said__box">
                        { &why.told }
                        { copy_button(&dispatch, &why.told, "Answer", "said__copy") }
                    </div>
                </div>
            </div>
            // The deciding lines come before the list of gates, whose marks the steps show as well: on a
            // usual screen they would otherwise be out of sight.
            { step(&why.step) }
            if let Some(excerpt) = &why.step.excerpt { { policy(excerpt, &dispatch) } }
            <ol class="reasons">{ for why.reasons.iter().map(|row| reason(row, &dispatch)) }</ol>
            if let Some(seen) = &why.seen {
                <div class="verdict">
                    <div class="said">
                        <h3 class="said__label">{ "What you can see from here" }</h3>
                        <div class="said__box said__box--plain">{ seen }</div>
                    </div>
                </div>
            }
            if !why.fixes.is_empty() { { fixes(&why.fixes, &dispatch) } }
        </>
    }
}

/// Mark, title, change and reason; the narrow layout shows them first of all.
pub fn verdict(why: &WhyView) -> Html {
    html! {
        <>
            { mark(why.outcome, Size::Large) }
            <h2 class="verdict__title">{ &why.title }</h2>
            if let Some(changed) = &why.changed { <p class="verdict__change">{ changed }</p> }
            <p class="verdict__say">{ &why.reason }</p>
        </>
    }
}

fn reason(row: &ReasonRow, dispatch: &Dispatch) -> Html {
    let outcome = ["reasons__item--", suffix(row.outcome)].concat();
    let current = row.current.then_some("reasons__item--current");
    html! {
        <li class={classes!("reasons__item", outcome, current)}>
            <button type="button" class="reasons__row" aria-current={row.current.then_some("step")}
                onclick={dispatch.click(Intent::StepToStage(row.stage))}>
                { mark(row.outcome, Size::Row) }
                <span>{ &row.title }<span class="visually-hidden">{ ", " }{ &row.outcome_words }{ ", " }</span></span>
                <span class="reasons__why">{ &row.note }</span>
            </button>
        </li>
    }
}

fn step(step: &StepExplanation) -> Html {
    html! {
        <section class="step-words" aria-labelledby={id::STEP_HEADING}>
            <h3 class="step-words__title" id={id::STEP_HEADING} tabindex="-1">{ &step.title }</h3>
            { for step.sentences.iter().map(|sentence| html! { <p class="step-words__say">{ sentence }</p> }) }
            if !step.conditions.is_empty() { { conditions(&step.conditions) } }
        </section>
    }
}

/// The condition table. The operator stands with the key, since a key may be asked for in two ways.
fn conditions(rows: &[ConditionRow]) -> Html {
    html! {
        <div class="conditions" tabindex="0" role="group" aria-label="Conditions">
            <table class="conditions__table">
                <thead><tr>
                    <th scope="col">{ "Condition key" }</th>
                    <th scope="col">{ "policy wants" }</th>
                    <th scope="col">{ "request had" }</th>
                </tr></thead>
                <tbody>
                    { for rows.iter().map(|row| html! {
                        <tr>
                            <td>{ &row.key }<span class="conditions__operator">{ " " }{ &row.operator }</span></td>
                            <td>{ &row.wants }</td>
                            <td class={if row.met { "conditions__met" } else { "conditions__unmet" }}>{ &row.had }</td>
                        </tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}

fn policy(excerpt: &PolicyExcerpt, dispatch: &Dispatch) -> Html {
    let edit = excerpt.key.as_ref().map(|key| {
        let onclick = dispatch.click(Intent::OpenPolicy(key.clone()));
        html! {
            <button type="button" {onclick} aria-label={["Edit ", &excerpt.title].concat()}
                class="button button--quiet button--accent button--small policy-view__edit">{ "Edit" }</button>
        }
    });
    html! {
        <section class="policy-view" aria-label={excerpt.title.clone()}>
            <div class="policy-view__heading">
                { icon("document") }
                <h3 class="policy-view__name">{ &excerpt.title }</h3>
                { edit }
            </div>
            { code(&excerpt.title, &excerpt.lines) }
            <ul class="visually-hidden">
                { for excerpt.spoken.iter().map(|sentence| html! { <li>{ sentence }</li> }) }
            </ul>
        </section>
    }
}

fn fixes(fixes: &[FixView], dispatch: &Dispatch) -> Html {
    html! {
        <section class="fixes" aria-labelledby="fixes-title">
            <h3 class="fixes__title" id="fixes-title">{ "Ways to get past this step" }</h3>
            { for fixes.iter().map(|fix| html! {
                <div class="fixes__item">
                    { fix_icon(fix) }
                    <span class="fixes__text">{ fix_words(fix) }</span>
                    <button type="button" class="button button--small" aria-label={fix_label(fix)}
                        onclick={dispatch.click(Intent::TryFix(fix.index))}>{ "Try it" }</button>
                </div>
            }) }
        </section>
    }
}

fn fix_icon(fix: &FixView) -> Html {
    match fix.risk {
        Some(_) => html! {
            <svg class="icon icon--bar" aria-hidden="true"><use href="#i-warning" /></svg>
        },
        None => icon("wrench"),
    }
}

/// The words of a way past the step, with what it would open when it is risky.
pub fn fix_words(fix: &FixView) -> Html {
    html! {
        <>
            { &fix.text }
            if let Some(code) = &fix.code { { " " }<span class="mono">{ code }</span> }
            if let Some(risk) = &fix.risk { { " " }<span class="fixes__risk">{ "(" }{ risk }{ ")" }</span> }
        </>
    }
}

/// `Try it: Send --external-id acme-7f3c91`, because a page may show several of these buttons.
pub fn fix_label(fix: &FixView) -> String {
    let code = fix.code.as_deref().unwrap_or_default();
    ["Try it: ", &fix.text, " ", code]
        .concat()
        .trim_end()
        .to_owned()
}
