//! What stands around the payload: format, kind, length and checksum.
//!
//! The length stands in front, because a link that is cut loses its end; with the checksum it tells a link that is
//! cut short from one that was changed.
//! Not the packing itself, and not the meaning of what is packed.

use std::fmt;

use aws::Base64;

use crate::{
    crc32::crc32,
    deflate::unpack,
    error::ShareError,
    limits::LINK_LIMITS,
    view::{LinkView, split_view},
};

/// The characters of a checksum: 32 bits in base64url.
const CHECKSUM_CHARACTERS: usize = 6;

/// A link's fragment without the readable end, from `#` to the checksum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkFragment(String);

impl LinkFragment {
    /// The text, beginning with `#`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How many characters it has.
    pub fn characters(&self) -> usize {
        self.0.len()
    }

    /// The fragment with the readable end that says where to look.
    pub fn with_view(&self, view: &LinkView) -> String {
        format!("{}{}", self.0, view.to_suffix())
    }
}

impl fmt::Display for LinkFragment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The kinds of links that carry a whole document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// `1d`: packed, with length and checksum.
    Deflated,
    /// `1r`: the plain JSON, for people who write links by hand.
    Raw,
}

/// Puts packed bytes into an envelope.
pub(crate) fn seal(packed: &[u8]) -> Result<LinkFragment, ShareError> {
    let payload = Base64::Url.encode(packed);
    let (found, limit) = (payload.len(), LINK_LIMITS.payload_characters);
    if found > limit {
        return Err(ShareError::TooLong { found, limit });
    }
    let length = to_base36(payload.len());
    Ok(LinkFragment(format!(
        "#1d.{length}.{payload}.{}",
        checksum(&payload)
    )))
}

/// Takes the document's text out of an address, which may begin with `#` and have a readable end.
pub(crate) fn open(fragment: &str) -> Result<(String, LinkView), ShareError> {
    let (kind, body, view) = split(fragment)?;
    let bytes = match kind {
        Kind::Deflated => unpack(&decode(whole_payload(body)?)?)?,
        Kind::Raw => {
            check_length(body.len())?;
            decode(body)?
        }
    };
    if bytes.len() > LINK_LIMITS.document_bytes {
        return Err(ShareError::DocumentTooLarge {
            limit: LINK_LIMITS.document_bytes,
        });
    }
    let json = String::from_utf8(bytes).map_err(|_| ShareError::Corrupted)?;
    Ok((json, view))
}

/// Checks the envelope without unpacking, and gives the readable end.
pub(crate) fn check(fragment: &str) -> Result<LinkView, ShareError> {
    let (kind, body, view) = split(fragment)?;
    match kind {
        Kind::Deflated => whole_payload(body).map(|_| view),
        Kind::Raw => check_length(body.len()).map(|()| view),
    }
}

fn split(fragment: &str) -> Result<(Kind, &str, LinkView), ShareError> {
    let text = fragment.strip_prefix('#').unwrap_or(fragment);
    let (front, view) = split_view(text);
    let mut characters = front.chars();
    let (format, kind, dot) = (characters.next(), characters.next(), characters.next());
    let body = characters.as_str();
    match (format, kind, dot) {
        (Some('1'), None, _) | (Some('1'), Some('d' | 'r'), None) => Err(ShareError::CutShort {
            expected: None,
            found: 0,
        }),
        (Some('1'), Some('d'), Some('.')) => Ok((Kind::Deflated, body, view)),
        (Some('1'), Some('r'), Some('.')) => Ok((Kind::Raw, body, view)),
        (Some(format), Some(kind), Some('.'))
            if format.is_ascii_digit() && kind.is_ascii_lowercase() =>
        {
            Err(ShareError::NewerVersion)
        }
        _ => Err(ShareError::NotALink),
    }
}

/// The payload of a body `length.payload.checksum`, once both tell that it is what was sent.
fn whole_payload(body: &str) -> Result<&str, ShareError> {
    let Some((length, rest)) = body.split_once('.') else {
        return Err(ShareError::CutShort {
            expected: None,
            found: 0,
        });
    };
    let length = from_base36(length).ok_or(ShareError::Corrupted)?;
    check_length(length)?;
    let expected = length + 1 + CHECKSUM_CHARACTERS;
    if rest.len() < expected {
        return Err(ShareError::CutShort {
            expected: Some(expected),
            found: rest.len(),
        });
    }
    let (payload, end) = rest.split_at_checked(length).ok_or(ShareError::Corrupted)?;
    let given = end.strip_prefix('.').ok_or(ShareError::Corrupted)?;
    if given == checksum(payload) {
        Ok(payload)
    } else {
        Err(ShareError::Corrupted)
    }
}

fn check_length(found: usize) -> Result<(), ShareError> {
    let limit = LINK_LIMITS.payload_characters;
    if found > limit {
        Err(ShareError::TooLong { found, limit })
    } else {
        Ok(())
    }
}

fn decode(payload: &str) -> Result<Vec<u8>, ShareError> {
    Base64::Url.decode(payload).ok_or(ShareError::Corrupted)
}

fn checksum(payload: &str) -> String {
    Base64::Url.encode(&crc32(payload.as_bytes()).to_be_bytes())
}

fn to_base36(mut number: usize) -> String {
    let mut digits = Vec::new();
    loop {
        let digit = u32::try_from(number % 36).unwrap_or_default();
        digits.extend(char::from_digit(digit, 36));
        number /= 36;
        if number == 0 {
            return digits.into_iter().rev().collect();
        }
    }
}

/// Reads what `to_base36` wrote; another spelling of the same number is refused, so that a link has one form.
fn from_base36(text: &str) -> Option<usize> {
    let number = usize::from_str_radix(text, 36).ok()?;
    (to_base36(number) == text).then_some(number)
}
