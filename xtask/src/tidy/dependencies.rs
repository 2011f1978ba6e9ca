//! Who may use whom: the arrows between our crates, and the packages each may take.
//!
//! Tests may use what they like; only what a crate is built from is checked.

use super::Finding;

/// Our crates and the ones of ours each is built from; ARCHITECTURE.md draws the same arrows.
const ARROWS: [(&str, &[&str]); 14] = [
    ("aws", &[]),
    ("json", &[]),
    ("sorted", &[]),
    ("policy", &["aws", "json"]),
    ("authz", &["aws", "policy"]),
    ("world", &["aws", "json", "sorted"]),
    ("sim", &["aws", "policy", "authz", "world"]),
    ("share", &["aws", "world"]),
    ("interchange", &["aws", "policy", "authz", "world", "sim"]),
    ("lab", &["aws", "policy", "authz", "world", "sim", "share"]),
    (
        "cli",
        &[
            "aws",
            "policy",
            "authz",
            "world",
            "sim",
            "share",
            "interchange",
        ],
    ),
    ("web", &["lab"]),
    ("wasm-tools", &[]),
    ("xtask", &[]),
];

/// Packages that only some of our crates are built from.
const KEPT: [(&[&str], &[&str]); 5] = [
    // The simulation is the same everywhere: nothing of a browser reaches below the page.
    (
        &[
            "yew",
            "gloo",
            "web-sys",
            "js-sys",
            "wasm-bindgen",
            "wasm-bindgen-futures",
        ],
        &["web"],
    ),
    (&["serde-wasm-bindgen"], &["web"]),
    // Settings, and what the command line and cases say, are the only JSON read by derive.
    (&["serde", "serde_json"], &["web", "interchange", "cli"]),
    // The page has no command line to read.
    (&["clap"], &["cli"]),
    // The same document gives the same bytes: no chance, no machine clock, no tasks.
    (
        &[
            "rand",
            "getrandom",
            "fastrand",
            "tokio",
            "chrono",
            "web-time",
            "instant",
        ],
        &[],
    ),
];

/// What a manifest breaks; other files give nothing.
pub(super) fn findings(file: &str, text: &str) -> Vec<Finding> {
    let Some(folder) = file.strip_suffix("/Cargo.toml") else {
        return Vec::new();
    };
    let name = folder.rsplit('/').next().unwrap_or(folder);
    if name == "tests" {
        return Vec::new();
    }
    let Some((_, ours)) = ARROWS.iter().find(|(crate_name, _)| *crate_name == name) else {
        let message = format!(
            "found the new crate `{name}`; give it its row in xtask/src/tidy/dependencies.rs"
        );
        return vec![Finding::new(file, 0, message)];
    };
    built_from(text)
        .filter_map(|(line, package)| {
            let is_ours = ARROWS.iter().any(|(crate_name, _)| *crate_name == package);
            let kept = KEPT
                .iter()
                .find(|(packages, _)| packages.contains(&package));
            let message = if is_ours && !ours.contains(&package) {
                format!("`{name}` may not use `{package}`; of ours it may use {ours:?}")
            } else if let Some((_, users)) = kept
                && !users.contains(&name)
            {
                format!("`{name}` may not use `{package}`, which is kept to {users:?}")
            } else {
                return None;
            };
            Some(Finding::new(file, line, message))
        })
        .collect()
}

/// The packages of the tables of dependencies, without those of tests, each with its line.
fn built_from(manifest: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut in_table = false;
    manifest
        .lines()
        .enumerate()
        .filter_map(move |(index, line)| {
            let line = line.trim();
            if let Some(header) = line.strip_prefix('[') {
                let header = header.trim_end_matches(']');
                let table = header.rsplit('.').next().unwrap_or(header);
                in_table = matches!(table, "dependencies" | "build-dependencies");
                // `[dependencies.serde]` names its package in the header.
                let (parent, package) = header.rsplit_once('.')?;
                return parent
                    .ends_with("dependencies")
                    .then_some((index + 1, package))
                    .filter(|_| {
                        parent == "dependencies"
                            || parent == "build-dependencies"
                            || parent.ends_with(".dependencies")
                    });
            }
            if !in_table || line.is_empty() || line.starts_with('#') {
                return None;
            }
            let package = line.split(['=', '.', ' ']).next()?;
            Some((index + 1, package.trim_matches('"')))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(file: &str, manifest: &str, expected: &[(usize, &str)]) {
        let findings = findings(file, manifest);
        let found: Vec<(usize, &str)> = findings
            .iter()
            .map(|finding| (finding.line, finding.message.as_str()))
            .collect();
        assert_eq!(found, expected, "{manifest}");
    }

    #[test]
    fn arrows_point_down_only() {
        check(
            "crates/policy/Cargo.toml",
            "[dependencies]\naws = { workspace = true }\n",
            &[],
        );
        check(
            "crates/policy/Cargo.toml",
            "[dependencies]\n# a remark\naws.workspace = true\nauthz = { path = \"../authz\" }\n",
            &[(
                4,
                "`policy` may not use `authz`; of ours it may use [\"aws\", \"json\"]",
            )],
        );
        check(
            "web/Cargo.toml",
            "[target.'cfg(target_arch = \"wasm32\")'.dependencies]\nsim = \"1\"\n",
            &[(2, "`web` may not use `sim`; of ours it may use [\"lab\"]")],
        );
        check(
            "crates/extra/Cargo.toml",
            "",
            &[(
                0,
                "found the new crate `extra`; give it its row in xtask/src/tidy/dependencies.rs",
            )],
        );
    }

    #[test]
    fn packages_stay_where_they_are_kept() {
        check(
            "web/Cargo.toml",
            "[dependencies]\nyew.workspace = true\n",
            &[],
        );
        check(
            "crates/lab/Cargo.toml",
            "[dependencies]\nlibm = \"1\"\n[dependencies.web-sys]\nversion = \"0.3\"\n",
            &[(3, "`lab` may not use `web-sys`, which is kept to [\"web\"]")],
        );
        check(
            "crates/sim/Cargo.toml",
            "[build-dependencies]\nrand = \"1\"\n",
            &[(2, "`sim` may not use `rand`, which is kept to []")],
        );
    }

    #[test]
    fn tests_may_use_what_they_like() {
        check(
            "crates/aws/Cargo.toml",
            "[dev-dependencies]\nserde_json.workspace = true\n",
            &[],
        );
        check(
            "crates/aws/Cargo.toml",
            "[dev-dependencies.serde_json]\nversion = \"1\"\n",
            &[],
        );
        check("tests/Cargo.toml", "[dependencies]\nsim = \"1\"\n", &[]);
        check(
            "crates/aws/src/lib.rs",
            "[dependencies]\nyew = \"1\"\n",
            &[],
        );
    }
}
