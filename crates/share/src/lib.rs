//! Documents as links: `#1d.<length>.<payload>.<checksum>`, and the readable end that says where to look.
//!
//! This crate does *not* read or write addresses of a browser and keeps nothing: a link is a text that comes in or
//! goes out.
//! It is no second format either: the payload is the document's own JSON, packed.
//!
//! ```
//! use share::{Address, LinkView, ShareScope, decode_link, encode_link, parse_address};
//! let json = r#"{"v":1,"scenario":{"title":"Empty","start":"2026-03-02T09:00:00Z"}}"#;
//! let (document, _) = world::read_document(json).unwrap();
//! let link = encode_link(&document, ShareScope::WholeStory).unwrap();
//! let view = LinkView { step: Some(6), ..LinkView::default() };
//! let address = link.with_view(&view);
//! assert!(matches!(parse_address(&address), Address::Link { .. }));
//! let (opened, seen, notes) = decode_link(&address).unwrap();
//! assert_eq!((opened, seen, notes.len()), (document, view, 0));
//! ```

mod address;
mod crc32;
mod deflate;
mod dictionary;
mod envelope;
mod error;
mod limits;
mod view;

use world::{Document, DocumentNote, read_document, write_document};

pub use address::{Address, parse_address};
pub use envelope::LinkFragment;
pub use error::ShareError;
pub use limits::{LINK_LIMITS, LinkLimits};
pub use view::{LinkMode, LinkView};

/// How much of a document goes into a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShareScope {
    /// The start and every command up to the head, so that the visitor can step through it.
    WholeStory,
    /// The world as it is now, without calls and history.
    WorldOnly,
}

/// Packs a document into a link; the same document always gives the same link.
///
/// # Errors
/// [`ShareError::DocumentTooLarge`] or [`ShareError::TooLong`] when it does not fit; offer a file instead.
pub fn encode_link(document: &Document, what: ShareScope) -> Result<LinkFragment, ShareError> {
    let shared = match what {
        ShareScope::WholeStory => document.up_to_head(),
        ShareScope::WorldOnly => Document::new(document.fold()),
    };
    let json = write_document(&shared);
    if json.len() > LINK_LIMITS.document_bytes {
        return Err(ShareError::DocumentTooLarge {
            limit: LINK_LIMITS.document_bytes,
        });
    }
    envelope::seal(&deflate::pack(json.as_bytes()))
}

/// Unpacks the document of a link, with what the readable end asks to show and remarks on the document.
///
/// The journal is as its author left it; raising its undo floor is up to whoever opens the link.
///
/// # Errors
/// [`ShareError`] for everything that is not a whole, unharmed link of a version known here.
pub fn decode_link(fragment: &str) -> Result<(Document, LinkView, Vec<DocumentNote>), ShareError> {
    let (json, view) = envelope::open(fragment)?;
    let (document, notes) = read_document(&json).map_err(|error| match error {
        world::DocumentError::NewerVersion { .. } => ShareError::NewerVersion,
        other => ShareError::Document(other),
    })?;
    Ok((document, view, notes))
}

#[cfg(test)]
mod tests;
