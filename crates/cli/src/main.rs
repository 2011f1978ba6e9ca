//! `sts-playground`: the engine over files and pipes, for bug reports, scripts and other people's tests.
//!
//! This is *not* the page's terminal, which runs `aws …` commands in a world; and nothing is decided here.

mod arguments;
mod commands;
mod input;
mod outcome;
mod records;

use std::io::{BufWriter, Write, stderr, stdout};
use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command, LinkCommand};
use outcome::{Failure, Outcome};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut out = BufWriter::new(stdout().lock());
    let outcome = run(&arguments.command, &mut out)
        .and_then(|outcome| out.flush().map(|()| outcome).map_err(Failure::from));
    match outcome {
        Ok(outcome) => outcome.exit_code(),
        // Whoever reads our output has seen enough.
        Err(Failure::ClosedPipe) => ExitCode::SUCCESS,
        Err(Failure::Problem(problem)) => {
            report(&problem);
            Outcome::Unreadable.exit_code()
        }
    }
}

fn run(command: &Command, out: &mut dyn Write) -> Result<Outcome, Failure> {
    match command {
        Command::Evaluate { file } => commands::evaluate(file, out),
        Command::Check { file, json } => commands::check(file, *json, out),
        Command::Explain {
            file,
            id,
            request,
            json,
        } => commands::explain(file, id.as_deref(), request.as_deref(), *json, out),
        Command::Lint {
            file,
            kind,
            own_account,
            catalog,
            json,
        } => {
            let known = commands::KnownAround::read(own_account, catalog.as_deref())?;
            commands::lint(file, kind.policy_kind(), &known, *json, out)
        }
        Command::Replay { file, json } => commands::replay(file, *json, out),
        Command::Link { command } => match command {
            LinkCommand::Encode {
                file,
                world_only,
                json,
            } => commands::encode_link(file, *world_only, *json, out),
            LinkCommand::Decode { link } => commands::decode_link(link, out),
        },
    }
}

/// One line to the error output, which may be closed.
fn report(problem: &str) {
    let _ = writeln!(stderr(), "error: {problem}");
}

/// One line to the error output about something that stops nothing.
fn remark(text: &str) {
    let _ = writeln!(stderr(), "note: {text}");
}
