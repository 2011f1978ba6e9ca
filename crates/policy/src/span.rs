//! Where things stand in a policy text.

pub use json::Span;

/// One node of a compiled policy: a statement, an element, an operator, a key or a value.
///
/// Its [`Span`] is looked up with [`crate::CompiledPolicy::span`] only when it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NodeId(pub(crate) u32);

/// A position for people and editors; both numbers count from one, columns in UTF-16 units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineCol {
    /// Line, from 1.
    pub line: u32,
    /// Column in UTF-16 code units, from 1.
    pub column: u32,
}
