//! `check`: conformance cases against what they expect.

use std::io::Write;

use interchange::{
    conformance::{Difference, answer, differences},
    wire::{Actual, Case, read_cases},
};
use serde_json::{Value, json};

use super::write_json;
use crate::input::Input;
use crate::outcome::{Failure, Outcome};
use crate::report;

/// Prints the cases that differ and how many passed.
pub(crate) fn check(file: &str, json: bool, out: &mut dyn Write) -> Result<Outcome, Failure> {
    let input = Input::read(file)?;
    let (mut passed, mut failed, mut missing) = (0_usize, 0_usize, 0_usize);
    let mut outcome = Outcome::Fine;
    for (line, case) in read_cases(&input.text) {
        let case = match case {
            Ok(case) => case,
            Err(error) => {
                report(&format!("{}:{line}: {error}", input.name));
                outcome = Outcome::Unreadable;
                continue;
            }
        };
        let verdict = verdict(&case)?;
        if verdict.is_pass() {
            passed += 1;
        } else {
            failed += 1;
            missing += usize::from(matches!(verdict, Verdict::NotSimulated(_)));
            outcome = outcome.max(Outcome::Found);
        }
        if json {
            write_json(out, &verdict.to_json(&case.id))?;
        } else if !verdict.is_pass() {
            writeln!(out, "{}:{line}: {} {}", input.name, case.id, case.title)?;
            verdict.write(out)?;
        }
    }
    if json {
        let counts = json!({"passed": passed, "failed": failed, "notSimulated": missing});
        write_json(out, &counts)?;
        return Ok(outcome);
    }
    if missing > 0 {
        writeln!(out, "not simulated among the failed: {missing}")?;
    }
    writeln!(out, "{passed} passed, {failed} failed")?;
    Ok(outcome)
}

/// What became of one case.
enum Verdict {
    Compared(Vec<Difference>),
    NotSimulated(String),
    NothingExpected,
}

fn verdict(case: &Case) -> Result<Verdict, Failure> {
    let Some(expected) = &case.expect else {
        return Ok(Verdict::NothingExpected);
    };
    Ok(match answer(case) {
        Actual::NotSimulated { not_simulated } => Verdict::NotSimulated(not_simulated),
        actual => Verdict::Compared(differences(expected, &serde_json::to_value(actual)?)),
    })
}

impl Verdict {
    fn is_pass(&self) -> bool {
        matches!(self, Verdict::Compared(differences) if differences.is_empty())
    }

    fn write(&self, out: &mut dyn Write) -> Result<(), Failure> {
        match self {
            Verdict::Compared(differences) => {
                for difference in differences {
                    writeln!(out, "  {difference}")?;
                }
            }
            Verdict::NotSimulated(reason) => writeln!(out, "  not simulated: {reason}")?,
            Verdict::NothingExpected => writeln!(out, "  the case has no `expect`")?,
        }
        Ok(())
    }

    fn to_json(&self, id: &str) -> Value {
        match self {
            Verdict::Compared(differences) => {
                let differences: Vec<Value> = differences
                    .iter()
                    .map(|it| json!({"path": it.path, "expected": it.expected, "found": it.found}))
                    .collect();
                json!({"id": id, "passed": self.is_pass(), "differences": differences})
            }
            Verdict::NotSimulated(reason) => {
                json!({"id": id, "passed": false, "notSimulated": reason})
            }
            Verdict::NothingExpected => json!({"id": id, "passed": false, "noExpect": true}),
        }
    }
}
