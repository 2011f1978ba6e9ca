//! Problems of a policy text, each with its place.

use crate::Span;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// AWS refuses the text.
    Error,
    /// AWS takes the text, but it will surprise.
    Warning,
    /// Worth knowing.
    Note,
}

/// One problem of a policy text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// A stable kebab-case name, such as `missing-effect`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What was found and what was expected, in one sentence without a final stop.
    pub message: String,
    /// A way out.
    pub help: Option<String>,
    /// Where.
    pub primary: Span,
    /// What AWS answers when this text is saved, for errors (`POL-50`).
    pub aws: Option<AwsRefusal>,
}

/// The answer of IAM, STS or Organizations to a text with an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AwsRefusal {
    /// Its place in the order of checks of `POL-50`; the lowest one is reported.
    pub rank: u8,
    /// Such as `MalformedPolicyDocument`.
    pub code: &'static str,
    /// AWS's own words.
    pub message: String,
}
