//! The dialog of saved work: keep a copy under a name, open or delete one, rename, import and export.

use lab::Intent;
use lab::view::SaveRow;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use crate::dispatch::Dispatch;
use crate::interop::{file_drop, focus, target};
use crate::widgets::dialog::dialog;
use crate::widgets::icon::icon;
use crate::widgets::one_line::OneLine;

/// The key of the save whose deletion waits for a second press.
pub type Asking = UseStateHandle<Option<String>>;

/// The dialog.
pub fn saves(rows: &[SaveRow], title: &str, asking: &Asking, dispatch: &Dispatch) -> Html {
    let body = html! {
        <>
            <OneLine id="save-name" label="Keep a copy under a name" verb="Save"
                on_take={dispatch.text(Intent::SaveAs)} />
            <div>
                if rows.is_empty() {
                    <p class="dialog__text">{ "No named copies yet. The work in progress is saved by itself." }</p>
                }
                { list(rows, asking, dispatch) }
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

/// All saves; the list takes the focus when the row that had it is deleted.
pub fn list(rows: &[SaveRow], asking: &Asking, dispatch: &Dispatch) -> Html {
    html! {
        <ul tabindex="-1" aria-label="Saved work">{ for rows.iter().map(|row| saved(row, asking, dispatch)) }</ul>
    }
}

/// One save, with what can be done with it.
fn saved(row: &SaveRow, asking: &Asking, dispatch: &Dispatch) -> Html {
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
            if row.deletable { { delete_button(row, asking, dispatch) } }
        </li>
    }
}

/// The first press asks in place, the second deletes; leaving the button takes the question back.
fn delete_button(row: &SaveRow, asking: &Asking, dispatch: &Dispatch) -> Html {
    const QUESTION: &str = "Delete for good?";
    let sure = asking.as_ref() == Some(&row.key);
    let onclick = {
        let (asking, dispatch, key) = (asking.clone(), dispatch.clone(), row.key.clone());
        Callback::from(move |event: MouseEvent| {
            if sure {
                asking.set(None);
                dispatch.send(Intent::DeleteSave(key.clone()));
                return;
            }
            // Safari gives a clicked button no focus, and what was never focused cannot be left.
            let button = target(&event).and_then(|at| at.closest("button").ok().flatten());
            if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
                focus::give(&button);
            }
            asking.set(Some(key.clone()));
        })
    };
    let onblur = sure.then(|| {
        let asking = asking.clone();
        Callback::from(move |_: FocusEvent| asking.set(None))
    });
    let verb = if sure { QUESTION } else { "Delete" };
    let looks = if sure {
        "button--danger"
    } else {
        "button--quiet button--icon"
    };
    html! {
        <button type="button" class={classes!("button", "button--small", looks)}
            aria-label={[verb, " ", &row.name].concat()} {onclick} {onblur}>
            if sure { { QUESTION } } else { { icon("trash") } }
        </button>
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
