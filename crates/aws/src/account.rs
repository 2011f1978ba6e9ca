//! Account ids.

use std::{fmt, sync::Arc};

/// A 12-digit AWS account id.
// Invariant: exactly twelve ASCII digits, upheld by `AccountId::new`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountId(Arc<str>);

/// Why a text is not an account id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidAccountId(String);

impl AccountId {
    /// Checks and wraps an account id.
    pub fn new(text: &str) -> Result<AccountId, InvalidAccountId> {
        if text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            Ok(AccountId(text.into()))
        } else {
            Err(InvalidAccountId(text.to_owned()))
        }
    }

    /// The twelve digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `arn:aws:iam::{account}:root`, the account principal and the root user's ARN (`EVAL-23`).
    pub fn root_arn(&self) -> String {
        format!("arn:aws:iam::{self}:root")
    }
}

impl fmt::Display for AccountId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for AccountId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for InvalidAccountId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not an account id: expected 12 digits", self.0)
    }
}

impl std::error::Error for InvalidAccountId {}
