//! The project's own commands: `cargo xtask serve`, `cargo xtask test` and the parts of them.
//!
//! It starts other programs in the right order with the right versions, and uses the standard library only.
//! It is not part of the product: nothing here is compiled into the page.

mod bench;
mod chromium;
mod dist;
mod http;
mod lighthouse;
mod paths;
mod run;
mod serve;
mod test;
mod tidy;
mod tools;
mod weight;

use std::env;
use std::process::{Command, ExitCode};

const USAGE: &str = "usage: cargo xtask COMMAND

  serve [--port N] [--base /sub/path/]  install what is missing, build for release, serve on 127.0.0.1
  test [--only STEP]                    every check, as continuous integration runs it
  dist                                  build for release into dist/
  bench                                 the engine's speed, native and as WebAssembly in Node
  weight                                compressed sizes of the built page against their budgets
  lighthouse                            Lighthouse scores of the built page
  tidy                                  the rules of the source tree that no compiler checks
  bless                                 write the expected results of the golden tests anew";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Result<(), String> {
    let Some((command, options)) = arguments.split_first() else {
        return Err(format!("found no command\n\n{USAGE}"));
    };
    match command.as_str() {
        "serve" => serve::serve(options),
        "test" => test::test(options),
        "dist" => none(options).and_then(|()| dist::build()),
        "bench" => none(options).and_then(|()| bench::measure()),
        "weight" => none(options).and_then(|()| weight::check()),
        "lighthouse" => none(options).and_then(|()| lighthouse::measure()),
        "tidy" => none(options).and_then(|()| tidy::check()),
        "bless" => none(options).and_then(|()| bless()),
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(())
        }
        other => Err(format!("found the unknown command `{other}`\n\n{USAGE}")),
    }
}

/// Refuses options where a command takes none.
fn none(options: &[String]) -> Result<(), String> {
    match options.first() {
        None => Ok(()),
        Some(option) => Err(format!(
            "found `{option}`, expected no option here\n\n{USAGE}"
        )),
    }
}

fn bless() -> Result<(), String> {
    run::run(
        paths::cargo()
            .args(["test", "--package", "tests"])
            .env("UPDATE_EXPECT", "1"),
    )?;
    run::run(
        Command::new("git")
            .args(["status", "--short", "tests"])
            .current_dir(paths::root()),
    )
}
