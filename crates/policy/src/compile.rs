//! The policy of a text without errors, or AWS's refusal.

use std::fmt;
use std::sync::Arc;

use crate::{AwsRefusal, Diagnostic, ParsedPolicy, Severity, SharedPolicy};

/// A policy text that AWS would refuse to store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MalformedPolicy {
    /// What AWS answers: of several errors the one that is checked first (`POL-50`).
    pub refusal: AwsRefusal,
    /// All diagnostics of the text, warnings and notes among them.
    pub diagnostics: Vec<Diagnostic>,
}

/// The compiled policy; refuses exactly when the text has a diagnostic of severity Error.
pub fn compile_policy(policy: &ParsedPolicy) -> Result<SharedPolicy, MalformedPolicy> {
    if let Some(compiled) = &policy.compiled {
        return Ok(Arc::clone(compiled));
    }
    let errors = policy
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error);
    let refusal = errors
        .filter_map(|error| error.aws.clone())
        .min_by_key(|refusal| refusal.rank);
    let refusal = refusal.unwrap_or_else(|| AwsRefusal {
        rank: u8::MAX,
        code: "MalformedPolicyDocument",
        message: "Syntax errors in policy.".to_owned(),
    });
    Err(MalformedPolicy {
        refusal,
        diagnostics: policy.diagnostics.clone(),
    })
}

impl fmt::Display for MalformedPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.refusal.code, self.refusal.message)
    }
}

impl std::error::Error for MalformedPolicy {}
