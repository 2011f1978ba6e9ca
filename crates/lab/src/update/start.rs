//! The first intent, and addresses.

use std::collections::BTreeMap;

use aws::Timestamp;
use share::{Address, LinkView, decode_link, parse_address};
use world::{Document, Scenario, Slug};

use super::{documents, stepper};
use crate::Effect;
use crate::bench::Bench;
use crate::intent::StartUp;
use crate::model::{Model, Playing, ViewState};
use crate::scenarios::{BUILT_IN, built_in};
use crate::store::{Slot, Store};
use crate::view::{Detail, EditorMode, NoticeKind, Panel, Screen, Theme};

/// The model before the page has said anything: the scenario of a first visit.
pub(crate) fn first_model() -> Model {
    Model {
        screen: Screen::Workspace,
        bench: first_scenario(),
        aside: None,
        visited: None,
        store: Store::default(),
        view: ViewState {
            saved: String::new(),
            ..ViewState::default()
        },
    }
}

fn first_scenario() -> Bench {
    let first = BUILT_IN
        .first()
        .and_then(|first| Some((Slug::new(first.slug).ok()?, first.document()?)));
    match first {
        Some((slug, document)) => Bench::open(Slot::Scenario(slug), document, BTreeMap::new()),
        None => {
            let empty = Scenario::new("Empty scenario", Timestamp::from_seconds(0));
            Bench::open(Slot::Copy(1), Document::new(empty), BTreeMap::new())
        }
    }
}

/// One's own last work, or the first scenario.
pub(super) fn own_work(store: &Store) -> Bench {
    let last = store.last_slot().and_then(|slot| {
        let document = match store.read_slot(&slot) {
            Some(Ok(document)) => document,
            Some(Err(_)) | None => match &slot {
                Slot::Scenario(slug) => built_in(slug)?,
                Slot::Copy(_) | Slot::Visiting => return None,
            },
        };
        let drafts = store.drafts(&slot);
        Some(Bench::open(slot, document, drafts))
    });
    last.unwrap_or_else(first_scenario)
}

/// The page has loaded.
pub(super) fn start(model: &mut Model, start: StartUp, effects: &mut Vec<Effect>) {
    model.store = Store::new(start.stored);
    let first_visit = model.store.is_empty();
    model.view.motion = start.may_autoplay;
    model.view.theme = match model.store.get("settings/theme") {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => Theme::System,
    };
    if model.store.get("settings/editor") == Some("plain") {
        model.view.editor = EditorMode::Plain;
    }
    effects.push(Effect::ApplyTheme(model.view.theme));
    let unreadable = model
        .store
        .last_slot()
        .and_then(|slot| model.store.read_slot(&slot)?.err());
    model.bench = own_work(&model.store);
    model.view.step = model.deciding_step();
    model.view.saved = if start.storage_works {
        "Saved in this browser".to_owned()
    } else {
        String::new()
    };
    if let Some(problem) = unreadable {
        documents::broken_last_work(model, &problem);
    }
    if !start.storage_works {
        documents::storage_notice(model, "the browser forbids storage, or it is full");
    }
    if matches!(start.fragment.as_str(), "" | "#") {
        if first_visit && model.view.motion {
            model.view.step = 0;
            stepper::play(model, Playing::Shown, effects);
        }
    } else {
        open_address(model, &start.fragment, effects);
    }
    let name = model.bench.slot.name();
    if let Some(name) = name {
        model.store.put("last", &name, false, effects);
    }
}

/// Shows what an address names.
pub(super) fn open_address(model: &mut Model, fragment: &str, effects: &mut Vec<Effect>) {
    model
        .view
        .notices
        .retain(|notice| notice.kind != NoticeKind::BrokenLink);
    match parse_address(fragment) {
        Address::Workspace => model.screen = Screen::Workspace,
        Address::UnknownScenario(name) => documents::unknown_scenario(model, &name, effects),
        // An anchor is no question to the playground; what is open stays open.
        Address::Other(_) => {}
        Address::Home => {
            stepper::stop(model, effects);
            model.screen = Screen::Home;
        }
        Address::Scenario { slug, view } => {
            if model.bench.slot != Slot::Scenario(slug.clone()) {
                documents::open_scenario(model, slug.as_str(), effects);
                effects.retain(|effect| !matches!(effect, Effect::PushAddress(_)));
            }
            model.screen = Screen::Workspace;
            show_view(model, &view, effects);
        }
        Address::Link { fragment, view } => {
            let base = fragment.split('~').next().unwrap_or(&fragment);
            if model.visited.as_deref() != Some(base) {
                match decode_link(&fragment) {
                    Ok((mut document, _, notes)) => {
                        document.journal.raise_floor_to_head();
                        documents::visit(model, document, &fragment, effects);
                        documents::note(model, &notes);
                    }
                    Err(problem) => {
                        return documents::broken_link(model, &problem, effects);
                    }
                }
            }
            show_view(model, &view, effects);
        }
        Address::Broken(problem) => documents::broken_link(model, &problem, effects),
    }
}

/// Goes to the request, step and panel that a link names.
fn show_view(model: &mut Model, view: &LinkView, effects: &mut Vec<Effect>) {
    if let Some(slug) = &view.request {
        model.bench.select(slug);
        model.view.step = model.deciding_step();
    }
    if let Some(step) = view.step {
        stepper::stop(model, effects);
        model.view.detail = if view.every_statement {
            Detail::Statements
        } else {
            Detail::Stages
        };
        model.view.step = usize::try_from(step)
            .unwrap_or(usize::MAX)
            .saturating_sub(1);
        model.clamp_step();
    }
    match view.panel.as_ref().map(Slug::as_str) {
        Some("policies") => model.view.panel = Panel::Policies,
        Some("why") => model.view.panel = Panel::Why,
        _ => {}
    }
}
