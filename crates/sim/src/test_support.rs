//! A small cloud for tests, and calls in a compact form.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests may stop at the first surprise"
)]

use aws::{AccountId, ActionName, Arn, RegionName};
use world::{
    ApiCall, Call, CallerRef, Document, EndpointChoice, EntryId, MfaState, ParameterValue,
    Parameters, RequestOrigin, SessionRef, Slug, UserName, read_document,
};

use crate::{CallRecord, CloudState, PolicyCache, run_live};

/// Dev 111111111111 in the OU Workloads, Prod 222222222222 and Management 999999999999 at the root, and
/// 444455556666 outside of the organization.
pub(crate) const SMALL_WORLD: &str = include_str!("../tests-data/small-world.json");

pub(crate) fn document() -> Document {
    read_document(SMALL_WORLD).unwrap().0
}

pub(crate) fn cloud() -> CloudState {
    CloudState::start(&document().scenario)
}

pub(crate) fn account(id: &str) -> AccountId {
    AccountId::new(id).unwrap()
}

/// `root:111111111111`, `alice`, `alice+mfa`, `olga`, `session:chain`, `issued:1`, `service:…` or `anonymous`.
pub(crate) fn caller(text: &str) -> CallerRef {
    match text.split_once(':') {
        Some(("root", id)) => CallerRef::RootUser(account(id)),
        Some(("session", slug)) => CallerRef::Session(SessionRef::Seeded(Slug::new(slug).unwrap())),
        Some(("issued", entry)) => {
            CallerRef::Session(SessionRef::Issued(EntryId(entry.parse().unwrap())))
        }
        Some(("service", name)) => CallerRef::Service {
            name: name.to_owned(),
            source_arn: None,
            source_account: Some(account("111111111111")),
        },
        Some(_) => panic!("no such caller: {text}"),
        None if text == "anonymous" => CallerRef::Anonymous,
        None => {
            let (user, mfa) = match text.strip_suffix("+mfa") {
                Some(user) => (user, MfaState::SignedInWithMfa { age_seconds: 60 }),
                None => (text, MfaState::LongTermKeys),
            };
            let home = if user == "olga" {
                "999999999999"
            } else {
                "111111111111"
            };
            CallerRef::IamUser {
                account: account(home),
                user: UserName::new(user).unwrap(),
                mfa,
            }
        }
    }
}

/// A call by alice in eu-west-1 without parameters and resources.
pub(crate) fn call(action: &str) -> Call {
    Call {
        caller: caller("alice"),
        origin: RequestOrigin::default(),
        region: RegionName::new("eu-west-1"),
        endpoint: EndpointChoice::Default,
        call: ApiCall {
            action: ActionName::parse(action).unwrap(),
            parameters: Parameters::default(),
            resources: Vec::new(),
            context: Default::default(),
        },
    }
}

/// A call on resources.
pub(crate) fn call_on(who: &str, action: &str, resources: &[&str]) -> Call {
    let mut call = call(action);
    call.caller = caller(who);
    call.call.resources = resources
        .iter()
        .map(|arn| Arn::parse(arn).unwrap())
        .collect();
    call
}

/// An AssumeRole with `Name=value` parameters; numbers stay texts, as the CLI reads them.
pub(crate) fn assume(who: &str, role: &str, parameters: &[&str]) -> Call {
    let mut call = call("sts:AssumeRole");
    call.caller = caller(who);
    call.call.parameters.set("RoleArn", role.into());
    call.call.parameters.set("RoleSessionName", "demo".into());
    for parameter in parameters {
        let (name, value) = parameter.split_once('=').unwrap();
        let value = match name {
            "Tags" => {
                let (key, value) = value.split_once(':').unwrap();
                ParameterValue::Map([(key.to_owned(), value.into())].into())
            }
            "TransitiveTagKeys" | "PolicyArns" => ParameterValue::List(vec![value.into()]),
            _ => value.into(),
        };
        call.call.parameters.set(name, value);
    }
    call
}

/// The call run live on the small cloud.
pub(crate) fn live(call: &Call) -> CallRecord {
    run_live(&cloud(), call, &PolicyCache::new())
}

/// What the caller is told: `ok`, or the error as the CLI prints it without its fixed words.
pub(crate) fn answer(record: &CallRecord) -> String {
    match &record.result {
        Ok(_) => "ok".to_owned(),
        Err(error) => format!("{}: {}", error.code, error.message),
    }
}
