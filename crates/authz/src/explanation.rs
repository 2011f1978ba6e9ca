//! The typed tree that says why a request was allowed or denied.
//!
//! It holds no sentences: every reason is a closed enum, and texts and lines are looked up when they are shown.

use aws::Text;
use policy::{Effect, NodeId, PatternOutcome, PrincipalPattern};

use crate::{CombineStep, NotInPlay, PolicyId, ResourceKind};

/// The outcome of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Decision {
    /// Every gate let it through.
    Allow,
    /// A matching Deny ended the evaluation (`EVAL-02`).
    ExplicitDeny,
    /// Nothing denied, but an allow was missing (`EVAL-03`).
    ImplicitDeny,
}

/// One policy type of one request; the levels of an organization are layers of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LayerKind {
    /// Resource control policies at one level.
    ResourceControlPolicies {
        /// Its index, counted from the root at 0.
        level: u8,
    },
    /// Service control policies at one level.
    ServiceControlPolicies {
        /// Its index, counted from the root at 0.
        level: u8,
    },
    /// The policy of the VPC endpoint.
    VpcEndpointPolicy,
    /// The resource-based policy.
    ResourcePolicy,
    /// The trust policy of the role.
    TrustPolicy,
    /// The identity-based policies.
    IdentityPolicies,
    /// The permissions boundary.
    PermissionsBoundary,
    /// The session policies.
    SessionPolicies,
}

impl LayerKind {
    /// The layer of the resource-based policy of this kind of resource.
    pub fn of_resource(kind: ResourceKind) -> LayerKind {
        match kind {
            ResourceKind::Trust => LayerKind::TrustPolicy,
            ResourceKind::Generic | ResourceKind::KmsKey => LayerKind::ResourcePolicy,
        }
    }

    /// The short name of the policy type, such as `scp`, `vpce` or `trust`.
    pub fn short_name(self) -> &'static str {
        match self {
            LayerKind::ResourceControlPolicies { .. } => "rcp",
            LayerKind::ServiceControlPolicies { .. } => "scp",
            LayerKind::VpcEndpointPolicy => "vpce",
            LayerKind::ResourcePolicy => "resource",
            LayerKind::TrustPolicy => "trust",
            LayerKind::IdentityPolicies => "identity",
            LayerKind::PermissionsBoundary => "boundary",
            LayerKind::SessionPolicies => "session",
        }
    }
}

/// A node of one of the stack's policies; its line is looked up with [`policy::CompiledPolicy::span`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NodeRef {
    /// The policy.
    pub policy: PolicyId,
    /// The node in it.
    pub node: NodeId,
}

/// A statement of one of the stack's policies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StatementRef {
    /// The policy.
    pub policy: PolicyId,
    /// The statement's index, from 0.
    pub index: u32,
    /// The statement's node.
    pub node: NodeId,
}

impl StatementRef {
    /// The statement as a node.
    pub fn node_ref(self) -> NodeRef {
        NodeRef {
            policy: self.policy,
            node: self.node,
        }
    }
}

/// What settled the decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deciding {
    /// Allowed, by this.
    Granted(GrantSource),
    /// Denied by this statement, the first that denies in the layer AWS would name (`ERR-05`).
    Statement(StatementRef, LayerKind),
    /// Denied because this layer does not allow.
    MissingAllow(LayerKind),
    /// Denied by a published exception, whatever policies say.
    ServiceRule(ServiceRuleName),
}

/// What granted an allowed request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GrantSource {
    /// Identity-based policies.
    Identity,
    /// The resource-based policy alone.
    Resource,
    /// The trust policy alone.
    Trust,
    /// Both sides of a cross-account request (`EVAL-36`).
    IdentityAndResource,
    /// The root user in its own account (`EVAL-30`).
    RootUser,
    /// The operation needs no permission (`EVAL-60`, `EVAL-61`).
    NoPermissionNeeded,
}

impl GrantSource {
    /// The short name: `identity`, `resource`, `trust`, `identity+resource`, `root` or `none-needed`.
    pub fn short_name(self) -> &'static str {
        match self {
            GrantSource::Identity => "identity",
            GrantSource::Resource => "resource",
            GrantSource::Trust => "trust",
            GrantSource::IdentityAndResource => "identity+resource",
            GrantSource::RootUser => "root",
            GrantSource::NoPermissionNeeded => "none-needed",
        }
    }
}

/// A published exception to the general rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ServiceRuleName {
    /// `Roles may not be assumed by root accounts.` (`STS-21`)
    RootUserMayNotAssumeRoles,
}

/// How a resource-based policy grants to the caller, weakest first (tables under `EVAL-20` to `EVAL-22`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ResourceGrant {
    /// It does not.
    None,
    /// It names the caller's account, which may let the caller in by identity policies.
    Account,
    /// It names the IAM user a federated session stems from.
    UserOfFederated,
    /// It names the role of the session.
    Role,
    /// It names the caller itself, or everyone.
    Direct,
}

/// Why a request got its decision: every policy type, every policy, every statement, every value.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// The outcome.
    pub decision: Decision,
    /// What settled it.
    pub deciding: Deciding,
    /// How the resource-based policy grants to the caller.
    pub grant: ResourceGrant,
    /// The statements that carried an allowed request: the first matching allow of each side that granted.
    pub granted_by: Vec<(StatementRef, LayerKind)>,
    /// Every policy type, in the order in which they are evaluated (`EVAL-03`).
    pub layers: Vec<LayerExplanation>,
    /// The gates in their documented order, also those that were not reached.
    pub combination: Vec<CombineStep>,
}

impl Explanation {
    /// The policy type AWS names in its denial (`ERR-05`); `None` when allowed, or refused by a service rule.
    pub fn reported(&self) -> Option<LayerKind> {
        match self.deciding {
            Deciding::Statement(_, layer) | Deciding::MissingAllow(layer) => Some(layer),
            Deciding::Granted(_) | Deciding::ServiceRule(_) => None,
        }
    }

    /// The layer of this kind.
    pub fn layer(&self, kind: LayerKind) -> Option<&LayerExplanation> {
        self.layers.iter().find(|layer| layer.kind == kind)
    }
}

/// One policy type.
#[derive(Clone, Debug)]
pub struct LayerExplanation {
    /// Which one.
    pub kind: LayerKind,
    /// The name of the organization's level, for service and resource control policies in play.
    pub level: Option<String>,
    /// What it says; policies of a layer that is not in play are still explained.
    pub verdict: LayerVerdict,
    /// Its policies.
    pub policies: Vec<PolicyExplanation>,
}

/// What one policy type says about the request, before the gates combine it with the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LayerVerdict {
    /// It has no say.
    NotInPlay(NotInPlay),
    /// A Deny matched.
    Denied,
    /// An Allow matched, and no Deny.
    Allowed,
    /// Nothing matched.
    NoAllow,
}

/// One attached policy.
#[derive(Clone, Debug)]
pub enum PolicyExplanation {
    /// Its statements were looked at.
    Evaluated {
        /// Which one.
        policy: PolicyId,
        /// All its statements.
        statements: Vec<StatementExplanation>,
    },
    /// Its text is malformed.
    NotInForce {
        /// Which one.
        policy: PolicyId,
        /// What is wrong with it.
        reason: String,
    },
    /// It is switched off as a whole.
    SwitchedOff {
        /// Which one.
        policy: PolicyId,
    },
}

impl PolicyExplanation {
    /// Which policy.
    pub fn id(&self) -> PolicyId {
        match self {
            PolicyExplanation::Evaluated { policy, .. }
            | PolicyExplanation::NotInForce { policy, .. }
            | PolicyExplanation::SwitchedOff { policy } => *policy,
        }
    }

    /// Its statements; none when it is not in force.
    pub fn statements(&self) -> &[StatementExplanation] {
        match self {
            PolicyExplanation::Evaluated { statements, .. } => statements,
            PolicyExplanation::NotInForce { .. } | PolicyExplanation::SwitchedOff { .. } => &[],
        }
    }
}

/// One statement.
#[derive(Clone, Debug)]
pub struct StatementExplanation {
    /// Which one.
    pub statement: StatementRef,
    /// Allow or Deny.
    pub effect: Effect,
    /// Whether it applies.
    pub outcome: StatementOutcome,
    /// `Principal` or `NotPrincipal`.
    pub principal: ElementOutcome<PrincipalValue>,
    /// Why a `NotPrincipal` element matches or not.
    pub principal_note: Option<PrincipalNote>,
    /// How the statement's `Principal` relates to the caller, whether or not the rest matches.
    pub grant: ResourceGrant,
    /// `Action` or `NotAction`.
    pub action: ElementOutcome<PatternValue>,
    /// `Resource` or `NotResource`.
    pub resource: ElementOutcome<PatternValue>,
    /// Each operator and key of the `Condition` block.
    pub conditions: Vec<ConditionExplanation>,
}

/// Whether a statement applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StatementOutcome {
    /// Every element matches.
    Matched,
    /// An element does not match; the first of them in the order of [`ElementKind`].
    NotMatched {
        /// Which one.
        first: ElementKind,
    },
    /// It is switched off and counts as absent.
    SwitchedOff,
}

/// The elements of a statement that can fail to match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ElementKind {
    /// `Principal` or `NotPrincipal`.
    Principal,
    /// `Action` or `NotAction`.
    Action,
    /// `Resource` or `NotResource`.
    Resource,
    /// `Condition`.
    Condition,
}

/// One element of a statement.
#[derive(Clone, Debug)]
pub enum ElementOutcome<V> {
    /// The statement does not have it, so it does not narrow the statement.
    Absent,
    /// The statement has it.
    Present {
        /// The member in the text.
        node: NodeId,
        /// Whether it is the `Not…` form.
        negated: bool,
        /// Whether the element as a whole matches, negation included.
        matched: bool,
        /// All its values, also those that no longer matter.
        values: Vec<V>,
    },
}

impl<V> ElementOutcome<V> {
    /// Whether the element lets the statement apply.
    pub fn matched(&self) -> bool {
        match self {
            ElementOutcome::Absent => true,
            ElementOutcome::Present { matched, .. } => *matched,
        }
    }

    /// Its values; none when it is absent.
    pub fn values(&self) -> &[V] {
        match self {
            ElementOutcome::Absent => &[],
            ElementOutcome::Present { values, .. } => values,
        }
    }
}

/// One value of `Principal` or `NotPrincipal`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrincipalValue {
    /// The value in the text.
    pub node: NodeId,
    /// Whom it names.
    pub pattern: PrincipalPattern,
    /// Whether that is the caller.
    pub outcome: PrincipalOutcome,
}

/// Whether a principal value names the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PrincipalOutcome {
    /// It does, in this way; never [`ResourceGrant::None`].
    Names(ResourceGrant),
    /// It names somebody else of the same kind.
    Another,
    /// It names another account.
    AnotherAccount,
    /// It names another kind of caller, such as a service.
    AnotherKind,
    /// It is the unique id of a user or role that was deleted, which nobody has any more (`REVOKE-16`).
    DeletedPrincipal,
    /// In an endpoint policy `{"AWS": "*"}` leaves federated callers out (`POL-24`).
    FederatedNotIncluded,
}

/// Why a `NotPrincipal` element matches or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PrincipalNote {
    /// The caller and its account are listed, so the statement leaves it alone.
    Exempt,
    /// A caller with a permissions boundary is never exempt (`EVAL-56`).
    HasBoundary,
    /// The caller's account is not listed (`EVAL-57`).
    AccountNotListed,
    /// The caller itself is not listed (`EVAL-57`).
    CallerNotListed,
    /// `NotPrincipal` has no meaning in an Allow, so the statement does not apply (`EVAL-58`).
    OnlyWithDeny,
}

/// One value of `Action`, `NotAction`, `Resource` or `NotResource`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternValue {
    /// The value in the text.
    pub node: NodeId,
    /// The pattern as written.
    pub text: Text,
    /// The pattern with its variables filled in, when it has any and they have values.
    pub resolved: Option<String>,
    /// Whether the pattern fits.
    pub outcome: PatternOutcome,
}

/// One key under one operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConditionExplanation {
    /// The operator in the text.
    pub operator_node: NodeId,
    /// The key with its values in the text.
    pub node: NodeId,
    /// The operator as written, with its qualifiers.
    pub operator: Text,
    /// Whether the operator is a negated one, such as `StringNotEquals`.
    pub negated: bool,
    /// The condition key.
    pub key: Text,
    /// All values the policy lists.
    pub wanted: Vec<ValueExplanation>,
    /// The values of the request; `None` when the key is absent.
    pub had: Option<Vec<HadValue>>,
    /// The result.
    pub outcome: ConditionOutcome,
}

/// One value of the request under a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HadValue {
    /// The value.
    pub text: Text,
    /// Whether some listed value equals it, before negation; for `Null`, whether it is not empty.
    pub listed: bool,
}

/// One value that a condition lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueExplanation {
    /// The value in the text.
    pub node: NodeId,
    /// The value as written.
    pub text: Text,
    /// The value with its variables filled in, when it has any.
    pub resolved: Option<String>,
    /// How it compares with the request, before negation.
    pub outcome: ValueOutcome,
}

/// How a listed value compares with the request's values, before negation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ValueOutcome {
    /// It equals, or contains, some value of the request.
    Matched,
    /// It does not.
    NotMatched,
    /// The two are not of the operator's type (`COND-19`).
    WrongType,
    /// A variable in it has no single value in the request; the value is skipped (`POL-32`).
    VariableUnresolved,
    /// There was nothing to compare with.
    NothingToCompare,
}

/// The result of one condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConditionOutcome {
    /// It holds.
    Matched,
    /// It does not hold.
    NotMatched,
    /// The key is absent; `matched` follows from the operator (`COND-03`, `COND-13`, `COND-14`).
    KeyMissing {
        /// Whether the condition holds.
        matched: bool,
    },
    /// The key is there with nothing in it, or only the empty string (`COND-13`).
    EmptyValue {
        /// Whether the condition holds.
        matched: bool,
    },
    /// A plain operator met a key with several values, which never holds (`COND-07`).
    SeveralValues,
    /// Every listed value has a variable without a value (`POL-32`).
    VariableUnresolved {
        /// Whether the condition holds; only negated operators do.
        matched: bool,
    },
    /// No comparison was possible because the types differ (`COND-19`).
    WrongType {
        /// Whether the condition holds; only negated operators do.
        matched: bool,
    },
}

impl ConditionOutcome {
    /// Whether the condition holds.
    pub fn matched(self) -> bool {
        match self {
            ConditionOutcome::Matched => true,
            ConditionOutcome::NotMatched | ConditionOutcome::SeveralValues => false,
            ConditionOutcome::KeyMissing { matched }
            | ConditionOutcome::EmptyValue { matched }
            | ConditionOutcome::VariableUnresolved { matched }
            | ConditionOutcome::WrongType { matched } => matched,
        }
    }
}
