//! Files: dropped anywhere on the page, or chosen in a field.

use gloo::events::{EventListener, EventListenerOptions};
use lab::Intent;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, DragEvent, Event};

use super::{target, window};
use crate::dispatch::Dispatch;

/// A longer file is cut here, which is beyond what any document may hold, so it is refused by its length.
const MOST_BYTES: f64 = 4_194_304.0;

/// Takes files and texts dropped on the page; texts dropped into a field stay the field's.
pub fn watch(dispatch: &Dispatch) -> Vec<EventListener> {
    let Some(window) = window() else {
        return Vec::new();
    };
    let options = EventListenerOptions::enable_prevent_default();
    let over = EventListener::new_with_options(&window, "dragover", options, |event| {
        if !in_field(event) {
            event.prevent_default();
        }
    });
    let dispatch = dispatch.clone();
    let drop = EventListener::new_with_options(&window, "drop", options, move |event| {
        if in_field(event) {
            return;
        }
        event.prevent_default();
        let Some(data) = event
            .dyn_ref::<DragEvent>()
            .and_then(DragEvent::data_transfer)
        else {
            return;
        };
        match data.files().and_then(|files| files.get(0)) {
            Some(file) => import(&file, dispatch.clone()),
            None => match data.get_data("text/plain") {
                Ok(text) if !text.is_empty() => dispatch.send(Intent::Import(text)),
                _ => {}
            },
        }
    });
    vec![over, drop]
}

/// Reads a file and hands its text over.
pub fn import(file: &Blob, dispatch: Dispatch) {
    let Ok(start) = file.slice_with_f64_and_f64(0.0, MOST_BYTES) else {
        return;
    };
    spawn_local(async move {
        if let Ok(text) = JsFuture::from(start.text()).await {
            dispatch.send(Intent::Import(text.as_string().unwrap_or_default()));
        }
    });
}

fn in_field(event: &Event) -> bool {
    target(event)
        .and_then(|at| at.closest("input, textarea, .editor__host").ok().flatten())
        .is_some()
}
