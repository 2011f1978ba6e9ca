//! The dialog of saved work: keep a copy under a name, open or delete one, rename, import and export.

use lab::Intent;
use lab::view::SaveRow;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::dispatch::Dispatch;
use crate::interop::file_drop;
use crate::widgets::dialog::dialog;
use crate::widgets::icon::icon;

/// Nodes of the dialog's fields, which a component holds.
#[derive(Clone, PartialEq)]
pub struct Fields {
    /// Name of a new copy.
    pub name: NodeRef,
    /// Title of the scenario.
    pub title: NodeRef,
    /// A pasted link or document.
    pub pasted: NodeRef,
}

/// The dialog.
pub fn saves(rows: &[SaveRow], title: &str, fields: &Fields, dispatch: &Dispatch) -> Html {
    let body = html! {
        <>
            { one_line("save-name", "Keep a copy under a name", "", "Save", &fields.name, dispatch.text(Intent::SaveAs)) }
            <div>
                if rows.is_empty() {
                    <p class="dialog__text">{ "No named copies yet. The work in progress is saved by itself." }</p>
                }
                <ul>{ for rows.iter().map(|row| saved(row, dispatch)) }</ul>
            </div>
            { one_line("save-title", "Title of this scenario", title, "Rename", &fields.title, dispatch.text(Intent::Rename)) }
            { one_line("save-paste", "Open a link or the text of a file", "", "Open", &fields.pasted, dispatch.text(Intent::Import)) }
            { file_field(dispatch) }
        </>
    };
    let actions = html! {
        <>
            <button type="button" class="button"
                onclick={dispatch.click(Intent::Download)}>{ icon("download") }{ "Download file" }</button>
            <button type="button" class="button button--primary"
                onclick={dispatch.click(Intent::CloseDialog)}>{ "Done" }</button>
        </>
    };
    dialog(dispatch, "Saved work", false, body, actions)
}

/// One save, with what can be done with it.
pub fn saved(row: &SaveRow, dispatch: &Dispatch) -> Html {
    let open = row
        .problem
        .is_none()
        .then(|| dispatch.click(Intent::OpenSave(row.name.clone())));
    html! {
        <li class="saves__item" key={row.name.clone()}>
            <div class="saves__text">
                <p class="saves__name">{ &row.name }</p>
                <p class="saves__note">{ row.problem.as_ref().unwrap_or(&row.detail) }</p>
            </div>
            <button type="button" class="button button--small" aria-disabled={open.is_none().then_some("true")}
                aria-label={["Open ", &row.name].concat()} onclick={open}>{ "Open" }</button>
            <button type="button" class="button button--quiet button--icon button--small"
                aria-label={["Delete ", &row.name].concat()}
                onclick={dispatch.click(Intent::DeleteSave(row.name.clone()))}>{ icon("trash") }</button>
        </li>
    }
}

/// A field with its button; Enter presses it, and an empty field does nothing.
fn one_line(
    id: &'static str,
    label: &'static str,
    value: &str,
    verb: &'static str,
    node: &NodeRef,
    send: Callback<String>,
) -> Html {
    let take = {
        let node = node.clone();
        Callback::from(move |()| {
            let text = node
                .cast::<HtmlInputElement>()
                .map(|field| field.value())
                .unwrap_or_default();
            if !text.trim().is_empty() {
                send.emit(text);
            }
        })
    };
    let onkeydown = {
        let take = take.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" {
                event.prevent_default();
                take.emit(());
            }
        })
    };
    html! {
        <div class="saves__new">
            <div class="field grow">
                <label class="field__label" for={id}>{ label }</label>
                <input class="input" {id} type="text" autocomplete="off" value={value.to_owned()}
                    ref={node.clone()} {onkeydown} />
            </div>
            <button type="button" class="button" onclick={take.reform(|_: MouseEvent| ())}>{ verb }</button>
        </div>
    }
}

/// Chooses a file; dropping one anywhere on the page does the same.
pub fn file_field(dispatch: &Dispatch) -> Html {
    let dispatch = dispatch.clone();
    let onchange = Callback::from(move |event: Event| {
        let field = event.target_unchecked_into::<HtmlInputElement>();
        if let Some(file) = field.files().and_then(|files| files.get(0)) {
            file_drop::import(&file, dispatch.clone());
        }
    });
    html! {
        <div class="field">
            <label class="field__label" for="import-file">{ "Open a file, or drop one anywhere on the page" }</label>
            <input id="import-file" type="file" accept=".json,.txt,application/json,text/plain" {onchange} />
        </div>
    }
}
