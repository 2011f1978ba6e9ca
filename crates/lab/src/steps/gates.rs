//! The gates of one authorization: which are shown, in what order, with what outcome, and the statement that explains
//! each best.
//!
//! Nothing is decided here; `authz` has decided, and this reads its explanation.

use authz::{
    CombineStep, Deciding, Explanation, Gate, GateOutcome, GateReason, LayerKind, LayerVerdict,
    PolicyId, StatementExplanation, StatementOutcome, StatementRef,
};
use aws::AccountId;
use policy::Effect;
use sim::AuthorizationTrace;

use super::{Stage, StageKind};
use crate::view::Outcome;

pub(super) fn outcome_of(explanation: &Explanation) -> Outcome {
    match explanation.decision {
        authz::Decision::Allow => Outcome::Allow,
        authz::Decision::ExplicitDeny => Outcome::Bar,
        authz::Decision::ImplicitDeny => Outcome::Gap,
    }
}

/// The gates of one authorization in teaching order: across accounts the caller's side comes first,
/// inside one account the documented order holds.
pub(super) fn gates(trace: &AuthorizationTrace, index: Option<usize>) -> Vec<Stage> {
    use StageKind as K;
    let explanation = &trace.explanation;
    let trust = explanation
        .layers
        .iter()
        .any(|layer| layer.kind == LayerKind::TrustPolicy);
    let resource = if trust {
        K::TrustPolicy
    } else {
        K::ResourcePolicy
    };
    let order = if trace.request.same_account() {
        [
            K::NoPermissionNeeded,
            K::ExplicitDenies,
            K::CallerScps,
            K::TargetRcps,
            K::VpcEndpoint,
            K::ServiceRule,
            resource,
            K::IdentityPolicy,
            K::Boundary,
            K::SessionPolicy,
            K::RootUser,
        ]
    } else {
        [
            K::NoPermissionNeeded,
            K::ExplicitDenies,
            K::ServiceRule,
            K::CallerScps,
            K::IdentityPolicy,
            K::Boundary,
            K::SessionPolicy,
            K::RootUser,
            K::VpcEndpoint,
            K::TargetRcps,
            resource,
        ]
    };
    let mut stages = Vec::new();
    for kind in order {
        let Some(gate) = stage_gate(kind) else {
            continue;
        };
        let Some(step) = explanation
            .combination
            .iter()
            .find(|step| step.gate == gate)
        else {
            continue;
        };
        if !is_in_play(explanation, kind, step) {
            continue;
        }
        stages.push(Stage {
            kind,
            outcome: stage_outcome(explanation, step),
            trace: index,
            account: side_account(trace, kind),
            focus: best_statement(explanation, Some(gate)),
        });
    }
    stages
}

/// SCPs and RCPs are always shown, since that they do not apply is what people come to learn;
/// the others only when the request meets them.
fn is_in_play(explanation: &Explanation, kind: StageKind, step: &CombineStep) -> bool {
    // Across accounts the absence of a resource policy denies, so the gate stands although nothing stands behind it.
    if step.outcome == GateOutcome::Denied {
        return true;
    }
    match kind {
        StageKind::NoPermissionNeeded | StageKind::ServiceRule | StageKind::RootUser => {
            matches!(step.outcome, GateOutcome::Granted | GateOutcome::Denied)
        }
        StageKind::ExplicitDenies | StageKind::CallerScps | StageKind::TargetRcps => true,
        StageKind::IdentityPolicy | StageKind::TrustPolicy => true,
        _ => layers_of(explanation, step.gate)
            .any(|layer| !matches!(layer.verdict, LayerVerdict::NotInPlay(_))),
    }
}

fn layers_of(
    explanation: &Explanation,
    gate: Gate,
) -> impl Iterator<Item = &authz::LayerExplanation> {
    explanation
        .layers
        .iter()
        .filter(move |layer| gate_of_layer(layer.kind) == gate)
}

/// What a gate shows; one that AWS did not reach because another gate ends the call earlier in the documented
/// order is shown by what its policies say.
fn stage_outcome(explanation: &Explanation, step: &CombineStep) -> Outcome {
    if step.outcome != GateOutcome::NotReached {
        return gate_outcome(step);
    }
    let all = |wanted: fn(LayerVerdict) -> bool| {
        let mut layers = layers_of(explanation, step.gate).peekable();
        layers.peek().is_some() && layers.all(|layer| wanted(layer.verdict))
    };
    if all(|verdict| verdict == LayerVerdict::Allowed) {
        Outcome::Allow
    } else if all(|verdict| matches!(verdict, LayerVerdict::NotInPlay(_))) {
        Outcome::Skip
    } else {
        Outcome::Unreached
    }
}

pub(super) fn gate_outcome(step: &CombineStep) -> Outcome {
    match step.outcome {
        GateOutcome::Passed | GateOutcome::Granted => Outcome::Allow,
        GateOutcome::NotInPlay | GateOutcome::NotLimiting => Outcome::Skip,
        GateOutcome::NotReached => Outcome::Unreached,
        GateOutcome::Denied if matches!(step.reason, GateReason::DenyMatches(_)) => Outcome::Bar,
        GateOutcome::Denied => Outcome::Gap,
    }
}

fn side_account(trace: &AuthorizationTrace, kind: StageKind) -> Option<AccountId> {
    match kind {
        StageKind::TargetRcps | StageKind::ResourcePolicy | StageKind::TrustPolicy => {
            trace.request.resource_account.clone()
        }
        StageKind::ExplicitDenies => None,
        _ => trace.request.principal.account.clone(),
    }
}

/// The gate of the engine that a stage stands for.
pub(super) fn stage_gate(kind: StageKind) -> Option<Gate> {
    Some(match kind {
        StageKind::NoPermissionNeeded => Gate::NoPermissionNeeded,
        StageKind::ExplicitDenies => Gate::ExplicitDeny,
        StageKind::ServiceRule => Gate::ServiceRules,
        StageKind::CallerScps => Gate::ServiceControlPolicies,
        StageKind::IdentityPolicy => Gate::IdentityPolicies,
        StageKind::Boundary => Gate::PermissionsBoundary,
        StageKind::SessionPolicy => Gate::SessionPolicies,
        StageKind::RootUser => Gate::RootUser,
        StageKind::VpcEndpoint => Gate::VpcEndpointPolicy,
        StageKind::TargetRcps => Gate::ResourceControlPolicies,
        StageKind::ResourcePolicy | StageKind::TrustPolicy => Gate::ResourcePolicy,
        StageKind::Request | StageKind::AlsoNeeded | StageKind::Credentials | StageKind::Answer => {
            return None;
        }
    })
}

fn gate_of_layer(layer: LayerKind) -> Gate {
    match layer {
        LayerKind::ResourceControlPolicies { .. } => Gate::ResourceControlPolicies,
        LayerKind::ServiceControlPolicies { .. } => Gate::ServiceControlPolicies,
        LayerKind::VpcEndpointPolicy => Gate::VpcEndpointPolicy,
        LayerKind::ResourcePolicy | LayerKind::TrustPolicy => Gate::ResourcePolicy,
        LayerKind::IdentityPolicies => Gate::IdentityPolicies,
        LayerKind::PermissionsBoundary => Gate::PermissionsBoundary,
        LayerKind::SessionPolicies => Gate::SessionPolicies,
    }
}

/// Denies stand under the explicit-deny gate, allows under the gate of their policy type.
pub(super) fn belongs(gate: Gate, layer: LayerKind, effect: Effect) -> bool {
    match effect {
        Effect::Deny => gate == Gate::ExplicitDeny,
        Effect::Allow => gate == gate_of_layer(layer),
    }
}

/// Every statement with its layer; policies of layers that have no say are left out.
pub(crate) fn all_statements(
    explanation: &Explanation,
) -> impl Iterator<Item = (LayerKind, &StatementExplanation)> {
    let in_play =
        |layer: &&authz::LayerExplanation| !matches!(layer.verdict, LayerVerdict::NotInPlay(_));
    explanation.layers.iter().filter(in_play).flat_map(|layer| {
        layer
            .policies
            .iter()
            .flat_map(|policy| policy.statements())
            .map(|it| (layer.kind, it))
    })
}

pub(super) fn statement_outcome(statement: &StatementExplanation) -> Outcome {
    match (statement.outcome, statement.effect) {
        (StatementOutcome::Matched, Effect::Allow) => Outcome::Allow,
        (StatementOutcome::Matched, Effect::Deny) => Outcome::Bar,
        (StatementOutcome::NotMatched { .. } | StatementOutcome::SwitchedOff, _) => Outcome::Skip,
    }
}

/// The statement that explains a gate: the one that settled it, else the one that came nearest to applying.
pub(super) fn best_statement(
    explanation: &Explanation,
    gate: Option<Gate>,
) -> Option<StatementRef> {
    if let Deciding::Statement(statement, _) = explanation.deciding
        && gate.is_none_or(|gate| gate == Gate::ExplicitDeny)
    {
        return Some(statement);
    }
    let fits = |layer: LayerKind| gate.is_none_or(|gate| gate_of_layer(layer) == gate);
    if let Some((statement, _)) = explanation
        .granted_by
        .iter()
        .find(|(_, layer)| fits(*layer))
    {
        return Some(*statement);
    }
    let candidates = all_statements(explanation).filter(|(layer, statement)| match gate {
        Some(gate) => belongs(gate, *layer, statement.effect),
        None => statement.effect == Effect::Allow,
    });
    // A gate that denies is explained by what misses, not by what another level allows.
    let denied = gate.is_some_and(|gate| {
        let mut steps = explanation.combination.iter();
        steps.any(|step| step.gate == gate && step.outcome == GateOutcome::Denied)
    });
    let candidates = candidates
        .filter(|(_, statement)| !denied || statement.outcome != StatementOutcome::Matched);
    // The first of equals is kept, so that the shown statement does not depend on what comes after it.
    candidates
        .fold(None, |best: Option<(u32, StatementRef)>, (_, statement)| {
            let score = nearness(statement);
            match best {
                Some((highest, _)) if highest >= score => best,
                _ => Some((score, statement.statement)),
            }
        })
        .map(|(_, statement)| statement)
}

/// How near a statement came to applying: elements count before single conditions.
fn nearness(statement: &StatementExplanation) -> u32 {
    let elements = [
        statement.principal.matched(),
        statement.action.matched(),
        statement.resource.matched(),
    ];
    let matched = elements.into_iter().filter(|matched| *matched).count();
    let conditions = statement
        .conditions
        .iter()
        .filter(|it| it.outcome.matched())
        .count();
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let off = matches!(statement.outcome, StatementOutcome::SwitchedOff);
    if off {
        0
    } else {
        1 + number(matched) * 1000 + number(conditions).min(999)
    }
}

/// How many statements of a gate's policies allow, and how many there are.
pub(crate) fn count_allows(explanation: &Explanation, kind: StageKind) -> (usize, usize) {
    let Some(gate) = stage_gate(kind) else {
        return (0, 0);
    };
    let allows = all_statements(explanation).filter(|(layer, it)| belongs(gate, *layer, it.effect));
    allows.fold((0, 0), |(matched, all), (_, statement)| {
        (
            matched + usize::from(statement.outcome == StatementOutcome::Matched),
            all + 1,
        )
    })
}

/// The step of the engine's combination behind a stage.
pub(crate) fn combine_step(explanation: &Explanation, kind: StageKind) -> Option<&CombineStep> {
    let gate = stage_gate(kind)?;
    explanation
        .combination
        .iter()
        .find(|step| step.gate == gate)
}

/// The layers behind a gate.
pub(crate) fn layers_behind(
    explanation: &Explanation,
    kind: StageKind,
) -> impl Iterator<Item = &authz::LayerExplanation> {
    let gate = stage_gate(kind);
    explanation
        .layers
        .iter()
        .filter(move |layer| Some(gate_of_layer(layer.kind)) == gate)
}

/// The policies behind a gate, in order, without repetition.
pub(crate) fn policies_behind(explanation: &Explanation, kind: StageKind) -> Vec<PolicyId> {
    let Some(gate) = stage_gate(kind) else {
        return Vec::new();
    };
    let layers = layers_of(explanation, gate);
    let mut found: Vec<PolicyId> = Vec::new();
    for policy in layers.flat_map(|layer| layer.policies.iter().map(authz::PolicyExplanation::id)) {
        if !found.contains(&policy) {
            found.push(policy);
        }
    }
    found
}
