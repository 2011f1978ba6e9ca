//! The same measurements as a WebAssembly module without imports; `xtask/bench.mjs` calls and times it.
#![allow(
    unsafe_code,
    reason = "a module without a binding generator names its exports so"
)]
#![allow(
    clippy::indexing_slicing,
    reason = "a benchmark may stop at the first surprise"
)]

#[path = "../benches/measured/mod.rs"]
mod measured;

use std::cell::RefCell;

thread_local! {
    static ROUND: RefCell<Option<measured::Round>> = const { RefCell::new(None) };
}

/// How many things are measured.
#[unsafe(no_mangle)]
pub extern "C" fn count() -> usize {
    measured::names().len()
}

/// Prepares one of them.
#[unsafe(no_mangle)]
pub extern "C" fn prepare(nth: usize) {
    ROUND.set(Some(measured::round(&measured::names()[nth])));
}

/// Does as many rounds of it; answers how many items that was.
#[unsafe(no_mangle)]
pub extern "C" fn run(rounds: u32) -> f64 {
    ROUND.with_borrow_mut(|round| {
        let Some(round) = round else { return 0.0 };
        (0..rounds).map(|_| round() as f64).sum()
    })
}
