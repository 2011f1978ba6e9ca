//! A run as a list of steps: gates by default, every statement on demand.
//!
//! The engine's record is the only source; this module orders and names what the record says and adds nothing.
//! Gates are grouped by account for teaching; the statement list keeps the order that AWS documents (`EVAL-03`).

mod gates;

use authz::{CombineStep, Gate, StatementExplanation, StatementRef};
use aws::AccountId;
use sim::{AuthorizationTrace, CallRecord};

use crate::view::Outcome;

pub(crate) use gates::{
    all_statements, combine_step, count_allows, layers_behind, policies_behind,
};
use gates::{
    belongs, best_statement, gate_outcome, gates, outcome_of, stage_gate, statement_outcome,
};

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
