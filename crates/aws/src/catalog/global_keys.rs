//! The condition keys of every service, those of STS and those of the built-in providers (chapter `KEYS`).
//!
//! Not every key of every service: those come with [`crate::catalog::ServiceFacts`].

use super::KeyType::{self, Address, Arn, Boolean, Date, EpochSeconds, Number, Text};

/// A condition key that is known without loading anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GlobalKey {
    /// The name; one that ends in `/` is followed by a tag key or the like.
    pub name: &'static str,
    /// What its values are.
    pub value: KeyType,
    /// Whether it may have several values in a request (`COND-06`).
    pub multivalued: bool,
    /// Which requests have it.
    pub presence: Presence,
    /// The rule it is from.
    pub rule: &'static str,
}

/// Which requests have a condition key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// All of them.
    Always,
    /// Those described, to follow the words "present only".
    Only(&'static str),
}

const fn single(
    name: &'static str,
    value: KeyType,
    presence: Presence,
    rule: &'static str,
) -> GlobalKey {
    GlobalKey {
        name,
        value,
        multivalued: false,
        presence,
        rule,
    }
}

const fn many(
    name: &'static str,
    value: KeyType,
    presence: Presence,
    rule: &'static str,
) -> GlobalKey {
    GlobalKey {
        multivalued: true,
        ..single(name, value, presence, rule)
    }
}

const SIGNED: Presence = Presence::Only("in signed requests");
const IN_ORGANIZATION: Presence =
    Presence::Only("when the principal's account is in an organization");
const RESOURCE_IN_ORGANIZATION: Presence =
    Presence::Only("when the resource's account is in an organization");
const SERVICE_CALLS: Presence = Presence::Only("when a service principal calls");
const FOR_A_RESOURCE: Presence = Presence::Only("when a service principal acts for a resource");
const SOURCE_IN_ORGANIZATION: Presence = Presence::Only(
    "when a service principal acts for a resource whose account is in an organization",
);
const ENDPOINT: Presence = Presence::Only("when the request comes through a VPC endpoint");
const FORWARDED: Presence = Presence::Only("when a service calls with the principal's credentials");
const WORKLOAD: Presence = Presence::Only("in sessions of that kind of workload");
const MCP: Presence = Presence::Only("when an AWS MCP server calls");
const TAGS_PASSED: Presence = Presence::Only("when the request passes tags");
const SAML: Presence = Presence::Only("in AssumeRoleWithSAML and sessions made by it");
const WEB_IDENTITY: Presence =
    Presence::Only("in AssumeRoleWithWebIdentity and sessions made by it");
const BEARER: Presence = Presence::Only("in requests for service bearer tokens");
const IDENTITY_TOKEN: Presence = Presence::Only("in GetWebIdentityToken calls");

/// All keys of the table.
pub const GLOBAL_KEYS: &[GlobalKey] = &[
    single("aws:PrincipalArn", Arn, SIGNED, "KEYS-01"),
    single(
        "aws:PrincipalAccount",
        Text,
        Presence::Only("outside AssumeRoleWithSAML and AssumeRoleWithWebIdentity"),
        "KEYS-02",
    ),
    single("aws:PrincipalOrgID", Text, IN_ORGANIZATION, "KEYS-03"),
    many("aws:PrincipalOrgPaths", Text, IN_ORGANIZATION, "KEYS-04"),
    single(
        "aws:PrincipalTag/",
        Text,
        Presence::Only("when the principal has that tag"),
        "KEYS-05",
    ),
    single("aws:PrincipalType", Text, Presence::Always, "KEYS-06"),
    single("aws:PrincipalIsAWSService", Boolean, SIGNED, "KEYS-07"),
    single("aws:PrincipalServiceName", Text, SERVICE_CALLS, "KEYS-08"),
    many(
        "aws:PrincipalServiceNamesList",
        Text,
        SERVICE_CALLS,
        "KEYS-09",
    ),
    single("aws:userid", Text, Presence::Always, "KEYS-10"),
    single(
        "aws:username",
        Text,
        Presence::Only("when the principal is an IAM user"),
        "KEYS-11",
    ),
    single(
        "aws:TokenIssueTime",
        Date,
        Presence::Only("with temporary credentials"),
        "KEYS-20",
    ),
    single(
        "aws:MultiFactorAuthPresent",
        Boolean,
        Presence::Only(
            "with temporary credentials of users and roles, never with long-term access keys",
        ),
        "KEYS-21",
    ),
    single(
        "aws:MultiFactorAuthAge",
        Number,
        Presence::Only("when MFA was used"),
        "KEYS-22",
    ),
    single(
        "aws:SourceIdentity",
        Text,
        Presence::Only("in sessions made with a source identity"),
        "KEYS-23",
    ),
    single("aws:FederatedProvider", Text, WEB_IDENTITY, "KEYS-24"),
    single(
        "aws:AssumedRoot",
        Boolean,
        Presence::Only("with credentials of AssumeRoot"),
        "KEYS-25",
    ),
    single(
        "aws:SignInSessionArn",
        Arn,
        Presence::Only("in sessions that stem from a sign-in to the console"),
        "KEYS-26",
    ),
    single("aws:ChatbotSourceArn", Arn, WORKLOAD, "KEYS-27"),
    single("aws:Ec2InstanceSourceVpc", Text, WORKLOAD, "KEYS-27"),
    single(
        "aws:Ec2InstanceSourcePrivateIPv4",
        Address,
        WORKLOAD,
        "KEYS-27",
    ),
    single("ec2:SourceInstanceArn", Arn, WORKLOAD, "KEYS-27"),
    single("ec2:RoleDelivery", Number, WORKLOAD, "KEYS-27"),
    single("lambda:SourceFunctionArn", Arn, WORKLOAD, "KEYS-27"),
    single("ssm:SourceInstanceArn", Arn, WORKLOAD, "KEYS-27"),
    single("glue:RoleAssumedBy", Text, WORKLOAD, "KEYS-27"),
    single("glue:CredentialIssuingService", Text, WORKLOAD, "KEYS-27"),
    single("codebuild:BuildArn", Arn, WORKLOAD, "KEYS-27"),
    single("codebuild:ProjectArn", Arn, WORKLOAD, "KEYS-27"),
    single("identitystore:UserId", Text, WORKLOAD, "KEYS-27"),
    single(
        "aws:SourceIp",
        Address,
        Presence::Only("when the request does not come through a VPC endpoint"),
        "KEYS-30",
    ),
    single("aws:SourceVpc", Text, ENDPOINT, "KEYS-31"),
    single("aws:SourceVpce", Text, ENDPOINT, "KEYS-31"),
    single("aws:VpcSourceIp", Address, ENDPOINT, "KEYS-31"),
    single("aws:SourceVpcArn", Arn, ENDPOINT, "KEYS-32"),
    single("aws:VpceAccount", Text, ENDPOINT, "KEYS-32"),
    single("aws:VpceOrgID", Text, ENDPOINT, "KEYS-32"),
    many("aws:VpceOrgPaths", Text, ENDPOINT, "KEYS-32"),
    single(
        "aws:ResourceAccount",
        Text,
        Presence::Only("for most actions"),
        "KEYS-40",
    ),
    single(
        "aws:ResourceOrgID",
        Text,
        RESOURCE_IN_ORGANIZATION,
        "KEYS-41",
    ),
    many(
        "aws:ResourceOrgPaths",
        Text,
        RESOURCE_IN_ORGANIZATION,
        "KEYS-41",
    ),
    single(
        "aws:ResourceTag/",
        Text,
        Presence::Only("when the resource has that tag"),
        "KEYS-42",
    ),
    single("aws:RequestedRegion", Text, Presence::Always, "KEYS-43"),
    single("aws:RequestTag/", Text, TAGS_PASSED, "KEYS-44"),
    many("aws:TagKeys", Text, TAGS_PASSED, "KEYS-44"),
    single("aws:CurrentTime", Date, Presence::Always, "KEYS-45"),
    single("aws:EpochTime", EpochSeconds, Presence::Always, "KEYS-45"),
    single("aws:SecureTransport", Boolean, Presence::Always, "KEYS-46"),
    single("aws:UserAgent", Text, Presence::Always, "KEYS-47"),
    single(
        "aws:referer",
        Text,
        Presence::Only("when a browser follows a link"),
        "KEYS-47",
    ),
    single("aws:ViaAWSService", Boolean, Presence::Always, "KEYS-48"),
    many("aws:CalledVia", Text, FORWARDED, "KEYS-49"),
    single("aws:CalledViaFirst", Text, FORWARDED, "KEYS-49"),
    single("aws:CalledViaLast", Text, FORWARDED, "KEYS-49"),
    single("aws:CalledViaAWSMCP", Text, MCP, "KEYS-50"),
    single("aws:ViaAWSMCPService", Boolean, MCP, "KEYS-50"),
    single("aws:IsMcpServiceAction", Boolean, MCP, "KEYS-50"),
    single("aws:SourceArn", Arn, FOR_A_RESOURCE, "KEYS-51"),
    single("aws:SourceAccount", Text, FOR_A_RESOURCE, "KEYS-51"),
    single("aws:SourceOwner", Text, FOR_A_RESOURCE, "KEYS-51"),
    single("aws:SourceOrgID", Text, SOURCE_IN_ORGANIZATION, "KEYS-51"),
    many(
        "aws:SourceOrgPaths",
        Text,
        SOURCE_IN_ORGANIZATION,
        "KEYS-51",
    ),
    single(
        "sts:ExternalId",
        Text,
        Presence::Only("when the caller of AssumeRole passes an external id"),
        "KEYS-60",
    ),
    single(
        "sts:RoleSessionName",
        Text,
        Presence::Only("when a role is assumed"),
        "KEYS-61",
    ),
    single(
        "sts:SourceIdentity",
        Text,
        Presence::Only("when a role is assumed with a source identity"),
        "KEYS-62",
    ),
    many(
        "sts:TransitiveTagKeys",
        Text,
        Presence::Only("when transitive session tags are passed"),
        "KEYS-63",
    ),
    single("sts:DurationSeconds", Number, BEARER, "KEYS-64"),
    single("sts:AWSServiceName", Text, BEARER, "KEYS-65"),
    single(
        "sts:TaskPolicyArn",
        Arn,
        Presence::Only("in AssumeRoot calls"),
        "KEYS-66",
    ),
    single(
        "sts:RequestContext/",
        Text,
        Presence::Only("when contexts are passed"),
        "KEYS-67",
    ),
    many(
        "sts:RequestContextProviders",
        Arn,
        Presence::Only("when contexts are passed"),
        "KEYS-67",
    ),
    single(
        "iam:ResourceTag/",
        Text,
        Presence::Only("when the role has that tag"),
        "KEYS-68",
    ),
    many("sts:IdentityTokenAudience", Text, IDENTITY_TOKEN, "KEYS-69"),
    single("sts:SigningAlgorithm", Text, IDENTITY_TOKEN, "KEYS-69"),
    single("accounts.google.com:aud", Text, WEB_IDENTITY, "KEYS-71"),
    single("accounts.google.com:oaud", Text, WEB_IDENTITY, "KEYS-71"),
    single("accounts.google.com:sub", Text, WEB_IDENTITY, "KEYS-71"),
    single(
        "cognito-identity.amazonaws.com:aud",
        Text,
        WEB_IDENTITY,
        "KEYS-72",
    ),
    single(
        "cognito-identity.amazonaws.com:sub",
        Text,
        WEB_IDENTITY,
        "KEYS-72",
    ),
    many(
        "cognito-identity.amazonaws.com:amr",
        Text,
        WEB_IDENTITY,
        "KEYS-72",
    ),
    single("graph.facebook.com:app_id", Text, WEB_IDENTITY, "KEYS-73"),
    single("graph.facebook.com:id", Text, WEB_IDENTITY, "KEYS-73"),
    single("www.amazon.com:app_id", Text, WEB_IDENTITY, "KEYS-73"),
    single("www.amazon.com:user_id", Text, WEB_IDENTITY, "KEYS-73"),
    single("SAML:aud", Text, SAML, "KEYS-76"),
    single("SAML:iss", Text, SAML, "KEYS-76"),
    single("SAML:sub", Text, SAML, "KEYS-76"),
    single("SAML:sub_type", Text, SAML, "KEYS-76"),
    single("SAML:doc", Text, SAML, "KEYS-76"),
    single("SAML:namequalifier", Text, SAML, "KEYS-76"),
];

/// The row of a key, in any letter case (`COND-05`); keys with a tag key behind the slash included.
pub fn global_key(name: &str) -> Option<&'static GlobalKey> {
    GLOBAL_KEYS.iter().find(|key| {
        if key.name.ends_with('/') {
            name.len() > key.name.len()
                && name
                    .get(..key.name.len())
                    .is_some_and(|start| start.eq_ignore_ascii_case(key.name))
        } else {
            key.name.eq_ignore_ascii_case(name)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: Option<&str>) {
        assert_eq!(global_key(name).map(|key| key.rule), expected, "{name}");
    }

    #[test]
    fn cond_05_keys_are_found_in_any_letter_case() {
        check("AWS:principalARN", Some("KEYS-01"));
        check("aws:PrincipalTag/team", Some("KEYS-05"));
        check("aws:PrincipalTag/", None);
        check("aws:PrincipalTeg/team", None);
        check("saml:aud", Some("KEYS-76"));
    }

    #[test]
    fn each_key_has_one_row() {
        for (at, key) in GLOBAL_KEYS.iter().enumerate() {
            let same = |other: &GlobalKey| other.name.eq_ignore_ascii_case(key.name);
            assert_eq!(GLOBAL_KEYS.iter().position(same), Some(at), "{}", key.name);
        }
    }
}
