//! The rich editor's place: it loads the chunk, and pushes text, problems and marks into it.

use std::cell::Cell;
use std::rc::Rc;

use lab::Intent;
use lab::view::{OpenPolicy, PoliciesView};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::dispatch::use_dispatch;
use crate::interop::editor::{self, Editor};

/// What the editor needs. One component is made for each policy, so that each has its own history.
#[derive(Properties)]
pub struct Props {
    /// The panel, of which the open policy is shown.
    pub view: Rc<PoliciesView>,
    /// The chunk cannot be loaded.
    pub on_fail: Callback<()>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.view, &other.view)
    }
}

/// The editor.
#[component]
pub fn RichEditor(props: &Props) -> Html {
    let dispatch = use_dispatch();
    let host = use_node_ref();
    let mounted = use_state(|| None::<Rc<Editor>>);
    let open = props.view.open.clone();
    {
        let (host, mounted, open, on_fail) = (
            host.clone(),
            mounted.setter(),
            open.clone(),
            props.on_fail.clone(),
        );
        use_effect_with((), move |()| {
            let wanted = Rc::new(Cell::new(true));
            let still = Rc::clone(&wanted);
            if let (Some(host), Some(open)) = (host.cast::<HtmlElement>(), open) {
                spawn_local(async move {
                    let OpenPolicy {
                        key, title, text, ..
                    } = open;
                    let leave = dispatch.clone();
                    let on_change = move |text| {
                        dispatch.send(Intent::EditPolicy {
                            key: key.clone(),
                            text,
                        });
                    };
                    let on_blur = move || leave.send(Intent::LeaveEditor);
                    match editor::mount(host, &text, &title, on_change, on_blur).await {
                        Ok(editor) if still.get() => mounted.set(Some(Rc::new(editor))),
                        // The policy was closed while the chunk came.
                        Ok(_) => {}
                        Err(_) => on_fail.emit(()),
                    }
                });
            }
            move || wanted.set(false)
        });
    }
    let shown = Shown {
        editor: (*mounted).clone(),
        open,
    };
    use_effect_with(shown, |shown| {
        if let (Some(editor), Some(open)) = (&shown.editor, &shown.open) {
            editor.set_text(&open.text);
            editor.set_problems(&open.problems);
            editor.set_highlights(&open.highlights);
        }
    });
    html! {
        <>
            if mounted.is_none() { <p class="editor__loading">{ "Loading the editor." }</p> }
            <div class="editor__host" ref={host} />
        </>
    }
}

/// What was last pushed; it is pushed again when either changes.
struct Shown {
    editor: Option<Rc<Editor>>,
    open: Option<OpenPolicy>,
}

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        let same_editor = match (&self.editor, &other.editor) {
            (Some(one), Some(two)) => Rc::ptr_eq(one, two),
            (None, None) => true,
            _ => false,
        };
        same_editor && self.open == other.open
    }
}
