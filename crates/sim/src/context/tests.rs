#![allow(clippy::unwrap_used, reason = "tests may stop at the first surprise")]

use aws::ContextKey;
use world::{Call, EndpointChoice};

use crate::{
    KeyProvenance,
    test_support::{assume, call_on, live},
};

/// `-` for an absent key, values joined by `|`.
fn check(call: &Call, expected: &[(&str, &str)]) {
    let record = live(call);
    let trace = record.authorizations().next().unwrap();
    for (key, values) in expected {
        let found = trace.request.context.get(key);
        let found = found.map_or_else(|| "-".to_owned(), |values| values.as_slice().join("|"));
        assert_eq!(found, *values, "{key}");
    }
}

#[test]
fn a_user_has_the_keys_of_keys_01_to_keys_12() {
    check(
        &call_on("alice", "s3:GetObject", &["arn:aws:s3:::prod-data/a"]),
        &[
            ("aws:PrincipalArn", "arn:aws:iam::111111111111:user/alice"),
            ("aws:PrincipalAccount", "111111111111"),
            ("aws:PrincipalOrgID", "o-a1b2c3d4e5"),
            (
                "aws:PrincipalOrgPaths",
                "o-a1b2c3d4e5/r-a1b2/ou-a1b2-11111111/",
            ),
            ("aws:PrincipalTag/team", "red"),
            ("aws:PrincipalType", "User"),
            ("aws:PrincipalIsAWSService", "false"),
            ("aws:username", "alice"),
            ("aws:MultiFactorAuthPresent", "-"),
            ("aws:TokenIssueTime", "-"),
            ("aws:ResourceAccount", "222222222222"),
            ("aws:ResourceOrgID", "o-a1b2c3d4e5"),
            ("aws:SourceIp", "203.0.113.10"),
            ("aws:SecureTransport", "true"),
            ("aws:CurrentTime", "2026-03-02T09:00:00Z"),
            ("aws:EpochTime", "1772442000"),
            ("aws:ViaAWSService", "false"),
        ],
    );
}

#[test]
fn a_role_session_has_the_role_as_its_arn_and_no_mfa_keys_01_keys_21() {
    check(
        &call_on(
            "session:chain",
            "s3:GetObject",
            &["arn:aws:s3:::prod-data/a"],
        ),
        &[
            ("aws:PrincipalArn", "arn:aws:iam::111111111111:role/Chain"),
            ("aws:PrincipalType", "AssumedRole"),
            ("aws:username", "-"),
            ("aws:TokenIssueTime", "2026-03-02T08:30:00Z"),
            ("aws:MultiFactorAuthPresent", "false"),
            ("aws:SourceIdentity", "ana"),
            // The session tag `Team` stands in for the role's tag `team` (`KEYS-05`).
            ("aws:PrincipalTag/team", "green"),
            ("aws:PrincipalTag/cost", "1"),
        ],
    );
}

#[test]
fn mfa_root_and_services_keys_12_keys_21_keys_51() {
    check(
        &call_on("alice+mfa", "s3:ListAllMyBuckets", &[]),
        &[
            ("aws:MultiFactorAuthPresent", "true"),
            ("aws:MultiFactorAuthAge", "60"),
            // A sign-in is temporary credentials (`KEYS-20`), long-term keys are not.
            ("aws:TokenIssueTime", "2026-03-02T08:59:00Z"),
        ],
    );
    check(
        &call_on("alice", "s3:ListAllMyBuckets", &[]),
        &[
            ("aws:MultiFactorAuthPresent", "-"),
            ("aws:TokenIssueTime", "-"),
            ("aws:ViaAWSService", "false"),
        ],
    );
    check(
        &call_on("root:111111111111", "s3:ListAllMyBuckets", &[]),
        &[
            ("aws:userid", "111111111111"),
            ("aws:PrincipalType", "Account"),
            ("aws:username", "-"),
        ],
    );
    check(
        &call_on(
            "service:cloudtrail.amazonaws.com",
            "s3:PutObject",
            &["arn:aws:s3:::prod-data/a"],
        ),
        &[
            ("aws:PrincipalIsAWSService", "true"),
            ("aws:PrincipalServiceName", "cloudtrail.amazonaws.com"),
            ("aws:SourceAccount", "111111111111"),
            ("aws:SourceOrgID", "o-a1b2c3d4e5"),
            ("aws:PrincipalArn", "-"),
            ("aws:SourceIp", "-"),
        ],
    );
    check(
        &call_on("anonymous", "s3:GetObject", &["arn:aws:s3:::prod-data/a"]),
        &[
            ("aws:PrincipalAccount", "anonymous"),
            ("aws:userid", "anonymous"),
            ("aws:PrincipalArn", "-"),
        ],
    );
}

#[test]
fn assume_role_adds_its_parameters_keys_44_keys_60_to_keys_63_keys_68() {
    let role = "arn:aws:iam::222222222222:role/team/Reader";
    let call = assume(
        "alice",
        role,
        &[
            "ExternalId=12345",
            "Tags=project:p",
            "TransitiveTagKeys=project",
        ],
    );
    check(
        &call,
        &[
            ("sts:ExternalId", "12345"),
            ("sts:RoleSessionName", "demo"),
            ("sts:SourceIdentity", "-"),
            ("aws:RequestTag/project", "p"),
            ("aws:TagKeys", "project"),
            ("sts:TransitiveTagKeys", "project"),
            ("aws:ResourceTag/env", "prod"),
            ("iam:ResourceTag/env", "prod"),
        ],
    );
}

#[test]
fn the_requested_region_is_us_east_1_for_global_endpoints_keys_43() {
    check(
        &call_on("alice", "ec2:DescribeInstances", &[]),
        &[("aws:RequestedRegion", "eu-west-1")],
    );
    check(
        &call_on("alice", "iam:ListUsers", &[]),
        &[("aws:RequestedRegion", "us-east-1")],
    );
    let mut call = call_on("alice", "sts:GetCallerIdentity", &[]);
    call.endpoint = EndpointChoice::Global;
    check(&call, &[("aws:RequestedRegion", "us-east-1")]);
}

#[test]
fn provenance_tells_who_set_a_key() {
    let mut call = assume(
        "alice",
        "arn:aws:iam::111111111111:role/Chain",
        &["ExternalId=12345"],
    );
    call.call.context = [
        ("ec2:InstanceType".to_owned(), vec!["t2.micro".to_owned()]),
        (
            "aws:PrincipalAccount".to_owned(),
            vec!["999999999999".to_owned()],
        ),
    ]
    .into();
    let record = live(&call);
    let trace = record.authorizations().next().unwrap();
    let provenance = |key: &str| trace.provenance.get(&ContextKey::new(key)).copied();
    assert_eq!(
        provenance("aws:PrincipalAccount"),
        Some(KeyProvenance::SetByAws)
    );
    assert_eq!(
        provenance("sts:ExternalId"),
        Some(KeyProvenance::SentByCaller)
    );
    assert_eq!(
        provenance("ec2:InstanceType"),
        Some(KeyProvenance::GivenWithCall)
    );
    assert_eq!(
        provenance("sts:SourceIdentity"),
        Some(KeyProvenance::Absent)
    );
    check(
        &call,
        &[
            ("aws:PrincipalAccount", "111111111111"),
            ("ec2:InstanceType", "t2.micro"),
        ],
    );
}
