//! Things that calls act on: buckets, queues, keys, instances.
//!
//! Not IAM roles, whose trust policies live on [`Role`](crate::Role).

use aws::Arn;

use crate::{
    form::{keyed, record},
    identity::Tags,
    policy_text::PolicyText,
};

/// A resource of an account; its service is read from the ARN.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resource {
    /// Its ARN, unique in the whole world.
    pub arn: Arn,
    /// Its resource policy, when it has one.
    pub policy: Option<PolicyText>,
    /// Its tags.
    pub tags: Tags,
    /// A remark for people.
    pub note: String,
}

record! {
    Resource:
    arn "arn",
    policy "policy" or_default,
    tags "tags" or_default,
    note "note" or_default,
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

keyed!(Resource by arn "arn": Arn);
