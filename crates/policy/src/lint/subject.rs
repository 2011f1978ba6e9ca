//! What a lint looks at, and the questions most lints ask of it.
//!
//! Nothing here judges; each lint does that in its own file.

use aws::catalog::{Catalog, KeyType, Presence, global_key};
use aws::{AccountId, ContextKey};

use crate::{
    ActionPattern, CompiledCondition, CompiledPolicy, CompiledStatement, Effect, LanguageVersion,
    Located, NodeId, PolicyKind, PrincipalPattern, SetQualifier, Span,
};

/// What lints may know besides the text; nothing of it is needed, more of it finds more.
#[derive(Clone, Copy, Debug)]
pub struct LintFacts<'a> {
    /// What is loaded of the catalog.
    pub catalog: &'a Catalog,
    /// The account of the policy and all accounts of the same owner, such as those of its organization.
    /// Empty when that is not known, and then every account counts as somebody else's.
    pub own_accounts: &'a [AccountId],
}

/// One thing a lint found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) at: Span,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

impl Finding {
    pub(crate) fn new(at: Span, message: String, help: impl Into<String>) -> Finding {
        Finding {
            at,
            message,
            help: Some(help.into()),
        }
    }
}

/// A valid policy, its kind and what is known around it.
pub(crate) struct Subject<'a> {
    pub(crate) policy: &'a CompiledPolicy,
    pub(crate) kind: PolicyKind,
    pub(crate) facts: &'a LintFacts<'a>,
}

/// What is known of a condition key.
pub(crate) struct KnownKey {
    pub(crate) value: KeyType,
    pub(crate) multivalued: bool,
    /// Known for the keys of the built-in table only.
    pub(crate) presence: Option<Presence>,
}

impl<'a> Subject<'a> {
    pub(crate) fn statements(&self) -> &'a [CompiledStatement] {
        self.policy.statements()
    }

    pub(crate) fn allows(&self) -> impl Iterator<Item = &'a CompiledStatement> {
        self.statements().iter().filter(|found| allows(found))
    }

    pub(crate) fn denies(&self) -> impl Iterator<Item = &'a CompiledStatement> {
        self.statements().iter().filter(|found| !allows(found))
    }

    pub(crate) fn conditions(
        &self,
    ) -> impl Iterator<Item = (&'a CompiledStatement, &'a CompiledCondition)> {
        self.statements().iter().flat_map(|statement| {
            let conditions = statement.conditions.iter();
            conditions.map(move |condition| (statement, condition))
        })
    }

    /// Whether `${…}` is a variable (`POL-06`).
    pub(crate) fn knows_variables(&self) -> bool {
        self.policy.version() == LanguageVersion::V2012
    }

    pub(crate) fn at(&self, node: NodeId) -> Span {
        self.policy.span(node)
    }

    /// The quoted name at the start of a member.
    pub(crate) fn name_at(&self, node: NodeId) -> Span {
        let span = self.at(node);
        let mut escaped = false;
        let text = self.policy.source().slice(span);
        let end = text.bytes().skip(1).position(|byte| {
            let closes = byte == b'"' && !escaped;
            escaped = byte == b'\\' && !escaped;
            closes
        });
        let length = end.map_or(text.len(), |end| end + 2);
        Span {
            start: span.start,
            end: span.start.saturating_add(crate::source::offset(length)),
        }
    }

    pub(crate) fn key_at(&self, condition: &CompiledCondition) -> Span {
        self.name_at(condition.node)
    }

    /// A key of the built-in table or of a loaded service.
    pub(crate) fn key(&self, key: &ContextKey) -> Option<KnownKey> {
        if let Some(known) = global_key(key.as_str()) {
            return Some(KnownKey {
                value: known.value,
                multivalued: known.multivalued,
                presence: Some(known.presence),
            });
        }
        let (prefix, _) = key.as_str().split_once(':')?;
        let known = self.facts.catalog.service(prefix)?.key(key.as_str())?;
        Some(KnownKey {
            value: known.value,
            multivalued: known.multivalued,
            presence: None,
        })
    }

    /// Which requests have a key, when that is not all of them.
    pub(crate) fn sometimes_absent(&self, key: &ContextKey) -> Option<&'static str> {
        match self.key(key)?.presence? {
            Presence::Always => None,
            Presence::Only(when) => Some(when),
        }
    }

    pub(crate) fn is_own(&self, account: &AccountId) -> bool {
        self.facts.own_accounts.contains(account)
    }
}

pub(crate) fn allows(statement: &CompiledStatement) -> bool {
    statement.effect == Effect::Allow
}

/// The values of `Principal`; none for `NotPrincipal`.
pub(crate) fn principals(statement: &CompiledStatement) -> &[Located<PrincipalPattern>] {
    match &statement.principal {
        Some(element) if !element.negated => &element.values,
        _ => &[],
    }
}

/// The values of `Action`; none for `NotAction`.
pub(crate) fn actions(statement: &CompiledStatement) -> &[Located<ActionPattern>] {
    if statement.action.negated {
        &[]
    } else {
        &statement.action.values
    }
}

/// Whether the Action or NotAction element covers an action.
pub(crate) fn covers(statement: &CompiledStatement, action: &str) -> bool {
    let element = &statement.action;
    let named = element
        .values
        .iter()
        .any(|pattern| pattern.value.matches_text(action));
    named != element.negated
}

/// The texts of `Resource` with their places; none for `NotResource`.
pub(crate) fn resources(statement: &CompiledStatement) -> Vec<(NodeId, &str)> {
    match &statement.resource {
        Some(element) if !element.negated => {
            let values = element.values.iter();
            values
                .map(|value| (value.node, value.value.text()))
                .collect()
        }
        _ => Vec::new(),
    }
}

pub(crate) fn is_key(condition: &CompiledCondition, name: &str) -> bool {
    condition.key.folded().eq_ignore_ascii_case(name)
}

pub(crate) fn has_key(statement: &CompiledStatement, name: &str) -> bool {
    statement.conditions.iter().any(|found| is_key(found, name))
}

/// Whether the operator asks that a value be among those listed.
pub(crate) fn is_positive(condition: &CompiledCondition) -> bool {
    !condition.operator.negated && !condition.operator.is_null()
}

/// Whether the condition holds for a request without its key (`COND-03`, `COND-04`, `COND-13`, `COND-14`).
pub(crate) fn holds_when_absent(condition: &CompiledCondition) -> bool {
    if condition.operator.is_null() {
        return condition
            .values
            .iter()
            .any(|value| value.value.expects_absence() == Some(true));
    }
    condition.if_exists
        || match condition.set {
            Some(SetQualifier::ForAllValues) => true,
            Some(SetQualifier::ForAnyValue) => false,
            None => condition.operator.negated,
        }
}

/// Whether a `Null` condition on the same key settles its presence.
pub(crate) fn settles_presence(statement: &CompiledStatement, key: &ContextKey) -> bool {
    statement
        .conditions
        .iter()
        .any(|other| other.operator.is_null() && other.key == *key)
}

/// Whether one of these keys must be present with a value that is not any value at all.
pub(crate) fn is_limited_by(statement: &CompiledStatement, keys: &[&str]) -> bool {
    statement.conditions.iter().any(|condition| {
        keys.iter().any(|key| is_key(condition, key))
            && is_positive(condition)
            && !holds_when_absent(condition)
            && condition
                .values
                .iter()
                .all(|value| !is_any_value(value.value.text()))
    })
}

/// Whether a pattern is nothing but stars.
pub(crate) fn is_any_value(pattern: &str) -> bool {
    !pattern.is_empty() && pattern.bytes().all(|byte| byte == b'*')
}

pub(crate) fn has_wildcard(text: &str) -> bool {
    text.contains(['*', '?'])
}

/// Whether all principals of a statement are federated ones.
pub(crate) fn is_federated(statement: &CompiledStatement) -> bool {
    let found = principals(statement);
    let federated =
        |value: &Located<PrincipalPattern>| matches!(value.value, PrincipalPattern::Federated(_));
    !found.is_empty() && found.iter().all(federated)
}

/// The names of the policy variables in a text.
pub(crate) fn variables(text: &str) -> Vec<&str> {
    text.split("${")
        .skip(1)
        .filter_map(|after| after.split(['}', ',']).next())
        .filter(|name| name.contains(':'))
        .collect()
}
