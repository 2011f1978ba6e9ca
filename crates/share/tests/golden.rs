//! Links that were sent once open for ever: each `data/links/<name>.txt` gives the document `<name>.json`.
//!
//! A new link is made by putting the document there and running with `UPDATE_EXPECT=1`; a link that is there is never
//! written again.

#![allow(clippy::unwrap_used, reason = "tests may stop at the first surprise")]

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use share::{ShareScope, decode_link, encode_link};

fn files(extension: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/links");
    let paths = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|it| it == extension))
        .collect();
    files.sort();
    files
}

#[test]
fn every_golden_link_opens_to_the_document_beside_it() {
    for path in files("json") {
        let (document, _) = world::read_document(&fs::read_to_string(&path).unwrap()).unwrap();
        let link = path.with_extension("txt");
        if !link.exists() && env::var_os("UPDATE_EXPECT").is_some() {
            let text = encode_link(&document, ShareScope::WholeStory).unwrap();
            fs::write(&link, format!("{text}\n")).unwrap();
        }
        let opened = decode_link(fs::read_to_string(&link).unwrap().trim());
        assert_eq!(
            opened.map(|(opened, _, _)| opened),
            Ok(document),
            "{}",
            link.display()
        );
    }
    let links = files("txt");
    let documents: Vec<_> = files("json")
        .iter()
        .map(|path| path.with_extension("txt"))
        .collect();
    assert!(!links.is_empty());
    assert_eq!(links, documents);
}
