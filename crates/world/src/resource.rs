//! Things that calls act on: buckets, queues, keys, instances.
//!
//! Not IAM roles, whose trust policies live on [`Role`](crate::Role).

use std::collections::BTreeMap;

use aws::Arn;
use serde::{Deserialize, Serialize};

use crate::{
    identity::Tags,
    policy_text::PolicyText,
    serial::{Keyed, text, unique_map},
};

/// A resource of an account; its service is read from the ARN.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Resource {
    /// Its ARN, unique in the whole world.
    #[serde(with = "text")]
    pub arn: Arn,
    /// Its resource policy, when it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<PolicyText>,
    /// Its tags.
    #[serde(
        default,
        with = "unique_map",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub tags: Tags,
    /// A remark for people.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Resource {
    /// A resource without policy, tags and remark.
    pub fn new(arn: Arn) -> Resource {
        Resource {
            arn,
            policy: None,
            tags: Tags::new(),
            note: String::new(),
        }
    }
}

impl Keyed for Resource {
    type Key = Arn;
    fn key(&self) -> Arn {
        self.arn.clone()
    }
}
