//! How values stand in documents: one trait, leaves and collections, and tables for structs and enums.
//!
//! Not the shapes themselves, which are declared in tables beside the nouns, and not JSON, which is the crate `json`.
//!
//! Nothing is derived and little is generic: a page loads this code on every first visit, so it has to stay small.
//! Reading goes over a finished tree; a member that nobody knows, that is given twice or that is missing is refused.

mod collections;
mod leaf;
mod object;
mod problem;
mod tables;

use json::{Json, Writer};

pub(crate) use self::{
    collections::{read_keyed, write_keyed},
    leaf::text,
    object::{Object, member, optional_member, tagged, unit, unknown_variant},
    problem::{Problem, not_json, unexpected_shape},
    tables::{
        choice, is_field_left_out, keyed, read_field, read_fields, read_variant, record,
        write_field, write_variant,
    },
};
use crate::error::DocumentError;

/// The deepest nesting of arrays and objects in a document.
const DEEPEST: u32 = 127;

/// A value with one spelling in documents.
pub(crate) trait Form {
    /// Reads the value.
    fn read(json: &Json) -> Result<Self, Problem>
    where
        Self: Sized;

    /// Appends the value in its canonical spelling.
    fn write(&self, to: &mut Writer);

    /// Whether the value is the one that an absent member stands for, where a member may be absent.
    fn is_left_out(&self) -> bool {
        false
    }

    /// Whether a list of such values may not hold the same one twice.
    fn is_listed_once() -> bool
    where
        Self: Sized,
    {
        false
    }
}

/// Reads a text as a tree, within the depth of documents.
pub(crate) fn read_tree(text: &str) -> Result<Json, DocumentError> {
    json::parse(text, "document", DEEPEST).map_err(|error| not_json(text, error))
}

/// Reads one value that is the whole of a text.
pub(crate) fn read_text<T: Form>(text: &str) -> Result<T, DocumentError> {
    let tree = read_tree(text)?;
    T::read(&tree).map_err(|problem| unexpected_shape(text, &tree, &problem))
}
