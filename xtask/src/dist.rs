//! The release build of the page, by Trunk.

use std::process::Command;

use crate::paths::{dist, root};
use crate::run::{run, timed};
use crate::tools;

/// Builds the page for release into `dist/`, installing first what is missing.
///
/// # Errors
/// A sentence that names the step that failed.
pub fn build() -> Result<(), String> {
    let tools = tools::prepare()?;
    timed("Building the page for release", || {
        run(Command::new(tools.bin.join("trunk"))
            .args(["build", "--release", "--offline"])
            .current_dir(root())
            .env("PATH", &tools.path)
            // Trunk takes the variable as a yes-or-no option and stops at other values.
            .env_remove("NO_COLOR"))
    })
}

/// Refuses to go on without a built page.
pub fn expect_built() -> Result<(), String> {
    if dist().join("index.html").is_file() {
        Ok(())
    } else {
        Err("found no built page in `dist/`; run `cargo xtask dist` first".to_owned())
    }
}
