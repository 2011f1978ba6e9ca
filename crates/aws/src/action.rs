//! Action names.

use std::{fmt, sync::Arc};

/// An action such as `sts:AssumeRole`; comparison ignores case (`POL-20`), printing keeps the spelling.
// Invariant: both parts are non-empty and hold no colon, upheld by `ActionName::parse`.
#[derive(Clone)]
pub struct ActionName {
    text: Arc<str>,
    /// The text in lower case, the form that is compared; the same allocation when nothing differs.
    folded: Arc<str>,
    colon: u16,
}

/// Why a text is not an action name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidAction(String);

impl ActionName {
    /// Reads `service:Name`; wildcards are not actions but patterns, and are refused.
    pub fn parse(text: &str) -> Result<ActionName, InvalidAction> {
        let invalid = || InvalidAction(text.to_owned());
        let (service, name) = text.split_once(':').ok_or_else(invalid)?;
        let plain = |part: &str| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
        };
        if !plain(service) || !plain(name) {
            return Err(invalid());
        }
        let colon = u16::try_from(service.len()).map_err(|_| invalid())?;
        let text: Arc<str> = text.into();
        let folded = if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            text.to_ascii_lowercase().into()
        } else {
            Arc::clone(&text)
        };
        Ok(ActionName {
            text,
            folded,
            colon,
        })
    }

    /// The whole text, as spelled.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The whole text in lower case, the form that is compared.
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// The service prefix, as spelled.
    pub fn service(&self) -> &str {
        self.text.get(..usize::from(self.colon)).unwrap_or_default()
    }

    /// The operation, as spelled.
    pub fn name(&self) -> &str {
        self.text
            .get(usize::from(self.colon) + 1..)
            .unwrap_or_default()
    }

    /// Whether this is the action `text`, ignoring case.
    pub fn is(&self, text: &str) -> bool {
        self.text.eq_ignore_ascii_case(text)
    }
}

impl PartialEq for ActionName {
    fn eq(&self, other: &ActionName) -> bool {
        self.folded == other.folded
    }
}

impl Eq for ActionName {}

impl fmt::Display for ActionName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for ActionName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Display for InvalidAction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is not an action: expected a service, a colon and a name, such as `sts:AssumeRole`",
            self.0
        )
    }
}

impl std::error::Error for InvalidAction {}
