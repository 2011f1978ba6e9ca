#![allow(clippy::unwrap_used, reason = "tests may stop at the first surprise")]

use aws::ActionName;
use world::{Call, CallerRef, IdentityProviderToken};

use crate::test_support::{answer, call_on, live};

/// `expected` is the beginning of the answer.
fn check(call: &Call, expected: &str) {
    let text = answer(&live(call));
    assert!(
        text.starts_with(expected),
        "expected {expected}\nfound {text}"
    );
}

#[test]
fn implicit_denials_name_the_missing_policy_type_err_03_err_14() {
    check(
        &call_on(
            "bob",
            "dynamodb:putitem",
            &["arn:aws:dynamodb:eu-west-1:111111111111:table/Orders"],
        ),
        "AccessDeniedException: User: arn:aws:iam::111111111111:user/bob is not authorized to perform: \
         dynamodb:PutItem on resource: arn:aws:dynamodb:eu-west-1:111111111111:table/Orders because no \
         identity-based policy allows the dynamodb:PutItem action",
    );
    check(
        &call_on("session:limited", "sts:decodeauthorizationmessage", &[]),
        "AccessDenied: User: arn:aws:sts::111111111111:assumed-role/Chain/limited is not authorized to perform: \
         sts:DecodeAuthorizationMessage because no session policy allows the sts:DecodeAuthorizationMessage action",
    );
}

#[test]
fn callers_with_a_token_have_no_name_yet_err_10() {
    let role = "arn:aws:iam::111111111111:role/Chain";
    let mut call = call_on("alice", "sts:assumerolewithsaml", &[role]);
    call.caller = CallerRef::Federated(IdentityProviderToken {
        provider: "arn:aws:iam::111111111111:saml-provider/Corp".to_owned(),
        claims: Default::default(),
    });
    let exact = |call: &Call, expected: &str| assert_eq!(answer(&live(call)), expected);
    exact(
        &call,
        "AccessDenied: Not authorized to perform sts:AssumeRoleWithSAML",
    );
    call.call.action = ActionName::parse("sts:AssumeRoleWithWebIdentity").unwrap();
    exact(
        &call,
        "AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity",
    );
}

#[test]
fn some_operations_take_no_session_credentials_eval_66_sts_61_sts_66() {
    for who in ["session:chain", "session:limited", "alice+mfa"] {
        for operation in ["GetSessionToken", "GetFederationToken"] {
            let call = call_on(who, &format!("sts:{operation}"), &[]);
            let expected =
                format!("AccessDenied: Cannot call {operation} with session credentials");
            assert_eq!(answer(&live(&call)), expected, "{who}");
        }
    }
    for who in ["alice", "bob", "root:111111111111"] {
        let call = call_on(who, "sts:GetSessionToken", &[]);
        assert_eq!(answer(&live(&call)), "ok", "EVAL-61: {who}");
    }
}

#[test]
fn ec2_denials_carry_an_encoded_message_err_12() {
    let call = call_on(
        "alice",
        "ec2:TerminateInstances",
        &["arn:aws:ec2:eu-west-1:111111111111:instance/i-0abcdef1234567890"],
    );
    check(
        &call,
        "UnauthorizedOperation: You are not authorized to perform this operation. User: \
         arn:aws:iam::111111111111:user/alice is not authorized to perform: ec2:TerminateInstances on resource: \
         arn:aws:ec2:eu-west-1:111111111111:instance/i-0abcdef1234567890 with an explicit deny in a service control \
         policy: arn:aws:organizations::999999999999:policy/o-a1b2c3d4e5/service_control_policy/p-",
    );
    assert!(answer(&live(&call)).contains(". Encoded authorization failure message: EXAMPLE-"));
}

#[test]
fn s3_tells_outsiders_nothing_err_13() {
    check(
        &call_on(
            "alice",
            "s3:GetObject",
            &["arn:aws:s3:::prod-data/secret/a"],
        ),
        "AccessDenied: User: arn:aws:iam::111111111111:user/alice is not authorized to perform: s3:GetObject on \
         resource: arn:aws:s3:::prod-data/secret/a with an explicit deny in a resource-based policy",
    );
    let outside = call_on("alice", "s3:GetObject", &["arn:aws:s3:::outside-data/a"]);
    assert_eq!(answer(&live(&outside)), "AccessDenied: Access Denied");
}

#[test]
fn the_cli_wraps_service_errors_cli_10() {
    let error = live(&call_on("bob", "sts:GetFederationToken", &[]))
        .result
        .unwrap_err();
    let text = error.cli_message("GetFederationToken");
    assert!(
        text.starts_with(
            "An error occurred (AccessDenied) when calling the GetFederationToken operation: User: "
        ),
        "{text}"
    );
}
