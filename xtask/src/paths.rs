//! Where things are: the checkout, and the folder of tools outside it.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The root of the checkout this program was compiled in.
pub fn root() -> &'static Path {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own)
}

/// The folder the release build is written to.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// The folder of tools that every checkout of one user shares, for tools of the given versions.
///
/// Without a home folder it is `.tools/` in the checkout.
pub fn tools(versions: &str) -> PathBuf {
    let set = |name| {
        env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    match set("XDG_CACHE_HOME").or_else(|| set("HOME").map(|home| home.join(".cache"))) {
        Some(cache) => cache
            .join("sts-playground")
            .join(format!("tools-{versions}")),
        None => root().join(".tools"),
    }
}

/// Cargo at the root of the checkout.
pub fn cargo() -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(root());
    cargo
}

/// Node at the root of the checkout, to run the script at the given path under the root.
pub fn node(script: &str) -> Command {
    let mut node = Command::new("node");
    node.current_dir(root()).arg(script);
    node
}

/// The value of PATH with these folders in front of it.
pub fn path_with(folders: &[PathBuf]) -> Result<OsString, String> {
    let old = env::var_os("PATH").unwrap_or_default();
    env::join_paths(folders.iter().cloned().chain(env::split_paths(&old)))
        .map_err(|error| format!("cannot make a PATH of `{folders:?}`: {error}"))
}

/// The first program of this name on the PATH.
pub fn on_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|program| program.is_file())
}
