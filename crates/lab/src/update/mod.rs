//! What each intent does: one file a group of intents.

mod documents;
mod edit;
mod request;
mod start;
mod stepper;

use crate::model::Model;
use crate::places::policy_of_row;
use crate::view::{Dialog, EditorMode, NarrowTab, NoticeView, Panel, Theme};
use crate::{Effect, FocusTarget, Intent, TimerName};

pub(crate) use start::first_model;

/// Carries out one intent and says what the outside must do.
pub(crate) fn update(model: &mut Model, intent: Intent) -> Vec<Effect> {
    let mut effects = Vec::new();
    let out = &mut effects;
    let notices = model.view.notices.clone();
    match intent {
        Intent::Start(start) => start::start(model, start, out),
        Intent::AddressChanged(fragment) => start::open_address(model, &fragment, out),

        Intent::SelectRequest(slug) => request::select(model, &slug, out),
        Intent::SetCaller(key) => request::set_caller(model, &key, out),
        Intent::SetAction(action) => request::set_action(model, &action, out),
        Intent::SetResource(resource) => request::set_resource(model, &resource, out),
        Intent::SetParameter { name, value } => request::set_parameter(model, &name, &value, out),
        Intent::Run => request::run(model, out),

        Intent::StepNext => stepper::move_by(model, 1, out),
        Intent::StepBack => stepper::move_by(model, -1, out),
        Intent::StepFirst => stepper::move_to(model, 0, out),
        Intent::StepLast => stepper::move_to(model, usize::MAX, out),
        Intent::StepDeciding => stepper::move_to(model, model.deciding_step(), out),
        Intent::StepTo(step) => stepper::move_to(model, step, out),
        Intent::StepToStage(stage) => stepper::move_to_stage(model, stage, out),
        Intent::SetDetail(detail) => stepper::set_detail(model, detail, out),
        Intent::TogglePlay => stepper::toggle_play(model, out),
        Intent::TakeOver => stepper::stop(model, out),

        Intent::SelectPanel(panel) => model.view.panel = panel,
        Intent::SelectNarrowTab(tab) => select_narrow_tab(model, tab),
        Intent::SetPathForm(form) => model.view.path_form = form,
        Intent::SelectTreeRow(key) => select_row(model, key),
        Intent::ToggleTreeRow(key) => {
            if !model.view.closed_rows.remove(&key) {
                model.view.closed_rows.insert(key);
            }
        }

        Intent::OpenPolicy(key) => edit::open_policy(model, key),
        Intent::EditPolicy { key, text } => edit::edit_policy(model, &key, &text, out),
        Intent::LeaveEditor => model.bench.document.journal.finish_typing(),
        Intent::DiscardDraft(key) => edit::discard_draft(model, &key, out),
        Intent::TogglePolicy(key) => edit::toggle_policy(model, &key, out),
        Intent::SetEditor(editor) => set_editor(model, editor, out),
        Intent::TryFix(index) => edit::try_fix(model, index, out),
        Intent::Undo => edit::travel(model, true, out),
        Intent::Redo => edit::travel(model, false, out),
        Intent::StartOver => edit::start_over(model, out),
        Intent::AdvanceClock(seconds) => edit::advance_clock(model, seconds, out),
        Intent::SetClock(text) => edit::set_clock(model, &text, out),
        Intent::Rename(title) => edit::rename(model, &title, out),

        Intent::GoHome => documents::go_home(model, out),
        Intent::OpenScenario(slug) => documents::open_scenario(model, &slug, out),
        Intent::SaveAs(name) => documents::save_as(model, &name, out),
        Intent::OpenSave(key) => documents::open_save(model, &key, out),
        Intent::DeleteSave(key) => documents::delete_save(model, &key, out),
        Intent::KeepCopy => documents::keep_copy(model, out),
        Intent::BackToMyWork => documents::back_to_my_work(model, out),
        Intent::Import(text) => documents::import(model, &text, out),
        Intent::Download => documents::download(model, out),
        Intent::DownloadStored(slot) => documents::download_stored(model, &slot, out),
        Intent::Saved(outcome) => documents::saved(model, outcome, out),
        Intent::OtherTabStored { key, text } => documents::other_tab_stored(model, key, text, out),
        Intent::Leaving => documents::save_now(model, out),

        Intent::OpenDialog(dialog) => open_dialog(model, dialog, out),
        Intent::CloseDialog => {
            model.view.dialog = None;
            out.push(Effect::Focus(FocusTarget::Opener));
        }
        Intent::SetShareFrom(from) => model.view.share_from = from,
        Intent::Copy { text, what } => out.push(Effect::CopyText { text, what }),
        Intent::Copied { what, ok: true } => announce(out, &format!("{what} copied.")),
        Intent::Copied { ok: false, .. } => announce(
            out,
            "The browser did not allow copying. Select the text and copy it.",
        ),
        Intent::SetTheme(theme) => set_theme(model, theme, out),
        Intent::Dismiss(kind) => model.view.notices.retain(|notice| notice.kind != kind),
        Intent::FocusExplanation => {
            model.view.panel = Panel::Why;
            model.view.narrow_tab = NarrowTab::Path;
            out.push(Effect::Focus(FocusTarget::StepHeading));
        }
        Intent::TimerFired(timer) => match timer {
            TimerName::Autosave => documents::save_now(model, out),
            TimerName::Play => stepper::tick(model, out),
            TimerName::Address => stepper::write_address(model, out),
            TimerName::Announce => {
                if let Some(sentence) = model.view.pending_speech.take() {
                    announce(out, &sentence);
                }
            }
        },
    }
    say_notices(model, &notices, &mut effects);
    keep_newest_speech(model, &mut effects);
    effects
}

/// A notice that appears is spoken, unless something else is said already.
fn say_notices(model: &Model, before: &[NoticeView], effects: &mut Vec<Effect>) {
    let fresh = model
        .view
        .notices
        .iter()
        .find(|notice| !before.contains(notice));
    let says = effects
        .iter()
        .any(|effect| matches!(effect, Effect::Announce { .. }));
    if let Some(notice) = fresh.filter(|_| !says) {
        announce(effects, &format!("{} {}", notice.title, notice.text));
    }
}

/// One message a user action: a step that waits to be spoken gives way to what is said at once.
fn keep_newest_speech(model: &mut Model, effects: &mut Vec<Effect>) {
    let said = effects
        .iter()
        .rposition(|effect| matches!(effect, Effect::Announce { .. }));
    let waits = effects.iter().rposition(|effect| {
        matches!(
            effect,
            Effect::SetTimer {
                timer: TimerName::Announce,
                ..
            }
        )
    });
    if said > waits && model.view.pending_speech.take().is_some() {
        effects.push(Effect::StopTimer(TimerName::Announce));
    }
}

/// Says a sentence in the polite live region.
fn announce(effects: &mut Vec<Effect>, text: &str) {
    effects.push(Effect::Announce {
        text: text.to_owned(),
        urgent: false,
    });
}

fn select_narrow_tab(model: &mut Model, tab: NarrowTab) {
    model.view.narrow_tab = tab;
    model.view.panel = if tab == NarrowTab::Policies {
        Panel::Policies
    } else {
        Panel::Why
    };
}

/// Selecting a role opens its trust policy when the Policies panel shows, so tree and editor stay together.
fn select_row(model: &mut Model, key: String) {
    if model.view.panel == Panel::Policies
        && let Some(policy) = policy_of_row(model.bench.state().world(), &key)
    {
        model.view.policy = Some(policy);
    }
    model.view.tree_row = Some(key);
}

fn set_editor(model: &mut Model, editor: EditorMode, effects: &mut Vec<Effect>) {
    model.view.editor = editor;
    let name = if editor == EditorMode::Plain {
        "plain"
    } else {
        "rich"
    };
    model.store.put("settings/editor", name, false, effects);
}

fn set_theme(model: &mut Model, theme: Theme, effects: &mut Vec<Effect>) {
    model.view.theme = theme;
    let name = match theme {
        Theme::System => "system",
        Theme::Light => "light",
        Theme::Dark => "dark",
    };
    model.store.put("settings/theme", name, false, effects);
    effects.push(Effect::ApplyTheme(theme));
}

fn open_dialog(model: &mut Model, dialog: Dialog, effects: &mut Vec<Effect>) {
    stepper::stop(model, effects);
    model.view.dialog = Some(dialog);
    model.view.clock_problem = None;
    effects.push(Effect::Focus(FocusTarget::Dialog));
}
