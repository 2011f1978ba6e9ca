//! The programs `wasm-bindgen` and `wasm-bindgen-test-runner`, at the version Cargo.lock gives the library.
//!
//! `cargo xtask` builds this once and copies it under both names, which decide what it does.
//! This is not a tool of our own: all the work is done by the `wasm-bindgen-cli` library.

use std::env;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let program = env::args_os().next().unwrap_or_default();
    let name = Path::new(&program).file_stem().unwrap_or_default();
    let outcome = if name == "wasm-bindgen-test-runner" {
        wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(env::args_os())
    } else {
        wasm_bindgen_cli::wasm_bindgen::run_cli_with_args(env::args_os())
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:?}");
            ExitCode::FAILURE
        }
    }
}
