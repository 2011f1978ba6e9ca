//! Why a link cannot be made or opened.
//!
//! Not the texts of the page around it, which say what to do next.

use std::fmt;

use world::DocumentError;

/// Why a link cannot be made or opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShareError {
    /// The text is no link of the playground at all.
    NotALink,
    /// The link ends too early.
    CutShort {
        /// How many characters should follow its length, `None` when it ends before saying so.
        expected: Option<usize>,
        /// How many do.
        found: usize,
    },
    /// The link is as long as it should be but its characters are not the ones that were sent.
    Corrupted,
    /// A newer version of the playground made it.
    NewerVersion,
    /// The payload is too long.
    TooLong {
        /// Its characters.
        found: usize,
        /// How many there may be.
        limit: usize,
    },
    /// The document is too large once unpacked.
    DocumentTooLarge {
        /// How many bytes it may have.
        limit: usize,
    },
    /// The link is whole but holds no document.
    Document(DocumentError),
}

impl fmt::Display for ShareError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ShareError::NotALink => {
                f.write_str("this is not a link of the playground: expected `#1d.` or `#1r.`")
            }
            ShareError::CutShort {
                expected: Some(expected),
                found,
            } => write!(
                f,
                "the link is cut short: it should carry {} characters and has {}",
                grouped(*expected),
                grouped(*found)
            ),
            ShareError::CutShort { expected: None, .. } => {
                f.write_str("the link is cut short: it ends before it says how long it is")
            }
            ShareError::Corrupted => f.write_str(
                "the link was changed on its way: its checksum does not fit what it carries",
            ),
            ShareError::NewerVersion => {
                f.write_str("the link was made with a newer version of the playground")
            }
            ShareError::TooLong { found, limit } => write!(
                f,
                "the link would carry {} characters: expected at most {}",
                grouped(*found),
                grouped(*limit)
            ),
            ShareError::DocumentTooLarge { limit } => write!(
                f,
                "the document is too large for a link: expected at most {} bytes",
                grouped(*limit)
            ),
            ShareError::Document(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ShareError {}

/// `1434` as `1,434`.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
