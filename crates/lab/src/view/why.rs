//! The Why panel: verdict, reasons, the current step, and ways past it.

use authz::{StatementExplanation, StatementRef};
use sim::{AuthorizationNote, AuthorizationTrace, Phase, RuleTrace};
use world::World;

use super::code::{LineMarks, code_lines};
use super::{ConditionRow, FixView, Outcome, PolicyExcerpt, ReasonRow, StepExplanation, WhyView};
use crate::model::Model;
use crate::places::policy_key;
use crate::steps::{Run, Stage, StageKind, StatementStepKind, is_stop};
use crate::texts::{
    condition_had, condition_wants, finding, outcome_words, sentence_case, stage_note, stage_title,
    statement_sentences, verdict_reason, verdict_title,
};

/// The Why panel.
pub(super) fn why(model: &Model) -> WhyView {
    let Some(run) = &model.bench.run else {
        return without_run();
    };
    let world = model.bench.state().world();
    let current = model.stage();
    let reasons = run
        .stages
        .iter()
        .enumerate()
        .map(|(index, stage)| ReasonRow {
            stage: index,
            outcome: stage.outcome,
            outcome_words: outcome_words(stage.outcome).to_owned(),
            title: stage_title(stage.kind).to_owned(),
            note: stage_note(run, stage, world),
            current: index == current,
        });
    let at_decision = current == run.deciding_stage();
    let fixes = if at_decision {
        model.bench.fixes.as_slice()
    } else {
        &[]
    };
    WhyView {
        outcome: run.outcome(),
        title: verdict_title(run).to_owned(),
        reason: verdict_reason(run, world),
        changed: model.view.changed.clone(),
        told: told(run),
        seen: seen(run),
        reasons: reasons.collect(),
        step: run
            .stages
            .get(current)
            .map_or_else(nothing, |stage| step(model, run, stage)),
        fixes: fixes
            .iter()
            .enumerate()
            .map(|(index, fix)| FixView {
                index,
                text: fix.text.clone(),
                code: fix.code.clone(),
                risk: fix.risk.clone(),
            })
            .collect(),
    }
}

fn without_run() -> WhyView {
    WhyView {
        outcome: Outcome::Unreached,
        title: "No request yet".to_owned(),
        reason: "Pick who is calling.".to_owned(),
        changed: None,
        told: String::new(),
        seen: None,
        reasons: Vec::new(),
        step: nothing(),
        fixes: Vec::new(),
    }
}

fn nothing() -> StepExplanation {
    StepExplanation {
        title: "No request yet".to_owned(),
        sentences: Vec::new(),
        conditions: Vec::new(),
        excerpt: None,
    }
}

/// What AWS answers the caller (`CLI-10`).
fn told(run: &Run) -> String {
    match &run.record.result {
        Ok(response) => response.cli_output(),
        Err(error) => error.cli_message(run.record.call.call.action.name()),
    }
}

/// What can be seen from here and is not in AWS's text (`DEPUTY-11`, `EVAL-52`).
fn seen(run: &Run) -> Option<String> {
    let stage = run.stages.get(run.deciding_stage())?;
    let trace = run.trace(stage.trace)?;
    if trace.notes.contains(&AuthorizationNote::RoleDoesNotExist) {
        return Some("The role does not exist. The caller cannot tell that from a role that does not trust it.".to_owned());
    }
    if !is_stop(stage.outcome) {
        return None;
    }
    let (_, statement) = run.statement(stage.trace, stage.focus?)?;
    let failed = statement
        .conditions
        .iter()
        .find(|it| it.outcome.matched() == (stage.outcome == Outcome::Bar))?;
    let policy = trace.policies.get(&statement.statement.policy)?;
    Some(format!(
        "{}: {} AWS does not tell the caller this.",
        policy.title,
        finding(failed, stage.outcome == Outcome::Bar)
    ))
}

/// The current step in words, with the statement that matters.
fn step(model: &Model, run: &Run, stage: &Stage) -> StepExplanation {
    let chosen = chosen_statement(model, run);
    let (trace_index, focus) = chosen.unwrap_or((stage.trace, stage.focus));
    let world = model.bench.state().world();
    let mut sentences = stage_sentences(run, stage);
    let mut conditions = Vec::new();
    let mut excerpt = None;
    match focus.and_then(|focus| run.statement(trace_index, focus)) {
        Some((trace, statement)) => {
            let mut about = statement_sentences(statement, &trace.request);
            if model.stage() == run.deciding_stage() && chosen.is_none() {
                // What the verdict says already is not said twice.
                about.truncate(1);
            }
            sentences.extend(about);
            conditions = statement.conditions.iter().map(condition_row).collect();
            excerpt = policy_excerpt(trace, statement, is_deciding(trace, statement));
        }
        None => sentences.insert(0, lead(run, stage, world)),
    }
    StepExplanation {
        title: stage_title(stage.kind).to_owned(),
        sentences,
        conditions,
        excerpt,
    }
}

/// The outcome of a gate with its reason, for gates without a statement to show.
fn lead(run: &Run, stage: &Stage, world: &World) -> String {
    let outcome = sentence_case(outcome_words(stage.outcome));
    let note = stage_note(run, stage, world);
    if stage.outcome == Outcome::Unreached || note.is_empty() {
        return format!("{outcome}.");
    }
    format!("{outcome}. {}.", sentence_case(&note))
}

/// The statement of the current line, at the finer level of detail.
fn chosen_statement(model: &Model, run: &Run) -> Option<(Option<usize>, Option<StatementRef>)> {
    if model.view.detail == super::Detail::Stages {
        return None;
    }
    let step = run.statements.get(model.view.step)?;
    match step.what {
        StatementStepKind::Statement(reference) => Some((step.trace, Some(reference))),
        StatementStepKind::Stage | StatementStepKind::Gate(_) => None,
    }
}

pub(super) fn is_deciding(trace: &AuthorizationTrace, statement: &StatementExplanation) -> bool {
    matches!(trace.explanation.deciding, authz::Deciding::Statement(decided, _) if decided == statement.statement)
}

fn condition_row(condition: &authz::ConditionExplanation) -> ConditionRow {
    ConditionRow {
        key: condition.key.to_string(),
        operator: condition.operator.to_string(),
        wants: condition_wants(condition),
        had: condition_had(condition),
        met: condition.outcome.matched(),
    }
}

/// The statement in its policy's text, with its marks and the lines around it.
fn policy_excerpt(
    trace: &AuthorizationTrace,
    statement: &StatementExplanation,
    decided: bool,
) -> Option<PolicyExcerpt> {
    let id = statement.statement.policy;
    let source = trace.policies.get(&id)?;
    let attached = trace.stack.policy(id)?;
    let compiled = attached.policy()?;
    let marks = LineMarks::of_statement(compiled, statement, decided);
    let text = compiled.source().text();
    let all = u32::try_from(text.lines().count()).unwrap_or(u32::MAX);
    let (first, last) = marks.extent().map_or((1, all), |(first, last)| {
        (
            first.saturating_sub(2).max(1),
            last.saturating_add(1).min(all),
        )
    });
    Some(PolicyExcerpt {
        key: (!source.aws_managed).then(|| policy_key(&source.location)),
        title: source.title.clone(),
        lines: code_lines(text, &marks, first, last),
        spoken: marks.spoken(),
    })
}

/// What there is to say about a gate beside its statement.
fn stage_sentences(run: &Run, stage: &Stage) -> Vec<String> {
    match stage.kind {
        StageKind::Request => request_sentences(run),
        StageKind::Credentials | StageKind::Answer => rule_sentences(run),
        StageKind::ServiceRule => vec![
            "The root user of an account cannot assume roles. Create a user or use a role to begin with.".to_owned(),
        ],
        StageKind::CallerScps if stage.outcome == Outcome::Skip => vec![
            "Service control policies limit the principals of an organization's member accounts, nobody else.".to_owned(),
        ],
        _ => run.trace(stage.trace).map_or_else(Vec::new, |trace| note_sentences(trace, stage)),
    }
}

fn note_sentences(trace: &AuthorizationTrace, stage: &Stage) -> Vec<String> {
    let resource_side = matches!(
        stage.kind,
        StageKind::TrustPolicy | StageKind::ResourcePolicy | StageKind::AlsoNeeded
    );
    if !resource_side {
        return Vec::new();
    }
    let sentence = |note: &AuthorizationNote| match note {
        AuthorizationNote::RoleDoesNotExist => {
            "There is no such role; AWS answers as if it did not trust the caller."
        }
        AuthorizationNote::RoleWithoutTrustPolicy => {
            "Nobody can assume this role. A role needs a trust policy."
        }
        AuthorizationNote::ResourceUnknown => {
            "This resource is not part of the scenario; it is treated as one without a policy and without tags."
        }
    };
    trace
        .notes
        .iter()
        .map(|note| sentence(note).to_owned())
        .collect()
}

fn request_sentences(run: &Run) -> Vec<String> {
    let mut sentences = Vec::new();
    for phase in &run.record.phases {
        match phase {
            Phase::Endpoint(endpoint) if endpoint.reachable => {
                sentences.push(format!(
                    "The request goes to {}; aws:RequestedRegion is {}.",
                    endpoint.host, endpoint.requested_region
                ));
            }
            Phase::Endpoint(endpoint) => {
                sentences.push(format!(
                    "There is no endpoint {}, so nothing is sent.",
                    endpoint.host
                ));
            }
            Phase::Parameters(parameters) => {
                sentences.extend(parameters.problems.iter().map(|problem| {
                    format!(
                        "{}: {}.",
                        problem.parameter,
                        problem.message.trim_end_matches('.')
                    )
                }));
            }
            _ => {}
        }
    }
    if let Some(caller) = &run.record.caller {
        sentences.push(format!("The caller is {}.", caller.name_in_errors()));
    }
    sentences
}

fn rule_sentences(run: &Run) -> Vec<String> {
    let rules = run.record.phases.iter().filter_map(|phase| match phase {
        Phase::ServiceRules(rules) => Some(rules),
        _ => None,
    });
    rules.flatten().filter_map(rule_sentence).collect()
}

fn rule_sentence(rule: &RuleTrace) -> Option<String> {
    use sim::{NotModelled, Rule};
    Some(match rule {
        RuleTrace::Failed(Rule::MaxSessionDuration {
            requested_seconds,
            maximum_seconds,
        }) => {
            format!(
                "The call asks for {requested_seconds} seconds, the role allows {maximum_seconds} at most."
            )
        }
        RuleTrace::Failed(Rule::RoleChaining {
            requested_seconds,
            maximum_seconds,
        }) => {
            format!(
                "A role session that assumes a role gets {maximum_seconds} seconds at most; the call asks for {requested_seconds}."
            )
        }
        RuleTrace::Failed(Rule::RegionActive { account, region }) => {
            format!(
                "Account {account} has not enabled {region}, so STS issues nothing for it there."
            )
        }
        RuleTrace::Failed(Rule::TransitiveTags { inherited }) => {
            format!(
                "These tags were inherited and cannot be passed again: {}.",
                inherited.join(", ")
            )
        }
        RuleTrace::Failed(Rule::SourceIdentityKept { inherited }) => {
            format!("The source identity is {inherited} and stays so through the chain.")
        }
        RuleTrace::Failed(Rule::LongTermCredentialsOnly) => {
            "This operation takes long-term credentials only, and those of the caller are temporary."
                .to_owned()
        }
        RuleTrace::Passed(_) => return None,
        RuleTrace::NotModelled(left_out) => match left_out {
            NotModelled::MfaParameters => {
                "Not simulated: SerialNumber and TokenCode are not checked and set no MFA keys."
            }
            NotModelled::PolicyArns => "Not simulated: PolicyArns do not limit the session.",
            NotModelled::ProvidedContexts => "Not simulated: ProvidedContexts set no condition keys.",
            NotModelled::PackedPolicySize => "Not simulated: the packed size of policies and tags.",
            NotModelled::VpcEndpointPolicy => {
                "Not simulated: the VPC endpoint has no policy here, so it lets everything pass."
            }
            NotModelled::StsOperation => {
                "Not simulated: only the authorization of this operation is worked out."
            }
        }
        .to_owned(),
    })
}
