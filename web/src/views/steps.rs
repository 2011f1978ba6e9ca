//! The step bar: transport, scrubber, level of detail, and the steps themselves.
//!
//! Steps have names and outcomes, so they are an ordered list of buttons; the slider is there besides.

use lab::Intent;
use lab::view::{Detail, StepRow, StepsView};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::Part;
use crate::dispatch::{Dispatch, use_dispatch};
use crate::interop::focus::{self, id};
use crate::interop::viewport::use_narrow;
use crate::widgets::icon::icon;
use crate::widgets::mark::{Size, mark, suffix};
use crate::widgets::toolbar::move_in_row;

/// More dots than this say nothing.
const MOST_DOTS: usize = 12;
/// Places of Previous and Next in the transport, all that the narrow layout has of it.
const PREVIOUS: usize = 1;
const NEXT: usize = 2;

/// The whole bar.
#[component]
pub fn Steps(props: &Part<StepsView>) -> Html {
    let dispatch = use_dispatch();
    let stop = use_state(|| NEXT);
    let steps = &*props.view;
    use_effect_with((steps.current, steps.detail), |_| {
        focus::reveal(".statements__row[aria-current]")
    });
    let stop_at = if use_narrow() {
        (*stop).clamp(PREVIOUS, NEXT)
    } else {
        *stop
    };
    let (position, name) = steps
        .position
        .split_once(": ")
        .unwrap_or((&steps.position, ""));
    html! {
        <section class="steps" id={id::STEPS} aria-label="Steps" tabindex="-1">
            <div class="steps__bar">
                { transport(steps, stop_at, &stop, &dispatch) }
                <p class="steps__position">
                    { position }
                    if !name.is_empty() { <span class="steps__position-name">{ ": " }{ name }</span> }
                </p>
                if steps.steps.len() <= MOST_DOTS { { dots(steps) } }
                <div class="steps__tools">
                    { scrubber(steps, &dispatch) }
                    <button type="button" class="button button--quiet button--small"
                        onclick={dispatch.click(Intent::StepDeciding)}>{ icon("target") }{ "Deciding step" }</button>
                    { detail_switch(steps.detail, &dispatch) }
                </div>
            </div>
            if steps.detail == Detail::Stages {
                <ol class="stations">
                    { for steps.steps.iter().enumerate().map(|(at, step)| {
                        station(at, step, at == steps.current, &dispatch)
                    }) }
                </ol>
            } else {
                <div class="statements">
                    <ol>
                        { for steps.steps.iter().enumerate().map(|(at, step)| {
                            statement(at, step, at == steps.current, &dispatch)
                        }) }
                    </ol>
                </div>
            }
        </section>
    }
}

fn transport(
    steps: &StepsView,
    stop_at: usize,
    stop: &UseStateHandle<usize>,
    dispatch: &Dispatch,
) -> Html {
    let at_start = steps.current == 0;
    let at_end = steps.current + 1 >= steps.steps.len();
    let play = if steps.playing {
        ("Pause", "pause")
    } else {
        ("Play", "play")
    };
    let buttons = [
        (
            "First step",
            "first",
            "button--quiet button--icon button--first",
            at_start,
            Intent::StepFirst,
        ),
        (
            "Previous step",
            "left",
            "button--icon button--previous",
            at_start,
            Intent::StepBack,
        ),
        (
            "Next step",
            "right",
            "button--primary button--icon button--next",
            at_end,
            Intent::StepNext,
        ),
        (
            "Last step",
            "last",
            "button--quiet button--icon button--last",
            at_end,
            Intent::StepLast,
        ),
        (
            play.0,
            play.1,
            "button--quiet button--play",
            false,
            Intent::TogglePlay,
        ),
    ];
    let onkeydown = Callback::from(|event: KeyboardEvent| {
        move_in_row(&event);
    });
    html! {
        <div class="steps__transport" role="toolbar" aria-label="Move through the steps" {onkeydown}>
            { for buttons.into_iter().enumerate().map(|(at, (label, picture, class, disabled, intent))| {
                let worded = picture == play.1;
                let onfocus = {
                    let stop = stop.clone();
                    Callback::from(move |_: FocusEvent| stop.set(at))
                };
                // At an end the button keeps the focus and its place, and does nothing.
                let onclick = (!disabled).then(|| dispatch.click(intent));
                html! {
                    <button type="button" class={classes!("button", class)} {onclick} {onfocus}
                        tabindex={if at == stop_at { "0" } else { "-1" }}
                        aria-label={(!worded).then_some(label)} title={(!worded).then_some(label)}
                        aria-disabled={disabled.then_some("true")}>
                        { icon(picture) }
                        if worded { { label } }
                    </button>
                }
            }) }
        </div>
    }
}

fn dots(steps: &StepsView) -> Html {
    html! {
        <div class="steps__dots" aria-hidden="true">
            { for (0..steps.steps.len()).map(|at| {
                let class = match at.cmp(&steps.current) {
                    std::cmp::Ordering::Less => "steps__dot",
                    std::cmp::Ordering::Equal => "steps__dot steps__dot--current",
                    std::cmp::Ordering::Greater => "steps__dot steps__dot--ahead",
                };
                html! { <span {class} /> }
            }) }
        </div>
    }
}

fn scrubber(steps: &StepsView, dispatch: &Dispatch) -> Html {
    let dispatch = dispatch.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        let at = event.target_unchecked_into::<HtmlInputElement>().value();
        if let Ok(at) = at.parse() {
            dispatch.send(Intent::StepTo(at));
        }
    });
    html! {
        <input class="steps__slider" type="range" min="0" max={steps.steps.len().saturating_sub(1).to_string()}
            value={steps.current.to_string()} aria-label="Step" aria-valuetext={steps.spoken.clone()} {oninput} />
    }
}

fn detail_switch(detail: Detail, dispatch: &Dispatch) -> Html {
    let one = |label: &'static str, this: Detail| {
        html! {
            <button type="button" class="segments__button" aria-pressed={(detail == this).to_string()}
                onclick={dispatch.click(Intent::SetDetail(this))}>{ label }</button>
        }
    };
    html! {
        <div class="segments" role="group" aria-label="Level of detail">
            { one("Stages", Detail::Stages) }
            { one("Every statement", Detail::Statements) }
        </div>
    }
}

fn station(at: usize, step: &StepRow, current: bool, dispatch: &Dispatch) -> Html {
    let outcome = ["stations__item--", suffix(step.outcome)].concat();
    html! {
        <li class={classes!("stations__item", outcome)}>
            <button type="button" class="station" aria-current={current.then_some("step")}
                onclick={dispatch.click(Intent::StepTo(at))}>
                <span class="station__mark">{ mark(step.outcome, Size::Station) }</span>
                <span class="station__name">{ &step.short }</span>
                <span class="visually-hidden">{ ", " }{ &step.outcome_words }</span>
            </button>
        </li>
    }
}

fn statement(at: usize, step: &StepRow, current: bool, dispatch: &Dispatch) -> Html {
    let deep = (step.depth > 0).then_some("statements__row--deep");
    html! {
        <li>
            <button type="button" class={classes!("statements__row", deep)} aria-current={current.then_some("step")}
                onclick={dispatch.click(Intent::StepTo(at))}>
                <span class="statements__number">{ at + 1 }</span>
                { mark(step.outcome, Size::Row) }
                <span class="statements__name">
                    { &step.title }<span class="visually-hidden">{ ", " }{ &step.outcome_words }{ ", " }</span>
                </span>
                <span class="statements__why">{ &step.note }</span>
            </button>
        </li>
    }
}
