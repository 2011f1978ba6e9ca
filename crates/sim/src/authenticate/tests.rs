#![allow(clippy::unwrap_used, reason = "tests may stop at the first surprise")]

use aws::{Arn, RegionName, Timestamp};
use world::{Command, Edit, EntryId, PolicyName, PolicyText, Role, RoleName};

use crate::{
    AuthenticationOutcome, AuthenticationRefusal, CloudState, Phase, PolicyCache, execute,
    run_live,
    test_support::{account, answer, assume, call_on, cloud, live},
};

fn check(who: &str, region: &str, action: &str, expected: &str) {
    let mut call = call_on(who, action, &[]);
    call.region = RegionName::new(region);
    let text = answer(&live(&call));
    let code = text
        .split_once(": ")
        .map_or(text.as_str(), |(code, _)| code);
    assert_eq!(code, expected, "{who} in {region}: {action}");
}

fn refusal(state: &CloudState, who: &str, action: &str) -> Option<AuthenticationRefusal> {
    let record = run_live(state, &call_on(who, action, &[]), &PolicyCache::new());
    record.phases.into_iter().find_map(|phase| match phase {
        Phase::Authentication(trace) => match trace.outcome {
            AuthenticationOutcome::Refused(refusal) => Some(refusal),
            _ => None,
        },
        _ => None,
    })
}

#[test]
fn expired_credentials_are_refused_by_family_token_45_to_token_48() {
    check(
        "session:old",
        "eu-west-1",
        "sts:AssumeRoleWithSAML",
        "ExpiredToken",
    );
    check(
        "session:old",
        "eu-west-1",
        "sts:GetCallerIdentity",
        "ExpiredToken",
    );
    check("session:old", "eu-west-1", "iam:ListUsers", "ExpiredToken");
    check(
        "session:old",
        "eu-west-1",
        "ec2:DescribeInstances",
        "RequestExpired",
    );
    check(
        "session:old",
        "eu-west-1",
        "s3:ListAllMyBuckets",
        "ExpiredToken",
    );
    check(
        "session:old",
        "eu-west-1",
        "dynamodb:ListTables",
        "ExpiredTokenException",
    );
}

#[test]
fn version_1_tokens_are_refused_in_opt_in_regions_token_40_to_token_43() {
    check(
        "session:chain",
        "ap-east-1",
        "ec2:DescribeInstances",
        "AuthFailure",
    );
    check(
        "session:chain",
        "ap-east-1",
        "sts:GetCallerIdentity",
        "InvalidClientTokenId",
    );
    check(
        "session:chain",
        "ap-east-1",
        "s3:ListAllMyBuckets",
        "InvalidToken",
    );
    check(
        "session:chain",
        "ap-east-1",
        "dynamodb:ListTables",
        "UnrecognizedClientException",
    );
    // A long-term key where the account has not opted in (`TOKEN-44`).
    check(
        "alice",
        "ap-east-1",
        "s3:ListAllMyBuckets",
        "InvalidAccessKeyId",
    );
}

#[test]
fn callers_that_do_not_exist_are_told_that_their_token_is_invalid_sts_87() {
    let state = cloud();
    for (who, expected) in [
        ("nobody", AuthenticationRefusal::NoSuchUser),
        ("root:123456789012", AuthenticationRefusal::NoSuchAccount),
        ("issued:7", AuthenticationRefusal::NoSuchSession),
        ("session:nothing", AuthenticationRefusal::NoSuchSession),
        ("anonymous", AuthenticationRefusal::SignatureRequired),
    ] {
        assert_eq!(
            refusal(&state, who, "sts:GetCallerIdentity"),
            Some(expected),
            "{who}"
        );
    }
    check(
        "nobody",
        "eu-west-1",
        "sts:GetCallerIdentity",
        "InvalidClientTokenId",
    );
    check(
        "anonymous",
        "eu-west-1",
        "sts:GetCallerIdentity",
        "MissingAuthenticationToken",
    );
}

#[test]
fn another_partition_takes_no_credentials_token_17() {
    check(
        "alice",
        "cn-north-1",
        "ec2:DescribeInstances",
        "AuthFailure",
    );
    check(
        "alice",
        "nowhere-1",
        "ec2:DescribeInstances",
        "EndpointConnectionError",
    );
}

#[test]
fn a_session_outlives_its_role_without_permissions_revoke_15() {
    let policies = PolicyCache::new();
    let name = RoleName::new("Chain").unwrap();
    let home = account("111111111111");
    let deleted = Edit::DeleteRole {
        account: home.clone(),
        role: name.clone(),
    };
    // The new role may do everything and has a tag; the old session has neither.
    let mut made_anew = Role::new(name.clone(), PolicyText::new("{}"));
    made_anew.tags.insert("cost".to_owned(), "1".to_owned());
    let everything = r#"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}"#;
    let policy = PolicyName::new("All").unwrap();
    made_anew
        .inline_policies
        .insert(policy, PolicyText::new(everything));
    let made = Edit::CreateRole {
        account: home,
        role: Box::new(made_anew),
    };
    let told = |state: &CloudState| {
        let call = call_on("session:chain", "sts:DecodeAuthorizationMessage", &[]);
        let record = run_live(state, &call, &policies);
        assert!(
            !record.authorizations().any(|it| it
                .request
                .context
                .get("aws:PrincipalTag/cost")
                .is_some())
        );
        answer(&record)
    };
    let denied = "AccessDenied: User: arn:aws:sts::111111111111:assumed-role/Chain/early is not authorized to \
                  perform: sts:DecodeAuthorizationMessage because no identity-based policy allows the \
                  sts:DecodeAuthorizationMessage action";
    let (state, _) = execute(&cloud(), EntryId(1), &Command::Edit(deleted), &policies);
    assert_eq!(told(&state), denied);
    let (state, _) = execute(&state, EntryId(2), &Command::Edit(made), &policies);
    assert!(
        state
            .world()
            .role_by_arn(&Arn::parse("arn:aws:iam::111111111111:role/Chain").unwrap())
            .is_some()
    );
    assert_eq!(told(&state), denied);
}

#[test]
fn a_clock_that_is_set_back_makes_sessions_unknown() {
    let policies = PolicyCache::new();
    let to = Timestamp::parse("2026-03-02T08:00:00Z").unwrap();
    let (state, _) = execute(&cloud(), EntryId(1), &Command::SetClock { to }, &policies);
    assert!(matches!(
        refusal(&state, "session:chain", "sts:GetCallerIdentity"),
        Some(AuthenticationRefusal::NotYetIssued { .. })
    ));
}

#[test]
fn services_may_assume_roles_that_trust_them() {
    let role = "arn:aws:iam::111111111111:role/AWSServiceRoleForTests";
    let text = answer(&live(&assume(
        "service:autoscaling.amazonaws.com",
        role,
        &[],
    )));
    assert_eq!(text, "ok");
}
