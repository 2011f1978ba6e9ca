//! The gates a request passes, in their documented order (`EVAL-02`, `EVAL-03`, `EVAL-36`), with a reason each.

use aws::PrincipalKind;

use crate::{LayerKind, NotInPlay, Request, ServiceRuleName};

/// One gate and what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CombineStep {
    /// Which gate.
    pub gate: Gate,
    /// The account whose policies stand behind it.
    pub side: Side,
    /// What became of it.
    pub outcome: GateOutcome,
    /// Why.
    pub reason: GateReason,
}

/// The gates; [`Gate::documented_order`] gives those of a request in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gate {
    /// Operations that need no permission (`EVAL-60`, `EVAL-61`).
    NoPermissionNeeded,
    /// Some Deny of any policy type (`EVAL-02`).
    ExplicitDeny,
    /// Every level of resource control policies allows (`EVAL-04`).
    ResourceControlPolicies,
    /// Every level of service control policies allows (`EVAL-05`).
    ServiceControlPolicies,
    /// The policy of the VPC endpoint allows.
    VpcEndpointPolicy,
    /// Published exceptions that refuse (`STS-21`, `EVAL-46`).
    ServiceRules,
    /// The resource-based policy allows (`EVAL-25`).
    ResourcePolicy,
    /// An identity-based policy allows.
    IdentityPolicies,
    /// The permissions boundary allows (`EVAL-09`).
    PermissionsBoundary,
    /// The session policies allow (`EVAL-10`).
    SessionPolicies,
    /// Full access of the root user in its own account (`EVAL-30`).
    RootUser,
}

impl Gate {
    /// The gates a request has to pass, in order (`EVAL-03`, and `ERR-05` across accounts).
    pub fn documented_order(request: &Request) -> &'static [Gate] {
        use Gate::{
            ExplicitDeny, IdentityPolicies, NoPermissionNeeded, PermissionsBoundary,
            ResourceControlPolicies, ResourcePolicy, RootUser, ServiceControlPolicies,
            ServiceRules, SessionPolicies, VpcEndpointPolicy,
        };
        match (&request.principal.kind, request.same_account()) {
            (
                PrincipalKind::Service { .. }
                | PrincipalKind::Federated { .. }
                | PrincipalKind::Anonymous,
                _,
            ) => &[
                NoPermissionNeeded,
                ExplicitDeny,
                ResourceControlPolicies,
                ServiceControlPolicies,
                VpcEndpointPolicy,
                ResourcePolicy,
            ],
            (PrincipalKind::RootUser, _) => &[
                NoPermissionNeeded,
                ExplicitDeny,
                ResourceControlPolicies,
                ServiceControlPolicies,
                VpcEndpointPolicy,
                ServiceRules,
                SessionPolicies,
                RootUser,
                ResourcePolicy,
            ],
            (_, true) => &[
                NoPermissionNeeded,
                ExplicitDeny,
                ResourceControlPolicies,
                ServiceControlPolicies,
                VpcEndpointPolicy,
                ServiceRules,
                ResourcePolicy,
                IdentityPolicies,
                PermissionsBoundary,
                SessionPolicies,
            ],
            (_, false) => &[
                NoPermissionNeeded,
                ExplicitDeny,
                ResourceControlPolicies,
                ServiceControlPolicies,
                VpcEndpointPolicy,
                IdentityPolicies,
                PermissionsBoundary,
                SessionPolicies,
                ResourcePolicy,
            ],
        }
    }

    /// The account whose policies stand behind the gate, for this request.
    pub(crate) fn side(self, request: &Request) -> Side {
        if request.same_account() {
            return Side::Both;
        }
        match self {
            Gate::NoPermissionNeeded | Gate::ExplicitDeny | Gate::ServiceRules => Side::Both,
            Gate::ResourceControlPolicies | Gate::ResourcePolicy => Side::Resource,
            Gate::ServiceControlPolicies
            | Gate::VpcEndpointPolicy
            | Gate::IdentityPolicies
            | Gate::PermissionsBoundary
            | Gate::SessionPolicies
            | Gate::RootUser => Side::Caller,
        }
    }
}

/// The account whose policies stand behind a gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// Caller and resource are in one account, or the gate concerns both.
    Both,
    /// The caller's account.
    Caller,
    /// The resource's account.
    Resource,
}

/// What became of a gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GateOutcome {
    /// The request goes on.
    Passed,
    /// The policy type is not in play, so the request goes on.
    NotInPlay,
    /// The policies behind this gate grant; gates after it may still limit the request.
    Granted,
    /// The request is denied here.
    Denied,
    /// The gate does not limit this request.
    NotLimiting,
    /// The decision fell before.
    NotReached,
}

/// Why a gate did what it did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GateReason {
    /// No published exception applies.
    NoException,
    /// The root user has full access in its own account only, and never to KMS keys by itself (`EVAL-26`).
    NotInOwnAccount,
    /// The operation needs no permission (`EVAL-60`, `EVAL-61`).
    NoPermissionNeeded,
    /// No Deny of any policy type matches.
    NoDenyMatches,
    /// A Deny of this layer matches.
    DenyMatches(LayerKind),
    /// The policy type has no say.
    NotInPlay(NotInPlay),
    /// An Allow matches; for an organization's policies, at every level.
    Allows,
    /// No Allow matches; for an organization's policies, at this layer's level.
    MissesAllow(LayerKind),
    /// A session of GetFederationToken without a session policy has no permissions of its own (`EVAL-11`).
    FederationNeedsSessionPolicy,
    /// The caller is named directly, which is enough inside one account (`EVAL-20`).
    NamesCaller,
    /// The caller's role is named: identity policies need not allow, boundary and session policy must (`EVAL-21`).
    NamesRole,
    /// The user a federated session stems from is named; limits as for a role (`EVAL-22`).
    NamesFederatingUser,
    /// The account is named, so identity policies decide (`EVAL-23`).
    DelegatesToAccount,
    /// The resource-based policy does not grant, and need not inside one account (`EVAL-25`).
    GrantNotNeeded,
    /// Already granted by the resource-based policy, which this gate does not limit.
    NotLimitedByGrant,
    /// Setting a source identity needs an identity allow of a role session as well (`EVAL-46`).
    SourceIdentityNeedsIdentityAllow,
    /// Full access of the root user in its own account (`EVAL-30`).
    RootUser,
    /// A published exception refuses.
    ServiceRule(ServiceRuleName),
    /// The decision fell before.
    NotReached,
}
