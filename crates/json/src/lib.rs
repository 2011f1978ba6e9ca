//! JSON with places: a strict tree that keeps the order of members, duplicate names and where everything stands,
//! and a writer for canonical texts.
//!
//! It is *not* a general JSON library: it maps nothing onto types, numbers stay as written, depth is bounded, and
//! the first error is the only one that is reported.
//! Nothing here is generic, so that the page carries it once for policies and for documents.
//!
//! ```
//! use json::{Value, Writer, parse};
//! let tree = parse(r#"{"a": [1, 2]}"#, "text", 64).unwrap();
//! let Value::Object(members) = &tree.value else { unreachable!() };
//! assert_eq!((members[0].name.as_str(), members[0].value.span.start), ("a", 6));
//! let error = parse(r#"{"a" 1}"#, "text", 64).unwrap_err();
//! assert_eq!(error.message, "found `1`, expected `:` after the name `a`");
//! let mut writer = Writer::default();
//! writer.text("one\ntwo");
//! assert_eq!(writer.finish(), r#""one\ntwo""#);
//! ```

mod read;
mod tree;
mod write;

pub use read::{JsonError, JsonErrorKind, parse, shortened};
pub use tree::{Json, Member, Span, Value};
pub use write::Writer;
