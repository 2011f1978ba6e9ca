//! The dialog of saved work: keep a copy under a name, open or delete one, rename, import and export.

use lab::Intent;
use lab::view::SaveRow;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::dispatch::Dispatch;
use crate::interop::file_drop;
use crate::widgets::dialog::dialog;
use crate::widgets::icon::icon;
use crate::widgets::one_line::OneLine;

/// The dialog.
pub fn saves(rows: &[SaveRow], title: &str, dispatch: &Dispatch) -> Html {
    let body = html! {
        <>
            <OneLine id="save-name" label="Keep a copy under a name" verb="Save"
                on_take={dispatch.text(Intent::SaveAs)} />
            <div>
                if rows.is_empty() {
                    <p class="dialog__text">{ "No named copies yet. The work in progress is saved by itself." }</p>
                }
                <ul>{ for rows.iter().map(|row| saved(row, dispatch)) }</ul>
            </div>
            <OneLine id="save-title" label="Title of this scenario" value={title.to_owned()} verb="Rename"
                on_take={dispatch.text(Intent::Rename)} />
            <OneLine id="save-paste" label="Open a link or the text of a file" verb="Open"
                on_take={dispatch.text(Intent::Import)} />
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
        .then(|| dispatch.click(Intent::OpenSave(row.key.clone())));
    html! {
        <li class="saves__item" key={row.key.clone()}>
            <div class="saves__text">
                <p class="saves__name">{ &row.name }</p>
                <p class="saves__note">{ row.problem.as_ref().unwrap_or(&row.detail) }</p>
            </div>
            <button type="button" class="button button--small" aria-disabled={open.is_none().then_some("true")}
                aria-label={["Open ", &row.name].concat()} onclick={open}>{ "Open" }</button>
            <button type="button" class="button button--quiet button--icon button--small"
                aria-label={["Delete ", &row.name].concat()}
                onclick={dispatch.click(Intent::DeleteSave(row.key.clone()))}>{ icon("trash") }</button>
        </li>
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
