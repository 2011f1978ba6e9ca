//! The gallery, the saves, the share dialog and the address.

use share::{LinkFragment, LinkView, ShareScope, encode_link};
use world::{Slug, read_document};

use super::{Detail, GalleryView, Panel, SaveRow, ScenarioRow, Screen, ShareFrom, ShareView};
use crate::model::Model;
use crate::scenarios::BUILT_IN;
use crate::store::Slot;
use crate::texts::grouped;

/// The gallery.
pub(super) fn gallery(model: &Model) -> GalleryView {
    let scenarios = BUILT_IN.iter().filter_map(|built_in| {
        let scenario = built_in.document()?.fold();
        Some(ScenarioRow {
            slug: built_in.slug.to_owned(),
            title: scenario.title,
            see: scenario.description,
            calls: scenario.requests.len(),
        })
    });
    GalleryView {
        scenarios: scenarios.collect(),
        saves: saves(model),
    }
}

/// Named saves, then one's own documents, then built-in scenarios with changes.
pub(super) fn saves(model: &Model) -> Vec<SaveRow> {
    let mut rows: Vec<SaveRow> = Vec::new();
    for (name, text) in model.store.saves() {
        let problem = read_document(text).err().map(|error| error.to_string());
        rows.push(SaveRow {
            key: format!("save/{name}"),
            name: name.to_owned(),
            detail: "saved by name".to_owned(),
            deletable: true,
            problem,
        });
    }
    for number in model.store.copies() {
        let slot = Slot::Copy(number);
        let open = model.bench.slot == slot;
        let (name, problem) = match model.store.read_slot(&slot) {
            Some(Ok(document)) => (document.fold().title, None),
            Some(Err(problem)) => (format!("Document {number}"), Some(problem)),
            None => continue,
        };
        let detail = if open {
            "your document, open now"
        } else {
            "your document"
        };
        rows.push(SaveRow {
            key: format!("copy-{number}"),
            name,
            detail: detail.to_owned(),
            deletable: !open,
            problem,
        });
    }
    for built_in in BUILT_IN {
        let Ok(slug) = Slug::new(built_in.slug) else {
            continue;
        };
        if let Some(Ok(document)) = model.store.read_slot(&Slot::Scenario(slug))
            && document.journal.can_undo()
        {
            rows.push(SaveRow {
                key: format!("scenario-{}", built_in.slug),
                name: document.fold().title,
                detail: "built-in scenario with your changes".to_owned(),
                deletable: false,
                problem: None,
            });
        }
    }
    rows
}

/// The share dialog.
pub(super) fn share(model: &Model) -> ShareView {
    let scope = model.view.share_from;
    let view = link_view(model, scope);
    let link = match reference(model) {
        Some(base) => Ok(format!("{base}{}", view.to_suffix())),
        None => encode_link(&model.bench.document, ShareScope::WholeStory)
            .map(|link: LinkFragment| link.with_view(&view))
            .map_err(|error| {
                format!(
                    "{}. Download a file instead.",
                    crate::texts::sentence_case(&error.to_string())
                )
            }),
    };
    let length = match &link {
        Ok(link) => length_words(link.chars().count()),
        Err(_) => String::new(),
    };
    let title = &model.bench.state().scenario().title;
    let preview = match (scope, super::steps(model)) {
        (ShareFrom::ThisStep, Some(steps)) => format!(
            "The visitor sees \u{201c}{title}\u{201d} at {}.",
            lower_first(&steps.position)
        ),
        _ => format!("The visitor sees \u{201c}{title}\u{201d} from its first step."),
    };
    ShareView {
        scope,
        fragment: link,
        length,
        preview,
    }
}

fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => std::iter::once(first.to_ascii_lowercase())
            .chain(characters)
            .collect(),
        None => String::new(),
    }
}

/// `#/s/<slug>` while a built-in scenario is unchanged.
fn reference(model: &Model) -> Option<String> {
    match &model.bench.slot {
        Slot::Scenario(slug) if !model.bench.document.journal.can_undo() => {
            Some(format!("#/s/{slug}"))
        }
        _ => None,
    }
}

/// What the length of a link means, in plain words; the page's own address adds some 40 characters.
fn length_words(characters: usize) -> String {
    let number = grouped(characters);
    match characters {
        0..=400 => format!("{number} characters. Fits anywhere, and in a QR code."),
        401..=1800 => {
            format!("{number} characters. Fits in Slack and email, and alone in a Discord message.")
        }
        1801..=8000 => {
            format!("{number} characters. Fits in Slack and email. Too long for a Discord message.")
        }
        _ => format!("{number} characters. Long: some apps will cut it. Download a file instead."),
    }
}

fn link_view(model: &Model, scope: ShareFrom) -> LinkView {
    let step = match scope {
        ShareFrom::ThisStep => model.view.step.saturating_add(1),
        ShareFrom::Start => 1,
    };
    let panel = match model.view.panel {
        Panel::Why => None,
        Panel::Policies => Slug::new("policies").ok(),
    };
    LinkView {
        request: model.bench.request.clone(),
        step: u32::try_from(step).ok(),
        every_statement: model.view.detail == Detail::Statements,
        panel,
        mode: None,
    }
}

/// The fragment that names what is shown. A document of one's own is named by where to look only: whole it would be
/// long, and it is saved here; another person would not find it under a short name.
pub(crate) fn address(model: &Model) -> Option<String> {
    if model.screen == Screen::Home {
        return Some("#/".to_owned());
    }
    let suffix = link_view(model, ShareFrom::ThisStep).to_suffix();
    let base = match (&model.bench.slot, &model.visited) {
        (Slot::Visiting, Some(base)) => base.clone(),
        _ => reference(model).unwrap_or_else(|| "#".to_owned()),
    };
    Some(format!("{base}{suffix}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_in_words() {
        let check =
            |characters: usize, expected: &str| assert_eq!(length_words(characters), expected);
        check(130, "130 characters. Fits anywhere, and in a QR code.");
        check(
            1434,
            "1,434 characters. Fits in Slack and email, and alone in a Discord message.",
        );
        check(
            9000,
            "9,000 characters. Long: some apps will cut it. Download a file instead.",
        );
    }
}
