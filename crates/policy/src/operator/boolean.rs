//! `Bool`: true or false, whatever the letter case.

use super::operand::Form;
use super::{OperandMatch, OperatorSpec};

/// Reads `true` or `false`, ignoring case.
pub(super) fn parse_bool(text: &str) -> Option<bool> {
    match text {
        _ if text.eq_ignore_ascii_case("true") => Some(true),
        _ if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

pub(super) static BOOL: OperatorSpec = OperatorSpec {
    name: "Bool",
    negated: false,
    variables: true,
    wildcards: false,
    docs: "The value is the listed one of true and false.",
    expects: "`true` or `false`",
    refuses_bad_operands: false,
    read: |template, text| match Form::text(template, text) {
        Form::Text(text) => parse_bool(&text).map_or(Form::Unreadable, Form::Boolean),
        form => form,
    },
    compare: |form, value, context| {
        let same = |expected: Option<bool>| match (expected, parse_bool(value)) {
            (Some(expected), Some(found)) => OperandMatch::of(expected == found),
            _ => OperandMatch::WrongType,
        };
        match form {
            Form::Boolean(expected) => same(Some(*expected)),
            form => form.compare_text(context, |text| same(parse_bool(text))),
        }
    },
};
