//! Changes of the document.

use aws::Timestamp;
use world::{Command, Edit, PolicyText, Switch};

use super::{announce, documents, stepper};
use crate::bench::Change;
use crate::model::Model;
use crate::places::{policy_at, policy_key, policy_kind};
use crate::steps::{Run, Stage, StageKind, is_stop};
use crate::store::Slot;
use crate::view::{NoticeKind, NoticeView, Outcome, Panel};
use crate::{Effect, FocusTarget, TimerName};

/// How long typing must rest before the document is saved.
const AUTOSAVE_REST_MS: u32 = 500;

/// Brings a change into the journal and does what follows from it: the run is made again, the step stays, the
/// document is saved. Says whether it was taken.
pub(super) fn change(model: &mut Model, change: Change, effects: &mut Vec<Effect>) -> bool {
    if let Some(problem) = refusal(model, &change) {
        refuse(model, &problem, effects);
        return false;
    }
    if model.bench.slot == Slot::Visiting {
        documents::adopt(model, effects);
    }
    let before = Before::of(model);
    if let Err(full) = model.bench.push(change) {
        refuse(model, &full.to_string(), effects);
        return false;
    }
    after_change(model, &before, effects);
    true
}

/// What was shown before a change.
struct Before {
    stage: Option<StageKind>,
    reached: bool,
    outcome: Option<Outcome>,
}

impl Before {
    fn of(model: &Model) -> Before {
        let run = model.bench.run.as_ref();
        let stage = run.and_then(|run| run.stages.get(model.stage()));
        Before {
            stage: stage.map(|stage| stage.kind),
            reached: stage.is_some_and(|stage| stage.outcome != Outcome::Unreached),
            outcome: run.map(Run::outcome),
        }
    }
}

/// Stays at the same gate; where that gate is gone or no longer reached, goes to the one that decides now.
fn keep_step(model: &mut Model, before: &Before) {
    let Some(run) = &model.bench.run else {
        return model.clamp_step();
    };
    let same = |stage: &&Stage| Some(stage.kind) == before.stage;
    let kept = run
        .stages
        .iter()
        .find(same)
        .is_some_and(|stage| stage.outcome != Outcome::Unreached || !before.reached);
    let stage = run.stages.iter().position(|stage| same(&stage));
    match stage {
        Some(stage) if kept && stage == model.stage() => model.clamp_step(),
        Some(stage) if kept => model.go_to_stage(stage),
        _ => model.view.step = model.deciding_step(),
    }
}

fn after_change(model: &mut Model, before: &Before, effects: &mut Vec<Effect>) {
    model
        .view
        .notices
        .retain(|notice| notice.kind != NoticeKind::Document);
    keep_step(model, before);
    let outcome = model.bench.run.as_ref().map(Run::outcome);
    model.view.changed = None;
    if let (Some(before), Some(after)) = (before.outcome, outcome)
        && is_stop(before) != is_stop(after)
    {
        let words = |outcome: Outcome| {
            if is_stop(outcome) {
                "denied"
            } else {
                "allowed"
            }
        };
        let sentence = format!("Was {}, now {}.", words(before), words(after));
        announce(effects, &format!("Re-run. {sentence}"));
        model.view.changed = Some(sentence);
    }
    effects.push(Effect::SetTimer {
        timer: TimerName::Autosave,
        after_ms: AUTOSAVE_REST_MS,
    });
    stepper::rest_address(effects);
}

fn refusal(model: &Model, change: &Change) -> Option<String> {
    let edit_of = |command: &Command| match command {
        Command::Edit(edit) => model.bench.refusal(edit),
        Command::Call(_) | Command::SetClock { .. } => None,
    };
    match change {
        Change::One(command) => edit_of(command),
        Change::Typing(edit) => model.bench.refusal(edit),
        Change::Group(commands) => commands.first().and_then(edit_of),
    }
}

fn refuse(model: &mut Model, problem: &str, effects: &mut Vec<Effect>) {
    let text = format!("Nothing was changed: {problem}.");
    announce(effects, &text);
    model.notify(NoticeView {
        kind: NoticeKind::Document,
        title: "That change was not taken.".to_owned(),
        text,
        actions: Vec::new(),
    });
}

/// Opens a policy in the Policies panel.
pub(super) fn open_policy(model: &mut Model, key: String) {
    model.bench.document.journal.finish_typing();
    model.view.panel = Panel::Policies;
    model.view.narrow_tab = crate::view::NarrowTab::Policies;
    model.view.policy = Some(key);
}

/// The text in the editor changed: valid text enters the journal, other text waits as a draft.
pub(super) fn edit_policy(model: &mut Model, key: &str, text: &str, effects: &mut Vec<Effect>) {
    let Some(location) = policy_at(model.bench.state().world(), key) else {
        return;
    };
    // The editor stays on this policy, whatever the step shows after the change.
    model.view.policy = Some(key.to_owned());
    let text = PolicyText::new(text);
    let parsed = model.bench.policies().get(policy_kind(&location), &text);
    if parsed.compiled.is_err() {
        if model.bench.slot == Slot::Visiting {
            documents::adopt(model, effects);
        }
        let before = model
            .bench
            .drafts
            .insert(key.to_owned(), text.as_str().to_owned());
        if before.is_none() {
            announce(
                effects,
                "This text is not valid. The last valid text keeps deciding.",
            );
        }
        effects.push(Effect::SetTimer {
            timer: TimerName::Autosave,
            after_ms: AUTOSAVE_REST_MS,
        });
        return;
    }
    drop_draft(model, key, effects);
    let in_force = model.bench.state().world().policy(&location);
    if in_force == Some(&text) {
        return;
    }
    change(
        model,
        Change::Typing(Edit::SetPolicyText { location, text }),
        effects,
    );
}

fn drop_draft(model: &mut Model, key: &str, effects: &mut Vec<Effect>) {
    if model.bench.drafts.remove(key).is_some() {
        let slot = model.bench.slot.clone();
        model.store.write_draft(&slot, key, None, effects);
    }
}

/// Throws a draft away.
pub(super) fn discard_draft(model: &mut Model, key: &str, effects: &mut Vec<Effect>) {
    drop_draft(model, key, effects);
    announce(effects, "Back to the last valid text.");
}

/// Switches a policy off; or on again, together with statements of it that were switched off.
pub(super) fn toggle_policy(model: &mut Model, key: &str, effects: &mut Vec<Effect>) {
    let scenario = model.bench.state().scenario();
    let Some(location) = policy_at(&scenario.world, key) else {
        return;
    };
    let off = scenario
        .switched_off
        .iter()
        .filter(|switch| switch.location == location);
    let mut commands: Vec<Command> = off.map(|switch| set_switch(switch.clone(), true)).collect();
    if commands.is_empty() {
        let switch = Switch {
            location,
            statement: None,
        };
        commands.push(set_switch(switch, false));
    }
    change(model, Change::Group(commands), effects);
}

fn set_switch(switch: Switch, enabled: bool) -> Command {
    Command::Edit(Edit::SetSwitch { switch, enabled })
}

/// Applies a way past the step and sends the call, as one step of undo.
pub(super) fn try_fix(model: &mut Model, index: usize, effects: &mut Vec<Effect>) {
    let Some(fix) = model.bench.fixes.get(index).cloned() else {
        return;
    };
    let call = match &fix.edit {
        Edit::SetRequest { request } => Some(request.call.clone()),
        _ => model
            .bench
            .saved_request()
            .map(|request| request.call.clone()),
    };
    if let Edit::SetPolicyText { location, .. } = &fix.edit {
        let key = policy_key(location);
        drop_draft(model, &key, effects);
    }
    let mut commands = vec![Command::Edit(fix.edit.clone())];
    commands.extend(call.map(|call| Command::Call(Box::new(call))));
    if change(model, Change::Group(commands), effects) {
        stepper::show_run(model, effects);
        // The pressed button is gone with the step it stood at.
        effects.push(Effect::Focus(FocusTarget::StepHeading));
    }
}

/// Undo and redo.
pub(super) fn travel(model: &mut Model, back: bool, effects: &mut Vec<Effect>) {
    let before = Before::of(model);
    let texts = drafted_texts(model);
    if !model.bench.travel(back) {
        announce(
            effects,
            if back {
                "Nothing to undo."
            } else {
                "Nothing to redo."
            },
        );
        return;
    }
    // A draft was begun on a text; when that text changes under it, the draft would overwrite the change.
    for (key, text) in texts {
        if drafted_text(model, &key) != text {
            drop_draft(model, &key, effects);
        }
    }
    after_change(model, &before, effects);
    if model.view.changed.is_none() {
        announce(effects, if back { "Undone." } else { "Redone." });
    }
}

/// The texts in force of the policies that have drafts.
fn drafted_texts(model: &Model) -> Vec<(String, Option<PolicyText>)> {
    let keys = model.bench.drafts.keys();
    keys.map(|key| (key.clone(), drafted_text(model, key)))
        .collect()
}

fn drafted_text(model: &Model, key: &str) -> Option<PolicyText> {
    let world = model.bench.state().world();
    world.policy(&policy_at(world, key)?).cloned()
}

/// Takes everything back; redo brings it back again.
pub(super) fn start_over(model: &mut Model, effects: &mut Vec<Effect>) {
    let before = Before::of(model);
    while model.bench.travel(true) {}
    let slot = model.bench.slot.clone();
    for key in std::mem::take(&mut model.bench.drafts).into_keys() {
        model.store.write_draft(&slot, &key, None, effects);
    }
    after_change(model, &before, effects);
    announce(
        effects,
        "Back to the start of the scenario. Redo brings your changes back, but not unfinished texts.",
    );
}

/// Moves the clock.
pub(super) fn advance_clock(model: &mut Model, seconds: i64, effects: &mut Vec<Effect>) {
    let to = model.bench.state().now().plus(seconds);
    set_clock_to(model, to, effects);
}

/// Sets the clock from a typed text.
pub(super) fn set_clock(model: &mut Model, text: &str, effects: &mut Vec<Effect>) {
    match Timestamp::parse(text.trim()) {
        Ok(to) => set_clock_to(model, to, effects),
        Err(problem) => {
            let sentence = format!("{problem}.");
            announce(effects, &sentence);
            model.view.clock_problem = Some(sentence);
        }
    }
}

fn set_clock_to(model: &mut Model, to: Timestamp, effects: &mut Vec<Effect>) {
    model.view.clock_problem = None;
    let taken = change(model, Change::One(Command::SetClock { to }), effects);
    if taken && model.view.changed.is_none() {
        announce(effects, &format!("The clock says {to}."));
    }
}

/// Gives the scenario another title.
pub(super) fn rename(model: &mut Model, title: &str, effects: &mut Vec<Effect>) {
    let title = title.trim();
    if title.is_empty() || title == model.bench.state().scenario().title {
        return;
    }
    change(
        model,
        Change::One(Command::Edit(Edit::SetTitle {
            title: title.to_owned(),
        })),
        effects,
    );
}
