//! `cargo xtask test`: every check in order of price, so that the cheap ones fail first.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::paths::{cargo, node, root};
use crate::run::{run, seconds};
use crate::{chromium, dist, tidy, tools, weight};

struct Step {
    name: &'static str,
    what: &'static str,
    check: fn() -> Result<(), String>,
}

const STEPS: [Step; 8] = [
    Step {
        name: "format",
        what: "every Rust file is as rustfmt writes it",
        check: format,
    },
    Step {
        name: "tidy",
        what: "the rules of the source tree hold",
        check: tidy::check,
    },
    Step {
        name: "clippy",
        what: "no warning from rustc or clippy",
        check: clippy,
    },
    Step {
        name: "native",
        what: "tests of the crates, native",
        check: native,
    },
    Step {
        name: "dist",
        what: "the release build",
        check: dist::build,
    },
    Step {
        name: "wasm",
        what: "tests of the crates, as WebAssembly in headless Chromium",
        check: wasm,
    },
    Step {
        name: "browser",
        what: "end-to-end tests of the release build in Chromium",
        check: browser,
    },
    Step {
        name: "weight",
        what: "compressed sizes are within their budgets",
        check: weight::check,
    },
];

/// Runs all steps, or the one named by `--only`, and stops at the first that fails.
///
/// # Errors
/// A sentence that names the step and what failed in it.
pub fn test(options: &[String]) -> Result<(), String> {
    let steps = chosen(options)?;
    let mut times = Vec::new();
    let outcome = steps.iter().try_for_each(|step| {
        println!("\n== {}: {}", step.name, step.what);
        let start = Instant::now();
        let outcome = (step.check)();
        times.push((step.name, start.elapsed()));
        outcome.map_err(|error| format!("the step `{}` failed: {error}", step.name))
    });
    report(&times);
    outcome?;
    println!("\nAll checks passed.");
    Ok(())
}

fn chosen(options: &[String]) -> Result<Vec<&'static Step>, String> {
    let names = || STEPS.map(|step| step.name).join("`, `");
    match options {
        [] => Ok(STEPS.iter().collect()),
        [only, name] if only == "--only" => match STEPS.iter().find(|step| step.name == name) {
            Some(step) => Ok(vec![step]),
            None => Err(format!(
                "found no step `{name}`, expected one of `{}`",
                names()
            )),
        },
        _ => Err(format!(
            "found `{}`, expected `--only` and one of `{}`",
            options.join(" "),
            names()
        )),
    }
}

fn report(times: &[(&str, Duration)]) {
    println!("\nTimes");
    for (name, time) in times {
        println!("  {name:<10}{:>14}", seconds(*time));
    }
    println!(
        "  {:<10}{:>14}",
        "total",
        seconds(times.iter().map(|(_, time)| *time).sum())
    );
}

fn format() -> Result<(), String> {
    run(cargo().args(["fmt", "--all", "--check"]))
}

fn clippy() -> Result<(), String> {
    run(cargo().args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--locked",
        "--",
        "--deny",
        "warnings",
    ]))
}

fn native() -> Result<(), String> {
    run(cargo().args(["test", "--workspace", "--exclude", "wasm-tools", "--locked"]))
}

/// Runs `tests/wasm.rs` of every crate that has one.
fn wasm() -> Result<(), String> {
    let tools = tools::prepare()?;
    let chromium = chromium::prepare()?;
    let packages = packages_with_wasm_tests()?;
    if packages.is_empty() {
        return Err("found no `tests/wasm.rs`, expected one in `web` at least".to_owned());
    }
    run(cargo()
        .args([
            "test",
            "--locked",
            "--target",
            "wasm32-unknown-unknown",
            "--test",
            "wasm",
        ])
        .args(packages.iter().flat_map(|package| ["--package", package]))
        .env("PATH", tools.path)
        .env("CHROMEDRIVER", chromium.driver))
}

/// Packages are named like their folders.
fn packages_with_wasm_tests() -> Result<Vec<String>, String> {
    let mut folders = entries("crates")?;
    folders.push(root().join("web"));
    let named = folders
        .iter()
        .filter(|folder| folder.join("tests/wasm.rs").is_file());
    Ok(named
        .filter_map(|folder| Some(folder.file_name()?.to_str()?.to_owned()))
        .collect())
}

fn browser() -> Result<(), String> {
    dist::expect_built()?;
    tools::prepare()?;
    let chromium = chromium::prepare()?;
    let specs = entries("tests/browser")?;
    let specs = specs
        .iter()
        .filter(|file| file.to_string_lossy().ends_with(".test.mjs"));
    run(node("--test").args(specs).env("CHROMIUM", chromium.browser))
}

/// What is in a folder of the checkout, in order of name.
fn entries(folder: &str) -> Result<Vec<PathBuf>, String> {
    let cannot = |error| format!("cannot list `{folder}`: {error}");
    let mut entries: Vec<PathBuf> = fs::read_dir(root().join(folder))
        .map_err(cannot)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()
        .map_err(cannot)?;
    entries.sort();
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_step_can_be_chosen_by_name() {
        let check = |line: &str, expected: &str| {
            let options: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
            let found = match chosen(&options) {
                Ok(steps) => steps
                    .iter()
                    .map(|step| step.name)
                    .collect::<Vec<_>>()
                    .join(" "),
                Err(error) => error,
            };
            assert!(found.starts_with(expected), "{line}: {found}");
        };
        check("", "format tidy clippy native dist wasm browser weight");
        check("--only wasm", "wasm");
        check(
            "--only wsam",
            "found no step `wsam`, expected one of `format`, `tidy`",
        );
        check("--fast", "found `--fast`, expected `--only`");
    }
}
