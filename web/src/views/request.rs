//! The request as a sentence, the exact command under it, and the rest of its parameters behind More.

use std::rc::Rc;

use lab::Intent;
use lab::view::{FieldView, PickerView, RequestView, SavedRequestRow};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::dispatch::{Dispatch, use_dispatch};
use crate::interop::focus::id;
use crate::widgets::combobox::{Combobox, problem_id};
use crate::widgets::copy_button::copy_button;
use crate::widgets::icon::icon;
use crate::widgets::mark::{Size, mark};

/// What the form needs.
#[derive(Properties)]
pub struct Props {
    /// The request.
    pub view: Rc<RequestView>,
    /// Puts the form away, in the narrow layout.
    pub on_done: Callback<MouseEvent>,
}

/// The root keeps a request that did not change, so the same place in memory means the same picture.
impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.view, &other.view)
    }
}

/// With more saved requests than this only the first rows of them are shown until asked for.
const MANY: usize = 6;

/// Ids of the pickers; that of the caller has the focus sent to it.
const ACTION: &str = "picker-action";
const RESOURCE: &str = "picker-resource";

/// The form.
#[component]
pub fn Request(props: &Props) -> Html {
    let dispatch = use_dispatch();
    let more = use_state(|| false);
    let all = use_state(|| false);
    let request = &*props.view;
    let toggle = {
        let more = more.clone();
        Callback::from(move |_: MouseEvent| more.set(!*more))
    };
    let show_all = {
        let all = all.clone();
        Callback::from(move |_: MouseEvent| all.set(!*all))
    };
    let nobody = request.caller.value.is_empty();
    html! {
        <section class="request" id={id::REQUEST} aria-label="Request" tabindex="-1">
            <div class="request__sentence">
                <span class="request__word">{ "As" }</span>
                { picker(id::CALLER, &request.caller, nobody && request.problem.is_some(), dispatch.text(Intent::SetCaller)) }
                <span class="request__word">{ "call" }</span>
                { picker(ACTION, &request.action, false, dispatch.text(Intent::SetAction)) }
                <span class="request__word">{ "on" }</span>
                { picker(RESOURCE, &request.resource, false, dispatch.text(Intent::SetResource)) }
                <button type="button" class="button button--primary request__run"
                    onclick={dispatch.click(Intent::Run)}>{ "Run" }</button>
            </div>
            { picker_problem(id::CALLER, request.problem.as_ref().or(request.caller.problem.as_ref())) }
            { picker_problem(ACTION, request.action.problem.as_ref()) }
            { picker_problem(RESOURCE, request.resource.problem.as_ref()) }
            <div class="request__cli">
                { icon("terminal") }
                <code class={classes!("request__command", more.then_some("request__command--whole"))}
                    title={request.command.clone()}>
                    { if *more { &request.command } else { &request.command_short } }
                </code>
                { copy_button(&dispatch, &request.command, "Command", "") }
                <button type="button" class="button button--quiet request__more" aria-expanded={more.to_string()}
                    aria-controls="request-fields" onclick={toggle}>{ "More" }{ icon("chevron") }</button>
                <button type="button" class="button only-narrow" onclick={props.on_done.clone()}>{ "Done" }</button>
            </div>
            <div class="request__fields" id="request-fields" hidden={!*more}>
                { for request.fields.iter().map(|field| draw_field(field, &dispatch)) }
            </div>
            if request.saved.len() > 1 {
                <div class={classes!("request__saved", all.then_some("request__saved--all"))}
                    role="group" aria-label="Saved requests">
                    { for request.saved.iter().map(|row| saved(row, &dispatch)) }
                </div>
                if request.saved.len() > MANY {
                    <button type="button" class="button button--quiet button--small" aria-expanded={all.to_string()}
                        onclick={show_all}>
                        if *all { { "Show fewer calls" } } else { { "Show all " }{ request.saved.len() }{ " calls" } }
                    </button>
                }
            }
            if !request.note.is_empty() {
                <p class="request__note">{ &request.note }</p>
            }
        </section>
    }
}

/// The narrow layout's sentence of words, which stands for the form until it is to be edited.
pub fn brief(request: &RequestView, on_edit: Callback<MouseEvent>) -> Html {
    let name = |picker: &PickerView| {
        html! { <span class="request-brief__name">{ &picker.text }</span> }
    };
    html! {
        <section class="request-brief only-narrow" aria-label="Request">
            <p class="request-brief__text">
                { name(&request.caller) }{ " calls " }{ name(&request.action) }{ " on " }{ name(&request.resource) }
            </p>
            <button type="button" class="button" id={id::EDIT_REQUEST} onclick={on_edit}
                aria-label="Edit the request">{ "Edit" }</button>
        </section>
    }
}

fn picker(id: &'static str, picker: &PickerView, invalid: bool, on_pick: Callback<String>) -> Html {
    html! { <Combobox {id} picker={picker.clone()} {invalid} {on_pick} /> }
}

/// What is wrong with a picker, which names it as its description.
fn picker_problem(picker: &'static str, problem: Option<&String>) -> Html {
    problem
        .map(|problem| {
            html! {
                <p class="field__error" id={problem_id(picker)}>{ icon("warning") }{ problem }</p>
            }
        })
        .unwrap_or_default()
}

fn saved(row: &SavedRequestRow, dispatch: &Dispatch) -> Html {
    html! {
        <button type="button" class="button button--small" key={row.slug.clone()}
            aria-pressed={row.selected.to_string()} title={row.verdict.clone()}
            onclick={dispatch.click(Intent::SelectRequest(row.slug.clone()))}>
            { mark(row.outcome, Size::Small) }
            { &row.title }
            <span class="visually-hidden">{ ", " }{ &row.verdict }</span>
        </button>
    }
}

fn draw_field(field: &FieldView, dispatch: &Dispatch) -> Html {
    let id = ["field-", &field.name].concat();
    let help = [&id, "-help"].concat();
    let name = field.name.clone();
    let set = dispatch.text(move |value| Intent::SetParameter {
        name: name.clone(),
        value,
    });
    let invalid = field.problem.is_some().then_some("true");
    let control = if field.choices.is_empty() {
        let onchange = Callback::from(move |event: Event| {
            set.emit(event.target_unchecked_into::<HtmlInputElement>().value());
        });
        html! {
            <input class="input input--mono" id={id.clone()} type="text" autocomplete="off" spellcheck="false"
                value={field.value.clone()} aria-describedby={help.clone()} aria-invalid={invalid} {onchange} />
        }
    } else {
        let onchange = Callback::from(move |event: Event| {
            set.emit(event.target_unchecked_into::<HtmlSelectElement>().value());
        });
        html! {
            <select class="input" id={id.clone()} aria-describedby={help.clone()} aria-invalid={invalid} {onchange}>
                { for field.choices.iter().map(|(value, label)| html! {
                    <option value={value.clone()} selected={*value == field.value}>{ label }</option>
                }) }
            </select>
        }
    };
    html! {
        <div class="field" key={field.name.clone()}>
            <label class="field__label" for={id}>{ &field.label }</label>
            { control }
            <div id={help}>
                if let Some(problem) = &field.problem {
                    <p class="field__error">{ icon("warning") }{ problem }</p>
                } else {
                    <p class="field__help">{ &field.hint }</p>
                }
            </div>
        </div>
    }
}
