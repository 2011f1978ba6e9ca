//! The path: the drawing or the list, which says the same, and the legend.

mod diagram;
mod layout;
mod list;
mod text;

use std::rc::Rc;

use lab::Intent;
use lab::view::{Outcome, PathForm, PathView, StepsView, WhyView};
use yew::prelude::*;

use crate::dispatch::{Dispatch, use_dispatch};
use crate::interop::focus::{self, id};
use crate::interop::viewport::use_narrow;
use crate::widgets::icon::icon;
use crate::widgets::mark::{Size, mark};

/// What the path needs.
#[derive(Properties)]
pub struct Props {
    /// The drawing.
    pub path: Rc<PathView>,
    /// The steps, for the list.
    pub steps: Rc<StepsView>,
    /// The current step in words, for its card in the list.
    pub why: Rc<WhyView>,
    /// Which form is chosen.
    pub form: PathForm,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.path, &other.path)
            && Rc::ptr_eq(&self.steps, &other.steps)
            && Rc::ptr_eq(&self.why, &other.why)
            && self.form == other.form
    }
}

/// The path.
#[component]
pub fn Path(props: &Props) -> Html {
    let dispatch = use_dispatch();
    let narrow = use_narrow();
    let last = use_mut_ref(|| props.steps.current);
    // Only a step forward is shown as a movement; going back and scrubbing snap.
    let slides = props.steps.current == *last.borrow() + 1;
    let started = props.steps.current != *last.borrow();
    *last.borrow_mut() = props.steps.current;
    // On a phone the card may lie below the edge. While a run plays by itself nothing scrolls.
    let follows = narrow && !props.steps.playing && started;
    use_effect_with(props.steps.current, move |_| {
        if follows {
            focus::reveal(".route__stop--current");
        }
    });
    let as_list = narrow || props.form == PathForm::List;
    let class = if props.form == PathForm::List {
        "path path--list"
    } else {
        "path path--diagram"
    };
    html! {
        <section {class} id={id::PATH} aria-label="Request path" tabindex="-1">
            <div class="path__toolbar">
                if let Some(change) = &props.why.changed { <span class="path__change">{ change }</span> }
                { form_switch(props.form, &dispatch) }
            </div>
            if as_list {
                <div class="path__list">{ list::route(&props.steps, &props.why, narrow, &dispatch) }</div>
            } else {
                <div class="path__diagram" role="group" aria-label="Picture of the path" tabindex="0">{ diagram::diagram(&props.path, slides, &dispatch) }</div>
                { legend() }
            }
        </section>
    }
}

fn form_switch(form: PathForm, dispatch: &Dispatch) -> Html {
    let one = |label: &'static str, picture: &'static str, this: PathForm| {
        html! {
            <button type="button" class="segments__button" aria-pressed={(form == this).to_string()}
                onclick={dispatch.click(Intent::SetPathForm(this))}>{ icon(picture) }{ label }</button>
        }
    };
    html! {
        <div class="segments" role="group" aria-label="Form of the path">
            { one("Diagram", "graph", PathForm::Diagram) }
            { one("List", "list", PathForm::List) }
        </div>
    }
}

fn legend() -> Html {
    let one = |outcome: Outcome, words: &'static str| {
        html! { <span class="legend__item">{ mark(outcome, Size::Small) }{ words }</span> }
    };
    html! {
        <div class="legend">
            { one(Outcome::Allow, "allowed, path continues") }
            { one(Outcome::Gap, "implicit deny, path has a gap") }
            { one(Outcome::Bar, "explicit deny, path is barred") }
        </div>
    }
}
