//! The source identity, which once set stays through all chained sessions (`STS-25`).

use super::Checked;
use crate::{ApiError, Rule, session::Session};

/// A caller that has a source identity cannot pass another one; `None` when it has none.
pub(in crate::sts) fn kept(
    caller: Option<&Session>,
    passed: Option<&str>,
    denied: &str,
) -> Option<Checked> {
    let inherited = caller?.source_identity.clone()?;
    let changed = passed.is_some_and(|passed| passed != inherited);
    let rule = Rule::SourceIdentityKept { inherited };
    Some(if changed {
        Err((rule, ApiError::access_denied(denied)))
    } else {
        Ok(rule)
    })
}

/// The source identity of the new session.
pub(in crate::sts) fn of_session(caller: Option<&Session>, passed: Option<&str>) -> Option<String> {
    passed
        .map(ToOwned::to_owned)
        .or_else(|| caller?.source_identity.clone())
}
