//! Single rules that neither conformance lines nor random policies put into words.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may stop at the first surprise"
)]

use aws::{ContextValues, Principal, RequestContext};
use policy::PolicyKind;

use crate::fixture::{ACCOUNT, OTHER, account, alice, dev_session, request, statements};
use crate::{
    Attached, AttachedState, ConditionOutcome, Deciding, Decision, Gate, GateOutcome, GateReason,
    LayerKind, LayerVerdict, Level, Levels, NotInPlay, PolicyId, PolicyStack, PrincipalNote,
    PrincipalOutcome, Request, ResourceGrant, ResourceKind, ServiceRuleName, StatementOutcome,
    ValueOutcome, explain,
};

const ALLOW_ALL: &str = r#"{"Effect": "Allow", "Action": "*", "Resource": "*"}"#;
const DENY_ALL: &str = r#"{"Effect": "Deny", "Action": "*", "Resource": "*"}"#;

fn generic() -> PolicyStack {
    PolicyStack::empty(ResourceKind::Generic)
}

fn identity(text: &str) -> Vec<Attached> {
    vec![statements(1, PolicyKind::Identity, text)]
}

fn malformed(id: u32) -> Attached {
    Attached {
        id: PolicyId(id),
        state: AttachedState::NotInForce("Syntax errors in policy.".to_owned()),
        switched_off_statements: Vec::new(),
    }
}

fn get_object(principal: Principal) -> Request {
    request(principal, "s3:GetObject", "arn:aws:s3:::data/f", ACCOUNT)
}

fn check(request: &Request, stack: &PolicyStack, expected: Deciding) {
    let explanation = explain(request, stack);
    assert_eq!(
        explanation.deciding,
        expected,
        "{}",
        crate::outline(&explanation, stack)
    );
}

fn missing(layer: LayerKind) -> Deciding {
    Deciding::MissingAllow(layer)
}

#[test]
fn a_malformed_policy_grants_nothing_and_does_not_count_as_absent() {
    let stack = PolicyStack {
        identity: identity(ALLOW_ALL),
        boundary: Some(malformed(2)),
        ..generic()
    };
    check(
        &get_object(alice()),
        &stack,
        missing(LayerKind::PermissionsBoundary),
    );
    let stack = PolicyStack {
        identity: vec![malformed(2)],
        ..generic()
    };
    check(
        &get_object(alice()),
        &stack,
        missing(LayerKind::IdentityPolicies),
    );
}

#[test]
fn sts_21_root_may_not_assume_roles() {
    let root = Principal::root_user(account(ACCOUNT));
    let assume = request(
        root,
        "sts:AssumeRole",
        "arn:aws:iam::111111111111:role/Target",
        ACCOUNT,
    );
    let trust =
        r#"{"Effect": "Allow", "Principal": {"AWS": "111111111111"}, "Action": "sts:AssumeRole"}"#;
    let resource = Some(statements(1, PolicyKind::Trust, trust));
    let stack = PolicyStack {
        resource,
        ..PolicyStack::empty(ResourceKind::Trust)
    };
    check(
        &assume,
        &stack,
        Deciding::ServiceRule(ServiceRuleName::RootUserMayNotAssumeRoles),
    );
    assert_eq!(explain(&assume, &stack).reported(), None);
}

#[test]
fn eval_26_root_needs_the_key_policy() {
    let root = Principal::root_user(account(ACCOUNT));
    let decrypt = request(
        root,
        "kms:Decrypt",
        "arn:aws:kms:us-east-1:111111111111:key/k",
        ACCOUNT,
    );
    check(
        &decrypt,
        &PolicyStack::empty(ResourceKind::KmsKey),
        missing(LayerKind::ResourcePolicy),
    );
}

#[test]
fn eval_60_a_deny_is_shown_but_has_no_effect() {
    let stack = PolicyStack {
        identity: identity(DENY_ALL),
        ..generic()
    };
    let explanation = explain(
        &request(alice(), "sts:GetCallerIdentity", "*", ACCOUNT),
        &stack,
    );
    assert_eq!(explanation.decision, Decision::Allow);
    let layer = explanation.layer(LayerKind::IdentityPolicies).unwrap();
    assert_eq!(
        layer.verdict,
        LayerVerdict::NotInPlay(NotInPlay::NoPermissionNeeded)
    );
    assert_eq!(
        layer.policies[0].statements()[0].outcome,
        StatementOutcome::Matched
    );
}

#[test]
fn scp_31_resource_control_policies_cover_some_services_only() {
    let deny = r#"{"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"}"#;
    let level = Level {
        name: "Root".to_owned(),
        policies: vec![statements(2, PolicyKind::Resource, deny)],
    };
    let stack = PolicyStack {
        identity: identity(ALLOW_ALL),
        resource_control: Levels::InPlay(vec![level]),
        ..generic()
    };
    let verdict = |action: &str| {
        let explanation = explain(&request(alice(), action, "*", ACCOUNT), &stack);
        explanation
            .layer(LayerKind::ResourceControlPolicies { level: 0 })
            .unwrap()
            .verdict
    };
    assert_eq!(verdict("s3:GetObject"), LayerVerdict::Denied);
    assert_eq!(
        verdict("ec2:RunInstances"),
        LayerVerdict::NotInPlay(NotInPlay::ServiceNotCovered)
    );
    assert_eq!(
        verdict("KMS:RetireGrant"),
        LayerVerdict::NotInPlay(NotInPlay::RetireGrant)
    );
}

#[test]
fn pol_24_every_aws_leaves_federated_callers_out_of_endpoint_policies() {
    let target = "arn:aws:iam::111111111111:role/Target";
    let caller = Principal::federated("accounts.google.com");
    let assume = request(caller, "sts:AssumeRoleWithWebIdentity", target, ACCOUNT);
    let trust = r#"{"Effect": "Allow", "Principal": {"Federated": "accounts.google.com"}, "Action": "sts:AssumeRoleWithWebIdentity"}"#;
    let stack = |principal: &str| {
        let endpoint = format!(
            r#"{{"Effect": "Allow", "Principal": {principal}, "Action": "*", "Resource": "*"}}"#
        );
        PolicyStack {
            resource: Some(statements(1, PolicyKind::Trust, trust)),
            vpc_endpoint: Some(statements(2, PolicyKind::VpcEndpoint, &endpoint)),
            ..PolicyStack::empty(ResourceKind::Trust)
        }
    };
    check(
        &assume,
        &stack(r#"{"AWS": "*"}"#),
        missing(LayerKind::VpcEndpointPolicy),
    );
    check(
        &assume,
        &stack(r#""*""#),
        Deciding::Granted(crate::GrantSource::Trust),
    );
    let explanation = explain(&assume, &stack(r#"{"AWS": "*"}"#));
    let layer = explanation.layer(LayerKind::VpcEndpointPolicy).unwrap();
    let value = &layer.policies[0].statements()[0].principal.values()[0];
    assert_eq!(value.outcome, PrincipalOutcome::FederatedNotIncluded);
}

#[test]
fn eval_57_not_principal_exempts_a_session_with_role_and_account_only() {
    let check = |listed: &str, boundary: bool, expected: PrincipalNote| {
        let text = format!(
            r#"{{"Effect": "Deny", "NotPrincipal": {{"AWS": [{listed}]}}, "Action": "*", "Resource": "*"}}"#
        );
        let stack = PolicyStack {
            resource: Some(statements(2, PolicyKind::Resource, &text)),
            boundary: boundary.then(|| statements(3, PolicyKind::Boundary, ALLOW_ALL)),
            identity: identity(ALLOW_ALL),
            ..generic()
        };
        let explanation = explain(&get_object(dev_session()), &stack);
        let layer = explanation.layer(LayerKind::ResourcePolicy).unwrap();
        assert_eq!(
            layer.policies[0].statements()[0].principal_note,
            Some(expected),
            "{listed}"
        );
        let exempt = expected == PrincipalNote::Exempt;
        assert_eq!(explanation.decision == Decision::Allow, exempt, "{listed}");
    };
    let (role, root) = (
        r#""arn:aws:iam::111111111111:role/Dev""#,
        r#""arn:aws:iam::111111111111:root""#,
    );
    check(&format!("{role}, {root}"), false, PrincipalNote::Exempt);
    check(role, false, PrincipalNote::AccountNotListed);
    check(root, false, PrincipalNote::CallerNotListed);
    check(&format!("{role}, {root}"), true, PrincipalNote::HasBoundary);
}

#[test]
fn eval_11_a_federated_session_without_session_policy_says_so() {
    let stack = PolicyStack {
        identity: identity(ALLOW_ALL),
        ..generic()
    };
    let explanation = explain(&get_object(crate::fixture::federated_bob()), &stack);
    let step = explanation
        .combination
        .iter()
        .find(|step| step.gate == Gate::SessionPolicies)
        .unwrap();
    assert_eq!(
        (step.outcome, step.reason),
        (
            GateOutcome::Denied,
            GateReason::FederationNeedsSessionPolicy
        )
    );
}

#[test]
fn every_documented_gate_is_listed_once_also_when_not_reached() {
    let requests = [
        get_object(alice()),
        Request {
            resource_account: Some(account(OTHER)),
            ..get_object(alice())
        },
        get_object(Principal::root_user(account(ACCOUNT))),
        get_object(Principal::anonymous()),
        request(alice(), "sts:GetCallerIdentity", "*", ACCOUNT),
    ];
    for request in requests {
        let explanation = explain(
            &request,
            &PolicyStack {
                identity: identity(DENY_ALL),
                ..generic()
            },
        );
        let mut gates: Vec<Gate> = explanation
            .combination
            .iter()
            .map(|step| step.gate)
            .collect();
        let mut documented = Gate::documented_order(&request).to_vec();
        gates.sort();
        documented.sort();
        assert_eq!(gates, documented, "{:?}", request.principal);
    }
}

#[test]
fn eval_20_the_strongest_grant_counts() {
    let text = r#"
        {"Effect": "Allow", "Principal": {"AWS": "111111111111"}, "Action": "*", "Resource": "*"},
        {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111111111111:user/alice"}, "Action": "*", "Resource": "*"}"#;
    let stack = PolicyStack {
        resource: Some(statements(1, PolicyKind::Resource, text)),
        ..generic()
    };
    let explanation = explain(&get_object(alice()), &stack);
    assert_eq!(explanation.grant, ResourceGrant::Direct);
    let granted: Vec<u32> = explanation
        .granted_by
        .iter()
        .map(|(statement, _)| statement.index)
        .collect();
    assert_eq!(granted, [1]);
}

fn check_condition(
    condition: &str,
    had: Option<&[&str]>,
    expected: ConditionOutcome,
    values: &[ValueOutcome],
) {
    let text = format!(
        r#"{{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {condition}}}"#
    );
    let stack = PolicyStack {
        identity: identity(&text),
        ..generic()
    };
    let mut context = RequestContext::new();
    context.set_one("aws:username", "alice");
    if let Some(had) = had {
        context.set(
            "k",
            ContextValues::many(had.iter().map(|value| (*value).to_owned())),
        );
    }
    let explanation = explain(
        &Request {
            context,
            ..get_object(alice())
        },
        &stack,
    );
    let layer = explanation.layer(LayerKind::IdentityPolicies).unwrap();
    let explained = &layer.policies[0].statements()[0].conditions[0];
    assert_eq!(explained.outcome, expected, "{condition} with {had:?}");
    let outcomes: Vec<ValueOutcome> = explained.wanted.iter().map(|value| value.outcome).collect();
    assert_eq!(outcomes, values, "{condition} with {had:?}");
    assert_eq!(
        explanation.decision == Decision::Allow,
        expected.matched(),
        "{condition} with {had:?}"
    );
}

#[test]
fn condition_outcomes() {
    use ConditionOutcome::{
        EmptyValue, KeyMissing, Matched, NotMatched, SeveralValues, VariableUnresolved, WrongType,
    };
    use ValueOutcome as V;
    let check = check_condition;
    let nothing = &[V::NothingToCompare][..];
    // COND-03, COND-04
    check(
        r#"{"StringEquals": {"k": "a"}}"#,
        None,
        KeyMissing { matched: false },
        nothing,
    );
    check(
        r#"{"StringNotEquals": {"k": "a"}}"#,
        None,
        KeyMissing { matched: true },
        nothing,
    );
    check(
        r#"{"StringEqualsIfExists": {"k": "a"}}"#,
        None,
        KeyMissing { matched: true },
        nothing,
    );
    check(
        r#"{"StringEquals": {"k": "a"}}"#,
        Some(&[]),
        EmptyValue { matched: false },
        nothing,
    );
    // COND-07: also a negated operator does not hold.
    check(
        r#"{"StringEquals": {"k": "a"}}"#,
        Some(&["a", "b"]),
        SeveralValues,
        &[V::Matched],
    );
    check(
        r#"{"StringNotEquals": {"k": "c"}}"#,
        Some(&["a", "b"]),
        SeveralValues,
        &[V::NotMatched],
    );
    // COND-13: the empty string counts as nothing for ForAllValues and Null, and for them only.
    check(
        r#"{"ForAllValues:StringEquals": {"k": "a"}}"#,
        Some(&[""]),
        EmptyValue { matched: true },
        &[V::NotMatched],
    );
    check(
        r#"{"Null": {"k": "true"}}"#,
        Some(&[""]),
        EmptyValue { matched: true },
        &[V::Matched],
    );
    check(
        r#"{"Null": {"k": "false"}}"#,
        Some(&["x"]),
        Matched,
        &[V::Matched],
    );
    check(
        r#"{"StringNotEquals": {"k": "a"}}"#,
        Some(&[""]),
        Matched,
        &[V::NotMatched],
    );
    // COND-14, COND-15
    check(
        r#"{"ForAnyValue:StringNotEquals": {"k": "a"}}"#,
        None,
        KeyMissing { matched: false },
        nothing,
    );
    check(
        r#"{"ForAnyValue:StringEqualsIfExists": {"k": "a"}}"#,
        None,
        KeyMissing { matched: true },
        nothing,
    );
    check(
        r#"{"ForAllValues:StringNotEquals": {"k": "a"}}"#,
        Some(&["b", "a"]),
        NotMatched,
        &[V::Matched],
    );
    // POL-32: of a list, the value with the unresolved variable alone is skipped.
    let list = |operator: &str| format!(r#"{{"{operator}": {{"k": ["${{aws:userid}}", "b"]}}}}"#);
    check(
        &list("StringEquals"),
        Some(&["b"]),
        Matched,
        &[V::VariableUnresolved, V::Matched],
    );
    check(
        &list("StringNotEquals"),
        Some(&["b"]),
        NotMatched,
        &[V::VariableUnresolved, V::Matched],
    );
    check(
        &list("StringNotEquals"),
        Some(&["c"]),
        Matched,
        &[V::VariableUnresolved, V::NotMatched],
    );
    let alone = |operator: &str| format!(r#"{{"{operator}": {{"k": "${{aws:userid}}"}}}}"#);
    let unresolved = &[V::VariableUnresolved][..];
    check(
        &alone("StringLike"),
        Some(&["b"]),
        VariableUnresolved { matched: false },
        unresolved,
    );
    check(
        &alone("StringNotLike"),
        Some(&["b"]),
        VariableUnresolved { matched: true },
        unresolved,
    );
    // COND-19
    check(
        r#"{"NumericLessThan": {"k": "3"}}"#,
        Some(&["x"]),
        WrongType { matched: false },
        &[V::WrongType],
    );
    check(
        r#"{"NumericNotEquals": {"k": "3"}}"#,
        Some(&["x"]),
        WrongType { matched: true },
        &[V::WrongType],
    );
    // POL-35
    check(
        r#"{"StringLike": {"k": "${aws:username}*"}}"#,
        Some(&["alice/x"]),
        Matched,
        &[V::Matched],
    );
}
