//! The first intent, and addresses.

use world::SortedMap;

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
        bench: first_scenario(&Store::default()).0,
        aside: None,
        visited: None,
        store: Store::default(),
        view: ViewState::default(),
    }
}

/// Work that is stored and cannot be read: where, and why.
type Unreadable = Option<(Slot, String)>;

fn first_scenario(store: &Store) -> (Bench, Unreadable) {
    let first = BUILT_IN
        .first()
        .and_then(|first| Some((Slug::new(first.slug).ok()?, first.document()?)));
    match first {
        Some((slug, document)) => documents::open_slot(store, Slot::Scenario(slug), document),
        None => {
            let empty = Scenario::new("Empty scenario", Timestamp::from_seconds(0));
            let slot = store.free_copy();
            (
                Bench::open(slot, Document::new(empty), SortedMap::new()),
                None,
            )
        }
    }
}

/// One's own last work, or the first scenario.
pub(super) fn own_work(store: &Store) -> (Bench, Unreadable) {
    match store.last_slot() {
        Some(Slot::Scenario(slug)) => match built_in(&slug) {
            Some(original) => documents::open_slot(store, Slot::Scenario(slug), original),
            None => first_scenario(store),
        },
        Some(slot) => match store.read_slot(&slot) {
            Some(Ok(document)) => {
                let drafts = store.drafts(&slot);
                (Bench::open(slot, document, drafts), None)
            }
            Some(Err(problem)) => (first_scenario(store).0, Some((slot, problem))),
            None => first_scenario(store),
        },
        None => first_scenario(store),
    }
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
    let (bench, unreadable) = own_work(&model.store);
    model.bench = bench;
    model.view.step = model.deciding_step();
    model.view.saved = if start.storage_works {
        "Saved in this browser".to_owned()
    } else {
        String::new()
    };
    if let Some((slot, problem)) = unreadable {
        documents::broken_save(model, &slot, &problem);
    }
    if !start.storage_works {
        documents::storage_notice(model, "the browser forbids storage, or it is full");
    }
    if parse_address(&start.fragment) == Address::Workspace(LinkView::default()) {
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
        Address::Workspace(view) => {
            if model.bench.slot == Slot::Visiting {
                documents::back_to_my_work(model, effects);
            }
            model.screen = Screen::Workspace;
            show_view(model, &view, effects);
        }
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
            model.screen = Screen::Workspace;
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
