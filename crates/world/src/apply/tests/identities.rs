//! Edits of users, groups, roles, policies and resources.

use super::{check, check_refused};
use crate::{
    EntryId,
    test_support::{after, arn, vendor},
};

#[test]
fn users_and_groups() {
    let user = r#"{"createUser":{"account":"444455556666","user":{"name":"kim"}}}"#;
    let group = r#"{"createGroup":{"account":"444455556666","group":{"name":"Readers"}}}"#;
    let act = |verb: &str| {
        format!(r#"{{"{verb}":{{"account":"444455556666","user":"kim","group":"Readers"}}}}"#)
    };
    let delete_group = r#"{"deleteGroup":{"account":"444455556666","group":"Readers"}}"#;
    check(
        &[group, user, &act("addUserToGroup")],
        &[r#"{"name":"kim","groups":["Readers"],"createdBy":2}"#],
        &[],
    );
    check(
        &[
            group,
            user,
            &act("addUserToGroup"),
            &act("removeUserFromGroup"),
        ],
        &["Readers"],
        &[r#""groups":["Readers"]"#],
    );
    check(
        &[group, user, &act("addUserToGroup"), delete_group],
        &["kim"],
        &["Readers"],
    );
    check(
        &[
            user,
            r#"{"deleteUser":{"account":"444455556666","user":"kim"}}"#,
        ],
        &[],
        &["kim"],
    );
    check_refused(
        &[user, &user.replace("kim", "KIM")],
        "there is already the user `KIM`: expected another name",
    );
    check_refused(
        &[group, &group.replace("Readers", "readers")],
        "there is already the group `readers`: expected another name",
    );
    check_refused(
        &[user, &act("addUserToGroup")],
        "there is no group `Readers`",
    );
    check_refused(&[group, &act("addUserToGroup")], "there is no user `kim`");
    check_refused(
        &[group, user, &act("removeUserFromGroup")],
        "there is no group `Readers`",
    );
    check_refused(&[delete_group], "there is no group `Readers`");
    check_refused(
        &[r#"{"deleteUser":{"account":"444455556666","user":"kim"}}"#],
        "there is no user `kim`",
    );
    check_refused(
        &[r#"{"createUser":{"account":"444455556666","user":{"name":"kim","groups":["None"]}}}"#],
        "there is no group `None`",
    );
    check_refused(
        &[r#"{"createUser":{"account":"999999999999","user":{"name":"kim"}}}"#],
        "there is no account `999999999999`",
    );
}

#[test]
fn roles() {
    let create = r#"{"createRole":{"account":"444455556666","role":{"name":"R1","path":"/team/","trustPolicy":"{}"}}}"#;
    let delete = r#"{"deleteRole":{"account":"444455556666","role":"R1"}}"#;
    let duration = |seconds: i64| {
        format!(
            r#"{{"setMaxSessionDuration":{{"account":"444455556666","role":"Deployer","durationSeconds":{seconds}}}}}"#
        )
    };
    let scenario = after(&vendor(), &[create, delete, create]);
    let (_, role) = scenario
        .world
        .role_by_arn(&arn("arn:aws:iam::444455556666:role/team/R1"))
        .unwrap();
    assert_eq!(role.created_by, EntryId(3));
    assert!(
        scenario
            .world
            .role_by_arn(&arn("arn:aws:iam::444455556666:role/R1"))
            .is_none()
    );
    check(
        &[&duration(43_200)],
        &[r#""maxSessionDurationSeconds":43200"#],
        &[],
    );
    check_refused(
        &[&duration(3599)],
        "`3599` seconds is no session duration of a role: expected 3600 to 43200",
    );
    check_refused(
        &[&create.replace("\"path\"", "\"maxSessionDurationSeconds\":5,\"path\"")],
        "`5` seconds is no session duration of a role: expected 3600 to 43200",
    );
    check_refused(
        &[create, create],
        "there is already the role `R1`: expected another name",
    );
    check_refused(&[delete], "there is no role `R1`");
    check_refused(
        &[&duration(3600).replace("Deployer", "Nobody")],
        "there is no role `Nobody`",
    );
}

#[test]
fn boundaries_and_tags() {
    let bound = |identity: &str, boundary: &str| {
        format!(r#"{{"setPermissionsBoundary":{{"identity":{identity}{boundary}}}}}"#)
    };
    let role = r#"{"role":{"account":"444455556666","name":"Deployer"}}"#;
    let user = r#"{"user":{"account":"111122223333","name":"ops-lena"}}"#;
    let admin = r#","boundary":"arn:aws:iam::aws:policy/AdministratorAccess""#;
    let is = r#""permissionsBoundary":"arn:aws:iam::aws:policy/AdministratorAccess""#;
    check(&[&bound(role, admin)], &[is], &[]);
    check(&[&bound(user, admin), &bound(user, "")], &[], &[is]);
    check_refused(
        &[&bound(
            r#"{"group":{"account":"444455556666","name":"G"}}"#,
            admin,
        )],
        "`G` is a group: expected a user or a role to hold the boundary",
    );
    check_refused(
        &[&bound(
            role,
            r#","boundary":"arn:aws:iam::aws:policy/Nothing""#,
        )],
        "there is no managed policy `arn:aws:iam::aws:policy/Nothing`",
    );
    let tags =
        |holder: &str| format!(r#"{{"setTags":{{"holder":{holder},"tags":{{"team":"blue"}}}}}}"#);
    for holder in [
        role,
        user,
        r#"{"resource":{"arn":"arn:aws:s3:::acme-billing-export"}}"#,
    ] {
        check(&[&tags(holder)], &[r#""tags":{"team":"blue"}"#], &[]);
    }
    check_refused(
        &[&tags(r#"{"resource":{"arn":"arn:aws:s3:::nothing"}}"#)],
        "there is no resource `arn:aws:s3:::nothing`",
    );
}

#[test]
fn inline_and_managed_policies() {
    let role = r#"{"role":{"account":"444455556666","name":"Deployer"}}"#;
    let put = format!(r#"{{"putInlinePolicy":{{"identity":{role},"policy":"P1","text":"t1"}}}}"#);
    let delete = format!(r#"{{"deleteInlinePolicy":{{"identity":{role},"policy":"P1"}}}}"#);
    check(&[&put], &[r#""P1":"t1""#], &[]);
    check(
        &[&put, &put.replace("t1", "t2")],
        &[r#""P1":"t2""#],
        &["t1"],
    );
    check(&[&put, &delete], &[], &["P1"]);
    check_refused(&[&delete], "there is no inline policy `P1`");

    let create = r#"{"createManagedPolicy":{"account":"444455556666","policy":{"name":"M1","path":"/p/","text":"t1"}}}"#;
    let remove = r#"{"deleteManagedPolicy":{"account":"444455556666","policy":"M1"}}"#;
    let act = |verb: &str| {
        format!(
            r#"{{"{verb}Policy":{{"identity":{role},"policy":"arn:aws:iam::444455556666:policy/p/M1"}}}}"#
        )
    };
    let attached = r#""attachedPolicies":["arn:aws:iam::444455556666:policy/p/M1"]"#;
    check(
        &[create, &act("attach")],
        &[attached, r#"{"name":"M1","path":"/p/","text":"t1"}"#],
        &[],
    );
    check(
        &[create, &act("attach"), &act("detach"), remove],
        &[],
        &["M1"],
    );
    check_refused(
        &[&act("attach")],
        "there is no managed policy `arn:aws:iam::444455556666:policy/p/M1`",
    );
    check_refused(
        &[create, &act("attach"), &act("attach")],
        "there is already the attached policy `arn:aws:iam::444455556666:policy/p/M1`: expected another name",
    );
    check_refused(
        &[&act("detach")],
        "there is no attached policy `arn:aws:iam::444455556666:policy/p/M1`",
    );
    check_refused(
        &[create, &act("attach"), remove],
        "the managed policy `M1` is still used by role `Deployer`: expected it to be unused",
    );
    check_refused(&[remove], "there is no managed policy `M1`");
    check_refused(
        &[create, create],
        "there is already the managed policy `M1`: expected another name",
    );
}

#[test]
fn policy_texts() {
    let set =
        |location: &str| format!(r#"{{"setPolicyText":{{"location":{location},"text":"new"}}}}"#);
    let trust = r#"{"trustPolicy":{"account":"444455556666","role":"VendorReadOnly"}}"#;
    let inline = r#"{"inlinePolicy":{"identity":{"user":{"account":"111122223333","name":"ops-lena"}},"policy":"LookAtRoles"}}"#;
    let managed = r#"{"managedPolicy":{"arn":"arn:aws:iam::444455556666:policy/M1"}}"#;
    let scp = r#"{"serviceControlPolicy":{"name":"DenyLeavingTheOrganization"}}"#;
    let rcp = r#"{"resourceControlPolicy":{"name":"OnlyOurOrganization"}}"#;
    let bucket = r#"{"resourcePolicy":{"resource":"arn:aws:s3:::acme-billing-export"}}"#;
    let create =
        r#"{"createManagedPolicy":{"account":"444455556666","policy":{"name":"M1","text":"t1"}}}"#;
    for location in [trust, inline, managed, scp, rcp, bucket] {
        let scenario = after(&vendor(), &[create, &set(location)]);
        let place = crate::test_support::location(location);
        assert_eq!(
            scenario.world.policy(&place).map(|text| text.as_str()),
            Some("new"),
            "{location}"
        );
        assert!(
            scenario.world.policy_locations().contains(&place),
            "{location}"
        );
    }
    let refused = |location: &str, expected: &str| check_refused(&[&set(location)], expected);
    refused(
        &trust.replace("VendorReadOnly", "R9"),
        "there is no role `R9`",
    );
    refused(
        &inline.replace("LookAtRoles", "P9"),
        "there is no inline policy `P9`",
    );
    refused(
        managed,
        "there is no managed policy `arn:aws:iam::444455556666:policy/M1`",
    );
    refused(
        r#"{"managedPolicy":{"arn":"arn:aws:iam::aws:policy/AdministratorAccess"}}"#,
        "`arn:aws:iam::aws:policy/AdministratorAccess` is managed by AWS and cannot be changed",
    );
    refused(
        r#"{"serviceControlPolicy":{"name":"FullAWSAccess"}}"#,
        "`FullAWSAccess` is managed by AWS and cannot be changed",
    );
    refused(
        &rcp.replace("Only", "Un"),
        "there is no resource control policy `UnOurOrganization`",
    );
    refused(
        &bucket.replace("acme-", "x-"),
        "there is no resource `arn:aws:s3:::x-billing-export`",
    );
    refused(
        r#"{"sessionPolicy":{"session":{"seeded":"run-0412"},"index":0}}"#,
        "there is no session policy `0`",
    );
}

#[test]
fn resources() {
    let create = r#"{"createResource":{"account":"444455556666","resource":{"arn":"arn:aws:sqs:eu-west-1:444455556666:jobs","policy":"{}"}}}"#;
    let act = |verb: &str, rest: &str| {
        format!(r#"{{"{verb}":{{"resource":"arn:aws:sqs:eu-west-1:444455556666:jobs"{rest}}}}}"#)
    };
    check(
        &[create, &act("setResourceNote", r#","note":"N2""#)],
        &["jobs\",\"policy\":\"{}\",\"note\":\"N2\""],
        &[],
    );
    check(
        &[create, &act("deleteResourcePolicy", "")],
        &[r#"{"arn":"arn:aws:sqs:eu-west-1:444455556666:jobs"}"#],
        &[],
    );
    check(&[create, &act("deleteResource", "")], &[], &["jobs"]);
    let missing = "there is no resource `arn:aws:sqs:eu-west-1:444455556666:jobs`";
    check_refused(&[&act("setResourceNote", r#","note":"N2""#)], missing);
    check_refused(&[&act("deleteResource", "")], missing);
    check_refused(
        &[
            create,
            &act("deleteResourcePolicy", ""),
            &act("deleteResourcePolicy", ""),
        ],
        "there is no resource policy `arn:aws:sqs:eu-west-1:444455556666:jobs`",
    );
    check_refused(
        &[
            create,
            &create.replace(
                "\"account\":\"444455556666\"",
                "\"account\":\"111122223333\"",
            ),
        ],
        "there is already the resource `arn:aws:sqs:eu-west-1:444455556666:jobs`: expected another name",
    );
}
