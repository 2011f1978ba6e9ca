//! The fragment of the address. Nothing of it ever reaches a server.

use gloo::events::EventListener;
use lab::Intent;
use wasm_bindgen::JsValue;

use super::window;
use crate::dispatch::Dispatch;

/// The fragment, from `#` on; empty when there is none.
pub fn fragment() -> String {
    window()
        .and_then(|window| window.location().hash().ok())
        .unwrap_or_default()
}

/// The page's address without its fragment, to stand before one that is shared.
pub fn page() -> String {
    let address = window()
        .and_then(|window| window.location().href().ok())
        .unwrap_or_default();
    address.split('#').next().unwrap_or_default().to_owned()
}

/// Puts another fragment into the address without a history entry.
pub fn replace(fragment: &str) {
    let Some(history) = window().and_then(|window| window.history().ok()) else {
        return;
    };
    // WebKit refuses after a hundred calls in ten seconds; a stale address is no harm until the next call.
    let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&beside(fragment)));
}

/// Goes to a fragment with a history entry.
pub fn push(fragment: &str) {
    let Some(history) = window().and_then(|window| window.history().ok()) else {
        return;
    };
    // As above: refusal leaves the old address, which still opens.
    let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&beside(fragment)));
}

/// An empty fragment needs the page's own address, or the old fragment would stay.
fn beside(fragment: &str) -> String {
    if fragment.is_empty() {
        page()
    } else {
        fragment.to_owned()
    }
}

/// Tells when the person or the back button changes the fragment.
pub fn watch(dispatch: &Dispatch) -> Option<EventListener> {
    let dispatch = dispatch.clone();
    let window = window()?;
    Some(EventListener::new(&window, "hashchange", move |_| {
        dispatch.send(Intent::AddressChanged(fragment()));
    }))
}
