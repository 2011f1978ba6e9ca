//! Answers to conformance cases, by the public functions of the engine.
//!
//! Nothing is decided here, and nothing is guessed: what the engine does not simulate is answered as
//! [`Actual::NotSimulated`] with the reason.

mod authorize;
mod compare;
mod patterns;
mod scene;
mod sequence;
mod sts;
mod token;
mod validate;

pub use authorize::{Question, question};
pub use compare::{Difference, differences};

use sim::CallRecord;

use crate::wire::{Actual, Case, CaseError};

/// What the engine says to a case.
pub fn answer(case: &Case) -> Actual {
    let answered = match case.kind.as_str() {
        "authorize" => case
            .given()
            .map(|given| authorize::answer(&given).unwrap_or_else(Actual::not_simulated)),
        "condition" => case.given().map(|given| patterns::condition(&given)),
        "arn" => case.given().map(|given| patterns::arn(&given)),
        "validate" => case
            .given()
            .map(|given| validate::answer(&given, &case.title)),
        "sts" | "token" | "sequence" => return played(case).0,
        other => {
            return Actual::not_simulated(format!("cases of the kind `{other}` are not known"));
        }
    };
    answered.unwrap_or_else(|error: CaseError| Actual::not_simulated(error.to_string()))
}

/// The calls that a case of the kinds `sts`, `token` and `sequence` makes, in order; none for other kinds.
pub fn calls(case: &Case) -> Vec<CallRecord> {
    played(case).1
}

fn played(case: &Case) -> (Actual, Vec<CallRecord>) {
    let played = match case.kind.as_str() {
        "sts" => case.given().map(|given| sts::play(&given)),
        "token" => case.given().map(|given| token::play(&given)),
        "sequence" => case.given().map(|given| sequence::play(&given)),
        _ => return (Actual::not_simulated("no call is made"), Vec::new()),
    };
    match played {
        Ok(Ok(played)) => played,
        Ok(Err(reason)) => (Actual::not_simulated(reason), Vec::new()),
        Err(error) => (Actual::not_simulated(error.to_string()), Vec::new()),
    }
}

/// The answer of a case with its calls, or why it is not simulated.
type Played = Result<(Actual, Vec<CallRecord>), String>;
