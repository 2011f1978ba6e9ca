//! Stable names of reasons in JSON, in kebab case.
//!
//! Not sentences: those belong to whoever shows them.

use authz::{
    ConditionOutcome, Decision, ElementKind, Gate, GateOutcome, GateReason, NotInPlay,
    PatternOutcome, PrincipalNote, PrincipalOutcome, ResourceGrant, ServiceRuleName, Side,
    ValueOutcome,
};
use policy::{Effect, PrincipalPattern};

pub(super) fn decision(decision: Decision) -> &'static str {
    match decision {
        Decision::Allow => "allow",
        Decision::ExplicitDeny => "explicit-deny",
        Decision::ImplicitDeny => "implicit-deny",
    }
}

pub(super) fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::Allow => "Allow",
        Effect::Deny => "Deny",
    }
}

pub(super) fn service_rule(rule: ServiceRuleName) -> &'static str {
    match rule {
        ServiceRuleName::RootUserMayNotAssumeRoles => "root-user-may-not-assume-roles",
    }
}

pub(super) fn grant(grant: ResourceGrant) -> &'static str {
    match grant {
        ResourceGrant::None => "none",
        ResourceGrant::Account => "account",
        ResourceGrant::UserOfFederated => "user-of-federated",
        ResourceGrant::Role => "role",
        ResourceGrant::Direct => "direct",
    }
}

pub(super) fn gate(gate: Gate) -> &'static str {
    match gate {
        Gate::NoPermissionNeeded => "no-permission-needed",
        Gate::ExplicitDeny => "explicit-deny",
        Gate::ResourceControlPolicies => "rcp",
        Gate::ServiceControlPolicies => "scp",
        Gate::VpcEndpointPolicy => "vpce",
        Gate::ServiceRules => "service-rules",
        Gate::ResourcePolicy => "resource",
        Gate::IdentityPolicies => "identity",
        Gate::PermissionsBoundary => "boundary",
        Gate::SessionPolicies => "session",
        Gate::RootUser => "root-user",
    }
}

pub(super) fn side(side: Side) -> &'static str {
    match side {
        Side::Both => "both",
        Side::Caller => "caller",
        Side::Resource => "resource",
    }
}

pub(super) fn gate_outcome(outcome: GateOutcome) -> &'static str {
    match outcome {
        GateOutcome::Passed => "passed",
        GateOutcome::NotInPlay => "not-in-play",
        GateOutcome::Granted => "granted",
        GateOutcome::Denied => "denied",
        GateOutcome::NotLimiting => "not-limiting",
        GateOutcome::NotReached => "not-reached",
    }
}

pub(super) fn gate_reason(reason: GateReason) -> &'static str {
    match reason {
        GateReason::NoException => "no-exception",
        GateReason::NotInOwnAccount => "not-in-own-account",
        GateReason::NoPermissionNeeded => "no-permission-needed",
        GateReason::NoDenyMatches => "no-deny-matches",
        GateReason::DenyMatches(_) => "deny-matches",
        GateReason::NotInPlay(why) => not_in_play(why),
        GateReason::Allows => "allows",
        GateReason::MissesAllow(_) => "misses-allow",
        GateReason::FederationNeedsSessionPolicy => "federation-needs-session-policy",
        GateReason::NamesCaller => "names-caller",
        GateReason::NamesRole => "names-role",
        GateReason::NamesFederatingUser => "names-federating-user",
        GateReason::DelegatesToAccount => "delegates-to-account",
        GateReason::GrantNotNeeded => "grant-not-needed",
        GateReason::NotLimitedByGrant => "not-limited-by-grant",
        GateReason::SourceIdentityNeedsIdentityAllow => "source-identity-needs-identity-allow",
        GateReason::RootUser => "root-user",
        GateReason::ServiceRule(rule) => service_rule(rule),
        GateReason::NotReached => "not-reached",
    }
}

pub(super) fn not_in_play(why: NotInPlay) -> &'static str {
    match why {
        NotInPlay::NoOrganization => "no-organization",
        NotInPlay::NotEnabled => "not-enabled",
        NotInPlay::ManagementAccount => "management-account",
        NotInPlay::ServiceLinkedRole => "service-linked-role",
        NotInPlay::ServiceNotCovered => "service-not-covered",
        NotInPlay::AwsManagedKey => "aws-managed-key",
        NotInPlay::RetireGrant => "retire-grant",
        NotInPlay::CallerWithoutAccount => "caller-without-account",
        NotInPlay::RootUser => "root-user",
        NotInPlay::NoPolicy => "no-policy",
        NotInPlay::SwitchedOff => "switched-off",
        NotInPlay::NoPermissionNeeded => "no-permission-needed",
    }
}

pub(super) fn element(element: ElementKind) -> &'static str {
    match element {
        ElementKind::Principal => "principal",
        ElementKind::Action => "action",
        ElementKind::Resource => "resource",
        ElementKind::Condition => "condition",
    }
}

pub(super) fn principal(outcome: PrincipalOutcome) -> &'static str {
    match outcome {
        PrincipalOutcome::Names(ResourceGrant::Direct) => "names-caller",
        PrincipalOutcome::Names(ResourceGrant::Role) => "names-role",
        PrincipalOutcome::Names(ResourceGrant::UserOfFederated) => "names-federating-user",
        PrincipalOutcome::Names(ResourceGrant::Account) => "names-account",
        PrincipalOutcome::Names(ResourceGrant::None) | PrincipalOutcome::Another => "another",
        PrincipalOutcome::AnotherAccount => "another-account",
        PrincipalOutcome::AnotherKind => "another-kind",
        PrincipalOutcome::DeletedPrincipal => "deleted-principal",
        PrincipalOutcome::FederatedNotIncluded => "federated-not-included",
    }
}

/// A principal as a policy writes it, with its kind in front where it has one.
pub(super) fn principal_text(pattern: &PrincipalPattern) -> String {
    match pattern {
        PrincipalPattern::Everyone => "*".to_owned(),
        PrincipalPattern::EveryAws => "AWS *".to_owned(),
        PrincipalPattern::Account(account) => format!("AWS {account}"),
        PrincipalPattern::Arn(arn) => format!("AWS {arn}"),
        PrincipalPattern::UniqueId(id) => format!("AWS {id}"),
        PrincipalPattern::Federated(provider) => format!("Federated {provider}"),
        PrincipalPattern::Service(name) => format!("Service {name}"),
        PrincipalPattern::CanonicalUser(id) => format!("CanonicalUser {id}"),
    }
}

pub(super) fn note(note: PrincipalNote) -> &'static str {
    match note {
        PrincipalNote::Exempt => "exempt",
        PrincipalNote::HasBoundary => "has-boundary",
        PrincipalNote::AccountNotListed => "account-not-listed",
        PrincipalNote::CallerNotListed => "caller-not-listed",
        PrincipalNote::OnlyWithDeny => "only-with-deny",
    }
}

pub(super) fn pattern(outcome: &PatternOutcome) -> &'static str {
    match outcome {
        PatternOutcome::Matched => "matched",
        PatternOutcome::NotMatched => "not-matched",
        PatternOutcome::VariableUnresolved(_) => "variable-unresolved",
    }
}

pub(super) fn value(outcome: ValueOutcome) -> &'static str {
    match outcome {
        ValueOutcome::Matched => "matched",
        ValueOutcome::NotMatched => "not-matched",
        ValueOutcome::WrongType => "wrong-type",
        ValueOutcome::VariableUnresolved => "variable-unresolved",
        ValueOutcome::NothingToCompare => "nothing-to-compare",
    }
}

pub(super) fn condition(outcome: ConditionOutcome) -> &'static str {
    match outcome {
        ConditionOutcome::Matched => "matched",
        ConditionOutcome::NotMatched => "not-matched",
        ConditionOutcome::KeyMissing { .. } => "key-missing",
        ConditionOutcome::EmptyValue { .. } => "empty-value",
        ConditionOutcome::SeveralValues => "several-values",
        ConditionOutcome::VariableUnresolved { .. } => "variable-unresolved",
        ConditionOutcome::WrongType { .. } => "wrong-type",
    }
}
