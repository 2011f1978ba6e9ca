//! What this browser keeps: texts under keys with our prefix.

use gloo::events::EventListener;
use lab::Intent;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Storage, StorageEvent};

use super::window;
use crate::dispatch::Dispatch;

const PREFIX: &str = "sts-playground/";

/// Browsers refuse the storage itself when site data are forbidden.
fn storage() -> Option<Storage> {
    window()?.local_storage().ok().flatten()
}

/// Everything stored under our prefix, in the order of the keys, which are given without it.
pub fn read_all() -> Vec<(String, String)> {
    let Some(storage) = storage() else {
        return Vec::new();
    };
    let keys = (0..storage.length().unwrap_or(0)).filter_map(|at| storage.key(at).ok().flatten());
    let mut found: Vec<_> = keys
        .filter_map(|key| {
            let short = key.strip_prefix(PREFIX)?.to_owned();
            Some((short, storage.get_item(&key).ok().flatten()?))
        })
        .collect();
    found.sort();
    found
}

/// Whether something written is really kept.
pub fn works() -> bool {
    const PROBE: &str = "probe";
    let kept = write(PROBE, "1").is_ok();
    remove(PROBE);
    kept
}

/// Stores a text.
///
/// # Errors
/// A sentence: the browser forbids it, or its space is used up.
pub fn write(key: &str, text: &str) -> Result<(), String> {
    let storage = storage().ok_or("This browser forbids the page to store anything.")?;
    storage.set_item(&full(key), text).map_err(|refusal| {
        let name = js_sys::Reflect::get(&refusal, &JsValue::from_str("name"));
        match name.ok().and_then(|name| name.as_string()).as_deref() {
            Some("QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED") => {
                "The space this browser gives to the page is used up.".to_owned()
            }
            _ => "This browser refused to store it.".to_owned(),
        }
    })
}

/// Removes a text; a key that is not there is fine.
pub fn remove(key: &str) {
    if let Some(storage) = storage() {
        // A browser that forbids removal also forbade storing.
        let _ = storage.remove_item(&full(key));
    }
}

/// The time of day as the person's clock shows it, for `Saved in this browser, 09:41`.
pub fn local_time() -> String {
    let now = js_sys::Date::new_0();
    let two = |number: u32| {
        if number < 10 {
            format!("0{number}")
        } else {
            number.to_string()
        }
    };
    [two(now.get_hours()), two(now.get_minutes())].join(":")
}

/// Tells when another tab stores something of ours.
pub fn watch(dispatch: &Dispatch) -> Option<EventListener> {
    let dispatch = dispatch.clone();
    let window = window()?;
    Some(EventListener::new(&window, "storage", move |event| {
        let Some(event) = event.dyn_ref::<StorageEvent>() else {
            return;
        };
        let key = event
            .key()
            .and_then(|key| key.strip_prefix(PREFIX).map(str::to_owned));
        if let Some(key) = key.filter(|key| key != "probe") {
            dispatch.send(Intent::OtherTabStored {
                key,
                text: event.new_value(),
            });
        }
    }))
}

fn full(key: &str) -> String {
    [PREFIX, key].concat()
}
