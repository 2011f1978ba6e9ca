//! How long a role session may last (`STS-10` to `STS-13`).

use aws::Seconds;

use super::Checked;
use crate::{ApiError, Rule};

/// One hour: the length when none is asked for, and the longest after role chaining.
const ONE_HOUR: Seconds = 3_600;

/// The length of the session when all rules hold.
pub(in crate::sts) fn requested(duration_seconds: Option<i64>) -> Seconds {
    duration_seconds.unwrap_or(ONE_HOUR)
}

/// The role's own limit (`STS-80`).
pub(in crate::sts) fn within_role_maximum(
    requested_seconds: Seconds,
    maximum_seconds: Seconds,
) -> Checked {
    let rule = Rule::MaxSessionDuration {
        requested_seconds,
        maximum_seconds,
    };
    if requested_seconds <= maximum_seconds {
        return Ok(rule);
    }
    let message = "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.";
    Err((rule, ApiError::validation(message)))
}

/// The limit for callers that are role sessions themselves (`STS-81`).
pub(in crate::sts) fn within_chaining_limit(requested_seconds: Seconds) -> Checked {
    let rule = Rule::RoleChaining {
        requested_seconds,
        maximum_seconds: ONE_HOUR,
    };
    if requested_seconds <= ONE_HOUR {
        return Ok(rule);
    }
    let message = "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.";
    Err((rule, ApiError::validation(message)))
}
