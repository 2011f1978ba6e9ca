//! The policies that bear on one request, sorted by what they are used as.
//!
//! This is *not* a world: who attached a policy and where is known to the maker of the stack only.

use policy::{CompiledStatement, SharedPolicy};

/// An opaque number for one attached policy; the maker of the stack knows what it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PolicyId(pub u32);

/// Every policy that may have a say, by policy type.
#[derive(Clone, Debug)]
pub struct PolicyStack {
    /// Service control policies of the caller's account (`EVAL-05`).
    pub service_control: Levels,
    /// Resource control policies of the resource's account (`EVAL-04`).
    pub resource_control: Levels,
    /// The policy of the VPC endpoint the call goes through; `None` without an endpoint.
    pub vpc_endpoint: Option<Attached>,
    /// What kind of resource-based policy the resource has.
    pub resource_kind: ResourceKind,
    /// The resource-based policy; for a role, its trust policy.
    pub resource: Option<Attached>,
    /// Identity-based policies of the caller, groups included (`EVAL-08`).
    pub identity: Vec<Attached>,
    /// The caller's permissions boundary.
    pub boundary: Option<Attached>,
    /// Session policies, which count as a union (`EVAL-10`); `None` when none were passed.
    pub session: Option<Vec<Attached>>,
}

impl PolicyStack {
    /// A stack without any policy, outside of an organization.
    pub fn empty(resource_kind: ResourceKind) -> PolicyStack {
        PolicyStack {
            service_control: Levels::NotInPlay(NotInPlay::NoOrganization),
            resource_control: Levels::NotInPlay(NotInPlay::NoOrganization),
            vpc_endpoint: None,
            resource_kind,
            resource: None,
            identity: Vec::new(),
            boundary: None,
            session: None,
        }
    }

    /// Every policy of the stack, in the order in which policy types are evaluated (`EVAL-03`).
    pub fn policies(&self) -> impl Iterator<Item = &Attached> {
        let levels = self
            .resource_control
            .levels()
            .iter()
            .chain(self.service_control.levels());
        levels
            .flat_map(|level| &level.policies)
            .chain(&self.vpc_endpoint)
            .chain(&self.resource)
            .chain(&self.identity)
            .chain(&self.boundary)
            .chain(self.session.iter().flatten())
    }

    /// The policy with this number.
    pub fn policy(&self, id: PolicyId) -> Option<&Attached> {
        self.policies().find(|attached| attached.id == id)
    }
}

/// How a resource-based policy takes part in the decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ResourceKind {
    /// An allow on either side is enough inside one account (`EVAL-25`).
    Generic,
    /// The trust policy of a role, which must itself allow (`EVAL-40`).
    Trust,
    /// A KMS key policy, which must itself allow or delegate (`EVAL-26`).
    KmsKey,
}

/// The levels of an organization's policies, from the root down to the account.
#[derive(Clone, Debug)]
pub enum Levels {
    /// This policy type has no say.
    NotInPlay(NotInPlay),
    /// Every level must allow.
    InPlay(Vec<Level>),
}

impl Levels {
    /// The levels from the root down; none when the type is not in play.
    pub fn levels(&self) -> &[Level] {
        match self {
            Levels::NotInPlay(_) => &[],
            Levels::InPlay(levels) => levels,
        }
    }
}

/// The root, an organizational unit or an account, with the policies attached right there.
#[derive(Clone, Debug)]
pub struct Level {
    /// What the level is called for people, such as `Root` or `OU Workloads`.
    pub name: String,
    /// The policies attached to it, which count as a union.
    pub policies: Vec<Attached>,
}

/// Why a policy type has no say in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NotInPlay {
    /// The account is in no organization (`EVAL-06`).
    NoOrganization,
    /// The organization has not enabled this policy type (`SCP-02`).
    NotEnabled,
    /// The management account is exempt (`EVAL-06`, `EVAL-07`).
    ManagementAccount,
    /// Service-linked roles are exempt (`EVAL-06`, `EVAL-07`).
    ServiceLinkedRole,
    /// Resource control policies do not cover the action's service (`SCP-31`).
    ServiceNotCovered,
    /// AWS managed KMS keys are exempt (`SCP-32`).
    AwsManagedKey,
    /// `kms:RetireGrant` is exempt (`SCP-32`).
    RetireGrant,
    /// A service, federated or anonymous caller is in no account: only the resource's side decides (`EVAL-32`).
    CallerWithoutAccount,
    /// Nothing can be attached to a root user (`EVAL-30`).
    RootUser,
    /// There is no policy of this type.
    NoPolicy,
    /// All policies of this type are switched off.
    SwitchedOff,
    /// The operation needs no permission (`EVAL-60`, `EVAL-61`).
    NoPermissionNeeded,
}

/// A policy in its place.
#[derive(Clone, Debug)]
pub struct Attached {
    /// Which one it is.
    pub id: PolicyId,
    /// Whether it counts.
    pub state: AttachedState,
    /// Indexes of statements that are shown but never match, for asking "what if it were not there".
    pub switched_off_statements: Vec<u32>,
}

/// Whether an attached policy counts.
#[derive(Clone, Debug)]
pub enum AttachedState {
    /// It counts.
    InForce(SharedPolicy),
    /// Its text is malformed, with the reason: it neither grants nor denies, and never counts as absent.
    NotInForce(String),
    /// It is treated as if it were not attached.
    SwitchedOff,
}

impl Attached {
    /// A policy that counts, with all its statements.
    pub fn in_force(id: PolicyId, policy: SharedPolicy) -> Attached {
        Attached {
            id,
            state: AttachedState::InForce(policy),
            switched_off_statements: Vec::new(),
        }
    }

    /// The compiled policy, when it is in force.
    pub fn policy(&self) -> Option<&SharedPolicy> {
        match &self.state {
            AttachedState::InForce(policy) => Some(policy),
            AttachedState::NotInForce(_) | AttachedState::SwitchedOff => None,
        }
    }

    /// Whether the whole policy is switched off.
    pub fn is_switched_off(&self) -> bool {
        matches!(self.state, AttachedState::SwitchedOff)
    }

    /// The statements with their indexes and whether each one is switched off.
    pub(crate) fn statements(&self) -> impl Iterator<Item = (u32, &CompiledStatement, bool)> {
        let statements = self.policy().map_or(&[][..], |policy| policy.statements());
        (0u32..).zip(statements).map(|(index, statement)| {
            let off = self.switched_off_statements.contains(&index);
            (index, statement, off)
        })
    }
}
