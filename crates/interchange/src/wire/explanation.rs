//! Explanations: every layer, policy, statement, element and value, each with its place.

use authz::{
    ConditionExplanation, Deciding, ElementOutcome, Explanation, GateReason, LayerExplanation,
    LayerKind, LayerVerdict, PatternValue, PolicyExplanation, PolicyStack, PrincipalValue,
    StatementExplanation, StatementOutcome, StatementRef,
};
use policy::{CompiledPolicy, NodeId};
use serde::Serialize;

use super::{Place, words};

/// Why a request got its decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExplanationJson {
    /// `allow`, `explicit-deny` or `implicit-deny`.
    pub decision: &'static str,
    /// What settled it.
    pub deciding: DecidingJson,
    /// How the resource-based policy grants to the caller, such as `account` or `none`.
    pub grant: &'static str,
    /// The statements that carried an allowed request.
    pub granted_by: Vec<GrantJson>,
    /// The gates in their documented order.
    pub gates: Vec<GateJson>,
    /// Every policy type, in the order in which they are evaluated.
    pub layers: Vec<LayerJson>,
}

/// What settled a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum DecidingJson {
    /// Allowed, by this.
    Granted {
        /// Such as `identity+resource`.
        by: &'static str,
    },
    /// Denied by this statement.
    Statement(GrantJson),
    /// Denied because this layer does not allow.
    MissingAllow {
        /// The policy type.
        layer: &'static str,
        /// The level, for policies of the organization.
        #[serde(skip_serializing_if = "Option::is_none")]
        level: Option<u8>,
    },
    /// Denied by a published exception.
    ServiceRule {
        /// Which one.
        rule: &'static str,
    },
}

/// A statement that counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GrantJson {
    /// The policy type.
    pub layer: &'static str,
    /// The level, for policies of the organization.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    /// The number of the policy.
    pub policy: u32,
    /// The index of the statement, from 0.
    pub statement: u32,
    /// Where it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

/// One gate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GateJson {
    /// Which gate, such as `scp`.
    pub gate: &'static str,
    /// Whose account stands behind it: `caller`, `resource` or `both`.
    pub side: &'static str,
    /// What became of it, such as `passed`.
    pub outcome: &'static str,
    /// Why, such as `misses-allow`.
    pub reason: &'static str,
    /// The policy type that the reason speaks of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub layer: Option<&'static str>,
    /// Its level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
}

/// One policy type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LayerJson {
    /// The policy type.
    pub layer: &'static str,
    /// The level, for policies of the organization, from the root at 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    /// The name of the level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level_name: Option<String>,
    /// `allowed`, `denied`, `no-allow` or `not-in-play`.
    pub verdict: &'static str,
    /// Why it is not in play.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_in_play: Option<&'static str>,
    /// Its policies.
    pub policies: Vec<PolicyExplanationJson>,
}

/// One attached policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PolicyExplanationJson {
    /// Its number in the request.
    pub policy: u32,
    /// `evaluated`, `not-in-force` or `switched-off`.
    pub state: &'static str,
    /// What is wrong with it, when it is not in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Its statements.
    pub statements: Vec<StatementJson>,
}

/// One statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StatementJson {
    /// Its index, from 0.
    pub index: u32,
    /// Its id, when it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sid: Option<String>,
    /// Where it stands.
    pub place: Place,
    /// `Allow` or `Deny`.
    pub effect: &'static str,
    /// `matched`, `not-matched` or `switched-off`.
    pub outcome: &'static str,
    /// The first element that does not match.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_mismatch: Option<&'static str>,
    /// `Principal` or `NotPrincipal`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub principal: Option<ElementJson>,
    /// `Action` or `NotAction`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<ElementJson>,
    /// `Resource` or `NotResource`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource: Option<ElementJson>,
    /// Each operator and key.
    pub conditions: Vec<ConditionJson>,
}

/// One element.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ElementJson {
    /// Where it stands.
    pub place: Place,
    /// Whether it is the `Not…` form.
    pub negated: bool,
    /// Whether it lets the statement apply.
    pub matched: bool,
    /// Why a `NotPrincipal` matches or not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<&'static str>,
    /// Its values.
    pub values: Vec<ValueJson>,
}

/// One value of a policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ValueJson {
    /// Where it stands.
    pub place: Place,
    /// As written.
    pub text: String,
    /// With its variables filled in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolved: Option<String>,
    /// How it fared, such as `matched`.
    pub outcome: &'static str,
}

/// One key under one operator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConditionJson {
    /// Where it stands.
    pub place: Place,
    /// The operator with its qualifiers.
    pub operator: String,
    /// The condition key.
    pub key: String,
    /// Whether it holds.
    pub matched: bool,
    /// Why, such as `key-missing`.
    pub outcome: &'static str,
    /// What the policy lists.
    pub wanted: Vec<ValueJson>,
    /// What the request has; `null` when the key is absent.
    pub had: Option<Vec<HadJson>>,
}

/// One value of the request under a condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HadJson {
    /// The value.
    pub text: String,
    /// Whether some listed value equals it, before negation.
    pub listed: bool,
}

impl ExplanationJson {
    /// An explanation with the stack it was made from.
    pub fn new(explanation: &Explanation, stack: &PolicyStack) -> ExplanationJson {
        ExplanationJson {
            decision: words::decision(explanation.decision),
            deciding: deciding(explanation.deciding, stack),
            grant: words::grant(explanation.grant),
            granted_by: explanation
                .granted_by
                .iter()
                .map(|(statement, layer)| grant(*statement, *layer, stack))
                .collect(),
            gates: explanation
                .combination
                .iter()
                .map(|step| {
                    let layer = match step.reason {
                        GateReason::DenyMatches(layer) | GateReason::MissesAllow(layer) => {
                            Some(layer)
                        }
                        _ => None,
                    };
                    GateJson {
                        gate: words::gate(step.gate),
                        side: words::side(step.side),
                        outcome: words::gate_outcome(step.outcome),
                        reason: words::gate_reason(step.reason),
                        layer: layer.map(LayerKind::short_name),
                        level: layer.and_then(level),
                    }
                })
                .collect(),
            layers: explanation
                .layers
                .iter()
                .map(|it| layer(it, stack))
                .collect(),
        }
    }
}

fn level(layer: LayerKind) -> Option<u8> {
    match layer {
        LayerKind::ResourceControlPolicies { level }
        | LayerKind::ServiceControlPolicies { level } => Some(level),
        _ => None,
    }
}

fn deciding(deciding: Deciding, stack: &PolicyStack) -> DecidingJson {
    match deciding {
        Deciding::Granted(source) => DecidingJson::Granted {
            by: source.short_name(),
        },
        Deciding::Statement(statement, layer) => {
            DecidingJson::Statement(grant(statement, layer, stack))
        }
        Deciding::MissingAllow(layer) => DecidingJson::MissingAllow {
            layer: layer.short_name(),
            level: level(layer),
        },
        Deciding::ServiceRule(rule) => DecidingJson::ServiceRule {
            rule: words::service_rule(rule),
        },
    }
}

fn grant(statement: StatementRef, layer: LayerKind, stack: &PolicyStack) -> GrantJson {
    let policy = stack
        .policy(statement.policy)
        .and_then(|attached| attached.policy());
    GrantJson {
        layer: layer.short_name(),
        level: level(layer),
        policy: statement.policy.0,
        statement: statement.index,
        place: policy.map(|policy| Place::of_node(policy, statement.node)),
    }
}

fn layer(layer: &LayerExplanation, stack: &PolicyStack) -> LayerJson {
    let (verdict, not_in_play) = match layer.verdict {
        LayerVerdict::NotInPlay(why) => ("not-in-play", Some(words::not_in_play(why))),
        LayerVerdict::Denied => ("denied", None),
        LayerVerdict::Allowed => ("allowed", None),
        LayerVerdict::NoAllow => ("no-allow", None),
    };
    LayerJson {
        layer: layer.kind.short_name(),
        level: level(layer.kind),
        level_name: layer.level.clone(),
        verdict,
        not_in_play,
        policies: layer.policies.iter().map(|it| policy(it, stack)).collect(),
    }
}

fn policy(explained: &PolicyExplanation, stack: &PolicyStack) -> PolicyExplanationJson {
    let (state, reason) = match explained {
        PolicyExplanation::Evaluated { .. } => ("evaluated", None),
        PolicyExplanation::NotInForce { reason, .. } => ("not-in-force", Some(reason.clone())),
        PolicyExplanation::SwitchedOff { .. } => ("switched-off", None),
    };
    let attached = stack.policy(explained.id());
    let compiled = attached.and_then(|attached| attached.policy());
    let statements = compiled.map_or_else(Vec::new, |compiled| {
        explained
            .statements()
            .iter()
            .map(|it| statement(it, compiled))
            .collect()
    });
    PolicyExplanationJson {
        policy: explained.id().0,
        state,
        reason,
        statements,
    }
}

fn statement(explained: &StatementExplanation, policy: &CompiledPolicy) -> StatementJson {
    let (outcome, first_mismatch) = match explained.outcome {
        StatementOutcome::Matched => ("matched", None),
        StatementOutcome::NotMatched { first } => ("not-matched", Some(words::element(first))),
        StatementOutcome::SwitchedOff => ("switched-off", None),
    };
    let index = usize::try_from(explained.statement.index).unwrap_or(usize::MAX);
    let sid = policy.statements().get(index);
    let place = |node: NodeId| Place::of_node(policy, node);
    let pattern = |value: &PatternValue| ValueJson {
        place: place(value.node),
        text: value.text.to_string(),
        resolved: value.resolved.clone(),
        outcome: words::pattern(&value.outcome),
    };
    let principal = |value: &PrincipalValue| ValueJson {
        place: place(value.node),
        text: words::principal_text(&value.pattern),
        resolved: None,
        outcome: words::principal(value.outcome),
    };
    let mut principals = element(&explained.principal, policy, principal);
    if let Some(element) = &mut principals {
        element.note = explained.principal_note.map(words::note);
    }
    StatementJson {
        index: explained.statement.index,
        sid: sid.and_then(|statement| statement.sid.clone()),
        place: place(explained.statement.node),
        effect: words::effect(explained.effect),
        outcome,
        first_mismatch,
        principal: principals,
        action: element(&explained.action, policy, pattern),
        resource: element(&explained.resource, policy, pattern),
        conditions: explained
            .conditions
            .iter()
            .map(|it| condition(it, policy))
            .collect(),
    }
}

fn element<V>(
    element: &ElementOutcome<V>,
    policy: &CompiledPolicy,
    value: impl Fn(&V) -> ValueJson,
) -> Option<ElementJson> {
    let ElementOutcome::Present {
        node,
        negated,
        matched,
        values,
    } = element
    else {
        return None;
    };
    Some(ElementJson {
        place: Place::of_node(policy, *node),
        negated: *negated,
        matched: *matched,
        note: None,
        values: values.iter().map(value).collect(),
    })
}

fn condition(explained: &ConditionExplanation, policy: &CompiledPolicy) -> ConditionJson {
    ConditionJson {
        place: Place::of_node(policy, explained.node),
        operator: explained.operator.to_string(),
        key: explained.key.to_string(),
        matched: explained.outcome.matched(),
        outcome: words::condition(explained.outcome),
        wanted: explained
            .wanted
            .iter()
            .map(|value| ValueJson {
                place: Place::of_node(policy, value.node),
                text: value.text.to_string(),
                resolved: value.resolved.clone(),
                outcome: words::value(value.outcome),
            })
            .collect(),
        had: explained.had.as_ref().map(|values| {
            values
                .iter()
                .map(|value| HadJson {
                    text: value.text.to_string(),
                    listed: value.listed,
                })
                .collect()
        }),
    }
}
