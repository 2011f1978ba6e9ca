//! Short forms of policies, callers and requests for tests.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may stop at the first surprise"
)]

use aws::{AccountId, ActionName, Arn, Principal, RequestContext};
use policy::{PolicyKind, SourceText, compile_policy, parse_policy};

use crate::{Attached, PolicyId, Request};

pub(crate) const ACCOUNT: &str = "111111111111";
pub(crate) const OTHER: &str = "222222222222";

/// A valid policy in its place.
pub(crate) fn attached(id: u32, kind: PolicyKind, text: &str) -> Attached {
    let parsed = parse_policy(SourceText::new(text), kind);
    match compile_policy(&parsed) {
        Ok(policy) => Attached::in_force(PolicyId(id), policy),
        Err(malformed) => panic!("{text}: {malformed}: {:?}", malformed.diagnostics),
    }
}

/// A policy with these statements, written without the outer object.
pub(crate) fn statements(id: u32, kind: PolicyKind, text: &str) -> Attached {
    attached(
        id,
        kind,
        &format!("{{\"Version\": \"2012-10-17\", \"Statement\": [{text}]}}"),
    )
}

pub(crate) fn account(digits: &str) -> AccountId {
    AccountId::new(digits).unwrap()
}

pub(crate) fn arn(text: &str) -> Arn {
    Arn::parse(text).unwrap()
}

pub(crate) fn alice() -> Principal {
    Principal::iam_user(arn("arn:aws:iam::111111111111:user/alice"))
}

pub(crate) fn dev_session() -> Principal {
    Principal::role_session(
        arn("arn:aws:sts::111111111111:assumed-role/Dev/s1"),
        arn("arn:aws:iam::111111111111:role/Dev"),
    )
}

pub(crate) fn federated_bob() -> Principal {
    Principal::federated_user(
        arn("arn:aws:sts::111111111111:federated-user/Bob"),
        arn("arn:aws:iam::111111111111:user/broker"),
    )
}

/// A request with an empty context.
pub(crate) fn request(principal: Principal, action: &str, resource: &str, owner: &str) -> Request {
    Request {
        principal,
        action: ActionName::parse(action).unwrap(),
        resource: resource.to_owned(),
        resource_account: Some(account(owner)),
        context: RequestContext::new(),
    }
}
