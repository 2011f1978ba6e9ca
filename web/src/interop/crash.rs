//! The way out of a panic.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Made by `boot.js`: replaces the page by one that offers what was saved.
    #[wasm_bindgen(catch, js_name = "stsCrash")]
    fn sts_crash(message: &str) -> Result<(), JsValue>;
}

/// Hands the message of a panic to the page's crash screen.
pub fn report(message: &str) {
    // Without the crash screen, as in a test, the trap that follows is what shows.
    let _ = sts_crash(message);
}
