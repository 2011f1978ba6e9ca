//! A run as a list of steps: gates by default, every statement on demand.
//!
//! The engine's record is the only source; this module orders and names what the record says and adds nothing.
//! Gates are grouped by account for teaching; the statement list keeps the order that AWS documents (`EVAL-03`).

use authz::{
    CombineStep, Deciding, Explanation, Gate, GateOutcome, GateReason, LayerKind, LayerVerdict,
    PolicyId, StatementExplanation, StatementOutcome, StatementRef,
};
use aws::AccountId;
use policy::Effect;
use sim::{AuthorizationTrace, CallRecord};

use crate::view::Outcome;

/// A call's record with its steps.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    /// What the simulated cloud did.
    pub record: CallRecord,
    /// One step a gate.
    pub stages: Vec<Stage>,
    /// One step a statement, in the documented order.
    pub statements: Vec<StatementStep>,
}

/// One gate of the run.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Stage {
    /// Which gate.
    pub kind: StageKind,
    /// What became of it.
    pub outcome: Outcome,
    /// The authorization it belongs to, an index into [`Run::traces`].
    pub trace: Option<usize>,
    /// The account whose policies are asked.
    pub account: Option<AccountId>,
    /// The statement that explains it best.
    pub focus: Option<StatementRef>,
}

/// The gates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StageKind {
    /// Endpoint, credentials and parameters.
    Request,
    /// The operation asks for no permission (`EVAL-60`).
    NoPermissionNeeded,
    /// A Deny of any policy (`EVAL-02`).
    ExplicitDenies,
    /// A published exception.
    ServiceRule,
    /// Service control policies of the caller's account.
    CallerScps,
    /// Identity policies.
    IdentityPolicy,
    /// The permissions boundary.
    Boundary,
    /// Session policies.
    SessionPolicy,
    /// Full access of the root user in its own account (`EVAL-30`).
    RootUser,
    /// The VPC endpoint's policy.
    VpcEndpoint,
    /// Resource control policies of the resource's account.
    TargetRcps,
    /// The resource-based policy.
    ResourcePolicy,
    /// The role's trust policy.
    TrustPolicy,
    /// A further action or resource that the call needs too (`EVAL-46`).
    AlsoNeeded,
    /// Duration and other service rules, then the credentials.
    Credentials,
    /// The service answers.
    Answer,
}

/// One line of the statement list.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct StatementStep {
    /// The stage it belongs to.
    pub stage: usize,
    /// Its outcome.
    pub outcome: Outcome,
    /// What it shows.
    pub what: StatementStepKind,
    /// The authorization it belongs to.
    pub trace: Option<usize>,
}

/// What a line of the statement list shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum StatementStepKind {
    /// A stage as a whole.
    Stage,
    /// A gate in the documented order.
    Gate(CombineStep),
    /// One statement under its gate.
    Statement(StatementRef),
}

impl Run {
    /// Orders a record into steps.
    pub(crate) fn new(record: CallRecord) -> Run {
        let mut run = Run {
            record,
            stages: Vec::new(),
            statements: Vec::new(),
        };
        run.stages = run.make_stages();
        run.statements = run.make_statements();
        run
    }

    /// All authorizations of the call, in the order in which they were made.
    pub(crate) fn traces(&self) -> impl Iterator<Item = &AuthorizationTrace> {
        self.record.authorizations()
    }

    /// One authorization.
    pub(crate) fn trace(&self, index: Option<usize>) -> Option<&AuthorizationTrace> {
        self.traces().nth(index?)
    }

    /// The authorization that the gates show: the one that denied, else the first.
    pub(crate) fn main_trace(&self) -> Option<usize> {
        let denied =
            |trace: &AuthorizationTrace| trace.explanation.decision != authz::Decision::Allow;
        let first = if self.traces().next().is_some() {
            Some(0)
        } else {
            None
        };
        self.traces().position(denied).or(first)
    }

    /// The verdict of the whole run.
    pub(crate) fn outcome(&self) -> Outcome {
        let stopped = |stage: &&Stage| is_stop(stage.outcome);
        self.stages
            .iter()
            .find(stopped)
            .map_or(Outcome::Allow, |stage| stage.outcome)
    }

    /// The stage that decides: the one that stops the call, else the last.
    pub(crate) fn deciding_stage(&self) -> usize {
        let stop = self.stages.iter().position(|stage| is_stop(stage.outcome));
        stop.unwrap_or(self.stages.len().saturating_sub(1))
    }

    /// The line of the statement list that decides.
    pub(crate) fn deciding_statement(&self) -> usize {
        let stage = self.deciding_stage();
        let in_stage = |step: &StatementStep| step.stage == stage;
        let stop = self
            .statements
            .iter()
            .rposition(|step| in_stage(step) && is_stop(step.outcome));
        stop.or_else(|| self.statements.iter().position(in_stage))
            .unwrap_or(0)
    }

    /// The statement of a reference.
    pub(crate) fn statement(
        &self,
        trace: Option<usize>,
        reference: StatementRef,
    ) -> Option<(&AuthorizationTrace, &StatementExplanation)> {
        let trace = self.trace(trace)?;
        let found =
            all_statements(&trace.explanation).find(|(_, found)| found.statement == reference);
        found.map(|(_, statement)| (trace, statement))
    }

    fn make_stages(&self) -> Vec<Stage> {
        let authorized = self.traces().next().is_some();
        let failed = self.record.result.is_err();
        let plain = |kind, outcome| Stage {
            kind,
            outcome,
            trace: None,
            account: None,
            focus: None,
        };
        let mut stages = Vec::new();
        let caller = self
            .record
            .caller
            .as_ref()
            .and_then(|caller| caller.account.clone());
        let request = if failed && !authorized {
            Outcome::Reject
        } else {
            Outcome::Allow
        };
        stages.push(Stage {
            account: caller.clone(),
            ..plain(StageKind::Request, request)
        });
        let main = self.main_trace();
        if let Some(trace) = self.trace(main) {
            stages.extend(gates(trace, main));
        }
        for (index, trace) in self
            .traces()
            .enumerate()
            .filter(|(index, _)| Some(*index) != main)
        {
            stages.push(Stage {
                kind: StageKind::AlsoNeeded,
                outcome: outcome_of(&trace.explanation),
                trace: Some(index),
                account: trace.request.resource_account.clone(),
                focus: best_statement(&trace.explanation, None),
            });
        }
        let issues = self.record.call.call.action.is("sts:AssumeRole");
        let last = if issues {
            StageKind::Credentials
        } else {
            StageKind::Answer
        };
        let denied = stages.iter().any(|stage| is_stop(stage.outcome));
        let end = if failed && !denied {
            Outcome::Reject
        } else {
            Outcome::Allow
        };
        stages.push(Stage {
            account: caller,
            ..plain(last, end)
        });
        let stop = stages
            .iter()
            .position(|stage| is_stop(stage.outcome))
            .unwrap_or(stages.len());
        for stage in stages.iter_mut().skip(stop.saturating_add(1)) {
            if stage.outcome != Outcome::Skip || stage.kind == last {
                stage.outcome = Outcome::Unreached;
                stage.focus = None;
            }
        }
        stages
    }

    fn make_statements(&self) -> Vec<StatementStep> {
        let mut steps = Vec::new();
        let main = self.main_trace();
        for (at, stage) in self.stages.iter().enumerate() {
            let shows_stage = stage.trace != main || stage.trace.is_none();
            if shows_stage {
                steps.push(StatementStep {
                    stage: at,
                    outcome: stage.outcome,
                    what: StatementStepKind::Stage,
                    trace: stage.trace,
                });
            }
            // The gates of the main authorization stand together, after the request and in their documented order.
            if at == 0 {
                self.push_documented(&mut steps, main);
            }
        }
        steps
    }

    fn push_documented(&self, steps: &mut Vec<StatementStep>, main: Option<usize>) {
        let Some(trace) = self.trace(main) else {
            return;
        };
        for gate in &trace.explanation.combination {
            // A gate without a stage has nothing to show, since its policy type is not in play.
            let Some(stage) = self.stage_of_gate(gate.gate) else {
                continue;
            };
            let outcome = gate_outcome(gate);
            let what = StatementStepKind::Gate(*gate);
            steps.push(StatementStep {
                stage,
                outcome,
                what,
                trace: main,
            });
            if outcome == Outcome::Unreached {
                continue;
            }
            for (layer, statement) in all_statements(&trace.explanation) {
                if belongs(gate.gate, layer, statement.effect) {
                    steps.push(StatementStep {
                        stage,
                        outcome: statement_outcome(statement),
                        what: StatementStepKind::Statement(statement.statement),
                        trace: main,
                    });
                }
            }
        }
    }

    fn stage_of_gate(&self, gate: Gate) -> Option<usize> {
        let matching = |stage: &Stage| stage_gate(stage.kind) == Some(gate);
        self.stages.iter().position(matching)
    }
}

/// Whether a step with this outcome ends the call.
pub(crate) fn is_stop(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Gap | Outcome::Bar | Outcome::Reject)
}

fn outcome_of(explanation: &Explanation) -> Outcome {
    match explanation.decision {
        authz::Decision::Allow => Outcome::Allow,
        authz::Decision::ExplicitDeny => Outcome::Bar,
        authz::Decision::ImplicitDeny => Outcome::Gap,
    }
}

/// The gates of one authorization in teaching order: across accounts the caller's side comes first,
/// inside one account the documented order holds.
fn gates(trace: &AuthorizationTrace, index: Option<usize>) -> Vec<Stage> {
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
    let mut layers = layers_of(explanation, step.gate).peekable();
    let says_yes = layers.peek().is_some() && layers.all(|it| it.verdict == LayerVerdict::Allowed);
    if says_yes {
        Outcome::Allow
    } else {
        Outcome::Skip
    }
}

fn gate_outcome(step: &CombineStep) -> Outcome {
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
fn stage_gate(kind: StageKind) -> Option<Gate> {
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
fn belongs(gate: Gate, layer: LayerKind, effect: Effect) -> bool {
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

fn statement_outcome(statement: &StatementExplanation) -> Outcome {
    match (statement.outcome, statement.effect) {
        (StatementOutcome::Matched, Effect::Allow) => Outcome::Allow,
        (StatementOutcome::Matched, Effect::Deny) => Outcome::Bar,
        (StatementOutcome::NotMatched { .. } | StatementOutcome::SwitchedOff, _) => Outcome::Skip,
    }
}

/// The statement that explains a gate: the one that settled it, else the one that came nearest to applying.
fn best_statement(explanation: &Explanation, gate: Option<Gate>) -> Option<StatementRef> {
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
