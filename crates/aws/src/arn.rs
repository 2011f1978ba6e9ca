//! Amazon Resource Names.

use std::{fmt, sync::Arc};

use crate::AccountId;

/// A concrete ARN: six colon-separated parts, of which the last may hold more colons and slashes (`POL-23`).
// Invariant: `colons` are the byte offsets of the first five colons of `text`, upheld by `Arn::parse`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Arn {
    text: Arc<str>,
    colons: [u16; 5],
}

/// Why a text is not an ARN.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidArn(String);

impl Arn {
    /// Reads `arn:partition:service:region:account:resource`; region and account may be empty.
    pub fn parse(text: &str) -> Result<Arn, InvalidArn> {
        let invalid = || InvalidArn(text.to_owned());
        let mut colons = [0u16; 5];
        let mut found = text.bytes().enumerate().filter(|(_, byte)| *byte == b':');
        for slot in &mut colons {
            let (at, _) = found.next().ok_or_else(invalid)?;
            *slot = u16::try_from(at).map_err(|_| invalid())?;
        }
        let arn = Arn {
            text: text.into(),
            colons,
        };
        let whole =
            arn.part(0) == "arn" && !arn.partition().is_empty() && !arn.service().is_empty();
        if whole && !arn.resource().is_empty() {
            Ok(arn)
        } else {
            Err(invalid())
        }
    }

    fn part(&self, index: usize) -> &str {
        let start = match index.checked_sub(1) {
            None => 0,
            Some(before) => self.colons.get(before).map_or(0, |at| usize::from(*at) + 1),
        };
        let end = self
            .colons
            .get(index)
            .map_or(self.text.len(), |at| usize::from(*at));
        self.text.get(start..end).unwrap_or_default()
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// `aws`, `aws-cn`, `aws-us-gov` …
    pub fn partition(&self) -> &str {
        self.part(1)
    }

    /// The service, such as `iam`.
    pub fn service(&self) -> &str {
        self.part(2)
    }

    /// The Region, empty for global resources.
    pub fn region(&self) -> &str {
        self.part(3)
    }

    /// The account as written, empty for S3 buckets.
    pub fn account(&self) -> &str {
        self.part(4)
    }

    /// The account when it is a 12-digit id.
    pub fn account_id(&self) -> Option<AccountId> {
        AccountId::new(self.account()).ok()
    }

    /// Everything after the fifth colon.
    pub fn resource(&self) -> &str {
        self.part(5)
    }

    /// The friendly name of an IAM resource: what follows the last slash (`role/team/Reader` gives `Reader`).
    pub fn name(&self) -> &str {
        let resource = self.resource();
        resource.rsplit_once('/').map_or(resource, |(_, name)| name)
    }
}

impl fmt::Display for Arn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for Arn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Display for InvalidArn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is not an ARN: expected `arn:partition:service:region:account:resource`",
            self.0
        )
    }
}

impl std::error::Error for InvalidArn {}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop at the first surprise")]
    use super::*;

    fn check(text: &str, parts: Option<[&str; 5]>) {
        let arn = Arn::parse(text).ok();
        let got = arn.as_ref().map(|a| {
            [
                a.partition(),
                a.service(),
                a.region(),
                a.account(),
                a.resource(),
            ]
        });
        assert_eq!(got, parts, "{text}");
    }

    #[test]
    fn parts() {
        check(
            "arn:aws:iam::111122223333:role/a/B",
            Some(["aws", "iam", "", "111122223333", "role/a/B"]),
        );
        check(
            "arn:aws:s3:::bucket/a:b",
            Some(["aws", "s3", "", "", "bucket/a:b"]),
        );
        check("arn:aws:iam::111122223333", None);
        check("arn:aws:iam::111122223333:", None);
        check("", None);
    }

    #[test]
    fn name_is_what_follows_the_last_slash() {
        assert_eq!(
            Arn::parse("arn:aws:iam::111122223333:role/a/B")
                .unwrap()
                .name(),
            "B"
        );
        assert_eq!(
            Arn::parse("arn:aws:iam::111122223333:root").unwrap().name(),
            "root"
        );
    }
}
