//! `link`: documents as links and back.

use std::io::Write;

use serde_json::json;
use share::ShareScope;
use world::write_document;

use super::write_json;
use crate::input::Input;
use crate::outcome::{Failure, Outcome};
use crate::remark;

/// Prints the fragment that opens a document.
pub(crate) fn encode_link(
    file: &str,
    world_only: bool,
    json: bool,
    out: &mut dyn Write,
) -> Result<Outcome, Failure> {
    let input = Input::read(file)?;
    let scope = if world_only {
        ShareScope::WorldOnly
    } else {
        ShareScope::WholeStory
    };
    let link = share::encode_link(&input.document()?, scope)
        .map_err(|error| Failure::new(format!("{}: {error}", input.name)))?;
    if json {
        let value = json!({"link": link.as_str(), "characters": link.characters()});
        write_json(out, &value)?;
    } else {
        writeln!(out, "{}", link.as_str())?;
    }
    Ok(Outcome::Fine)
}

/// Prints the document of a link; whatever stands before its `#` is dropped.
pub(crate) fn decode_link(link: &str, out: &mut dyn Write) -> Result<Outcome, Failure> {
    let text = match link {
        "-" => Input::read(link)?.text,
        link => link.to_owned(),
    };
    let text = text.trim();
    let fragment = text.find('#').and_then(|at| text.get(at..)).unwrap_or(text);
    let (document, _, notes) = share::decode_link(fragment)
        .map_err(|error| Failure::new(format!("the link cannot be opened: {error}")))?;
    for note in notes {
        remark(&note.to_string());
    }
    writeln!(out, "{}", write_document(&document).trim_end())?;
    Ok(Outcome::Fine)
}
