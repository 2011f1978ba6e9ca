//! The Policies panel: which policy, its text, and what is wrong with it or marked in it.

mod editor;

use std::rc::Rc;

use lab::Intent;
use lab::view::{EditorMode, LineHighlight, Mark, OpenPolicy, PoliciesView, PolicyRow, Problem};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::Part;
use crate::dispatch::{Dispatch, use_dispatch};
use crate::interop::focus::id;
use crate::interop::{editor as bridge, viewport::use_narrow};
use crate::widgets::icon::icon;
use editor::RichEditor;

/// The whole panel.
#[component]
pub fn Policies(props: &Part<PoliciesView>) -> Html {
    let dispatch = use_dispatch();
    let failed = use_state(|| false);
    let view = &*props.view;
    // A phone's keyboard and a rich editor fight over the text, so narrow pages have the plain one.
    let plain = use_narrow() || view.editor == EditorMode::Plain || *failed;
    let on_fail = {
        let failed = failed.clone();
        Callback::from(move |()| failed.set(true))
    };
    html! {
        <div class="policies">
            <h2 class="visually-hidden">{ "Policies" }</h2>
            <nav class="policies__list" aria-label="Policies">
                { for view.groups.iter().map(|group| html! {
                    <>
                        <h3 class="policies__owner">{ &group.label }</h3>
                        <ul>{ for group.rows.iter().map(|row| listed(row, &dispatch)) }</ul>
                    </>
                }) }
            </nav>
            if let Some(open) = &view.open {
                { heading(open, view, *failed, &dispatch) }
                <div class="editor">
                    if plain {
                        { plain_editor(open, &dispatch) }
                    } else {
                        <RichEditor key={open.key.clone()} view={Rc::clone(&props.view)} {on_fail} />
                    }
                </div>
                if let Some(strip) = &open.strip {
                    <div class="problem-strip">
                        { icon("warning") }
                        <span class="problem-strip__text">{ strip }</span>
                        if let Some(problem) = open.problems.iter().find(|problem| problem.error) {
                            <button type="button" class="button button--small"
                                onclick={go_to(problem.from, problem.to)}>{ "Go to line" }</button>
                        }
                    </div>
                }
                { findings(open) }
            } else {
                <div class="empty">
                    <p class="empty__title">{ "No policy is open." }</p>
                    <p class="empty__text">{ "Choose one above to read and edit it." }</p>
                </div>
            }
        </div>
    }
}

fn listed(row: &PolicyRow, dispatch: &Dispatch) -> Html {
    html! {
        <li key={row.key.clone()}>
            <button type="button" class="policies__item" aria-current={row.selected.then_some("true")}
                onclick={dispatch.click(Intent::OpenPolicy(row.key.clone()))}>
                { icon("document") }
                <span class="policies__name">{ &row.title }</span>
                if row.broken { <span class="tag tag--bar">{ "has errors" }</span> }
                if row.switched_off { <span class="tag tag--gap">{ "switched off" }</span> }
                <span class="policies__kind">{ &row.kind }</span>
            </button>
        </li>
    }
}

fn heading(open: &OpenPolicy, view: &PoliciesView, failed: bool, dispatch: &Dispatch) -> Html {
    let rows = view.groups.iter().flat_map(|group| &group.rows);
    let off = rows
        .clone()
        .any(|row| row.key == open.key && row.switched_off);
    let plain = view.editor == EditorMode::Plain;
    let other = if plain {
        EditorMode::Rich
    } else {
        EditorMode::Plain
    };
    let discard = {
        let (dispatch, key) = (dispatch.clone(), open.key.clone());
        Callback::from(move |_: MouseEvent| {
            // The button vanishes with the draft, and the text is what it was about.
            bridge::focus();
            dispatch.send(Intent::DiscardDraft(key.clone()));
        })
    };
    html! {
        <div class="policies__heading">
            <h3 class="policies__title">{ &open.title }</h3>
            if open.strip.is_some() {
                <button type="button" class="button button--small" onclick={discard}>{ "Discard draft" }</button>
            }
            <button type="button" class="button button--small" aria-pressed={off.to_string()}
                onclick={dispatch.click(Intent::TogglePolicy(open.key.clone()))}>
                { if off { "Switch on" } else { "Switch off" } }
            </button>
            if !failed {
                <button type="button" class="button button--small only-wide" aria-pressed={plain.to_string()}
                    onclick={dispatch.click(Intent::SetEditor(other))}>{ "Plain text" }</button>
            }
        </div>
    }
}

fn plain_editor(open: &OpenPolicy, dispatch: &Dispatch) -> Html {
    let key = open.key.clone();
    let edit = dispatch.text(move |text| Intent::EditPolicy {
        key: key.clone(),
        text,
    });
    let oninput = Callback::from(move |event: InputEvent| {
        edit.emit(event.target_unchecked_into::<HtmlTextAreaElement>().value());
    });
    let leave = dispatch.clone();
    let onblur = Callback::from(move |_: FocusEvent| leave.send(Intent::LeaveEditor));
    html! {
        <textarea class="editor__plain" id={id::EDITOR} key={open.key.clone()} spellcheck="false" autocomplete="off"
            autocapitalize="off" aria-label={open.title.clone()} value={open.text.clone()} {oninput} {onblur} />
    }
}

/// Problems and marks as sentences, since not everybody sees them in the text.
fn findings(open: &OpenPolicy) -> Html {
    let count = open.problems.len() + open.highlights.len();
    let title = match count {
        0 => "Findings".to_owned(),
        1 => "1 finding".to_owned(),
        _ => [&count.to_string(), " findings"].concat(),
    };
    html! {
        <section class="findings" aria-label="Findings">
            <h3 class="findings__title">{ title }</h3>
            if count == 0 {
                <p class="findings__empty">{ "No problems, and the current step marks nothing here." }</p>
            }
            <ul>
                { for open.problems.iter().map(|problem| found(problem, &open.text)) }
                { for open.highlights.iter().map(|highlight| marked(highlight, &open.text)) }
            </ul>
        </section>
    }
}

fn found(problem: &Problem, text: &str) -> Html {
    let (class, picture) = if problem.error {
        ("findings__item findings__item--error", "warning")
    } else {
        ("findings__item findings__item--warn", "info")
    };
    html! {
        <li {class}>
            <button type="button" class="findings__row" onclick={go_to(problem.from, problem.to)}>
                { icon(picture) }
                <span class="findings__line">{ "line " }{ line_at(text, problem.from) }</span>
                <span class="findings__text">
                    { &problem.sentence }
                    if let Some(help) = &problem.help { { " " }{ help } }
                </span>
            </button>
        </li>
    }
}

fn marked(highlight: &LineHighlight, text: &str) -> Html {
    let (class, picture) = match highlight.mark {
        Mark::Ok => ("findings__item findings__item--ok", "check"),
        Mark::No => ("findings__item findings__item--warn", "minus"),
        Mark::Deciding => ("findings__item findings__item--error", "stop"),
    };
    let at = start_of(text, highlight.from_line);
    html! {
        <li {class}>
            <button type="button" class="findings__row" onclick={go_to(at, at)}>
                { icon(picture) }
                <span class="findings__line">{ "line " }{ highlight.from_line }</span>
                <span class="findings__text">{ &highlight.label }</span>
            </button>
        </li>
    }
}

fn go_to(from: u32, to: u32) -> Callback<MouseEvent> {
    Callback::from(move |_| bridge::go_to(from, to))
}

/// The line of an offset in UTF-16 units, from 1.
fn line_at(text: &str, offset: u32) -> u32 {
    let mut units = 0;
    let mut line = 1;
    for character in text.chars() {
        if units >= offset {
            break;
        }
        units += u32::from(character.len_utf16() == 2) + 1;
        line += u32::from(character == '\n');
    }
    line
}

/// The offset in UTF-16 units at which a line begins.
fn start_of(text: &str, line: u32) -> u32 {
    let mut units = 0;
    let mut at = 1;
    for character in text.chars() {
        if at >= line {
            break;
        }
        units += u32::from(character.len_utf16() == 2) + 1;
        at += u32::from(character == '\n');
    }
    units
}

#[cfg(test)]
mod tests {
    use super::{line_at, start_of};

    fn check(line: u32, offset: u32) {
        let text = "{\n  \"Sid\": \"\u{1f511}\",\n  \"Effect\"\n}";
        assert_eq!(
            (line_at(text, offset), start_of(text, line)),
            (line, offset)
        );
    }

    #[test]
    fn lines_and_offsets_agree_in_utf16_units() {
        check(1, 0);
        check(2, 2);
        check(3, 17);
        check(4, 28);
    }
}
