//! Every sentence the user sees that is made from a reason of the engine.

mod statement;
mod verdict;

pub(crate) use statement::{condition_had, condition_wants, finding, statement_sentences};
pub(crate) use verdict::{
    account_name, outcome_words, short_arn, stage_note, stage_short, stage_title, verdict_reason,
    verdict_title,
};

/// `3 statements`, `1 statement`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    if number == 1 {
        format!("1 {noun}")
    } else {
        format!("{number} {noun}s")
    }
}

/// `policy` and `policies`.
pub(crate) fn count_policies(number: usize) -> String {
    if number == 1 {
        "1 policy".to_owned()
    } else {
        format!("{number} policies")
    }
}

/// `a`, `a and b`, `a, b and c`.
pub(crate) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// A problem as the beginning of a sentence.
pub(crate) fn sentence_case(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => std::iter::once(first.to_ascii_uppercase())
            .chain(characters)
            .collect(),
        None => String::new(),
    }
}

/// `1434` as `1,434`.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut shown = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}
