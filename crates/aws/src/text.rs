//! Texts that are copied often: short ones without a heap, long ones shared.

use std::cmp::Ordering;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// The longest text that needs no heap, in bytes; with it a [`Text`] is as large as a `String`.
const SHORT: usize = 22;

/// A text that does not change and is cheap to copy.
///
/// An explanation repeats hundreds of texts of a policy, most of them as short as an action's name.
#[derive(Clone)]
pub struct Text(Form);

#[derive(Clone)]
enum Form {
    // Invariant: the first `length` bytes are UTF-8, upheld by `Text::short`.
    Short { length: u8, bytes: [u8; SHORT] },
    Long(Arc<str>),
}

impl Text {
    /// Copies a text.
    pub fn new(text: &str) -> Text {
        Text::short(text).unwrap_or_else(|| Text(Form::Long(text.into())))
    }

    /// Shares a text, or copies it when it is short.
    pub fn shared(text: &Arc<str>) -> Text {
        Text::short(text).unwrap_or_else(|| Text(Form::Long(Arc::clone(text))))
    }

    fn short(text: &str) -> Option<Text> {
        let mut bytes = [0; SHORT];
        bytes
            .get_mut(..text.len())?
            .copy_from_slice(text.as_bytes());
        Some(Text(Form::Short {
            length: u8::try_from(text.len()).ok()?,
            bytes,
        }))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Form::Long(text) => text,
            Form::Short { length, bytes } => {
                let used = bytes.get(..usize::from(*length)).unwrap_or_default();
                std::str::from_utf8(used).unwrap_or_default()
            }
        }
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Text {
        Text::new(text)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Text {
        Text::short(&text).unwrap_or_else(|| Text(Form::Long(text.into())))
    }
}

impl From<Text> for String {
    fn from(text: Text) -> String {
        text.as_str().to_owned()
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Text) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Text {}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl PartialOrd for Text {
    fn partial_cmp(&self, other: &Text) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Text {
    fn cmp(&self, other: &Text) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) {
        let shared: Arc<str> = text.into();
        for made in [
            Text::new(text),
            Text::shared(&shared),
            Text::from(text.to_owned()),
        ] {
            assert_eq!(made.as_str(), text);
            assert_eq!(made.clone(), made);
            assert_eq!(format!("{made} {made:?}"), format!("{text} {text:?}"));
        }
    }

    #[test]
    fn texts_of_every_length_are_kept() {
        for length in 0..40 {
            check(&"é".repeat(length));
            check(&"x".repeat(length));
        }
    }

    #[test]
    fn order_is_that_of_the_texts() {
        let long = "a".repeat(30);
        let mut texts = [Text::new("b"), Text::new(&long), Text::new("")];
        texts.sort();
        assert_eq!(texts, [Text::new(""), Text::new(&long), Text::new("b")]);
    }

    #[test]
    fn a_text_is_no_larger_than_a_string() {
        assert_eq!(size_of::<Text>(), size_of::<String>());
    }
}
