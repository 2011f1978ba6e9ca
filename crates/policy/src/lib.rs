//! The IAM policy language: text with positions, parsing, validation, compiled patterns and condition operators.
//!
//! This crate does *not* decide anything: combining policies into a decision is the business of `authz`.

mod compile;
mod compiled;
mod diagnostic;
mod json;
mod kind;
pub mod lint;
pub mod operator;
mod parse;
pub mod pattern;
mod qualifier;
mod quota;
mod source;
mod span;
mod validate;
mod variable;

pub use compile::{MalformedPolicy, compile_policy};
pub use compiled::{
    CompiledCondition, CompiledPolicy, CompiledStatement, Effect, Element, LanguageVersion,
    Located, PrincipalPattern, SharedPolicy,
};
pub use diagnostic::{AwsRefusal, Diagnostic, Severity};
pub use kind::PolicyKind;
pub use lint::{LINTS, LintFacts, LintSpec, lint_policy};
pub use operator::{OPERATORS, Operand, OperandMatch, OperatorSpec};
pub use parse::{ParsedPolicy, parse_policy};
pub use pattern::{ActionPattern, ActionShape, PatternMatch, PatternOutcome, ResourcePattern};
pub use qualifier::SetQualifier;
pub use quota::{SizeLimit, size, size_limit};
pub use source::SourceText;
pub use span::{LineCol, NodeId, Span};
