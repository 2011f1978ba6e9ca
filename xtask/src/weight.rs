//! The compressed size of the built page against its budgets.

use crate::dist;
use crate::paths::node;
use crate::run::run;

/// Prints the table of sizes.
///
/// # Errors
/// When a budget is exceeded, or nothing was built yet.
pub fn check() -> Result<(), String> {
    dist::expect_built()?;
    run(&mut node("xtask/weight.mjs"))
}
