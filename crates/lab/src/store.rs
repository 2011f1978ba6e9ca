//! What is kept in the browser, under which keys: every value is a plain document or a plain text,
//! so that it can be read and rescued by hand.
//!
//! | key | value |
//! |---|---|
//! | `doc/<slot>/a`, `doc/<slot>/b` | the document of a slot; writes alternate, so that one whole copy always stands |
//! | `doc/<slot>/newest` | `a` or `b` |
//! | `draft/<slot>/<policy>` | a policy text that is not valid yet |
//! | `save/<name>` | a document kept by name |
//! | `last` | the slot that was worked on last |
//! | `settings/theme`, `settings/editor` | choices of the page |

use world::SortedMap;

use world::{Document, Slug, read_document};

use crate::Effect;

/// A place where one document is autosaved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    /// A built-in scenario with what was done in it.
    Scenario(Slug),
    /// A document of one's own, made from a link, a file or a save.
    Copy(u32),
    /// A scenario that came by link and is only being looked at: never saved.
    Visiting,
}

impl Slot {
    /// The slot's name in keys; a visit has none.
    pub(crate) fn name(&self) -> Option<String> {
        match self {
            Slot::Scenario(slug) => Some(format!("scenario-{slug}")),
            Slot::Copy(number) => Some(format!("copy-{number}")),
            Slot::Visiting => None,
        }
    }

    fn parse(name: &str) -> Option<Slot> {
        if let Some(slug) = name.strip_prefix("scenario-") {
            return Slug::new(slug).ok().map(Slot::Scenario);
        }
        name.strip_prefix("copy-")?.parse().ok().map(Slot::Copy)
    }
}

/// The browser's store as it was read at the start and as it was written since.
#[derive(Clone, Debug, Default)]
pub(crate) struct Store {
    texts: SortedMap<String, String>,
    /// Whether the browser keeps what is written; `None` until something failed.
    pub(crate) failure: Option<String>,
}

impl Store {
    /// Takes over what the browser holds.
    pub(crate) fn new(stored: Vec<(String, String)>) -> Store {
        Store {
            texts: stored.into_iter().collect(),
            failure: None,
        }
    }

    /// Whether nobody has been here before.
    pub(crate) fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// A stored text.
    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        self.texts.get(key).map(String::as_str)
    }

    /// Writes a text, in memory and by effect.
    pub(crate) fn put(&mut self, key: &str, text: &str, report: bool, effects: &mut Vec<Effect>) {
        if self.get(key) == Some(text) && !report {
            return;
        }
        self.texts.insert(key.to_owned(), text.to_owned());
        effects.push(Effect::Save {
            key: key.to_owned(),
            text: text.to_owned(),
            report,
        });
    }

    /// Takes note of what another tab stored or removed.
    pub(crate) fn learn(&mut self, key: String, text: Option<String>) {
        match text {
            Some(text) => self.texts.insert(key, text),
            None => self.texts.remove(&key),
        };
    }

    /// Removes a text.
    pub(crate) fn forget(&mut self, key: &str, effects: &mut Vec<Effect>) {
        if self.texts.remove(key).is_some() {
            effects.push(Effect::Forget(key.to_owned()));
        }
    }

    /// The slot that was worked on last, when its document still stands.
    pub(crate) fn last_slot(&self) -> Option<Slot> {
        self.get("last").and_then(Slot::parse)
    }

    /// Writes the document of a slot beside its last copy, and then points to it.
    pub(crate) fn write_slot(&mut self, name: &str, text: &str, effects: &mut Vec<Effect>) {
        let newest = format!("doc/{name}/newest");
        let side = if self.get(&newest) == Some("a") {
            "b"
        } else {
            "a"
        };
        self.put(&format!("doc/{name}/{side}"), text, true, effects);
        self.put(&newest, side, false, effects);
        self.put("last", name, false, effects);
    }

    /// The newest document of a slot that can be read, or why none can.
    pub(crate) fn read_slot(&self, slot: &Slot) -> Option<Result<Document, String>> {
        let name = slot.name()?;
        let newest = self.get(&format!("doc/{name}/newest")).unwrap_or("a");
        let older = if newest == "a" { "b" } else { "a" };
        let read = |side: &str| {
            let text = self.get(&format!("doc/{name}/{side}"))?;
            Some(
                read_document(text)
                    .map(|(document, _)| document)
                    .map_err(|error| error.to_string()),
            )
        };
        match (read(newest), read(older)) {
            (Some(Ok(document)), _) | (Some(Err(_)) | None, Some(Ok(document))) => {
                Some(Ok(document))
            }
            (Some(Err(problem)), _) | (None, Some(Err(problem))) => Some(Err(problem)),
            (None, None) => None,
        }
    }

    /// The drafts of a slot, by policy key.
    pub(crate) fn drafts(&self, slot: &Slot) -> SortedMap<String, String> {
        let Some(name) = slot.name() else {
            return SortedMap::new();
        };
        let prefix = format!("draft/{name}/");
        let drafts = self.texts.iter();
        drafts
            .filter_map(|(key, text)| Some((key.strip_prefix(&prefix)?.to_owned(), text.clone())))
            .collect()
    }

    /// Writes a draft, or removes it.
    pub(crate) fn write_draft(
        &mut self,
        slot: &Slot,
        policy: &str,
        draft: Option<&str>,
        effects: &mut Vec<Effect>,
    ) {
        let Some(name) = slot.name() else { return };
        let key = format!("draft/{name}/{policy}");
        match draft {
            Some(text) => self.put(&key, text, false, effects),
            None => self.forget(&key, effects),
        }
    }

    /// Names of the named saves, in order.
    pub(crate) fn saves(&self) -> impl Iterator<Item = (&str, &str)> {
        let saves = self.texts.iter();
        saves.filter_map(|(key, text)| Some((key.strip_prefix("save/")?, text.as_str())))
    }

    /// The slots of one's own documents, in the order of making.
    pub(crate) fn copies(&self) -> Vec<u32> {
        let keys = self.texts.keys();
        let mut numbers: Vec<u32> = keys
            .filter_map(|key| {
                key.strip_prefix("doc/copy-")?
                    .strip_suffix("/newest")?
                    .parse()
                    .ok()
            })
            .collect();
        numbers.sort_unstable();
        numbers
    }

    /// A slot for a new document of one's own.
    pub(crate) fn free_copy(&self) -> Slot {
        Slot::Copy(
            self.copies()
                .last()
                .map_or(1, |last| last.saturating_add(1)),
        )
    }

    /// Removes everything of a slot.
    pub(crate) fn forget_slot(&mut self, slot: &Slot, effects: &mut Vec<Effect>) {
        let Some(name) = slot.name() else { return };
        let (document, draft) = (format!("doc/{name}/"), format!("draft/{name}/"));
        let keys: Vec<String> = self
            .texts
            .keys()
            .filter(|key| key.starts_with(&document) || key.starts_with(&draft))
            .cloned()
            .collect();
        for key in keys {
            self.forget(&key, effects);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop at the first surprise")]
    use aws::Timestamp;
    use world::{Scenario, write_document};

    use super::*;

    fn document(title: &str) -> Document {
        Document::new(Scenario::new(title, Timestamp::from_seconds(0)))
    }

    #[test]
    fn the_newest_copy_that_can_be_read_wins() {
        let slot = Slot::Copy(1);
        let mut store = Store::default();
        for title in ["one", "two", "three"] {
            store.write_slot("copy-1", &write_document(&document(title)), &mut Vec::new());
        }
        assert_eq!(
            store.read_slot(&slot).unwrap().unwrap().scenario.title,
            "three"
        );
        let newest = store.get("doc/copy-1/newest").unwrap().to_owned();
        store.put(
            &format!("doc/copy-1/{newest}"),
            "{ cut",
            false,
            &mut Vec::new(),
        );
        assert_eq!(
            store.read_slot(&slot).unwrap().unwrap().scenario.title,
            "two"
        );
        store.forget_slot(&slot, &mut Vec::new());
        assert!(store.read_slot(&slot).is_none());
    }
}
