//! From a policy text to a compiled policy, or to the reasons why not.

use crate::{Diagnostic, PolicyKind, SharedPolicy, SourceText};

/// What became of a policy text.
#[derive(Clone, Debug)]
pub struct ParsedPolicy {
    /// The policy; present exactly when no diagnostic is an error.
    pub compiled: Option<SharedPolicy>,
    /// The text.
    pub source: SourceText,
    /// Everything worth saying about the text, in its order.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads and validates a policy text for its use.
pub fn parse_policy(source: SourceText, kind: PolicyKind) -> ParsedPolicy {
    crate::validate::validate(source, kind)
}
