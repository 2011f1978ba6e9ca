//! Calls of STS, tokens in Regions and short stories: parameters, durations, refusals word by word.

use interchange::{conformance, wire::read_case};
use serde_json::{Value, json};

use super::check;

/// The members of the answer that are expected, so that a row names only what its rule speaks of.
fn told(kind: &str, given: &Value, expected: &Value) -> Value {
    let line = json!({"id": "facts", "kind": kind, "given": given}).to_string();
    let answer = match read_case(&line) {
        Ok(case) => serde_json::to_value(conformance::answer(&case)).unwrap_or_default(),
        Err(error) => json!(error.to_string()),
    };
    let Some(expected) = expected.as_object() else {
        return answer;
    };
    expected
        .keys()
        .map(|name| (name.clone(), answer.get(name).cloned().unwrap_or_default()))
        .collect()
}

fn refused(code: &str, http: u16, message: &str) -> Value {
    json!({"ok": false, "code": code, "http": http, "message": message})
}

fn invalid(problems: &str) -> Value {
    refused("ValidationError", 400, problems)
}

/// An AssumeRole by this kind of caller, with more parameters and a state.
fn assume(caller: &str, more: Value, state: Value) -> Value {
    let mut params =
        json!({"RoleArn": "arn:aws:iam::111111111111:role/Target", "RoleSessionName": "demo"});
    for (name, value) in more.as_object().into_iter().flatten() {
        params[name] = value.clone();
    }
    json!({"op": "AssumeRole", "caller": caller, "params": params, "state": state})
}

#[test]
#[rustfmt::skip]
fn assume_role_sts_10_to_sts_29_sts_80_to_sts_93() {
    const USER: &str = "User: arn:aws:iam::111111111111:user/alice is not authorized to perform: sts:AssumeRole on resource:";
    let lasts = |seconds: i64| json!({"ok": true, "result": {"durationSeconds": seconds, "arn": "arn:aws:sts::111111111111:assumed-role/Target/demo"}});
    let twelve = || json!({"maxSessionDuration": 43200});
    let name = "n".repeat(65);
    let id = "x".repeat(1225);
    let rows = [
        ("STS-13", assume("IAMUser", json!({}), twelve()), lasts(3600)),
        ("STS-11", assume("IAMUser", json!({"DurationSeconds": 3601}), json!({"maxSessionDuration": 3600})), invalid("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.")),
        ("STS-12", assume("RoleSession", json!({}), twelve()), lasts(3600)),
        ("STS-12", assume("RoleSession", json!({"DurationSeconds": 3601}), twelve()), invalid("The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.")),
        ("STS-10", assume("IAMUser", json!({"DurationSeconds": 900}), json!({})), lasts(900)),
        ("STS-83", assume("IAMUser", json!({"DurationSeconds": 899}), json!({})), json!({"ok": false, "code": "ParamValidation", "message": "Parameter validation failed:\nInvalid value for parameter DurationSeconds, value: 899, valid min value: 900"})),
        ("STS-83", assume("IAMUser", json!({"RoleArn": "Target"}), json!({})), json!({"ok": false, "code": "ParamValidation", "message": "Parameter validation failed:\nInvalid length for parameter RoleArn, value: 6, valid min length: 20"})),
        ("STS-82", assume("IAMUser", json!({"RoleSessionName": name}), json!({})), invalid(&format!("1 validation error detected: Value '{name}' at 'roleSessionName' failed to satisfy constraint: Member must have length less than or equal to 64"))),
        ("STS-82", assume("IAMUser", json!({"RoleSessionName": "a b", "DurationSeconds": 43201}), json!({})), invalid("2 validation errors detected: Value 'a b' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*; Value '43201' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 43200")),
        ("DEPUTY-05", assume("IAMUser", json!({"ExternalId": id}), json!({})), invalid(&format!("1 validation error detected: Value '{id}' at 'externalId' failed to satisfy constraint: Member must have length less than or equal to 1224"))),
        ("DEPUTY-05", assume("IAMUser", json!({"ExternalId": "a_+=,.@:/-9"}), json!({})), lasts(3600)),
        ("DEPUTY-05", assume("IAMUser", json!({"ExternalId": "é1"}), json!({})), json!({"ok": false, "code": "ValidationError"})),
        ("STS-20", assume("IAMUser", json!({"TokenCode": "12345a"}), json!({})), json!({"ok": false, "code": "ValidationError"})),
        ("STS-20", assume("IAMUser", json!({"Tags": [{"Key": "a?", "Value": ""}]}), json!({})), json!({"ok": false, "code": "ValidationError"})),
        ("STS-93", assume("IAMUser", json!({"RoleArn": "not-an-arn-but-long-enough"}), json!({})), invalid("not-an-arn-but-long-enough is invalid")),
        ("STS-21", assume("Root", json!({}), json!({})), refused("AccessDenied", 403, "Roles may not be assumed by root accounts.")),
        ("ERR-08", assume("IAMUser", json!({}), json!({"identityAllows": false})), refused("AccessDenied", 403, &format!("{USER} arn:aws:iam::111111111111:role/Target because no identity-based policy allows the sts:AssumeRole action"))),
        ("EVAL-52", assume("IAMUser", json!({}), json!({"roleExists": false})), refused("AccessDenied", 403, &format!("{USER} arn:aws:iam::111111111111:role/Target"))),
        ("ERR-08", assume("IAMUser", json!({"RoleArn": "arn:aws:iam::222222222222:role/Target"}), json!({"identityAllows": false})), refused("AccessDenied", 403, &format!("{USER} arn:aws:iam::222222222222:role/Target"))),
        ("STS-24", assume("RoleSession", json!({"Tags": [{"Key": "TEAM", "Value": "x"}]}), json!({"incomingTransitiveTags": {"team": "blue"}})), json!({"ok": false})),
        ("STS-25", assume("RoleSession", json!({"SourceIdentity": "eve"}), json!({"currentSourceIdentity": "ana"})), json!({"ok": false, "code": "AccessDenied", "http": 403})),
        ("STS-25", assume("RoleSession", json!({"SourceIdentity": "ana"}), json!({"currentSourceIdentity": "ana"})), json!({"ok": true})),
        ("TOKEN-36", assume("IAMUser", json!({"RoleArn": "arn:aws:iam::222222222222:role/Target"}), json!({"endpointRegion": "ap-southeast-3", "enabledInTarget": false})), refused("RegionDisabledException", 403, "STS is not activated in this region for account:222222222222. Your account administrator can activate STS in this region using the IAM Console.")),
        ("STS-61", json!({"op": "GetSessionToken", "caller": "RoleSession", "params": {}, "state": {}}), refused("AccessDenied", 403, "Cannot call GetSessionToken with session credentials")),
        ("TOKEN-37", json!({"op": "GetCallerIdentity", "caller": "IAMUser", "params": {}, "state": {"endpointRegion": "ap-southeast-3", "enabledInCaller": false}}), refused("InvalidClientTokenId", 403, "The security token included in the request is invalid")),
        ("STS-70", json!({"op": "GetCallerIdentity", "caller": "Root", "params": {}, "state": {}}), json!({"ok": true, "result": {"UserId": "111111111111", "Account": "111111111111", "Arn": "arn:aws:iam::111111111111:root"}})),
    ];
    check(&rows, |(_, given, expected)| (told("sts", given, expected).to_string(), expected.to_string()));
}

#[test]
#[rustfmt::skip]
fn tokens_in_opt_in_regions_token_10_to_token_16_token_40_to_token_43() {
    let given = |endpoint: &str, setting: &str, region: &str, enabled: bool, service: &str| {
        json!({"endpoint": endpoint, "tokenSetting": setting, "targetRegion": region, "regionEnabled": enabled, "service": service})
    };
    let global = "sts.amazonaws.com";
    let rejected = |version: u8, code: &str, http: u16, message: &str| json!({"tokenVersion": version, "ok": false, "code": code, "http": http, "message": message});
    let accepted = |version: u8| json!({"tokenVersion": version, "ok": true});
    let rows = [
        ("TOKEN-12", given("sts.us-east-1.amazonaws.com", "v1Token", "me-south-1", true, "s3"), accepted(2)),
        ("TOKEN-13", given(global, "v2Token", "af-south-1", true, "dynamodb"), accepted(2)),
        ("TOKEN-11", given(global, "v1Token", "eu-central-1", true, "s3"), accepted(1)),
        ("TOKEN-16", given("sts.eu-west-1.amazonaws.com", "v1Token", "me-south-1", false, "ec2"), rejected(2, "AuthFailure", 401, "AWS was not able to validate the provided access credentials")),
        ("TOKEN-16", given(global, "v2Token", "me-south-1", false, "s3"), rejected(2, "InvalidToken", 400, "The provided token is malformed or otherwise invalid.")),
        ("TOKEN-41", given(global, "v1Token", "me-south-1", true, "cloudformation"), rejected(1, "InvalidClientTokenId", 403, "The security token included in the request is invalid")),
        ("TOKEN-42", given(global, "v1Token", "me-south-1", true, "s3"), rejected(1, "InvalidToken", 400, "The provided token is malformed or otherwise invalid.")),
        ("TOKEN-43", given(global, "v1Token", "me-south-1", true, "kms"), rejected(1, "UnrecognizedClientException", 400, "The security token included in the request is invalid.")),
        ("TOKEN-43", given(global, "v1Token", "me-south-1", true, "lambda"), rejected(1, "UnrecognizedClientException", 403, "The security token included in the request is invalid.")),
        ("TOKEN-16", given(global, "v1Token", "me-south-1", true, "quicksight"), rejected(1, "UnrecognizedClientException", 400, "The security token included in the request is invalid.")),
    ];
    check(&rows, |(_, given, expected)| (told("token", given, expected).to_string(), expected.to_string()));
}

#[test]
#[rustfmt::skip]
fn a_deleted_role_leaves_its_sessions_without_permissions_revoke_15() {
    let given = json!({"steps": [
        {"t": "0", "do": "assume", "as": "s1"},
        {"t": "1m", "do": "deleteRole", "role": "Default"},
        {"t": "2m", "do": "call", "with": "s1"},
        {"t": "3m", "do": "createRole", "role": "Default"},
        {"t": "4m", "do": "call", "with": "s1", "service": "ec2"},
        {"t": "5m", "do": "call", "with": "s1", "service": "sts"},
    ]});
    let expected = json!({"steps": ["ok", "ok", "DENY implicit identity", "ok", "DENY implicit identity", "ALLOW"]});
    assert_eq!(told("sequence", &given, &expected), expected);
}
