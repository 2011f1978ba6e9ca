//! A small world for tests: an organization with two OUs, a vendor outside, one of each noun.

#![allow(clippy::unwrap_used, reason = "tests may stop at the first surprise")]

use aws::{AccountId, Arn};

use crate::{
    Document, Edit, EntryId, PolicyLocation, Scenario, apply_edit, form::read_text, read_document,
};

/// The vendor scenario as it was first published, which never changes.
pub(crate) const VENDOR: &str = include_str!("../../../data/links/vendor-external-id.json");

pub(crate) fn vendor_document() -> Document {
    read_document(VENDOR).unwrap().0
}

pub(crate) fn vendor() -> Scenario {
    vendor_document().scenario
}

pub(crate) fn account(id: &str) -> AccountId {
    AccountId::new(id).unwrap()
}

pub(crate) fn arn(text: &str) -> Arn {
    Arn::parse(text).unwrap()
}

/// An edit from its JSON, as it stands in documents.
pub(crate) fn edit(json: &str) -> Edit {
    read_text(json).unwrap()
}

/// A place from its JSON, as it stands in documents.
pub(crate) fn location(json: &str) -> PolicyLocation {
    read_text(json).unwrap()
}

/// The scenario after edits that all have to apply.
pub(crate) fn after(scenario: &Scenario, edits: &[&str]) -> Scenario {
    let mut scenario = scenario.clone();
    for (number, json) in (1u32..).zip(edits) {
        let applied = apply_edit(&scenario, EntryId(number), &edit(json));
        assert_eq!(applied.as_ref().err(), None, "{json}");
        scenario = applied.unwrap_or(scenario);
    }
    scenario
}
