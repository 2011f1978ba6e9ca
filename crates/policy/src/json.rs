//! The JSON of policies: the reader of the crate `json` within the limits of a policy text.

use crate::Span;

pub(crate) use json::{Json, JsonError, Member, Value, shortened};

/// The longest text that is read, in bytes.
pub(crate) const MAX_BYTES: usize = 1024 * 1024;
/// The deepest nesting that is read.
pub(crate) const MAX_DEPTH: u32 = 64;

/// Reads a text that is one JSON value.
pub(crate) fn parse_json(text: &str) -> Result<Json, JsonError> {
    if text.len() > MAX_BYTES {
        let message = format!(
            "found a text of {} bytes, expected at most {MAX_BYTES}",
            text.len()
        );
        return Err(JsonError {
            span: Span { start: 0, end: 0 },
            kind: json::JsonErrorKind::Syntax,
            message,
            help: None,
        });
    }
    json::parse(text, "policy", MAX_DEPTH)
}

#[cfg(test)]
mod tests;
