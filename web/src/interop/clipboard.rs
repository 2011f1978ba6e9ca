//! Putting text on the clipboard.

use lab::Intent;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::window;
use crate::dispatch::Dispatch;

/// Copies a text and tells how that went; `what` names the text. Pages served without TLS have no clipboard, and
/// the person may have forbidden it.
pub fn copy(text: String, what: String, dispatch: Dispatch) {
    let clipboard = window()
        .map(|window| window.navigator().clipboard())
        .filter(|clipboard| !clipboard.is_undefined());
    let Some(clipboard) = clipboard else {
        dispatch.send(Intent::Copied { what, ok: false });
        return;
    };
    spawn_local(async move {
        let ok = JsFuture::from(clipboard.write_text(&text)).await.is_ok();
        dispatch.send(Intent::Copied { what, ok });
    });
}
