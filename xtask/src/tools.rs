//! Installs what the build needs and is not there yet, saying so.
//!
//! Trunk and wasm-bindgen are compiled from source, once for a user and a version; all checkouts share them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{self, Command};

use crate::paths::{cargo, on_path, path_with, root, tools};
use crate::run::{output_of, run, timed};

const TARGET: &str = "wasm32-unknown-unknown";
const TRUNK: &str = "0.21.14";

/// The PATH under which Trunk, wasm-bindgen, its test runner and wasm-opt are found.
pub struct Tools {
    /// A whole value of PATH.
    pub path: std::ffi::OsString,
    /// The folder of the compiled tools.
    pub bin: PathBuf,
}

/// Installs everything the release build and the wasm tests need.
///
/// # Errors
/// A sentence that names the program that is missing or failed.
pub fn prepare() -> Result<Tools, String> {
    for program in ["node", "npm"] {
        if on_path(program).is_none() {
            return Err(format!(
                "found no `{program}` on the PATH, expected Node 20 or newer with npm"
            ));
        }
    }
    install_target()?;
    fetch_crates()?;
    let wasm_bindgen = locked_version("wasm-bindgen")?;
    let bin = tools(&format!("trunk-{TRUNK}-wasm-bindgen-{wasm_bindgen}")).join("bin");
    fs::create_dir_all(&bin)
        .map_err(|error| format!("cannot make `{}`: {error}", bin.display()))?;
    install_wasm_bindgen(&bin, &wasm_bindgen)?;
    install_trunk(&bin)?;
    install_npm_packages()?;
    let path = path_with(&[bin.clone(), root().join("web/node_modules/.bin")])?;
    Ok(Tools { path, bin })
}

fn install_target() -> Result<(), String> {
    let sysroot = output_of(
        Command::new("rustc")
            .args(["--print", "sysroot"])
            .current_dir(root()),
    );
    let sysroot = sysroot.ok_or("found no `rustc`, expected Rust installed by rustup")?;
    if Path::new(sysroot.trim())
        .join("lib/rustlib")
        .join(TARGET)
        .is_dir()
    {
        return Ok(());
    }
    timed("Installing Rust's WebAssembly target", || {
        run(Command::new("rustup")
            .args(["target", "add", TARGET])
            .current_dir(root()))
    })
}

/// Downloads the crates of Cargo.lock; Trunk later builds offline.
fn fetch_crates() -> Result<(), String> {
    if output_of(cargo().args(["fetch", "--locked", "--offline"])).is_some() {
        return Ok(());
    }
    timed("Downloading the crates of Cargo.lock", || {
        run(cargo().args(["fetch", "--locked"]))
    })
}

fn install_wasm_bindgen(bin: &Path, version: &str) -> Result<(), String> {
    const NAMES: [&str; 2] = ["wasm-bindgen", "wasm-bindgen-test-runner"];
    if NAMES.iter().all(|name| reports(&bin.join(name), version)) {
        return Ok(());
    }
    timed(
        &format!("Compiling wasm-bindgen {version} and its test runner (two minutes or so)"),
        || {
            run(cargo().args([
                "build",
                "--package",
                "wasm-tools",
                "--profile",
                "tools",
                "--locked",
            ]))?;
            let built = target_folder()?.join("tools/wasm-tools");
            NAMES
                .iter()
                .try_for_each(|name| put(&built, &bin.join(name)))
        },
    )
}

fn install_trunk(bin: &Path) -> Result<(), String> {
    if reports(&bin.join("trunk"), TRUNK) {
        return Ok(());
    }
    timed(
        &format!("Compiling Trunk {TRUNK} (two to five minutes)"),
        || {
            // Its work is to start other programs, so an unoptimised Trunk builds the page as fast and compiles sooner.
            let own = target_folder()?.join("trunk");
            run(cargo()
                .args([
                    "install",
                    "trunk",
                    "--version",
                    &format!("={TRUNK}"),
                    "--locked",
                ])
                .args(["--no-default-features", "--no-track", "--force", "--root"])
                .arg(&own)
                .env("CARGO_TARGET_DIR", own.join("build"))
                .env("CARGO_PROFILE_RELEASE_LTO", "off")
                .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256")
                .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
                .env("CARGO_PROFILE_RELEASE_STRIP", "true"))?;
            put(&own.join("bin/trunk"), &bin.join("trunk"))?;
            fs::remove_dir_all(&own)
                .map_err(|error| format!("cannot remove `{}`: {error}", own.display()))
        },
    )
}

fn install_npm_packages() -> Result<(), String> {
    let web = root().join("web");
    let lock = fs::read(web.join("package-lock.json"))
        .map_err(|error| format!("cannot read `web/package-lock.json`: {error}"))?;
    // A copy of the lock the installed packages came from; times of files say nothing after a checkout.
    let installed = web.join("node_modules/.installed-lock.json");
    if fs::read(&installed).is_ok_and(|old| old == lock) {
        return Ok(());
    }
    timed(
        "Installing the npm packages of web/package-lock.json",
        || {
            run(Command::new("npm")
                .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
                .current_dir(&web))?;
            fs::write(&installed, lock)
                .map_err(|error| format!("cannot write `{}`: {error}", installed.display()))
        },
    )
}

/// Whether the program is there and of the version: `trunk 0.21.14`.
fn reports(program: &Path, version: &str) -> bool {
    output_of(Command::new(program).arg("--version"))
        .is_some_and(|text| text.split_whitespace().any(|word| word == version))
}

/// Copies a program into place in one step, so that another checkout never starts half of it.
fn put(from: &Path, to: &Path) -> Result<(), String> {
    let half = to.with_extension(format!("{}.part", process::id()));
    fs::copy(from, &half)
        .and_then(|_| fs::rename(&half, to))
        .map_err(|error| {
            format!(
                "cannot copy `{}` to `{}`: {error}",
                from.display(),
                to.display()
            )
        })
}

/// Cargo's target folder, wherever the user's settings put it.
pub fn target_folder() -> Result<PathBuf, String> {
    let own = std::env::current_exe()
        .map_err(|error| format!("cannot tell where this program is: {error}"))?;
    let profile = own.parent().and_then(Path::parent);
    profile
        .map(Path::to_path_buf)
        .ok_or_else(|| format!("found no folder above `{}`", own.display()))
}

/// The version of a package in Cargo.lock.
fn locked_version(package: &str) -> Result<String, String> {
    let lock = fs::read_to_string(root().join("Cargo.lock"))
        .map_err(|error| format!("cannot read `Cargo.lock`: {error}"))?;
    version_in(&lock, package)
        .ok_or_else(|| format!("found no package `{package}` in `Cargo.lock`"))
}

fn version_in(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    let version = lines.nth(1)?.strip_prefix("version = \"")?;
    Some(version.strip_suffix('"')?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_stands_under_the_exact_name() {
        const LOCK: &str = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.1.0\"\n\n\
                            [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        let check = |package, expected: Option<&str>| {
            assert_eq!(version_in(LOCK, package).as_deref(), expected);
        };
        check("wasm-bindgen", Some("0.2.130"));
        check("wasm-bindgen-macro", Some("0.1.0"));
        check("wasm", None);
    }
}
