//! The workloads of `bench/cases.jsonl`, each with requests that differ in resource and context.

use authz::{Attached, Level, Levels, NotInPlay, PolicyId, PolicyStack, Request, ResourceKind};
use aws::{AccountId, ActionName, Arn, ContextValues, Principal, RequestContext};
use policy::{PolicyKind, SourceText, compile_policy, parse_policy};
use serde_json::Value;

/// The workloads: one statement; ten policies of twenty; AssumeRole across accounts.
pub const LETTERS: [&str; 3] = ["a", "b", "c"];

/// How many requests are asked in turn.
const REQUESTS: u32 = 64;

/// A stack and the requests that are asked of it.
pub struct Workload {
    pub stack: PolicyStack,
    pub requests: Vec<Request>,
}

/// The workload whose id starts with a letter.
pub fn workload(letter: &str) -> Workload {
    let cases = include_str!("../../../../bench/cases.jsonl").lines();
    let case = cases
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .find(|case| case["id"].as_str().unwrap().starts_with(letter))
        .unwrap();
    let given = &case["given"];
    Workload {
        stack: stack(&given["policies"]),
        requests: (0..REQUESTS).map(|nth| request(given, nth)).collect(),
    }
}

/// A policy in its place.
pub fn attached(id: u32, document: &str, kind: PolicyKind) -> Attached {
    let parsed = parse_policy(SourceText::new(document), kind);
    let policy = compile_policy(&parsed)
        .unwrap_or_else(|error| panic!("{document}: {error}: {:?}", error.diagnostics));
    Attached::in_force(PolicyId(id), policy)
}

/// The case's request, changed in ways that keep the action; three of four get the case's own answer.
fn request(given: &Value, nth: u32) -> Request {
    let arn = |value: &Value| Arn::parse(value.as_str().unwrap()).unwrap();
    let who = &given["principal"];
    let principal = match who["type"].as_str().unwrap() {
        "IAMUser" => Principal::iam_user(arn(&who["arn"])),
        "RoleSession" => Principal::role_session(arn(&who["arn"]), arn(&who["roleArn"])),
        other => panic!("no workload has a {other}"),
    };
    let asked = &given["request"];
    let usual = nth % 4 != 3;
    let mut context = RequestContext::new();
    for (key, values) in asked["context"].as_object().unwrap() {
        let values = values.as_array().unwrap();
        let values = values
            .iter()
            .map(|value| value.as_str().unwrap().to_owned());
        context.set(key, ContextValues::many(values));
    }
    let mut vary = |key: &str, value: String| {
        if context.get(key).is_some() {
            context.set_one(key, value);
        }
    };
    vary("aws:SourceIp", format!("203.0.113.{nth}"));
    vary("aws:MultiFactorAuthAge", format!("{}", 60 + nth));
    vary(
        "aws:CurrentTime",
        format!("2026-06-01T12:{:02}:00Z", nth % 60),
    );
    vary(
        "aws:TokenIssueTime",
        format!("2026-06-01T11:{:02}:00Z", nth % 60),
    );
    vary("sts:RoleSessionName", format!("ci-{nth}"));
    if !usual {
        vary("aws:PrincipalTag/team", format!("green-{nth}"));
        vary("sts:ExternalId", format!("ext-{nth}"));
    }
    let resource = asked["resource"].as_str().unwrap();
    let bucket = if usual { "bucket" } else { "logs-other" };
    Request {
        principal,
        action: ActionName::parse(asked["action"].as_str().unwrap()).unwrap(),
        resource: format!("{}{nth}", resource.replace("bucket", bucket)),
        resource_account: AccountId::new(asked["resourceAccount"].as_str().unwrap()).ok(),
        context,
    }
}

fn stack(policies: &Value) -> PolicyStack {
    let mut id = 0;
    let mut one = |document: &Value, kind| {
        id += 1;
        attached(id, &document.to_string(), kind)
    };
    let (resource_kind, policy_kind) = match policies["resourceKind"].as_str() {
        Some("trust") => (ResourceKind::Trust, PolicyKind::Trust),
        _ => (ResourceKind::Generic, PolicyKind::Resource),
    };
    let listed = |list: &Value| list.as_array().cloned().unwrap_or_default();
    let levels: Vec<Level> = listed(&policies["scp"])
        .iter()
        .map(|level| Level {
            name: "level".to_owned(),
            policies: listed(level)
                .iter()
                .map(|document| one(document, PolicyKind::ServiceControl))
                .collect(),
        })
        .collect();
    PolicyStack {
        service_control: if levels.is_empty() {
            Levels::NotInPlay(NotInPlay::NoOrganization)
        } else {
            Levels::InPlay(levels)
        },
        resource: (!policies["resource"].is_null())
            .then(|| one(&policies["resource"], policy_kind)),
        identity: listed(&policies["identity"])
            .iter()
            .map(|document| one(document, PolicyKind::Identity))
            .collect(),
        boundary: (!policies["boundary"].is_null())
            .then(|| one(&policies["boundary"], PolicyKind::Boundary)),
        session: policies["session"].as_array().map(|list| {
            list.iter()
                .map(|document| one(document, PolicyKind::Session))
                .collect()
        }),
        ..PolicyStack::empty(resource_kind)
    }
}
