//! Which grants count for which caller: the tables under `EVAL-20`, trust policies, key policies, across accounts.

use serde_json::{Value, json};

use super::{authorize, check};

pub(super) const BUCKET: &str = "arn:aws:s3:::b/k";
pub(super) const ROLE: &str = "arn:aws:iam::111111111111:role/team/Dev";
const USER: &str = "arn:aws:iam::111111111111:user/alice";
const SESSION: &str = "arn:aws:sts::111111111111:assumed-role/Dev/s1";
const FEDERATED: &str = "arn:aws:sts::111111111111:federated-user/Fed";
const ROOT: &str = "arn:aws:iam::111111111111:root";
const SAML: &str = "arn:aws:iam::111111111111:saml-provider/Corp";
const KEY: &str = "arn:aws:kms:eu-west-1:111111111111:key/1";

/// A caller in the shape of the conformance lines; all but `bob`, `root2` and those without one are in 111111111111.
pub(super) fn principal(who: &str) -> Value {
    match who {
        "alice" => json!({"type": "IAMUser", "arn": USER}),
        "bob" => json!({"type": "IAMUser", "arn": "arn:aws:iam::222222222222:user/bob"}),
        "dev" => json!({"type": "RoleSession", "arn": SESSION, "roleArn": ROLE}),
        "dev2" => json!({
            "type": "RoleSession",
            "arn": "arn:aws:sts::222222222222:assumed-role/Dev/s1",
            "roleArn": "arn:aws:iam::222222222222:role/Dev",
        }),
        "fed" => json!({"type": "FederatedUser", "arn": FEDERATED, "userArn": USER}),
        "fedroot" => json!({"type": "FederatedUser", "arn": FEDERATED, "userArn": ROOT}),
        "root" => json!({"type": "Root", "account": "111111111111"}),
        "root2" => json!({"type": "Root", "account": "222222222222"}),
        "saml" => json!({"type": "Federated", "arn": SAML}),
        "anonymous" => json!({"type": "Anonymous"}),
        service => json!({"type": "Service", "arn": service}),
    }
}

/// One statement as a document; parts that are `null` are left out.
pub(super) fn statement(effect: &str, principal: &Value, action: &str, resource: &Value) -> Value {
    let mut statement = json!({"Effect": effect, "Action": action});
    for (name, value) in [("Principal", principal), ("Resource", resource)] {
        if !value.is_null() {
            statement[name] = value.clone();
        }
    }
    json!({"Version": "2012-10-17", "Statement": statement})
}

pub(super) fn all() -> Value {
    statement("Allow", &Value::Null, "*", &json!("*"))
}

/// Allows, but nothing that is asked for here.
pub(super) fn other() -> Value {
    statement("Allow", &Value::Null, "glue:GetTable", &json!("*"))
}

/// `allow resource`, `explicit deny scp`, `implicit deny identity`.
pub(super) fn words(answer: &Value) -> String {
    let text = |name: &str| answer[name].as_str().unwrap_or_default().to_owned();
    match text("decision").as_str() {
        "ALLOW" => format!("allow {}", text("by")),
        _ => format!("{} deny {}", text("denyKind"), text("by")),
    }
}

/// Policies on the caller's side: `i` identity allows, `b` and `s` a boundary and a session policy that miss the
/// allow, `B` and `S` those that allow.
fn side(letters: &str) -> Value {
    let one = |missing: char, allowing: char| match () {
        () if letters.contains(missing) => other(),
        () if letters.contains(allowing) => all(),
        () => Value::Null,
    };
    let session = one('s', 'S');
    json!({
        "identity": if letters.contains('i') { vec![all()] } else { Vec::new() },
        "boundary": one('b', 'B'),
        "session": if session.is_null() { session } else { json!([session]) },
        "scp": null,
        "rcp": null,
        "vpce": null,
    })
}

/// Rule, caller, what Principal says (`null` for a policy about someone else), the caller's side, the answer.
type Row = (
    &'static str,
    &'static str,
    Value,
    &'static str,
    &'static str,
);

fn check_rows(kind: &str, action: &str, resource: &str, rows: &[Row]) {
    check(rows, |(_, who, named, letters, expected)| {
        let someone = json!({"AWS": "999999999999"});
        let named = if named.is_null() { &someone } else { named };
        let on = if kind == "trust" {
            Value::Null
        } else {
            json!("*")
        };
        let mut policies = side(letters);
        policies["resourceKind"] = json!(kind);
        policies["resource"] = statement("Allow", named, action, &on);
        let given = json!({
            "principal": principal(who),
            "request": {"action": action, "resource": resource, "resourceAccount": "111111111111", "context": {}},
            "policies": policies,
        });
        (words(&authorize(&given)), (*expected).to_owned())
    });
}

fn aws(value: &str) -> Value {
    json!({"AWS": value})
}

#[test]
#[rustfmt::skip]
fn one_account_eval_20_to_eval_24() {
    check_rows(
        "generic",
        "s3:GetObject",
        BUCKET,
        &[
            ("EVAL-20", "alice", aws(USER), "b", "allow resource"),
            ("EVAL-20", "alice", aws("111111111111"), "", "implicit deny identity"),
            ("EVAL-20", "alice", aws("111111111111"), "i", "allow identity"),
            ("EVAL-20", "alice", aws(ROOT), "ib", "implicit deny boundary"),
            ("EVAL-20", "alice", json!("*"), "b", "allow resource"),
            ("EVAL-20", "alice", aws("*"), "b", "allow resource"),
            ("EVAL-20", "alice", json!({"AWS": ["111111111111", USER]}), "b", "allow resource"),
            ("POL-03", "alice", json!({"Service": "s3.amazonaws.com", "AWS": [USER]}), "", "allow resource"),
            ("EVAL-25", "alice", Value::Null, "i", "allow identity"),
            ("EVAL-21", "dev", aws(ROLE), "", "allow resource"),
            ("EVAL-21", "dev", aws(ROLE), "BS", "allow resource"),
            ("EVAL-21", "dev", aws(ROLE), "bs", "implicit deny boundary"),
            ("EVAL-21", "dev", aws(ROLE), "s", "implicit deny session"),
            ("EVAL-21", "dev", aws("arn:aws:iam::111111111111:role/Dev"), "", "implicit deny identity"),
            ("EVAL-21", "dev", aws(SESSION), "bs", "allow resource"),
            ("EVAL-21", "dev", aws("arn:aws:sts::111111111111:assumed-role/Dev/S1"), "", "implicit deny identity"),
            ("EVAL-21", "dev", aws(ROOT), "is", "implicit deny session"),
            ("EVAL-21", "dev", aws("*"), "bs", "allow resource"),
            ("EVAL-21", "dev", json!({"AWS": [ROLE, SESSION]}), "bs", "allow resource"),
            ("EVAL-22", "fed", aws(FEDERATED), "bs", "allow resource"),
            ("EVAL-11", "fed", aws(FEDERATED), "", "allow resource"),
            ("EVAL-22", "fed", aws(USER), "S", "allow resource"),
            ("EVAL-22", "fed", aws(USER), "bS", "implicit deny boundary"),
            ("EVAL-11", "fed", aws(USER), "i", "implicit deny session"),
            ("EVAL-22", "fed", aws("111111111111"), "S", "implicit deny identity"),
            ("EVAL-22", "fed", aws("111111111111"), "iS", "allow identity"),
            ("EVAL-22", "fed", json!("*"), "", "allow resource"),
            ("EVAL-11", "fedroot", Value::Null, "", "implicit deny session"),
            ("EVAL-22", "fedroot", Value::Null, "S", "allow identity"),
            ("EVAL-30", "root", Value::Null, "", "allow root"),
            ("EVAL-20", "root", aws(ROOT), "", "allow root"),
            ("EVAL-32", "s3.amazonaws.com", json!({"Service": "s3.amazonaws.com"}), "", "allow resource"),
            ("EVAL-34", "s3.amazonaws.com", json!({"Service": "s3.me-south-1.amazonaws.com"}), "", "implicit deny resource"),
            ("EVAL-32", "s3.amazonaws.com", json!("*"), "", "allow resource"),
            ("EVAL-32", "s3.amazonaws.com", aws("111111111111"), "", "implicit deny resource"),
            ("EVAL-20", "anonymous", aws("*"), "", "allow resource"),
            ("EVAL-20", "anonymous", aws(ROOT), "", "implicit deny resource"),
        ],
    );
}

#[test]
#[rustfmt::skip]
fn two_accounts_eval_36_eval_37() {
    check_rows(
        "generic",
        "s3:GetObject",
        BUCKET,
        &[
            ("EVAL-37", "bob", json!("*"), "", "implicit deny identity"),
            ("EVAL-36", "bob", json!("*"), "i", "allow identity+resource"),
            ("EVAL-36", "bob", aws("222222222222"), "i", "allow identity+resource"),
            ("EVAL-36", "bob", aws("111111111111"), "i", "implicit deny resource"),
            ("EVAL-37", "bob", aws("arn:aws:iam::222222222222:user/bob"), "ib", "implicit deny boundary"),
            ("ERR-05", "bob", Value::Null, "bs", "implicit deny identity"),
            ("ERR-05", "bob", Value::Null, "ibs", "implicit deny boundary"),
            ("ERR-05", "dev2", Value::Null, "is", "implicit deny session"),
            ("EVAL-37", "dev2", aws("arn:aws:sts::222222222222:assumed-role/Dev/s1"), "is", "implicit deny session"),
            ("EVAL-36", "root2", aws("222222222222"), "", "allow resource"),
            ("EVAL-36", "root2", Value::Null, "", "implicit deny resource"),
        ],
    );
}

#[test]
#[rustfmt::skip]
fn trust_policies_eval_40_to_eval_53() {
    check_rows(
        "trust",
        "sts:AssumeRole",
        "arn:aws:iam::111111111111:role/Target",
        &[
            ("EVAL-41", "alice", aws(USER), "", "allow trust"),
            ("EVAL-41", "alice", aws(USER), "b", "implicit deny boundary"),
            ("EVAL-41", "alice", aws("*"), "b", "implicit deny boundary"),
            ("EVAL-41", "alice", aws("*"), "B", "allow trust"),
            ("EVAL-41", "alice", aws(ROOT), "", "implicit deny identity"),
            ("EVAL-41", "alice", aws(ROOT), "ib", "implicit deny boundary"),
            ("EVAL-41", "alice", aws(ROOT), "i", "allow identity"),
            ("EVAL-40", "alice", Value::Null, "i", "implicit deny trust"),
            ("EVAL-41", "dev", aws(SESSION), "b", "implicit deny boundary"),
            ("EVAL-41", "dev", aws(SESSION), "s", "allow trust"),
            ("EVAL-42", "dev", aws(ROLE), "s", "implicit deny session"),
            ("EVAL-42", "dev", aws(ROLE), "", "allow trust"),
            ("EVAL-43", "bob", aws("222222222222"), "", "implicit deny identity"),
            ("EVAL-43", "bob", aws("222222222222"), "i", "allow identity+resource"),
            ("EVAL-43", "bob", aws("*"), "i", "allow identity+resource"),
            ("EVAL-31", "root", aws(ROOT), "", "implicit deny service rule"),
            ("EVAL-31", "root2", aws("222222222222"), "", "implicit deny service rule"),
            ("EVAL-32", "ec2.amazonaws.com", json!({"Service": "ec2.amazonaws.com"}), "", "allow trust"),
            ("EVAL-32", "ec2.amazonaws.com", json!({"Service": "lambda.amazonaws.com"}), "", "implicit deny trust"),
        ],
    );
    check_rows(
        "trust",
        "sts:AssumeRoleWithSAML",
        "arn:aws:iam::111111111111:role/Target",
        &[
            ("EVAL-53", "saml", json!({"Federated": SAML}), "", "allow trust"),
            ("EVAL-53", "saml", aws("111111111111"), "", "implicit deny trust"),
        ],
    );
    check_rows(
        "trust",
        "sts:AssumeRole",
        ROLE,
        &[
            ("EVAL-44", "dev", aws(ROLE), "", "allow trust"),
            ("EVAL-44", "dev", aws(ROOT), "i", "allow identity"),
            ("EVAL-44", "dev", aws(USER), "i", "implicit deny trust"),
        ],
    );
    check_rows(
        "trust",
        "sts:SetSourceIdentity",
        "arn:aws:iam::111111111111:role/Target",
        &[
            ("EVAL-46", "dev", aws(ROLE), "", "implicit deny identity"),
            ("EVAL-46", "dev", aws(SESSION), "", "implicit deny identity"),
            ("EVAL-46", "dev", aws(ROLE), "i", "allow trust"),
            ("EVAL-46", "dev", Value::Null, "", "implicit deny trust"),
            ("EVAL-46", "alice", aws(USER), "", "allow trust"),
        ],
    );
}

#[test]
#[rustfmt::skip]
fn key_policies_eval_26() {
    check_rows(
        "kms",
        "kms:Decrypt",
        KEY,
        &[
            ("EVAL-26", "alice", Value::Null, "i", "implicit deny resource"),
            ("EVAL-26", "alice", aws(ROOT), "i", "allow identity"),
            ("EVAL-26", "alice", aws(USER), "b", "allow resource"),
            ("EVAL-26", "dev", aws(ROLE), "b", "implicit deny boundary"),
            ("EVAL-26", "root", Value::Null, "", "implicit deny resource"),
            ("EVAL-26", "root", aws(ROOT), "", "allow resource"),
            ("EVAL-26", "fedroot", aws(ROOT), "S", "allow identity"),
        ],
    );
}

#[test]
#[rustfmt::skip]
fn a_deny_reaches_whoever_it_would_grant_to_eval_67() {
    // All callers have every allow, so only the Deny can stop them.
    let rows = [
        ("alice", aws("111111111111"), "explicit deny resource"),
        ("dev", aws(ROOT), "explicit deny resource"),
        ("root", aws(ROOT), "explicit deny resource"),
        ("dev", aws(ROLE), "explicit deny resource"),
        ("dev", aws(SESSION), "explicit deny resource"),
        ("fed", aws(USER), "explicit deny resource"),
        ("fedroot", aws("111111111111"), "explicit deny resource"),
        ("fed", aws(ROLE), "allow identity"),
        ("alice", aws(ROLE), "allow identity"),
        ("bob", aws("111111111111"), "implicit deny resource"),
        ("root", aws(USER), "allow root"),
        ("root", json!("*"), "explicit deny resource"),
        ("s3.amazonaws.com", json!({"Service": "s3.amazonaws.com"}), "explicit deny resource"),
    ];
    check(&rows, |(who, named, expected)| {
        let mut policies = side("iS");
        policies["resource"] = statement("Deny", named, "s3:*", &json!("*"));
        let given = json!({
            "principal": principal(who),
            "request": {"action": "s3:GetObject", "resource": BUCKET, "resourceAccount": "111111111111", "context": {}},
            "policies": policies,
        });
        (words(&authorize(&given)), (*expected).to_owned())
    });
}

#[test]
#[rustfmt::skip]
fn not_principal_eval_55_to_eval_57() {
    let both = |arn: &str| json!({"AWS": ["111111111111", arn]});
    let rows = [
        ("alice", both(USER), "i", "allow identity"),
        ("alice", aws(USER), "i", "explicit deny resource"),
        ("alice", aws("111111111111"), "i", "explicit deny resource"),
        ("alice", both(USER), "iB", "explicit deny resource"),
        ("dev", both(ROLE), "i", "allow identity"),
        ("dev", both(SESSION), "i", "allow identity"),
        ("dev", both(SESSION), "iB", "explicit deny resource"),
        ("dev", aws(ROLE), "i", "explicit deny resource"),
        ("dev", both(USER), "i", "explicit deny resource"),
        ("fed", both(FEDERATED), "iS", "allow identity"),
        ("root", aws(ROOT), "", "allow root"),
        ("bob", aws("111111111111"), "i", "explicit deny resource"),
        ("s3.amazonaws.com", json!({"Service": "s3.amazonaws.com"}), "", "implicit deny resource"),
        ("s3.amazonaws.com", json!({"Service": "sqs.amazonaws.com"}), "", "explicit deny resource"),
        ("anonymous", aws("111111111111"), "", "explicit deny resource"),
    ];
    check(&rows, |(who, listed, letters, expected)| {
        let mut policies = side(letters);
        let deny =
            json!({"Effect": "Deny", "NotPrincipal": listed, "Action": "s3:*", "Resource": "*"});
        policies["resource"] = json!({"Version": "2012-10-17", "Statement": [deny]});
        let given = json!({
            "principal": principal(who),
            "request": {"action": "s3:GetObject", "resource": BUCKET, "resourceAccount": "111111111111", "context": {}},
            "policies": policies,
        });
        (words(&authorize(&given)), (*expected).to_owned())
    });
}
