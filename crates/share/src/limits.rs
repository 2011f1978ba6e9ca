//! How large a link may be; it is a stranger's input.
//!
//! Not the limits of what a document may hold, which are the crate `world`'s.

/// Limits of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkLimits {
    /// Characters of the payload.
    pub payload_characters: usize,
    /// Bytes of the unpacked document.
    pub document_bytes: usize,
}

/// The limits in force.
pub const LINK_LIMITS: LinkLimits = LinkLimits {
    payload_characters: 65_536,
    document_bytes: 1024 * 1024,
};
