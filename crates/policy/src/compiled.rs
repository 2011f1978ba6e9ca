//! A policy that is ready to be matched: patterns and operands are parsed, every part knows its place in the text.
//!
//! This is *not* a syntax tree for editing; the text itself stays the only editable form.

use std::sync::Arc;

use aws::{AccountId, Arn, ContextKey, Text};

use crate::{
    ActionPattern, NodeId, Operand, OperatorSpec, ResourcePattern, SetQualifier, SourceText, Span,
};

/// A valid policy document.
#[derive(Clone, Debug)]
pub struct CompiledPolicy {
    pub(crate) source: SourceText,
    pub(crate) version: LanguageVersion,
    pub(crate) statements: Vec<CompiledStatement>,
    pub(crate) spans: Vec<Span>,
}

/// The `Version` element; it decides whether `${…}` is a variable (`POL-06`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LanguageVersion {
    /// `2008-10-17`, also when the element is absent: `${…}` is literal text.
    V2008,
    /// `2012-10-17`.
    V2012,
}

/// `Allow` or `Deny`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Grants, unless something denies.
    Allow,
    /// Forbids, whatever allows.
    Deny,
}

/// One statement; it applies when every element that is present matches.
#[derive(Clone, Debug)]
pub struct CompiledStatement {
    /// The whole object.
    pub node: NodeId,
    /// The statement's id, when it has one.
    pub sid: Option<String>,
    /// Grants or forbids.
    pub effect: Effect,
    /// The `Effect` member.
    pub effect_node: NodeId,
    /// `Principal` or `NotPrincipal`.
    pub principal: Option<Element<PrincipalPattern>>,
    /// `Action` or `NotAction`.
    pub action: Element<ActionPattern>,
    /// `Resource` or `NotResource`; trust policies have none (`EVAL-45`).
    pub resource: Option<Element<ResourcePattern>>,
    /// The `Condition` member, when present.
    pub condition_node: Option<NodeId>,
    /// One entry for each operator and key; all must hold (`COND-01`).
    pub conditions: Vec<CompiledCondition>,
}

/// An element that lists values, or its negation (`NotAction`, `NotResource`, `NotPrincipal`).
#[derive(Clone, Debug)]
pub struct Element<T> {
    /// The member, name and values together.
    pub node: NodeId,
    /// Whether it is the `Not…` form.
    pub negated: bool,
    /// The values, each with its place.
    pub values: Vec<Located<T>>,
}

/// A value and its place in the text.
#[derive(Clone, Debug)]
pub struct Located<T> {
    /// The value's node.
    pub node: NodeId,
    /// The value.
    pub value: T,
}

/// One value of a `Principal` element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrincipalPattern {
    /// `"*"`.
    Everyone,
    /// `{"AWS": "*"}`; the same as [`PrincipalPattern::Everyone`] except in endpoint policies (`POL-24`).
    EveryAws,
    /// An account id or the account's root ARN: delegates to the account (`EVAL-23`).
    Account(AccountId),
    /// A user, role, assumed-role session or federated user.
    Arn(Arn),
    /// A unique id that stands for a deleted user or role (`REVOKE-16`).
    UniqueId(String),
    /// `{"Federated": …}`: a provider ARN or a built-in provider's name.
    Federated(String),
    /// `{"Service": …}`.
    Service(String),
    /// `{"CanonicalUser": …}`.
    CanonicalUser(String),
}

/// One key under one operator of a `Condition` block.
#[derive(Clone, Debug)]
pub struct CompiledCondition {
    /// The operator's member name, such as `ForAnyValue:StringLikeIfExists`.
    pub operator_node: NodeId,
    /// The operator without its qualifiers.
    pub operator: &'static OperatorSpec,
    /// `ForAllValues:` or `ForAnyValue:`.
    pub set: Option<SetQualifier>,
    /// Whether the name ends in `IfExists`.
    pub if_exists: bool,
    /// The condition key.
    pub key: ContextKey,
    /// The key with its values.
    pub node: NodeId,
    /// The values the policy lists.
    pub values: Vec<Located<Operand>>,
}

impl CompiledCondition {
    /// The operator as written, with its qualifiers.
    pub fn operator_name(&self) -> Text {
        if self.set.is_none() && !self.if_exists {
            return Text::new(self.operator.name);
        }
        let set = self.set.map_or("", SetQualifier::prefix);
        let suffix = if self.if_exists { "IfExists" } else { "" };
        Text::from(format!("{set}{}{suffix}", self.operator.name))
    }
}

impl CompiledPolicy {
    /// The text this was compiled from.
    pub fn source(&self) -> &SourceText {
        &self.source
    }

    /// The language version in force.
    pub fn version(&self) -> LanguageVersion {
        self.version
    }

    /// The statements in the order of the text.
    pub fn statements(&self) -> &[CompiledStatement] {
        &self.statements
    }

    /// Where a node of this policy stands in its text; the empty span for a node of another policy.
    pub fn span(&self, node: NodeId) -> Span {
        let index = usize::try_from(node.0).unwrap_or(usize::MAX);
        self.spans
            .get(index)
            .copied()
            .unwrap_or(Span { start: 0, end: 0 })
    }
}

/// A compiled policy that is shared by all who look at the same text.
pub type SharedPolicy = Arc<CompiledPolicy>;
