//! `evaluate`: the answers to conformance cases.

use std::io::Write;

use interchange::{
    conformance::answer,
    wire::{Answer, read_cases},
};

use super::write_json;
use crate::input::Input;
use crate::outcome::{Failure, Outcome};
use crate::report;

/// Prints one line a case; a line that is no case is reported, and the others are answered all the same.
pub(crate) fn evaluate(file: &str, out: &mut dyn Write) -> Result<Outcome, Failure> {
    let input = Input::read(file)?;
    let mut outcome = Outcome::Fine;
    for (line, case) in read_cases(&input.text) {
        match case {
            Ok(case) => {
                let actual = answer(&case);
                let id = case.id.as_str();
                write_json(out, &Answer { id, actual })?;
            }
            Err(error) => {
                report(&format!("{}:{line}: {error}", input.name));
                outcome = Outcome::Unreadable;
            }
        }
    }
    Ok(outcome)
}
