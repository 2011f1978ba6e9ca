//! The built-in scenarios, as every test over them reads them.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests may stop at the first surprise"
)]

use std::{fs, path::PathBuf};

use world::{Document, read_document};

/// A file of `data/scenarios`.
pub(crate) struct BuiltIn {
    /// The file's name without its ending, which is the scenario's name in addresses.
    pub(crate) slug: String,
    /// The file's text.
    pub(crate) source: String,
    /// What it says.
    pub(crate) document: Document,
}

/// A folder or file of `data`.
pub(crate) fn data(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../data")
        .join(path)
}

/// A file of golden text, in `tests/traces`.
pub(crate) fn golden(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("traces")
        .join(name)
}

/// All built-in scenarios, by name; every one opens without a remark.
pub(crate) fn built_in() -> Vec<BuiltIn> {
    let mut files: Vec<PathBuf> = fs::read_dir(data("scenarios"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files.iter().map(read).collect()
}

fn read(file: &PathBuf) -> BuiltIn {
    let slug = file.file_stem().unwrap().to_str().unwrap().to_owned();
    assert_eq!(file.extension().unwrap(), "json", "{slug}");
    let source = fs::read_to_string(file).unwrap();
    let (document, notes) =
        read_document(&source).unwrap_or_else(|error| panic!("{slug}: {error}"));
    assert_eq!(notes, [], "{slug}");
    BuiltIn {
        slug,
        source,
        document,
    }
}
