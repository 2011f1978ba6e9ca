//! How a command ends: its exit code, or what stopped it.

use std::io;
use std::process::ExitCode;

/// How a command that ran to its end came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    /// Nothing to report: 0.
    Fine,
    /// What was looked for was found, such as a difference or an error in a policy: 1.
    Found,
    /// Some of the input could not be read: 2, as for wrong arguments.
    Unreadable,
}

impl Outcome {
    pub(crate) fn exit_code(self) -> ExitCode {
        match self {
            Outcome::Fine => ExitCode::SUCCESS,
            Outcome::Found => ExitCode::from(1),
            Outcome::Unreadable => ExitCode::from(2),
        }
    }
}

/// What stopped a command.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The reader of the output went away.
    ClosedPipe,
    /// One sentence that names the file.
    Problem(String),
}

impl Failure {
    pub(crate) fn new(problem: impl Into<String>) -> Failure {
        Failure::Problem(problem.into())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::ClosedPipe,
            _ => Failure::new(format!("cannot write the output: {error}")),
        }
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Failure {
        io::Error::from(error).into()
    }
}
