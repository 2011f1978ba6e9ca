//! Lighthouse's scores of the built page.

use crate::paths::node;
use crate::run::run;
use crate::{chromium, dist, tools};

/// Prints the scores of performance, accessibility and best practices, on a phone and on a desktop.
///
/// # Errors
/// When nothing was built yet, or Lighthouse fails.
pub fn measure() -> Result<(), String> {
    dist::expect_built()?;
    tools::prepare()?;
    let chromium = chromium::prepare()?;
    run(node("tests/browser/lighthouse.mjs").env("CHROMIUM", chromium.browser))
}
