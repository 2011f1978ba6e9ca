//! The golden links of the built-in scenarios, and how long their links are.
//!
//! A golden link is written once and opens forever; `UPDATE_EXPECT=1` adds those that are missing and touches no other.

#![allow(clippy::unwrap_used, reason = "tests may stop at the first surprise")]

use std::{env, fmt::Write, fs};

use expect_test::expect_file;
use share::{LinkView, ShareScope, decode_link, encode_link};
use world::read_document;

use crate::built_in::{BuiltIn, built_in, data, golden};

fn check(name: &str) {
    let link = fs::read_to_string(data(&format!("links/{name}.txt"))).unwrap();
    let json = fs::read_to_string(data(&format!("links/{name}.json"))).unwrap();
    let (expected, _) = read_document(&json).unwrap();
    let (opened, view, _) = decode_link(link.trim_end()).unwrap();
    assert_eq!(opened, expected, "{name}");
    assert_eq!(view, LinkView::default(), "{name}");
}

#[test]
fn every_scenario_has_a_golden_link_that_opens() {
    for BuiltIn {
        slug,
        source,
        document,
    } in built_in()
    {
        let link = data(&format!("links/{slug}.txt"));
        if env::var_os("UPDATE_EXPECT").is_some() && !link.exists() {
            let text = encode_link(&document, ShareScope::WholeStory).unwrap();
            fs::write(data(&format!("links/{slug}.json")), &source).unwrap();
            fs::write(&link, format!("{text}\n")).unwrap();
        }
        check(&slug);
    }
}

#[test]
fn a_link_made_today_opens_as_the_scenario() {
    for BuiltIn { slug, document, .. } in built_in() {
        for scope in [ShareScope::WholeStory, ShareScope::WorldOnly] {
            let link = encode_link(&document, scope).unwrap();
            let (opened, _, notes) = decode_link(link.as_str()).unwrap();
            assert_eq!((opened, notes.len()), (document.clone(), 0), "{slug}");
        }
    }
}

/// Bytes of the document, and characters of its link without the page's address.
#[test]
fn links_are_as_long_as_before() {
    let mut table = String::from("scenario                      bytes   link\n");
    for BuiltIn { slug, document, .. } in built_in() {
        let bytes = world::write_document(&document).len();
        let link = encode_link(&document, ShareScope::WholeStory).unwrap();
        writeln!(table, "{slug:<28} {bytes:>6} {:>6}", link.characters()).unwrap();
    }
    println!("{table}");
    expect_file![golden("link-lengths.txt")].assert_eq(&table);
}
