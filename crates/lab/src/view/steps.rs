//! The step bar.

use authz::Gate;

use super::{AccountTag, Detail, Outcome, StepRow, StepsView};
use crate::model::Model;
use crate::steps::{Run, Stage, StatementStep, StatementStepKind, is_stop};
use crate::texts::{
    account_name, finding, outcome_words, stage_note, stage_short, stage_title, verdict_title,
};

/// The steps of the present run; `None` without a run.
pub(crate) fn steps(model: &Model) -> Option<StepsView> {
    let run = model.bench.run.as_ref()?;
    let rows: Vec<StepRow> = match model.view.detail {
        Detail::Stages => run
            .stages
            .iter()
            .map(|stage| stage_row(model, run, stage))
            .collect(),
        Detail::Statements => run
            .statements
            .iter()
            .map(|step| statement_row(model, run, step))
            .collect(),
    };
    let current = model.view.step.min(rows.len().saturating_sub(1));
    let row = rows.get(current)?;
    let number = format!("Step {} of {}", current + 1, rows.len());
    let position = format!("{number}: {}", lower_first(&row.title));
    let spoken = format!(
        "{number}, {}. {}.{}",
        lower_first(&row.title),
        crate::texts::sentence_case(&row.outcome_words),
        findings(model, run)
    );
    Some(StepsView {
        detail: model.view.detail,
        current,
        deciding: model.deciding_step(),
        position,
        spoken,
        playing: model.view.playing.is_some(),
        steps: rows,
    })
}

/// The bar of a scenario without a request.
pub(super) fn no_steps() -> StepsView {
    StepsView {
        detail: Detail::Stages,
        steps: Vec::new(),
        current: 0,
        deciding: 0,
        position: "No request yet".to_owned(),
        spoken: "No request yet. Pick who is calling.".to_owned(),
        playing: false,
    }
}

/// The verdict as one sentence for the live region.
pub(crate) fn verdict_sentence(model: &Model) -> String {
    let Some(run) = &model.bench.run else {
        return "Pick who is calling.".to_owned();
    };
    match (run.outcome(), run.record.issued()) {
        (Outcome::Allow, Some(issued)) => {
            let role = run.record.call.call.parameters.text("RoleArn");
            let role = role
                .and_then(|arn| arn.rsplit('/').next())
                .unwrap_or("the role");
            format!(
                "Allowed. Credentials issued for {role}, valid until {} UTC.",
                issued.expires_at.hour_and_minute()
            )
        }
        (Outcome::Allow, None) => "Allowed.".to_owned(),
        _ => {
            let stage = run.stages.get(run.deciding_stage());
            let at = stage.map_or("", |stage| stage_title(stage.kind));
            format!(
                "{}. Decided at: {}.{}",
                verdict_title(run),
                lower_first(at),
                findings_at(run, run.deciding_stage())
            )
        }
    }
}

fn stage_row(model: &Model, run: &Run, stage: &Stage) -> StepRow {
    let world = model.bench.state().world();
    StepRow {
        title: stage_title(stage.kind).to_owned(),
        short: stage_short(stage.kind).to_owned(),
        outcome: stage.outcome,
        outcome_words: outcome_words(stage.outcome).to_owned(),
        note: stage_note(run, stage, world),
        account: stage.account.as_ref().map(|id| AccountTag {
            name: account_name(world, id),
            id: id.to_string(),
            spine: model.bench.spine(id),
        }),
        depth: 0,
    }
}

fn statement_row(model: &Model, run: &Run, step: &StatementStep) -> StepRow {
    let stage = run.stages.get(step.stage);
    match step.what {
        StatementStepKind::Stage => {
            let mut row = stage.map_or_else(blank, |stage| stage_row(model, run, stage));
            row.outcome = step.outcome;
            row
        }
        StatementStepKind::Gate(gate) => {
            let mut row = stage.map_or_else(blank, |stage| stage_row(model, run, stage));
            row.title = gate_title(gate.gate, row.title);
            row.short = row.title.clone();
            row.outcome = step.outcome;
            row.outcome_words = outcome_words(step.outcome).to_owned();
            if step.outcome == Outcome::Unreached {
                row.note = "not reached".to_owned();
            }
            row
        }
        StatementStepKind::Statement(reference) => {
            let trace = run.trace(step.trace);
            let title = trace
                .and_then(|trace| trace.policies.get(&reference.policy))
                .map_or("Policy", |it| &it.title);
            let applies = match step.outcome {
                Outcome::Allow => "applies, allows",
                Outcome::Bar => "applies, forbids",
                _ => "does not apply",
            };
            StepRow {
                title: format!("{title}, {}", statement_name(run, step, reference)),
                short: statement_name(run, step, reference),
                outcome: step.outcome,
                outcome_words: applies.to_owned(),
                note: String::new(),
                account: None,
                depth: 1,
            }
        }
    }
}

fn statement_name(run: &Run, step: &StatementStep, reference: authz::StatementRef) -> String {
    let sid = run
        .trace(step.trace)
        .and_then(|trace| trace.stack.policy(reference.policy))
        .and_then(|attached| attached.policy())
        .and_then(|policy| {
            policy
                .statements()
                .get(usize::try_from(reference.index).ok()?)
        })
        .and_then(|statement| statement.sid.clone());
    let number = u64::from(reference.index) + 1;
    match sid {
        Some(sid) => format!("statement {number}, {sid}"),
        None => format!("statement {number}"),
    }
}

fn gate_title(gate: Gate, stage: String) -> String {
    match gate {
        Gate::ResourceControlPolicies => "Resource control policies".to_owned(),
        Gate::ServiceControlPolicies => "Service control policies".to_owned(),
        _ => stage,
    }
}

fn blank() -> StepRow {
    StepRow {
        title: String::new(),
        short: String::new(),
        outcome: Outcome::Unreached,
        outcome_words: String::new(),
        note: String::new(),
        account: None,
        depth: 0,
    }
}

/// What the current step's failed conditions say: ` Policy wants sts:ExternalId acme-7f3c91, request had none.`
fn findings(model: &Model, run: &Run) -> String {
    let stage = run.stages.get(model.stage());
    let line = run.statements.get(model.view.step);
    if model.view.detail == Detail::Statements
        && let Some(StatementStepKind::Statement(reference)) = line.map(|line| line.what)
        && stage.is_some_and(|stage| stage.focus != Some(reference))
    {
        return String::new();
    }
    findings_at(run, model.stage())
}

fn findings_at(run: &Run, stage: usize) -> String {
    let Some(stage) = run.stages.get(stage).filter(|stage| is_stop(stage.outcome)) else {
        return String::new();
    };
    let Some((_, statement)) = stage
        .focus
        .and_then(|focus| run.statement(stage.trace, focus))
    else {
        return String::new();
    };
    let forbids = stage.outcome == Outcome::Bar;
    let telling = statement
        .conditions
        .iter()
        .find(|condition| condition.outcome.matched() == forbids);
    telling.map_or_else(String::new, |condition| {
        format!(" {}", finding(condition, forbids))
    })
}

/// A title inside a sentence; abbreviations such as `RCPs` keep their capitals.
fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    match (characters.next(), text.chars().nth(1)) {
        (Some(_), Some(second)) if second.is_ascii_uppercase() => text.to_owned(),
        (Some(first), _) => std::iter::once(first.to_ascii_lowercase())
            .chain(characters)
            .collect(),
        (None, _) => String::new(),
    }
}
