//! The Policies panel.

use policy::Severity;
use world::{PolicyLocation, PolicyText};

use super::code::LineMarks;
use super::{LineHighlight, OpenPolicy, PoliciesView, PolicyGroup, PolicyRow, Problem};
use crate::model::Model;
use crate::places::{
    policy_account, policy_at, policy_key, policy_kind, policy_kind_words, policy_of_row,
    policy_title,
};
use crate::steps::StatementStepKind;
use crate::texts::{account_name, sentence_case};

/// The Policies panel.
pub(super) fn policies(model: &Model) -> PoliciesView {
    let world = model.bench.state().world();
    let open = open_key(model);
    let switches = &model.bench.state().scenario().switched_off;
    let mut groups: Vec<PolicyGroup> = Vec::new();
    for location in world.policy_locations() {
        let label = match policy_account(&location, world) {
            Some(id) => format!("{} {id}", account_name(world, &id)),
            None => "Organization".to_owned(),
        };
        let key = policy_key(&location);
        let row = PolicyRow {
            title: policy_title(&location),
            kind: policy_kind_words(&location),
            selected: open.as_ref() == Some(&key),
            broken: model.bench.drafts.contains_key(&key),
            switched_off: switches.iter().any(|switch| switch.location == location),
            key,
        };
        match groups.iter_mut().find(|group| group.label == label) {
            Some(group) => group.rows.push(row),
            None => groups.push(PolicyGroup {
                label,
                rows: vec![row],
            }),
        }
    }
    let location = open.and_then(|key| policy_at(world, &key));
    PoliciesView {
        groups,
        open: location.map(|location| open_policy(model, &location)),
        editor: model.view.editor,
    }
}

/// The chosen policy, else the one that the current step shows, else the first.
fn open_key(model: &Model) -> Option<String> {
    let world = model.bench.state().world();
    let chosen = model
        .view
        .policy
        .clone()
        .filter(|key| policy_at(world, key).is_some());
    chosen
        .or_else(|| step_policy(model))
        .or_else(|| {
            policy_of_row(
                model.bench.state().world(),
                &super::tree::selected_row(model)?,
            )
        })
        .or_else(|| world.policy_locations().first().map(policy_key))
}

fn step_policy(model: &Model) -> Option<String> {
    let run = model.bench.run.as_ref()?;
    let stages = [model.stage(), run.deciding_stage()];
    stages.into_iter().find_map(|stage| {
        let stage = run.stages.get(stage)?;
        let source = run.trace(stage.trace)?.policies.get(&stage.focus?.policy)?;
        (!source.aws_managed).then(|| policy_key(&source.location))
    })
}

fn open_policy(model: &Model, location: &PolicyLocation) -> OpenPolicy {
    let key = policy_key(location);
    let in_force = model
        .bench
        .state()
        .world()
        .policy(location)
        .map_or("", PolicyText::as_str);
    let draft = model.bench.drafts.get(&key);
    let text = draft.map_or(in_force, String::as_str).to_owned();
    let problems = problems(model, location, &text);
    let first = problems.iter().find(|problem| problem.error);
    let strip = first.map(|problem| {
        let follows = match draft {
            Some(_) => "The last valid text keeps deciding.",
            None => "AWS would refuse this text, so the policy is not in force.",
        };
        format!("{} {follows}", problem.sentence)
    });
    OpenPolicy {
        title: policy_title(location),
        highlights: if draft.is_some() {
            Vec::new()
        } else {
            highlights(model, &key)
        },
        key,
        text,
        problems,
        strip,
    }
}

fn problems(model: &Model, location: &PolicyLocation, text: &str) -> Vec<Problem> {
    let cached = model
        .bench
        .policies()
        .get(policy_kind(location), &PolicyText::new(text));
    let parsed = &cached.parsed;
    let problems = parsed.diagnostics.iter().map(|diagnostic| {
        let at = parsed.source.line_col(diagnostic.primary.start);
        Problem {
            sentence: format!(
                "Line {}, column {}: {}.",
                at.line,
                at.column,
                sentence_case(&diagnostic.message)
            ),
            help: diagnostic
                .help
                .as_ref()
                .map(|help| format!("{}.", sentence_case(help))),
            error: diagnostic.severity == Severity::Error,
            from: parsed.source.utf16_offset(diagnostic.primary.start),
            to: parsed.source.utf16_offset(diagnostic.primary.end),
        }
    });
    problems.collect()
}

/// The marks of the current step, when it is about this policy.
fn highlights(model: &Model, key: &str) -> Vec<LineHighlight> {
    marks(model, key)
        .map(|marks| marks.highlights())
        .unwrap_or_default()
}

fn marks(model: &Model, key: &str) -> Option<LineMarks> {
    let run = model.bench.run.as_ref()?;
    let stage = run.stages.get(model.stage())?;
    let mut focus = (stage.trace, stage.focus);
    if model.view.detail == super::Detail::Statements
        && let Some(step) = run.statements.get(model.view.step)
        && let StatementStepKind::Statement(reference) = step.what
    {
        focus = (step.trace, Some(reference));
    }
    let (trace, statement) = run.statement(focus.0, focus.1?)?;
    let source = trace.policies.get(&statement.statement.policy)?;
    if policy_key(&source.location) != key {
        return None;
    }
    let compiled = trace.stack.policy(statement.statement.policy)?.policy()?;
    Some(LineMarks::of_statement(
        compiled,
        statement,
        super::why::is_deciding(trace, statement),
    ))
}
