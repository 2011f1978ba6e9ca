//! Rules that operations share and that are no policies: each gives a [`RuleTrace`] and, when broken, the error.

pub(super) mod duration;
pub(super) mod region;
pub(super) mod session_tags;
pub(super) mod source_identity;

use crate::{ApiError, Rule, RuleTrace};

/// A rule that holds, or that is broken with what the caller is told.
pub(super) type Checked = Result<Rule, (Rule, ApiError)>;

/// Writes down checks in order until one is broken.
pub(super) fn record(
    rows: &mut Vec<RuleTrace>,
    checks: impl IntoIterator<Item = Checked>,
) -> Result<(), ApiError> {
    for check in checks {
        match check {
            Ok(rule) => rows.push(RuleTrace::Passed(rule)),
            Err((rule, error)) => {
                rows.push(RuleTrace::Failed(rule));
                return Err(error);
            }
        }
    }
    Ok(())
}
