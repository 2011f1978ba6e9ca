//! Tests of the evaluator as a whole.

mod agreement;
mod golden;
mod rules;
