//! The `authorize` and `condition` lines of `conformance/cases.jsonl`, through the public functions of `authz`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may stop at the first surprise"
)]

use authz::{
    Attached, Deciding, Decision, Level, Levels, NotInPlay, PolicyId, PolicyStack, Request,
    ResourceKind, decide, explain, matches_conditions,
};
use aws::{AccountId, ActionName, Arn, ContextValues, Principal, RequestContext};
use policy::{PolicyKind, SharedPolicy, SourceText, compile_policy, parse_policy};
use serde_json::{Value, json};

/// Lines that cannot pass, with the reason; a line that passes must not be here.
const KNOWN_FAILURES: &[(&str, &str)] = &[];

fn cases(kind: &str) -> Vec<Value> {
    let lines = include_str!("../conformance/cases.jsonl")
        .lines()
        .filter(|line| !line.is_empty());
    let cases = lines.map(|line| serde_json::from_str::<Value>(line).unwrap());
    cases.filter(|case| case["kind"] == kind).collect()
}

/// Runs every line of a kind and compares the failing ones with the known failures.
fn check(kind: &str, count: usize, run: impl Fn(&Value) -> Result<(), String>) {
    let cases = cases(kind);
    assert_eq!(cases.len(), count, "lines of kind {kind}");
    let mut surprises = Vec::new();
    for case in &cases {
        let id = case["id"].as_str().unwrap();
        let known = KNOWN_FAILURES.iter().any(|(known, _)| *known == id);
        match run(case) {
            Ok(()) if known => {
                surprises.push(format!("{id} passes and must leave the known failures"))
            }
            Err(found) if !known => surprises.push(format!("{id} {}: {found}", case["title"])),
            Ok(()) | Err(_) => {}
        }
    }
    assert!(surprises.is_empty(), "{}", surprises.join("\n"));
}

fn compile(document: &Value, kind: PolicyKind) -> SharedPolicy {
    let parsed = parse_policy(SourceText::new(&document.to_string()), kind);
    compile_policy(&parsed)
        .unwrap_or_else(|error| panic!("{document}: {error}: {:?}", error.diagnostics))
}

fn context(given: &Value) -> RequestContext {
    let mut context = RequestContext::new();
    for (key, values) in given.as_object().unwrap() {
        let values = values
            .as_array()
            .unwrap()
            .iter()
            .map(|value| value.as_str().unwrap().to_owned());
        context.set(key, ContextValues::many(values));
    }
    context
}

fn principal(given: &Value) -> Principal {
    let arn = |key: &str| Arn::parse(given[key].as_str().unwrap()).unwrap();
    let name = given["arn"].as_str().unwrap_or_default();
    match given["type"].as_str().unwrap() {
        "IAMUser" => Principal::iam_user(arn("arn")),
        "RoleSession" => Principal::role_session(arn("arn"), arn("roleArn")),
        "FederatedUser" => Principal::federated_user(arn("arn"), arn("userArn")),
        "Root" => Principal::root_user(AccountId::new(given["account"].as_str().unwrap()).unwrap()),
        "Service" => Principal::service(name),
        "Federated" => Principal::federated(name),
        "Anonymous" => Principal::anonymous(),
        other => panic!("no principal is called {other}"),
    }
}

/// Numbers policies as it goes.
struct Builder(u32);

impl Builder {
    fn one(&mut self, document: &Value, kind: PolicyKind) -> Attached {
        self.0 += 1;
        Attached::in_force(PolicyId(self.0), compile(document, kind))
    }

    fn maybe(&mut self, document: &Value, kind: PolicyKind) -> Option<Attached> {
        (!document.is_null()).then(|| self.one(document, kind))
    }

    fn many(&mut self, documents: &Value, kind: PolicyKind) -> Vec<Attached> {
        documents
            .as_array()
            .into_iter()
            .flatten()
            .map(|document| self.one(document, kind))
            .collect()
    }

    fn levels(&mut self, levels: &Value, kind: PolicyKind, exempt: Option<NotInPlay>) -> Levels {
        match (levels.as_array(), exempt) {
            (None, _) => Levels::NotInPlay(NotInPlay::NoOrganization),
            (Some(_), Some(why)) => Levels::NotInPlay(why),
            (Some(levels), None) => Levels::InPlay(
                levels
                    .iter()
                    .enumerate()
                    .map(|(index, level)| Level {
                        name: format!("level {index}"),
                        policies: self.many(level, kind),
                    })
                    .collect(),
            ),
        }
    }
}

fn stack(given: &Value) -> PolicyStack {
    let policies = &given["policies"];
    let (resource_kind, policy_kind) = match policies["resourceKind"].as_str().unwrap_or("generic")
    {
        "trust" => (ResourceKind::Trust, PolicyKind::Trust),
        "kms" => (ResourceKind::KmsKey, PolicyKind::Resource),
        _ => (ResourceKind::Generic, PolicyKind::Resource),
    };
    let service_linked =
        (given["principal"]["serviceLinkedRole"] == true).then_some(NotInPlay::ServiceLinkedRole);
    let manages = |flag: &Value| (flag == true).then_some(NotInPlay::ManagementAccount);
    let mut builder = Builder(0);
    PolicyStack {
        service_control: builder.levels(
            &policies["scp"],
            PolicyKind::ServiceControl,
            manages(&given["principal"]["managementAccount"]).or(service_linked),
        ),
        // RCPFullAWSAccess allows, which no customer's resource control policy may; so they are read as resource policies.
        resource_control: builder.levels(
            &policies["rcp"],
            PolicyKind::Resource,
            manages(&given["resourceInManagementAccount"]).or(service_linked),
        ),
        vpc_endpoint: builder.maybe(&policies["vpce"], PolicyKind::VpcEndpoint),
        resource_kind,
        resource: builder.maybe(&policies["resource"], policy_kind),
        identity: builder.many(&policies["identity"], PolicyKind::Identity),
        boundary: builder.maybe(&policies["boundary"], PolicyKind::Boundary),
        session: policies["session"]
            .is_array()
            .then(|| builder.many(&policies["session"], PolicyKind::Session)),
    }
}

#[test]
fn authorize_lines() {
    check("authorize", 121, |case| {
        let given = &case["given"];
        let asked = &given["request"];
        let request = Request {
            principal: principal(&given["principal"]),
            action: ActionName::parse(asked["action"].as_str().unwrap()).unwrap(),
            resource: asked["resource"].as_str().unwrap().to_owned(),
            resource_account: asked["resourceAccount"]
                .as_str()
                .map(|account| AccountId::new(account).unwrap()),
            context: context(&asked["context"]),
        };
        let stack = stack(given);
        let explanation = explain(&request, &stack);
        let (decision, deny_kind) = match explanation.decision {
            Decision::Allow => ("ALLOW", Value::Null),
            Decision::ExplicitDeny => ("DENY", json!("explicit")),
            Decision::ImplicitDeny => ("DENY", json!("implicit")),
        };
        let by = match explanation.deciding {
            Deciding::Granted(source) => source.short_name(),
            _ => explanation
                .reported()
                .map_or("service rule", |layer| layer.short_name()),
        };
        let found = json!({"decision": decision, "denyKind": deny_kind, "by": by});
        if decide(&request, &stack) != explanation.decision {
            return Err("decide and explain differ".to_owned());
        }
        if found == case["expect"] {
            Ok(())
        } else {
            Err(format!("found {found}, expected {}", case["expect"]))
        }
    });
}

#[test]
fn condition_lines() {
    check("condition", 40, |case| {
        let given = &case["given"];
        let document = json!({
            "Version": given["version"].as_str().unwrap_or("2012-10-17"),
            "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": given["condition"]}],
        });
        let policy = compile(&document, PolicyKind::Session);
        let found = matches_conditions(&policy.statements()[0], &context(&given["context"]));
        if found == case["expect"]["match"] {
            Ok(())
        } else {
            Err(format!("found {found}"))
        }
    });
}
