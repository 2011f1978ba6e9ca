//! Sizes of policy texts and their limits (`POL-40`); exceeding one is a warning here, refusing is up to the caller.

use crate::PolicyKind;

/// How long a policy text of one kind may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SizeLimit {
    /// The most characters.
    pub characters: u32,
    /// Whether white space counts.
    pub counts_white_space: bool,
    /// The rule in one sentence.
    pub rule: &'static str,
}

/// The number of characters of a policy text without its white space, as IAM counts.
pub fn size(text: &str) -> u32 {
    count(
        text.chars()
            .filter(|character| !matches!(character, ' ' | '\t' | '\n' | '\r')),
    )
}

/// The limit for a kind of policy, where there is one for all its uses.
pub fn size_limit(kind: PolicyKind) -> Option<SizeLimit> {
    let limit = |characters, counts_white_space, rule| {
        Some(SizeLimit {
            characters,
            counts_white_space,
            rule,
        })
    };
    match kind {
        PolicyKind::Identity | PolicyKind::Boundary => limit(
            6_144,
            false,
            "A managed policy has at most 6,144 characters without white space; the inline policies of a user, \
             a group or a role have at most 2,048, 5,120 or 10,240 together.",
        ),
        PolicyKind::Trust => limit(
            2_048,
            false,
            "A trust policy has at most 2,048 characters without white space, or 4,096 when AWS raises the quota.",
        ),
        PolicyKind::Session => limit(
            2_048,
            true,
            "The inline session policy and the ARNs of managed session policies have at most 2,048 characters together.",
        ),
        PolicyKind::ServiceControl => limit(
            10_240,
            true,
            "A service control policy has at most 10,240 characters; only the console removes white space.",
        ),
        PolicyKind::ResourceControl => limit(
            5_120,
            true,
            "A resource control policy has at most 5,120 characters.",
        ),
        PolicyKind::Resource | PolicyKind::VpcEndpoint => None,
    }
}

impl SizeLimit {
    /// The number of characters of a text that count against this limit.
    pub fn counted(self, text: &str) -> u32 {
        if self.counts_white_space {
            count(text.chars())
        } else {
            size(text)
        }
    }
}

fn count(characters: impl Iterator<Item = char>) -> u32 {
    u32::try_from(characters.count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pol_40_white_space_counts_only_where_aws_counts_it() {
        let text = "{\r\n\t\"Id\": \"é\" }";
        assert_eq!(size(text), 10);
        assert_eq!(
            size_limit(PolicyKind::Trust).map(|limit| limit.counted(text)),
            Some(10)
        );
        assert_eq!(
            size_limit(PolicyKind::Session).map(|limit| limit.counted(text)),
            Some(15)
        );
    }
}
