//! `cargo xtask tidy`: the rules of the source tree that no compiler checks.
//!
//! Each rule is a function from a file's path and text to findings, so that tests can hand it any text.
//! The rules about meaning (what belongs in which crate) are not checked here, only their mechanical part.

mod dependencies;
mod texts;

use std::fs;
use std::path::{Path, PathBuf};

use crate::paths::root;

/// Folders that hold nothing written by hand.
const MADE: [&str; 6] = [
    ".git",
    ".tools",
    "dist",
    "node_modules",
    "target",
    "proptest-regressions",
];

/// The endings of the files that are read.
const READ: [&str; 12] = [
    "rs", "toml", "md", "mjs", "js", "css", "html", "json", "jsonl", "txt", "yml", "svg",
];

/// One broken rule.
#[derive(Debug, PartialEq, Eq)]
struct Finding {
    /// Path under the root, with slashes.
    file: String,
    /// Counted from 1; 0 when the whole file is meant.
    line: usize,
    message: String,
}

impl Finding {
    fn new(file: &str, line: usize, message: String) -> Self {
        Self {
            file: file.to_owned(),
            line,
            message,
        }
    }
}

/// Checks the checkout.
///
/// # Errors
/// The list of findings, when there are any.
pub fn check() -> Result<(), String> {
    let mut findings = Vec::new();
    let files = files(root())?;
    for file in &files {
        // What is not text has no rules here.
        let Ok(text) = fs::read_to_string(root().join(file)) else {
            continue;
        };
        findings.extend(texts::findings(file, &text));
        findings.extend(dependencies::findings(file, &text));
    }
    if findings.is_empty() {
        println!("{} files, nothing to report", files.len());
        return Ok(());
    }
    let lines: Vec<String> = findings
        .iter()
        .map(
            |Finding {
                 file,
                 line,
                 message,
             }| format!("{file}:{line}: {message}"),
        )
        .collect();
    Err(format!(
        "found {} of these:\n{}",
        findings.len(),
        lines.join("\n")
    ))
}

/// All files written by hand, as paths under the root with slashes, in order.
fn files(root: &Path) -> Result<Vec<String>, String> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder)
            .map_err(|error| format!("cannot list `{}`: {error}", folder.display()))?;
        for entry in entries.flatten() {
            let path: PathBuf = entry.path();
            let name = entry.file_name();
            if path.is_dir() {
                if !MADE.iter().any(|made| name == *made) {
                    folders.push(path);
                }
            } else if path
                .extension()
                .is_none_or(|ending| READ.iter().any(|read| ending == *read))
            {
                let under = path.strip_prefix(root).unwrap_or(&path);
                found.push(under.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    #[test]
    fn this_checkout_is_tidy() {
        assert_eq!(super::check(), Ok(()));
    }
}
