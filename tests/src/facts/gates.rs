//! Levels, exemptions, operations without permission, and which of several denials is named (`ERR-05`).

use serde_json::{Value, json};

use super::grants::{BUCKET, all, other, principal, statement, words};
use super::{authorize, check};

fn deny(action: &str) -> Value {
    statement("Deny", &Value::Null, action, &json!("*"))
}

fn everyone(effect: &str, action: &str) -> Value {
    statement(effect, &json!("*"), action, &json!("*"))
}

/// Rule, caller, action, policies that replace those of a caller who may do everything, the answer.
type Row = (
    &'static str,
    &'static str,
    &'static str,
    Value,
    &'static str,
);

fn check_rows(resource: &str, rows: &[Row]) {
    check(rows, |(_, who, action, replaced, expected)| {
        let mut given = json!({
            "principal": principal(who),
            "request": {"action": action, "resource": resource, "resourceAccount": "111111111111", "context": {}},
            "policies": {"identity": [all()]},
        });
        for (name, value) in replaced.as_object().into_iter().flatten() {
            match name.as_str() {
                "managementAccount" | "serviceLinkedRole" => {
                    given["principal"][name] = value.clone()
                }
                "resourceInManagementAccount" => given[name] = value.clone(),
                _ => given["policies"][name] = value.clone(),
            }
        }
        (words(&authorize(&given)), (*expected).to_owned())
    });
}

#[test]
#[rustfmt::skip]
fn levels_and_exemptions_eval_04_to_eval_07_scp_20_to_scp_32() {
    let full = || json!([all()]);
    let rcp = |action: &str| json!({"rcp": [[everyone("Allow", "*"), everyone("Deny", action)]]});
    let exempt = |mut policies: Value, flag: &str| {
        policies[flag] = json!(true);
        policies
    };
    check_rows(
        BUCKET,
        &[
            ("EVAL-05", "alice", "s3:GetObject", json!({"scp": [full(), [], full()]}), "implicit deny scp"),
            ("SCP-27", "alice", "s3:GetObject", json!({"scp": [full(), [other()], full()]}), "implicit deny scp"),
            ("SCP-26", "alice", "s3:GetObject", json!({"scp": [[other(), all()], full()]}), "allow identity"),
            ("SCP-03", "alice", "s3:GetObject", json!({"scp": [full(), [all(), deny("S3:get*")], full()]}), "explicit deny scp"),
            ("SCP-01", "alice", "s3:GetObject", json!({"scp": [full()], "identity": []}), "implicit deny identity"),
            ("EVAL-06", "root", "s3:GetObject", json!({"scp": [full(), []]}), "implicit deny scp"),
            ("EVAL-06", "fed", "s3:GetObject", json!({"scp": [[deny("*")]], "session": [all()]}), "explicit deny scp"),
            ("EVAL-06", "alice", "s3:GetObject", exempt(json!({"scp": [[deny("*")]]}), "managementAccount"), "allow identity"),
            ("EVAL-06", "dev", "s3:GetObject", exempt(json!({"scp": [[deny("*")]]}), "serviceLinkedRole"), "allow identity"),
            ("EVAL-32", "s3.amazonaws.com", "s3:GetObject", json!({"scp": [[deny("*")]], "resource": everyone("Allow", "*")}), "allow resource"),
            ("EVAL-53", "saml", "s3:GetObject", json!({"scp": [[deny("*")]], "resource": everyone("Allow", "*")}), "allow resource"),
            ("SCP-30", "alice", "s3:GetObject", rcp("s3:*"), "explicit deny rcp"),
            ("EVAL-07", "root", "s3:GetObject", rcp("s3:*"), "explicit deny rcp"),
            ("EVAL-07", "anonymous", "s3:GetObject", rcp("s3:*"), "explicit deny rcp"),
            ("EVAL-07", "dev", "s3:GetObject", exempt(rcp("s3:*"), "serviceLinkedRole"), "allow identity"),
            ("EVAL-07", "alice", "s3:GetObject", exempt(rcp("s3:*"), "resourceInManagementAccount"), "allow identity"),
            ("SCP-31", "alice", "ec2:RunInstances", rcp("ec2:*"), "allow identity"),
            ("SCP-31", "alice", "SQS:SendMessage", rcp("sqs:*"), "explicit deny rcp"),
            ("EVAL-07", "alice", "kms:RetireGrant", rcp("kms:*"), "allow identity"),
            ("EVAL-30", "root", "s3:GetObject", json!({"session": [other()]}), "implicit deny session"),
            ("EVAL-30", "root", "s3:GetObject", json!({"identity": [deny("*")], "boundary": deny("*")}), "allow root"),
        ],
    );
}

#[test]
#[rustfmt::skip]
fn operations_without_permission_eval_60_eval_61() {
    let denied = json!({
        "identity": [deny("*")], "boundary": deny("*"), "session": [deny("*")], "scp": [[deny("*")]],
        "rcp": [[everyone("Deny", "sts:*")]],
    });
    let endpoint = |policy: Value| json!({"vpce": policy});
    check_rows(
        "*",
        &[
            ("EVAL-60", "alice", "sts:GetCallerIdentity", denied.clone(), "allow none-needed"),
            ("EVAL-60", "dev", "STS:getcalleridentity", denied.clone(), "allow none-needed"),
            ("EVAL-60", "root", "sts:GetCallerIdentity", denied.clone(), "allow none-needed"),
            ("EVAL-61", "alice", "sts:GetSessionToken", denied.clone(), "allow none-needed"),
            ("EVAL-62", "alice", "sts:GetFederationToken", json!({"identity": []}), "implicit deny identity"),
            ("EVAL-60", "anonymous", "sts:GetCallerIdentity", json!({}), "implicit deny resource"),
            ("EVAL-60", "alice", "sts:GetCallerIdentity", endpoint(everyone("Allow", "s3:*")), "implicit deny vpce"),
            ("EVAL-61", "alice", "sts:GetSessionToken", endpoint(everyone("Deny", "sts:Get*")), "explicit deny vpce"),
            ("EVAL-60", "alice", "sts:GetCallerIdentity", endpoint(everyone("Allow", "*")), "allow none-needed"),
        ],
    );
}

#[test]
#[rustfmt::skip]
fn endpoint_policies_pol_24() {
    let endpoint = |named: Value| {
        json!({
            "vpce": statement("Allow", &named, "*", &json!("*")),
            "resource": everyone("Allow", "*"),
        })
    };
    check_rows(
        BUCKET,
        &[
            ("POL-24", "saml", "s3:GetObject", endpoint(json!({"AWS": "*"})), "implicit deny vpce"),
            ("POL-24", "saml", "s3:GetObject", endpoint(json!("*")), "allow resource"),
            ("POL-24", "alice", "s3:GetObject", endpoint(json!({"AWS": "*"})), "allow resource"),
            ("POL-24", "alice", "s3:GetObject", endpoint(json!({"AWS": "111111111111"})), "allow resource"),
            ("POL-24", "bob", "s3:GetObject", endpoint(json!({"AWS": "111111111111"})), "implicit deny vpce"),
        ],
    );
}

#[test]
#[rustfmt::skip]
fn the_reported_policy_type_follows_err_05() {
    // From the last to the first in the order: each row adds a Deny that takes the report over.
    let mut policies = json!({"identity": [all()]});
    let mut expect = |name: &str, value: Value, expected: &'static str| {
        policies[name] = value;
        ("ERR-05", "dev", "s3:GetObject", policies.clone(), expected)
    };
    let full_and_deny = json!([[all(), deny("*")]]);
    let rows = [
        expect("session", json!([deny("*")]), "explicit deny session"),
        expect("boundary", deny("*"), "explicit deny boundary"),
        expect(
            "identity",
            json!([all(), deny("*")]),
            "explicit deny identity",
        ),
        expect("resource", everyone("Deny", "*"), "explicit deny resource"),
        expect("vpce", everyone("Deny", "*"), "explicit deny vpce"),
        expect(
            "rcp",
            json!([[everyone("Allow", "*"), everyone("Deny", "s3:*")]]),
            "explicit deny rcp",
        ),
        expect("scp", full_and_deny, "explicit deny scp"),
    ];
    check_rows(BUCKET, &rows);
    // An explicit deny of any type comes before whatever is missing.
    let missing = |session: Value| json!({"identity": [], "boundary": other(), "session": session, "scp": [[]], "vpce": other_for_everyone()});
    let implicit = [
        ("ERR-05", "dev", "s3:GetObject", missing(json!([deny("*")])), "explicit deny session"),
        ("ERR-05", "dev", "s3:GetObject", missing(json!([other()])), "implicit deny scp"),
        ("ERR-05", "dev", "s3:GetObject", json!({"identity": [], "boundary": other(), "vpce": other_for_everyone()}), "implicit deny vpce"),
        ("ERR-05", "dev", "s3:GetObject", json!({"identity": [], "boundary": other()}), "implicit deny identity"),
        ("ERR-05", "dev", "s3:GetObject", json!({"boundary": other(), "session": [other()]}), "implicit deny boundary"),
    ];
    check_rows(BUCKET, &implicit);
}

fn other_for_everyone() -> Value {
    everyone("Allow", "glue:GetTable")
}
