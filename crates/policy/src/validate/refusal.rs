//! AWS's answers to malformed policies, in the order of its checks (`POL-50` to `POL-56`).

use crate::{AwsRefusal, PolicyKind};

/// A check that a text fails, with what its message quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Check {
    NotJson,
    Syntax,
    PrincipalForbidden,
    ProhibitedField(&'static str),
    MissingField(&'static str),
    Version,
    Legacy,
    SidCharacters,
    SidUnique,
    NoActions,
    NoResources,
    ResourceFormat(String),
    ResourcePartition { partition: String, resource: String },
    ResourceVendor,
    IamRegion(String),
    S3Region(String),
    IamPath,
    ActionPrefix,
    ActionColons,
    ActionVendor(String),
    TrustAction,
    InvalidPrincipal { name: String, value: String },
    TrustEveryone,
}

/// What an IAM resource may start with.
pub(super) const IAM_PATHS: [&str; 13] = [
    "user/",
    "federated-user/",
    "role/",
    "group/",
    "instance-profile/",
    "mfa/",
    "server-certificate/",
    "policy/",
    "sms-mfa/",
    "saml-provider/",
    "oidc-provider/",
    "report/",
    "access-report/",
];

impl Check {
    /// The answer for a policy of this kind.
    pub(super) fn refusal(self, kind: PolicyKind) -> AwsRefusal {
        let rank = self.rank();
        if let PolicyKind::ServiceControl | PolicyKind::ResourceControl = kind {
            // POL-55: Organizations has one answer for everything.
            let message = "The provided policy document doesn't meet the requirements of the specified policy type.";
            return AwsRefusal {
                rank,
                code: "MalformedPolicyDocumentException",
                message: message.to_owned(),
            };
        }
        AwsRefusal {
            rank,
            code: "MalformedPolicyDocument",
            message: self.message(kind),
        }
    }

    /// The order of the checks; where `POL-50` gives no place, structure comes before contents.
    fn rank(&self) -> u8 {
        match self {
            Check::NotJson | Check::Syntax => 1,
            Check::PrincipalForbidden | Check::ProhibitedField(_) | Check::MissingField(_) => 2,
            Check::Version => 3,
            Check::Legacy => 4,
            Check::SidCharacters => 5,
            Check::SidUnique => 6,
            Check::NoActions => 7,
            Check::NoResources => 8,
            Check::ResourceFormat(_)
            | Check::ResourcePartition { .. }
            | Check::ResourceVendor
            | Check::IamRegion(_)
            | Check::S3Region(_)
            | Check::IamPath => 9,
            Check::ActionPrefix | Check::ActionColons | Check::ActionVendor(_) => 10,
            Check::TrustAction => 11,
            Check::InvalidPrincipal { .. } | Check::TrustEveryone => 12,
        }
    }

    fn message(self, kind: PolicyKind) -> String {
        let fixed = match self {
            Check::NotJson if matches!(kind, PolicyKind::Trust | PolicyKind::Session) => {
                "This policy contains invalid Json"
            }
            Check::NotJson | Check::Syntax => "Syntax errors in policy.",
            Check::PrincipalForbidden => "Policy document should not specify a principal.",
            Check::Version => "Policy document must be version 2012-10-17 or greater.",
            Check::Legacy => "The policy failed legacy parsing",
            Check::SidCharacters => {
                "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*"
            }
            Check::SidUnique => "Statement IDs (SID) in a single policy must be unique.",
            Check::NoActions => "Policy statement must contain actions.",
            Check::NoResources => "Policy statement must contain resources.",
            Check::ResourceVendor => {
                "Resource vendor must be fully qualified and cannot contain regexes."
            }
            Check::ActionPrefix => {
                "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."
            }
            Check::ActionColons => "Actions/Condition can contain only one colon.",
            Check::TrustAction => "AssumeRole policy may only specify STS AssumeRole actions.",
            Check::TrustEveryone => {
                "AssumeRolepolicy contained an invalid principal: \"STAR\":\"*\""
            }
            Check::IamPath => {
                return format!(
                    "IAM resource path must either be \"*\" or start with {}.",
                    IAM_PATHS.join(", ")
                );
            }
            Check::ProhibitedField(field) => return format!("Has prohibited field {field}"),
            Check::MissingField(field) => return format!("Missing required field {field}"),
            Check::ResourceFormat(resource) => {
                return format!("Resource {resource} must be in ARN format or \"*\".");
            }
            Check::ResourcePartition {
                partition,
                resource,
            } => {
                return format!(
                    "Partition \"{partition}\" is not valid for resource \"{resource}\"."
                );
            }
            Check::IamRegion(resource) => {
                return format!("IAM resource {resource} cannot contain region information.");
            }
            Check::S3Region(resource) => {
                return format!("Resource {resource} can not contain region information.");
            }
            Check::ActionVendor(vendor) => return format!("Vendor {vendor} is not valid"),
            Check::InvalidPrincipal { name, value } => {
                return format!("Invalid principal in policy: \"{name}\":\"{value}\"");
            }
        };
        fixed.to_owned()
    }
}
