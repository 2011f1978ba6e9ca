//! Whether one statement applies to a request, element by element.

mod action;
mod condition;
mod principal;
mod resource;
mod statement;

pub(crate) use action::match_action;
pub(crate) use condition::match_condition;
pub(crate) use principal::Caller;
pub(crate) use statement::{Scene, applies, match_statement};
