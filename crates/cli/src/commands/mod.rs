//! The commands, one file each: input in, lines out.

mod check;
mod evaluate;
mod explain;
mod link;
mod lint;
mod replay;

pub(crate) use check::check;
pub(crate) use evaluate::evaluate;
pub(crate) use explain::explain;
pub(crate) use link::{decode_link, encode_link};
pub(crate) use lint::{KnownAround, lint};
pub(crate) use replay::replay;

use std::io::Write;

use serde::Serialize;

use crate::outcome::Failure;

/// One JSON value on a line of its own.
fn write_json(out: &mut dyn Write, value: &impl Serialize) -> Result<(), Failure> {
    let line = serde_json::to_string(value)?;
    writeln!(out, "{line}")?;
    Ok(())
}
