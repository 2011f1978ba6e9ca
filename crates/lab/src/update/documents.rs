//! Opening, keeping and saving documents.

use world::SortedMap;

use share::ShareError;
use world::{Document, Slug, read_document, write_document};

use super::{announce, start, stepper};
use crate::bench::Bench;
use crate::model::Model;
use crate::scenarios::built_in;
use crate::store::{Slot, Store};
use crate::texts::{grouped, sentence_case};
use crate::view::{self, Dialog, NoticeAction, NoticeKind, NoticeView, Panel, Screen};
use crate::{Effect, FocusTarget, Intent, TimerName};

/// Opens the gallery.
pub(super) fn go_home(model: &mut Model, effects: &mut Vec<Effect>) {
    stepper::stop(model, effects);
    save_now(model, effects);
    model.screen = Screen::Home;
    effects.push(Effect::PushAddress("#/".to_owned()));
    effects.push(Effect::Focus(FocusTarget::Main));
}

/// Shows a document at its deciding step; what was open is saved first and handed back.
pub(super) fn show(model: &mut Model, bench: Bench, effects: &mut Vec<Effect>) -> Bench {
    stepper::stop(model, effects);
    save_now(model, effects);
    if model.screen == Screen::Home || model.view.dialog.is_some() {
        // What held the focus is gone with the gallery or the dialog.
        effects.push(Effect::Focus(FocusTarget::Main));
    }
    let left = std::mem::replace(&mut model.bench, bench);
    model.screen = Screen::Workspace;
    model.view.panel = Panel::Why;
    model.view.policy = None;
    model.view.tree_row = None;
    model.view.closed_rows.clear();
    model.view.changed = None;
    model.view.dialog = None;
    model
        .view
        .notices
        .retain(|notice| matches!(notice.kind, NoticeKind::Storage | NoticeKind::Unreadable));
    model.view.step = model.deciding_step();
    if let Some(name) = model.bench.slot.name() {
        model.store.put("last", &name, false, effects);
    }
    left
}

/// Opens a built-in scenario, with what was done in it before.
pub(super) fn open_scenario(model: &mut Model, slug: &str, effects: &mut Vec<Effect>) {
    let Ok(slug) = Slug::new(slug) else {
        return unknown_scenario(model, slug, effects);
    };
    let Some(original) = built_in(&slug) else {
        return unknown_scenario(model, slug.as_str(), effects);
    };
    model.aside = None;
    model.visited = None;
    let slot = Slot::Scenario(slug);
    let (opened, unreadable) = open_slot(&model.store, slot, original);
    let changed = opened.document.journal.can_undo();
    show(model, opened, effects);
    if let Some((stored, problem)) = unreadable {
        broken_save(model, &stored, &problem);
    }
    if changed {
        model.notify(NoticeView {
            kind: NoticeKind::Document,
            title: "You have changed this scenario.".to_owned(),
            text: "It opens as you left it.".to_owned(),
            actions: vec![NoticeAction {
                label: "Start over".to_owned(),
                intent: Intent::StartOver,
            }],
        });
    }
    if let Some(fragment) = view::address(model) {
        effects.push(Effect::PushAddress(fragment));
    }
}

/// Says that a built-in scenario does not exist.
pub(super) fn unknown_scenario(model: &mut Model, slug: &str, effects: &mut Vec<Effect>) {
    let text = format!("There is no built-in scenario `{slug}`. Your own work is untouched.");
    broken_address(model, "This link cannot be opened.", text, effects);
}

/// Opens what a slot holds, or the original; work that cannot be read stays where it is, and the original opens as a
/// copy beside it. The second part is that slot with what is wrong.
pub(super) fn open_slot(
    store: &Store,
    slot: Slot,
    original: Document,
) -> (Bench, Option<(Slot, String)>) {
    match store.read_slot(&slot) {
        Some(Ok(document)) => {
            let drafts = store.drafts(&slot);
            (Bench::open(slot, document, drafts), None)
        }
        Some(Err(problem)) => {
            let copy = Bench::open(store.free_copy(), original, SortedMap::new());
            (copy, Some((slot, problem)))
        }
        None => {
            let drafts = store.drafts(&slot);
            (Bench::open(slot, original, drafts), None)
        }
    }
}

/// Says that stored work cannot be read, and offers it as it is.
pub(super) fn broken_save(model: &mut Model, slot: &Slot, problem: &str) {
    let stored = slot.name().unwrap_or_default();
    model.notify(NoticeView {
        kind: NoticeKind::Unreadable,
        title: "Your saved changes cannot be read.".to_owned(),
        text: format!(
            "{}. They stay in this browser, and the original is open beside them.",
            sentence_case(problem)
        ),
        actions: vec![NoticeAction {
            label: "Download them".to_owned(),
            intent: Intent::DownloadStored(stored),
        }],
    });
}

/// Offers what is stored in a slot as it is.
pub(super) fn download_stored(model: &Model, slot: &str, effects: &mut Vec<Effect>) {
    let side = model
        .store
        .get(&format!("doc/{slot}/newest"))
        .unwrap_or("a");
    if let Some(text) = model.store.get(&format!("doc/{slot}/{side}")) {
        effects.push(Effect::Download {
            name: format!("{slot}.sts.json"),
            text: text.to_owned(),
        });
    }
}

/// Says that a link cannot be read; what is open stays open.
pub(super) fn broken_link(model: &mut Model, problem: &ShareError, effects: &mut Vec<Effect>) {
    let untouched = "Your own work is untouched.";
    let (title, text) = match problem {
        ShareError::CutShort {
            expected: Some(expected),
            found,
        } => (
            "This link is incomplete.",
            format!(
                "It should carry {} characters and has {}. Chat apps sometimes cut long links. {untouched}",
                grouped(*expected),
                grouped(*found)
            ),
        ),
        ShareError::CutShort { expected: None, .. } => (
            "This link is incomplete.",
            format!(
                "It ends before it says how long it is. Chat apps sometimes cut long links. {untouched}"
            ),
        ),
        ShareError::NewerVersion => (
            "This link was made with a newer version.",
            format!("Reload the page to update it, then open the link again. {untouched}"),
        ),
        other => (
            "This link cannot be opened.",
            format!("{}. {untouched}", sentence_case(&other.to_string())),
        ),
    };
    broken_address(model, title, text, effects);
}

fn broken_address(model: &mut Model, title: &str, text: String, effects: &mut Vec<Effect>) {
    effects.push(Effect::Announce {
        text: format!("{title} {text}"),
        urgent: true,
    });
    model.notify(NoticeView {
        kind: NoticeKind::BrokenLink,
        title: title.to_owned(),
        text,
        actions: vec![
            NoticeAction {
                label: "Paste the full link".to_owned(),
                intent: Intent::OpenDialog(Dialog::Saves),
            },
            NoticeAction {
                label: "Back to my work".to_owned(),
                intent: Intent::Dismiss(NoticeKind::BrokenLink),
            },
        ],
    });
}

/// Opens what a link carries in the visiting slot; one's own work is set aside and stays as it is.
pub(super) fn visit(
    model: &mut Model,
    document: Document,
    fragment: &str,
    effects: &mut Vec<Effect>,
) {
    let visit = Bench::open(Slot::Visiting, document, SortedMap::new());
    let left = show(model, visit, effects);
    if left.slot != Slot::Visiting {
        model.aside = Some(left);
    }
    model.visited = Some(fragment.split('~').next().unwrap_or(fragment).to_owned());
    let title = model.bench.state().scenario().title.clone();
    model.notify(NoticeView {
        kind: NoticeKind::Visiting,
        title: "Shared scenario".to_owned(),
        text: format!("\u{201c}{title}\u{201d} came by link. Your own work is untouched; your first change makes a copy."),
        actions: vec![
            NoticeAction { label: "Keep a copy".to_owned(), intent: Intent::KeepCopy },
            NoticeAction { label: "Back to my work".to_owned(), intent: Intent::BackToMyWork },
        ],
    });
}

/// Makes the visited scenario one's own.
pub(super) fn keep_copy(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.bench.slot == Slot::Visiting {
        adopt(model, effects);
        save_now(model, effects);
    }
}

/// Gives the visited scenario a slot, so that it is saved from now on.
pub(super) fn adopt(model: &mut Model, effects: &mut Vec<Effect>) {
    model.bench.slot = model.store.free_copy();
    model.aside = None;
    model.visited = None;
    model
        .view
        .notices
        .retain(|notice| notice.kind != NoticeKind::Visiting);
    announce(effects, "A copy is now among your own work.");
    stepper::rest_address(effects);
    effects.push(Effect::SetTimer {
        timer: TimerName::Autosave,
        after_ms: 1,
    });
}

/// Leaves the visited scenario.
pub(super) fn back_to_my_work(model: &mut Model, effects: &mut Vec<Effect>) {
    let own = model.aside.take();
    let own = own.unwrap_or_else(|| start::own_work(&model.store).0);
    model.visited = None;
    show(model, own, effects);
    model
        .view
        .notices
        .retain(|notice| notice.kind != NoticeKind::Visiting);
    if let Some(fragment) = view::address(model) {
        effects.push(Effect::PushAddress(fragment));
    }
}

/// Takes a document from a file, or a link that was pasted.
pub(super) fn import(model: &mut Model, text: &str, effects: &mut Vec<Effect>) {
    let text = text.trim();
    if let Some(at) = text.find('#').filter(|_| !text.starts_with('{')) {
        return start::open_address(model, text.get(at..).unwrap_or_default(), effects);
    }
    match read_document(text) {
        Ok((mut document, notes)) => {
            document.journal.raise_floor_to_head();
            let slot = model.store.free_copy();
            model.aside = None;
            model.visited = None;
            show(
                model,
                Bench::open(slot, document, SortedMap::new()),
                effects,
            );
            note(model, &notes);
            save_now(model, effects);
            stepper::rest_address(effects);
            announce(effects, "The file is open as a document of your own.");
        }
        Err(error) => {
            let problem = format!(
                "{}. Nothing was changed.",
                sentence_case(&error.to_string())
            );
            announce(effects, &problem);
            model.notify(NoticeView {
                kind: NoticeKind::Document,
                title: "This file cannot be opened.".to_owned(),
                text: problem,
                actions: Vec::new(),
            });
        }
    }
}

/// Shows the remarks on a document that was read.
pub(super) fn note(model: &mut Model, notes: &[world::DocumentNote]) {
    if notes.is_empty() {
        return;
    }
    let sentences: Vec<String> = notes
        .iter()
        .map(|note| format!("{}.", sentence_case(&note.to_string())))
        .collect();
    model.notify(NoticeView {
        kind: NoticeKind::Document,
        title: "Some references lead nowhere.".to_owned(),
        text: sentences.join(" "),
        actions: Vec::new(),
    });
}

/// Keeps the document under a name.
pub(super) fn save_as(model: &mut Model, name: &str, effects: &mut Vec<Effect>) {
    let name = world::clean_title(name.trim());
    if name.is_empty() {
        announce(effects, "A save needs a name.");
        return;
    }
    let text = write_document(&model.bench.document);
    let numbered = (1u32..1000).map(|number| match number {
        1 => name.clone(),
        _ => format!("{name} ({number})"),
    });
    let mut free = numbered.filter(|name| model.store.get(&format!("save/{name}")).is_none());
    let name = free.next().unwrap_or(name);
    model
        .store
        .put(&format!("save/{name}"), &text, true, effects);
    announce(effects, &format!("Saved as {name}."));
}

/// Opens a save as a document of its own, so that the save stays as it is.
pub(super) fn open_save(model: &mut Model, key: &str, effects: &mut Vec<Effect>) {
    if let Some(slug) = key.strip_prefix("scenario-") {
        return open_scenario(model, slug, effects);
    }
    let slot = key
        .strip_prefix("copy-")
        .and_then(|number| number.parse().ok())
        .map(Slot::Copy);
    let (slot, document, drafts) = match slot {
        Some(slot) => {
            let document = model.store.read_slot(&slot);
            let drafts = model.store.drafts(&slot);
            (slot, document, drafts)
        }
        None => {
            let text = model.store.get(key);
            let document = text.map(|text| match read_document(text) {
                Ok((document, _)) => Ok(document),
                Err(error) => Err(error.to_string()),
            });
            (model.store.free_copy(), document, SortedMap::new())
        }
    };
    match document {
        Some(Ok(document)) => {
            model.aside = None;
            model.visited = None;
            show(model, Bench::open(slot, document, drafts), effects);
            save_now(model, effects);
            effects.push(Effect::PushAddress("#".to_owned()));
        }
        Some(Err(problem)) => {
            let text = format!(
                "{}. It stays where it is and can be downloaded.",
                sentence_case(&problem)
            );
            announce(effects, &text);
            model.notify(NoticeView {
                kind: NoticeKind::Document,
                title: "This save cannot be read.".to_owned(),
                text,
                actions: Vec::new(),
            });
        }
        None => {}
    }
}

/// Deletes a save.
pub(super) fn delete_save(model: &mut Model, key: &str, effects: &mut Vec<Effect>) {
    if let Some(number) = key
        .strip_prefix("copy-")
        .and_then(|number| number.parse().ok())
    {
        let slot = Slot::Copy(number);
        if model.bench.slot == slot {
            announce(
                effects,
                "This is the open document. Open another one first.",
            );
            return;
        }
        model.store.forget_slot(&slot, effects);
    } else if key.starts_with("save/") {
        model.store.forget(key, effects);
    } else {
        return;
    }
    announce(effects, "Deleted.");
}

/// Writes the open document and its drafts; a visit is never written.
pub(super) fn save_now(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(name) = model.bench.slot.name() else {
        return;
    };
    let slot = model.bench.slot.clone();
    let text = write_document(&model.bench.document);
    let newest = model
        .store
        .get(&format!("doc/{name}/newest"))
        .unwrap_or("a")
        .to_owned();
    let untouched = matches!(slot, Slot::Scenario(_))
        && model.store.get(&format!("doc/{name}/{newest}")).is_none()
        && model.bench.document.journal.entries().len() == model.bench.document.journal.floor();
    if model.store.get(&format!("doc/{name}/{newest}")) != Some(&text) && !untouched {
        model.store.write_slot(&name, &text, effects);
    }
    for (key, draft) in &model.bench.drafts {
        model.store.write_draft(&slot, key, Some(draft), effects);
    }
}

/// Saving ended.
pub(super) fn saved(model: &mut Model, outcome: Result<String, String>, effects: &mut Vec<Effect>) {
    match outcome {
        Ok(time) => {
            model.view.saved = format!("Saved in this browser, {time}");
            if model.store.failure.take().is_some() {
                model
                    .view
                    .notices
                    .retain(|notice| notice.kind != NoticeKind::Storage);
            }
        }
        Err(problem) => {
            let first = model.store.failure.is_none();
            model.store.failure = Some(problem.clone());
            // What was not kept must not count as kept, so that the next save tries again.
            if let Some(name) = model.bench.slot.name() {
                model.store.learn(format!("doc/{name}/a"), None);
                model.store.learn(format!("doc/{name}/b"), None);
            }
            storage_notice(model, &problem);
            if first {
                let text = "Nothing is saved in this browser. Download to keep it.".to_owned();
                effects.push(Effect::Announce { text, urgent: true });
            }
        }
    }
}

/// The quiet strip about storage.
pub(super) fn storage_notice(model: &mut Model, problem: &str) {
    model.view.saved = "Not saved".to_owned();
    model.notify(NoticeView {
        kind: NoticeKind::Storage,
        title: "Nothing is saved in this browser.".to_owned(),
        text: format!(
            "{}. Download to keep it.",
            sentence_case(problem.trim_end_matches('.'))
        ),
        actions: vec![NoticeAction {
            label: "Download".to_owned(),
            intent: Intent::Download,
        }],
    });
}

/// Another tab stored something: it is taken note of, and when it is the document that is open here, this tab goes on
/// as a copy, so that neither overwrites the other.
pub(super) fn other_tab_stored(
    model: &mut Model,
    key: String,
    text: Option<String>,
    effects: &mut Vec<Effect>,
) {
    let holds = |bench: &Bench| {
        let name = bench.slot.name();
        name.is_some_and(|name| key.starts_with(&format!("doc/{name}/")))
    };
    let (open, aside) = (holds(&model.bench), model.aside.as_ref().is_some_and(holds));
    model.store.learn(key, text);
    if aside {
        // The newer work of the other tab is read when one goes back to it.
        model.aside = None;
    }
    if !open {
        return;
    }
    model.bench.slot = model.store.free_copy();
    effects.push(Effect::SetTimer {
        timer: TimerName::Autosave,
        after_ms: 1,
    });
    stepper::rest_address(effects);
    model.notify(NoticeView {
        kind: NoticeKind::OtherTab,
        title: "This scenario is open in another tab.".to_owned(),
        text: "Changes made here are kept as a copy.".to_owned(),
        actions: vec![NoticeAction {
            label: "Understood".to_owned(),
            intent: Intent::Dismiss(NoticeKind::OtherTab),
        }],
    });
}

/// Offers the document as a file.
pub(super) fn download(model: &Model, effects: &mut Vec<Effect>) {
    let title = &model.bench.state().scenario().title;
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() {
            c.to_ascii_lowercase()
        } else {
            '-'
        }
    };
    let name: String = title.chars().map(plain).collect();
    let name = name
        .split('-')
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("-");
    let name = if name.is_empty() {
        "scenario".to_owned()
    } else {
        name
    };
    let text = write_document(&model.bench.document);
    effects.push(Effect::Download {
        name: format!("{name}.sts.json"),
        text,
    });
}
