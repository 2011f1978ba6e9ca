//! Policy texts as typed, and the few that AWS itself provides.
//!
//! A text is never parsed, formatted or checked here.

use std::{
    fmt,
    sync::{Arc, LazyLock},
};

use aws::Arn;
use json::{Json, Writer};

use crate::form::{self, Form, Problem};

/// A policy exactly as the user typed it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PolicyText(Arc<str>);

impl PolicyText {
    /// Wraps a text.
    pub fn new(text: &str) -> PolicyText {
        PolicyText(text.into())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The shared text, for caches keyed by it.
    pub fn shared(&self) -> Arc<str> {
        Arc::clone(&self.0)
    }
}

impl Form for PolicyText {
    fn read(json: &Json) -> Result<PolicyText, Problem> {
        form::text(json).map(PolicyText::new)
    }

    fn write(&self, to: &mut Writer) {
        to.text(&self.0);
    }
}

impl From<&str> for PolicyText {
    fn from(text: &str) -> PolicyText {
        PolicyText::new(text)
    }
}

impl fmt::Display for PolicyText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for PolicyText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// The AWS managed service control policy that is attached to everything at first (`EVAL-05`).
pub const FULL_AWS_ACCESS: &str = "FullAWSAccess";

/// The AWS managed resource control policy that is attached everywhere and cannot be detached (`EVAL-04`).
pub const RCP_FULL_AWS_ACCESS: &str = "RCPFullAWSAccess";

/// The text of [`FULL_AWS_ACCESS`].
// Source: AWS Organizations user guide, "SCP evaluation".
pub const FULL_AWS_ACCESS_TEXT: &str = r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "*",
      "Resource": "*"
    }
  ]
}"#;

/// The text of [`RCP_FULL_AWS_ACCESS`].
// Source: AWS Organizations user guide, "Resource control policies (RCPs)".
pub const RCP_FULL_AWS_ACCESS_TEXT: &str = r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": "*",
      "Action": "*",
      "Resource": "*"
    }
  ]
}"#;

const AMAZON_S3_FULL_ACCESS: &str = r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": [
        "s3:*",
        "s3-object-lambda:*"
      ],
      "Resource": "*"
    }
  ]
}"#;

const AMAZON_S3_READ_ONLY_ACCESS: &str = r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": [
        "s3:Get*",
        "s3:List*",
        "s3:Describe*",
        "s3-object-lambda:Get*",
        "s3-object-lambda:List*"
      ],
      "Resource": "*"
    }
  ]
}"#;

/// The AWS managed policies of IAM that every world knows, as pairs of ARN and text.
// Source: AWS managed policy reference, the page of each policy.
pub fn aws_managed_policies() -> &'static [(Arn, PolicyText)] {
    static POLICIES: LazyLock<Vec<(Arn, PolicyText)>> = LazyLock::new(|| {
        [
            (
                "arn:aws:iam::aws:policy/AdministratorAccess",
                FULL_AWS_ACCESS_TEXT,
            ),
            (
                "arn:aws:iam::aws:policy/AmazonS3FullAccess",
                AMAZON_S3_FULL_ACCESS,
            ),
            (
                "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
                AMAZON_S3_READ_ONLY_ACCESS,
            ),
        ]
        .into_iter()
        .filter_map(|(arn, text)| Some((Arn::parse(arn).ok()?, PolicyText::new(text))))
        .collect()
    });
    &POLICIES
}

/// [`FULL_AWS_ACCESS_TEXT`] as a shared text.
pub(crate) fn full_aws_access() -> &'static PolicyText {
    static TEXT: LazyLock<PolicyText> = LazyLock::new(|| PolicyText::new(FULL_AWS_ACCESS_TEXT));
    &TEXT
}

/// [`RCP_FULL_AWS_ACCESS_TEXT`] as a shared text.
pub(crate) fn rcp_full_aws_access() -> &'static PolicyText {
    static TEXT: LazyLock<PolicyText> = LazyLock::new(|| PolicyText::new(RCP_FULL_AWS_ACCESS_TEXT));
    &TEXT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_aws_managed_policy_has_a_valid_arn() {
        assert_eq!(aws_managed_policies().len(), 3);
    }
}
