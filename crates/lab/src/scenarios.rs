//! The built-in scenarios, in the order of the gallery.

use world::{Document, Slug, read_document};

/// A scenario that comes with the page.
pub(crate) struct BuiltIn {
    /// Its name in `#/s/<slug>`.
    pub slug: &'static str,
    text: &'static str,
}

macro_rules! built_in {
    ($($slug:literal),* $(,)?) => {
        &[$(BuiltIn {
            slug: $slug,
            text: include_str!(concat!("../../../data/scenarios/", $slug, ".json")),
        }),*]
    };
}

/// All built-in scenarios; the first one is what a first visit shows.
pub(crate) const BUILT_IN: &[BuiltIn] = built_in![
    "vendor-external-id",
    "cross-account-developer",
    "same-account-assume-role",
    "confused-deputy",
    "scp-require-micro-instance",
    "scp-deny-outside-eu",
];

impl BuiltIn {
    /// The scenario as a document whose own story cannot be undone; a test shows that all of them can be read.
    pub(crate) fn document(&self) -> Option<Document> {
        let (mut document, _) = read_document(self.text).ok()?;
        document.journal.raise_floor_to_head();
        Some(document)
    }
}

/// The built-in scenario with this name.
pub(crate) fn built_in(slug: &Slug) -> Option<Document> {
    BUILT_IN
        .iter()
        .find(|known| known.slug == slug.as_str())?
        .document()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_can_be_read() {
        for scenario in BUILT_IN {
            assert!(scenario.document().is_some(), "{}", scenario.slug);
            assert!(Slug::new(scenario.slug).is_ok(), "{}", scenario.slug);
        }
    }
}
