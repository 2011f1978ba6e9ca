//! Action, NotAction, Resource and NotResource (`POL-20` to `POL-36`).

use serde_json::{Value, json};

use super::{authorize, check};

/// Whether a user of account 111111111111 with this one Allow may do `action` on `resource`.
fn allowed(
    element: &Value,
    version: &str,
    action: &str,
    resource: &str,
    context: &Value,
) -> String {
    let mut statement = json!({"Effect": "Allow", "Action": "*", "Resource": "*"});
    if let (Some(statement), Some(element)) = (statement.as_object_mut(), element.as_object()) {
        for (name, value) in element {
            statement.remove(name.trim_start_matches("Not"));
            statement.insert(name.clone(), value.clone());
        }
    }
    let decided = authorize(&json!({
        "principal": {"type": "IAMUser", "arn": "arn:aws:iam::111111111111:user/alice"},
        "request": {"action": action, "resource": resource, "resourceAccount": "111111111111", "context": context},
        "policies": {"identity": [{"Version": version, "Statement": statement}]},
    }));
    (decided["decision"] == "ALLOW").to_string()
}

#[test]
#[rustfmt::skip]
fn actions_pol_20_pol_27() {
    let rows = [
        ("POL-20", json!({"Action": "IAM:listaccesskeys"}), "iam:ListAccessKeys", true),
        ("POL-20", json!({"Action": "s3:Get*Tagging"}), "s3:GetObjectTagging", true),
        ("POL-20", json!({"Action": "s3:Get?bject"}), "s3:GetObject", true),
        ("POL-20", json!({"Action": "s3:Get?Object"}), "s3:GetObject", false),
        ("POL-20", json!({"Action": "s3:*"}), "s3-object-lambda:GetObject", false),
        ("POL-20", json!({"Action": "*"}), "anything:AtAll", true),
        ("POL-20", json!({"Action": "s3:*Object*"}), "S3:PUTOBJECTACL", true),
        ("POL-03", json!({"Action": ["s3:PutObject", "s3:GetObject"]}), "s3:GetObject", true),
        ("POL-27", json!({"NotAction": ["iam:*", "sts:*"]}), "sts:AssumeRole", false),
        ("POL-27", json!({"NotAction": "iam:*"}), "s3:GetObject", true),
        ("POL-27", json!({"NotAction": "*"}), "s3:GetObject", false),
    ];
    check(&rows, |(_, element, action, expected)| {
        let found = allowed(element, "2012-10-17", action, "*", &json!({}));
        (found, expected.to_string())
    });
}

#[test]
#[rustfmt::skip]
fn resources_pol_22_pol_23_pol_32() {
    const OBJECT: &str = "arn:aws:s3:::b/alice/x";
    const TOPIC: &str = "arn:aws:sns:us-east-1:111111111111:topic";
    let alice = json!({"aws:username": ["alice"], "aws:PrincipalAccount": ["111111111111"]});
    let rows = [
        ("POL-22", json!({"Resource": "arn:aws:s3:::b/*"}), OBJECT, true),
        ("POL-22", json!({"Resource": "arn:aws:s3:::B/*"}), OBJECT, false),
        ("POL-22", json!({"Resource": "arn:aws:s3:::b/*/?"}), OBJECT, true),
        ("POL-22", json!({"Resource": "arn:aws:s3:::b"}), OBJECT, false),
        ("POL-22", json!({"Resource": "arn:aws:sns:us-*-1:*:topic"}), TOPIC, true),
        ("POL-22", json!({"Resource": "arn:a?s:sns:*:*:t?pic"}), TOPIC, true),
        ("POL-22", json!({"Resource": "arn:aws:sns:us-east-1:?:topic"}), TOPIC, false),
        ("POL-23", json!({"Resource": "arn:aws:sns:*"}), TOPIC, true),
        ("POL-23", json!({"Resource": "arn:aws:sns:us*"}), TOPIC, true),
        ("POL-23", json!({"Resource": "arn:aws:sns:u*1:topic"}), TOPIC, false),
        ("POL-23", json!({"Resource": "arn:aws:sns:*1:topic"}), TOPIC, false),
        ("POL-23", json!({"Resource": "arn:aws:logs:*:*:log-group:*"}), "arn:aws:logs:eu-west-1:1:log-group:a:log-stream:b", true),
        ("POL-22", json!({"Resource": "*"}), "*", true),
        ("POL-22", json!({"Resource": "arn:aws:s3:::*"}), "*", false),
        ("POL-03", json!({"Resource": ["arn:aws:s3:::c", "arn:aws:s3:::b/*"]}), OBJECT, true),
        ("POL-27", json!({"NotResource": "arn:aws:s3:::b/*"}), OBJECT, false),
        ("POL-27", json!({"NotResource": ["arn:aws:s3:::c/*", "arn:aws:s3:::d/*"]}), OBJECT, true),
        ("POL-30", json!({"Resource": "arn:aws:s3:::b/${aws:username}/*"}), OBJECT, true),
        ("POL-31", json!({"Resource": "arn:aws:sns:us-east-1:${aws:PrincipalAccount}:topic"}), TOPIC, false),
        ("POL-32", json!({"Resource": "arn:aws:s3:::b/${aws:userid}*"}), OBJECT, false),
        ("POL-32", json!({"NotResource": "arn:aws:s3:::b/${aws:userid}*"}), OBJECT, true),
        ("POL-33", json!({"Resource": "arn:aws:s3:::b/${aws:userid, 'alice'}/*"}), OBJECT, true),
        ("POL-34", json!({"Resource": "arn:aws:s3:::b/${*}/x"}), OBJECT, false),
        ("POL-34", json!({"Resource": "arn:aws:s3:::b/${*}/x"}), "arn:aws:s3:::b/*/x", true),
    ];
    check(&rows, |(_, element, resource, expected)| {
        let found = allowed(element, "2012-10-17", "s3:GetObject", resource, &alice);
        (found, expected.to_string())
    });
    let old = json!({"Resource": "arn:aws:s3:::b/${aws:username}/*"});
    assert_eq!(
        allowed(&old, "2008-10-17", "s3:GetObject", OBJECT, &alice),
        "false",
        "POL-06"
    );
    let inert = json!({"aws:username": ["*"]});
    assert_eq!(
        allowed(&old, "2012-10-17", "s3:GetObject", OBJECT, &inert),
        "false",
        "POL-35"
    );
}
