//! Moving along the steps of a run.

use super::announce;
use crate::model::{Model, Playing};
use crate::view::{self, Detail};
use crate::{Effect, TimerName};

/// How long stepping must rest before the step is spoken; only the last one is.
const SPEECH_REST_MS: u32 = 150;
/// How long the page must rest before the step is written into the address.
const ADDRESS_REST_MS: u32 = 400;

/// Moves by some steps, stopping at both ends.
pub(super) fn move_by(model: &mut Model, by: isize, effects: &mut Vec<Effect>) {
    move_to(model, model.view.step.saturating_add_signed(by), effects);
}

/// Moves to a step of the present list.
pub(super) fn move_to(model: &mut Model, step: usize, effects: &mut Vec<Effect>) {
    stop(model, effects);
    model.view.step = step;
    moved(model, effects);
}

/// Moves to a gate.
pub(super) fn move_to_stage(model: &mut Model, stage: usize, effects: &mut Vec<Effect>) {
    stop(model, effects);
    model.go_to_stage(stage);
    moved(model, effects);
}

/// What follows every move: the step is spoken when stepping rests, and written into the address.
fn moved(model: &mut Model, effects: &mut Vec<Effect>) {
    model.clamp_step();
    model.view.changed = None;
    if let Some(steps) = view::steps(model) {
        model.view.pending_speech = Some(steps.spoken);
        effects.push(Effect::SetTimer {
            timer: TimerName::Announce,
            after_ms: SPEECH_REST_MS,
        });
    }
    rest_address(effects);
}

/// Writes the step into the address after a pause.
pub(super) fn rest_address(effects: &mut Vec<Effect>) {
    effects.push(Effect::SetTimer {
        timer: TimerName::Address,
        after_ms: ADDRESS_REST_MS,
    });
}

/// Writes the step into the address.
pub(super) fn write_address(model: &Model, effects: &mut Vec<Effect>) {
    if let Some(fragment) = view::address(model) {
        effects.push(Effect::ReplaceAddress(fragment));
    }
}

/// Changes the level of detail and stays at the same gate.
pub(super) fn set_detail(model: &mut Model, detail: Detail, effects: &mut Vec<Effect>) {
    let stage = model.stage();
    stop(model, effects);
    model.view.detail = detail;
    let deciding = model.deciding_step();
    model.go_to_stage(stage);
    let decides = model
        .bench
        .run
        .as_ref()
        .is_some_and(|run| run.deciding_stage() == stage);
    if decides {
        model.view.step = deciding;
    }
    moved(model, effects);
}

/// Plays or pauses; playing from the end begins again.
pub(super) fn toggle_play(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.view.playing.is_some() {
        stop(model, effects);
        announce(effects, "Paused.");
        return;
    }
    if model.view.step + 1 >= model.steps() {
        model.view.step = 0;
    }
    play(model, Playing::Asked, effects);
    announce(effects, "Playing.");
}

/// Starts to play from the current step.
pub(super) fn play(model: &mut Model, playing: Playing, effects: &mut Vec<Effect>) {
    model.view.playing = Some(playing);
    effects.push(Effect::SetTimer {
        timer: TimerName::Play,
        after_ms: playing.pace_ms(),
    });
}

/// Stops playing; the step stays.
pub(super) fn stop(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.view.playing.take().is_some() {
        effects.push(Effect::StopTimer(TimerName::Play));
    }
}

/// One tick of playing: on to the next step, and an end at the last one or at the one that decides.
pub(super) fn tick(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(playing) = model.view.playing else {
        return;
    };
    let end = match playing {
        Playing::Asked => model.steps().saturating_sub(1),
        Playing::Shown => model.deciding_step(),
    };
    if model.view.step < end {
        model.view.step += 1;
    }
    model.clamp_step();
    if model.view.step >= end {
        model.view.playing = None;
        announce(effects, &view::verdict_sentence(model));
        rest_address(effects);
        return;
    }
    if model.view.step == model.deciding_step()
        && let Some(steps) = view::steps(model)
    {
        announce(effects, &steps.spoken);
    }
    play(model, playing, effects);
}

/// Shows a fresh run: played from the start where motion is welcome, else at the step that decides.
pub(super) fn show_run(model: &mut Model, effects: &mut Vec<Effect>) {
    stop(model, effects);
    if model.view.motion {
        model.view.step = 0;
        play(model, Playing::Shown, effects);
    } else {
        model.view.step = model.deciding_step();
        announce(effects, &view::verdict_sentence(model));
        rest_address(effects);
    }
}
