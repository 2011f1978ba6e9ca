//! Whole outlines, so that a change in any part of an explanation is seen.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests may stop at the first surprise"
)]

use aws::RequestContext;
use expect_test::{Expect, expect};
use policy::PolicyKind;

use crate::fixture::{ACCOUNT, OTHER, alice, attached, dev_session, request};
use crate::{Level, Levels, PolicyStack, Request, ResourceKind, explain, outline};

fn check(request: &Request, stack: &PolicyStack, expected: Expect) {
    expected.assert_eq(&outline(&explain(request, stack), stack));
}

#[test]
fn across_accounts_with_external_id() {
    let mut context = RequestContext::new();
    context.set_one("sts:ExternalId", "67890");
    let assume = Request {
        context,
        ..request(
            dev_session(),
            "sts:AssumeRole",
            "arn:aws:iam::222222222222:role/Target",
            OTHER,
        )
    };
    let trust = r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": {"AWS": ["arn:aws:iam::999999999999:root", "111111111111"]},
      "Action": "sts:AssumeRole",
      "Condition": {"StringEquals": {"sts:ExternalId": "12345"}}
    }
  ]
}"#;
    let identity = r#"{
  "Version": "2012-10-17",
  "Statement": {"Effect": "Allow", "Action": ["s3:*", "sts:Assume*"], "Resource": "arn:aws:iam::*:role/*"}
}"#;
    let stack = PolicyStack {
        resource: Some(attached(7, PolicyKind::Trust, trust)),
        identity: vec![attached(3, PolicyKind::Identity, identity)],
        ..PolicyStack::empty(ResourceKind::Trust)
    };
    check(
        &assume,
        &stack,
        expect![[r#"
        IMPLICIT DENY: no allow in trust
        gates
          no permission needed: passed, no exception applies
          explicit deny: passed, no Deny matches
          rcp of the resource: not in play, no organization
          scp of the caller: not in play, no organization
          vpce of the caller: not in play, no policy
          identity of the caller: granted, allows
          boundary of the caller: not in play, no policy
          session of the caller: not in play, no policy
          resource policy of the resource: denied, no Allow matches in trust
        layers
          rcp level 0: not in play, no organization
          scp level 0: not in play, no organization
          vpce: not in play, no policy
          trust: no allow
            policy 7
              4:5 Allow: not matched, condition
                6:7 Principal: matched
                  6:29 AWS account `999999999999`: another account
                  6:63 AWS account `111111111111`: the caller's account
                7:7 Action: matched
                  7:17 `sts:AssumeRole`: matched
                8:38 StringEquals sts:ExternalId [`67890`]: not matched
                  8:56 `12345`: not matched
          identity: allowed
            policy 3
              3:16 Allow: matched
                3:36 Action: matched
                  3:47 `s3:*`: not matched
                  3:55 `sts:Assume*`: matched
                3:71 Resource: matched
                  3:83 `arn:aws:iam::*:role/*`: matched
          boundary: not in play, no policy
          session: not in play, no policy
    "#]],
    );
}

#[test]
fn a_deny_of_the_organization_with_a_switched_off_statement() {
    let read = request(
        alice(),
        "s3:GetObject",
        "arn:aws:s3:::home/alice/f",
        ACCOUNT,
    );
    let mut context = RequestContext::new();
    context.set_one("aws:username", "alice");
    let read = Request { context, ..read };
    let control = r#"{"Version": "2012-10-17", "Statement": [
  {"Effect": "Allow", "Action": "*", "Resource": "*"},
  {"Sid": "NoS3", "Effect": "Deny", "NotAction": "ec2:*", "Resource": "*"}
]}"#;
    let identity = r#"{"Version": "2012-10-17", "Statement": [
  {"Effect": "Allow", "Action": "s3:*", "Resource": ["arn:aws:s3:::home/${aws:username}/*", "arn:aws:s3:::home/${aws:userid}/*"]}
]}"#;
    let mut boundary = attached(5, PolicyKind::Boundary, control);
    boundary.switched_off_statements.push(1);
    let level = Level {
        name: "Root".to_owned(),
        policies: vec![attached(1, PolicyKind::ServiceControl, control)],
    };
    let stack = PolicyStack {
        service_control: Levels::InPlay(vec![level]),
        identity: vec![attached(3, PolicyKind::Identity, identity)],
        boundary: Some(boundary),
        ..PolicyStack::empty(ResourceKind::Generic)
    };
    check(
        &read,
        &stack,
        expect![[r#"
        EXPLICIT DENY: scp level 0 policy 1 statement 1 at 3:3
        gates
          no permission needed: passed, no exception applies
          explicit deny: denied, a Deny matches in scp level 0
          rcp: not reached
          scp: not reached
          vpce: not reached
          service rules: not reached
          resource policy: not reached
          identity: not reached
          boundary: not reached
          session: not reached
        layers
          rcp level 0: not in play, no organization
          scp level 0 `Root`: denied
            policy 1
              2:3 Allow: matched
                2:23 Action: matched
                  2:33 `*`: matched
                2:38 Resource: matched
                  2:50 `*`: matched
              3:3 Deny: matched
                3:37 NotAction: matched
                  3:50 `ec2:*`: not matched
                3:59 Resource: matched
                  3:71 `*`: matched
          vpce: not in play, no policy
          resource: not in play, no policy
          identity: allowed
            policy 3
              2:3 Allow: matched
                2:23 Action: matched
                  2:33 `s3:*`: matched
                2:41 Resource: matched
                  2:54 `arn:aws:s3:::home/${aws:username}/*` = `arn:aws:s3:::home/alice/*`: matched
                  2:93 `arn:aws:s3:::home/${aws:userid}/*`: `aws:userid` has no single value
          boundary: allowed
            policy 5
              2:3 Allow: matched
                2:23 Action: matched
                  2:33 `*`: matched
                2:38 Resource: matched
                  2:50 `*`: matched
              3:3 Deny: switched off
                3:37 NotAction: matched
                  3:50 `ec2:*`: not matched
                3:59 Resource: matched
                  3:71 `*`: matched
          session: not in play, no policy
    "#]],
    );
}

#[test]
fn granted_directly_by_the_resource() {
    let read = request(alice(), "s3:GetObject", "arn:aws:s3:::data/f", ACCOUNT);
    let bucket = r#"{
  "Version": "2012-10-17",
  "Statement": [
    {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111111111111:user/alice"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::data/*"},
    {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}}
  ]
}"#;
    let stack = PolicyStack {
        resource: Some(attached(2, PolicyKind::Resource, bucket)),
        ..PolicyStack::empty(ResourceKind::Generic)
    };
    check(
        &read,
        &stack,
        expect![[r#"
        ALLOW: granted by resource
          granted in resource policy 2 statement 0 at 4:5
        gates
          no permission needed: passed, no exception applies
          explicit deny: passed, no Deny matches
          rcp: not in play, no organization
          scp: not in play, no organization
          vpce: not in play, no policy
          service rules: passed, no exception applies
          resource policy: granted, names the caller
          identity: not limiting, granted by the resource policy
          boundary: not limiting, granted by the resource policy
          session: not limiting, granted by the resource policy
        layers
          rcp level 0: not in play, no organization
          scp level 0: not in play, no organization
          vpce: not in play, no policy
          resource: allowed
            policy 2
              4:5 Allow: matched
                4:25 Principal: matched
                  4:46 AWS `arn:aws:iam::111111111111:user/alice`: the caller
                4:87 Action: matched
                  4:97 `s3:GetObject`: matched
                4:113 Resource: matched
                  4:125 `arn:aws:s3:::data/*`: matched
              5:5 Deny: not matched, condition
                5:24 Principal: matched
                  5:37 `*`: the caller
                5:42 Action: matched
                  5:52 `s3:*`: matched
                5:60 Resource: matched
                  5:72 `*`: matched
                5:100 Bool aws:SecureTransport absent: not matched, key missing
                  5:123 `false`: nothing to compare
          identity: no allow
          boundary: not in play, no policy
          session: not in play, no policy
    "#]],
    );
}
