//! Places in policy texts.

use policy::{CompiledPolicy, LineCol, NodeId, SourceText, Span};
use serde::Serialize;

/// Where something stands in a policy text; lines and columns count from 1, columns in UTF-16 units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Place {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The line of the first byte.
    pub line: u32,
    /// The column of the first byte.
    pub column: u32,
    /// The line of the end.
    pub end_line: u32,
    /// The column of the end.
    pub end_column: u32,
}

impl Place {
    /// The place of a span in its text.
    pub fn of_span(source: &SourceText, span: Span) -> Place {
        let LineCol { line, column } = source.line_col(span.start);
        let end = source.line_col(span.end);
        Place {
            start: span.start,
            end: span.end,
            line,
            column,
            end_line: end.line,
            end_column: end.column,
        }
    }

    /// The place of a node of a compiled policy.
    pub(crate) fn of_node(policy: &CompiledPolicy, node: NodeId) -> Place {
        Place::of_span(policy.source(), policy.span(node))
    }
}
