//! Putting text on the clipboard.

use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::window;

/// Copies a text. Pages served without TLS have no clipboard; there the text stays to be selected by hand.
pub fn copy(text: String) {
    let Some(clipboard) = window().map(|window| window.navigator().clipboard()) else {
        return;
    };
    if clipboard.is_undefined() {
        return;
    }
    spawn_local(async move {
        // The person may have forbidden it; there is nothing to be mended from here.
        let _ = JsFuture::from(clipboard.write_text(&text)).await;
    });
}
