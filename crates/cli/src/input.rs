//! Files and the standard input.

use std::fs;
use std::io::{Read, stdin};

use world::{Document, read_document};

use crate::outcome::Failure;
use crate::remark;

/// A text and what to call it in messages.
pub(crate) struct Input {
    /// The path, or `<stdin>`.
    pub(crate) name: String,
    /// The whole text.
    pub(crate) text: String,
}

impl Input {
    /// Reads a file, or the standard input for `-`.
    pub(crate) fn read(path: &str) -> Result<Input, Failure> {
        let (name, bytes) = if path == "-" {
            let mut bytes = Vec::new();
            let read = stdin().lock().read_to_end(&mut bytes);
            ("<stdin>", read.map(|_| bytes))
        } else {
            (path, fs::read(path))
        };
        let bytes = bytes.map_err(|error| Failure::new(format!("{name}: cannot read: {error}")))?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let good = error.utf8_error().valid_up_to();
            let before = error.as_bytes().iter().take(good);
            let line = before.filter(|byte| **byte == b'\n').count() + 1;
            Failure::new(format!(
                "{name}:{line}: found bytes that are no UTF-8 text, expected text"
            ))
        })?;
        Ok(Input {
            name: name.to_owned(),
            text,
        })
    }

    /// The text as a document of the playground; remarks on it go to the error output.
    pub(crate) fn document(&self) -> Result<Document, Failure> {
        let (document, notes) = read_document(&self.text)
            .map_err(|error| Failure::new(format!("{}: {error}", self.name)))?;
        for note in notes {
            remark(&format!("{}: {note}", self.name));
        }
        Ok(document)
    }
}
