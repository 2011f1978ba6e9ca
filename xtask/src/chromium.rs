//! The browser of the tests: Chromium and its driver, from the system or from Debian's packages.

use std::path::PathBuf;
use std::process::Command;

use crate::paths::on_path;
use crate::run::{output_of, run, timed};

/// The programs the tests drive.
pub struct Chromium {
    /// The browser.
    pub browser: PathBuf,
    /// Its WebDriver server.
    pub driver: PathBuf,
}

/// Finds Chromium and chromedriver, or installs Debian's.
///
/// # Errors
/// A sentence that says what to install, where apt cannot.
pub fn prepare() -> Result<Chromium, String> {
    if let Some(found) = find() {
        return Ok(found);
    }
    timed("Installing Chromium and its driver by apt", || {
        apt(&["update"])?;
        apt(&[
            "install",
            "--yes",
            "--no-install-recommends",
            "chromium",
            "chromium-driver",
        ])
    })
    .map_err(|error| {
        format!("{error}; install Chromium with its chromedriver and run this again")
    })?;
    find().ok_or_else(|| {
        "found no `chromium` and `chromedriver` on the PATH after installing them".to_owned()
    })
}

fn find() -> Option<Chromium> {
    let browsers = [
        "chromium",
        "chromium-browser",
        "google-chrome-stable",
        "google-chrome",
    ];
    let browser = browsers.into_iter().find_map(on_path)?;
    Some(Chromium {
        browser,
        driver: on_path("chromedriver")?,
    })
}

fn apt(arguments: &[&str]) -> Result<(), String> {
    let root = output_of(Command::new("id").arg("--user")).is_some_and(|id| id.trim() == "0");
    let mut command = if root {
        Command::new("apt-get")
    } else {
        let mut sudo = Command::new("sudo");
        sudo.args(["--preserve-env=DEBIAN_FRONTEND", "apt-get"]);
        sudo
    };
    run(command
        .arg("--quiet")
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive"))
}
