//! The browser: the only modules that touch it beyond drawing.

pub mod address;
pub mod clipboard;
pub mod crash;
pub mod download;
pub mod editor;
pub mod file_drop;
pub mod focus;
pub mod keyboard;
pub mod media;
pub mod storage;
pub mod timer;
pub mod viewport;

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, Window};

/// The window; a page without one cannot run this code.
pub fn window() -> Option<Window> {
    web_sys::window()
}

/// The document.
pub fn document() -> Option<Document> {
    window()?.document()
}

/// The element with this id.
pub fn element(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}

/// What holds the focus now.
pub fn active() -> Option<HtmlElement> {
    document()?.active_element()?.dyn_into().ok()
}

/// The element an event happened in, seen from the document.
pub fn target(event: &web_sys::Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}
