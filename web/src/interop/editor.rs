//! The policy editor: CodeMirror in a chunk of its own, loaded when it is first shown.

use std::cell::RefCell;

use js_sys::{Array, Function, Object, Promise, Reflect};
use lab::view::{LineHighlight, Mark, Problem};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlElement, HtmlTextAreaElement};

use super::{element, focus as focusing};

#[wasm_bindgen]
extern "C" {
    /// Made by `boot.js`: imports the chunk once, and gives the class `PolicyEditor`.
    #[wasm_bindgen(catch, js_name = "stsLoadEditor")]
    fn load_editor() -> Result<Promise, JsValue>;

    #[derive(Clone)]
    type PolicyEditor;
    #[wasm_bindgen(method, js_name = setText)]
    fn set_text(this: &PolicyEditor, text: &str);
    #[wasm_bindgen(method, js_name = setDiagnostics)]
    fn set_diagnostics(this: &PolicyEditor, diagnostics: &JsValue);
    #[wasm_bindgen(method, js_name = setHighlights)]
    fn set_highlights(this: &PolicyEditor, highlights: &JsValue);
    #[wasm_bindgen(method, js_name = goTo)]
    fn go_to(this: &PolicyEditor, offset: u32);
    #[wasm_bindgen(method)]
    fn focus(this: &PolicyEditor);
    #[wasm_bindgen(method)]
    fn destroy(this: &PolicyEditor);
}

thread_local! {
    /// The editor on the screen: there is never more than one, and the focus must find it.
    static SHOWN: RefCell<Option<PolicyEditor>> = const { RefCell::new(None) };
}

/// A mounted editor; dropping it takes it off the page.
pub struct Editor {
    editor: PolicyEditor,
    /// The editor calls these as long as it lives.
    _on_change: Closure<dyn Fn(String)>,
    _on_blur: Closure<dyn Fn()>,
}

#[derive(Serialize)]
struct Diagnostic<'a> {
    from: u32,
    to: u32,
    severity: &'static str,
    message: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Highlight<'a> {
    from_line: u32,
    to_line: u32,
    kind: &'static str,
    label: &'a str,
}

/// Loads the chunk and mounts an editor in `host`.
///
/// # Errors
/// What the browser threw: the chunk cannot be had, or is not what was expected.
pub async fn mount(
    host: HtmlElement,
    text: &str,
    label: &str,
    on_change: impl Fn(String) + 'static,
    on_blur: impl Fn() + 'static,
) -> Result<Editor, JsValue> {
    let class: Function = JsFuture::from(load_editor()?).await?.dyn_into()?;
    let on_change = Closure::<dyn Fn(String)>::new(on_change);
    let on_blur = Closure::<dyn Fn()>::new(on_blur);
    let options = Object::new();
    Reflect::set(&options, &"label".into(), &label.into())?;
    Reflect::set(&options, &"onChange".into(), on_change.as_ref())?;
    Reflect::set(&options, &"onBlur".into(), on_blur.as_ref())?;
    let arguments = Array::of3(&host, &text.into(), &options);
    let editor: PolicyEditor = Reflect::construct(&class, &arguments)?.unchecked_into();
    SHOWN.with_borrow_mut(|shown| *shown = Some(editor.clone()));
    Ok(Editor {
        editor,
        _on_change: on_change,
        _on_blur: on_blur,
    })
}

impl Editor {
    /// Shows another text; the same text leaves cursor and history alone.
    pub fn set_text(&self, text: &str) {
        self.editor.set_text(text);
    }

    /// Marks problems in place.
    pub fn set_problems(&self, problems: &[Problem]) {
        let list: Vec<Diagnostic> = problems
            .iter()
            .map(|problem| Diagnostic {
                from: problem.from,
                to: problem.to,
                severity: if problem.error { "error" } else { "warning" },
                message: &problem.sentence,
            })
            .collect();
        if let Ok(list) = list.serialize(&serde_wasm_bindgen::Serializer::json_compatible()) {
            self.editor.set_diagnostics(&list);
        }
    }

    /// Marks the lines the current step speaks of.
    pub fn set_highlights(&self, highlights: &[LineHighlight]) {
        let list: Vec<Highlight> = highlights
            .iter()
            .map(|highlight| Highlight {
                from_line: highlight.from_line,
                to_line: highlight.to_line,
                kind: match highlight.mark {
                    Mark::Ok => "ok",
                    Mark::No => "no",
                    Mark::Deciding => "deciding",
                },
                label: &highlight.label,
            })
            .collect();
        if let Ok(list) = list.serialize(&serde_wasm_bindgen::Serializer::json_compatible()) {
            self.editor.set_highlights(&list);
        }
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        SHOWN.with_borrow_mut(|shown| {
            // Another may have been mounted before this one, which loaded too late, is put away.
            shown.take_if(|shown| {
                JsValue::from(shown.clone()) == JsValue::from(self.editor.clone())
            });
        });
        self.editor.destroy();
    }
}

/// Focuses the editor or the plain text area that stands for it.
pub fn focus() {
    match SHOWN.with_borrow(Clone::clone) {
        Some(editor) => editor.focus(),
        None => focusing::by_id(focusing::id::EDITOR),
    }
}

/// Puts the cursor at an offset in UTF-16 units, and brings it into view.
pub fn go_to(from: u32, to: u32) {
    if let Some(editor) = SHOWN.with_borrow(Clone::clone) {
        editor.go_to(from);
        editor.focus();
        return;
    }
    let plain = element(focusing::id::EDITOR).and_then(|at| at.dyn_into().ok());
    if let Some(plain) = plain as Option<HtmlTextAreaElement> {
        focusing::give(&plain);
        // A text area refuses no range.
        let _ = plain.set_selection_range(from, to);
    }
}
