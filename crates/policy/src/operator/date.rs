//! `Date…`: instants, in ISO 8601 or epoch seconds on either side (`COND-20`).

use std::cmp::Ordering;

use aws::Timestamp;

use super::operand::Form;
use super::{OperandMatch, OperatorSpec};

/// Compares the value, on the left, with the operand.
fn compare(form: &Form, value: &str, accepts: fn(Ordering) -> bool) -> OperandMatch {
    match (form, Timestamp::parse_with_nanoseconds(value)) {
        (Form::Date(date), Ok(value)) => OperandMatch::of(accepts(value.cmp(date))),
        _ => OperandMatch::WrongType,
    }
}

const fn date(name: &'static str, docs: &'static str) -> OperatorSpec {
    OperatorSpec {
        name,
        negated: false,
        variables: false,
        wildcards: false,
        docs,
        expects: "a date such as `2026-03-02T09:00:00Z`, or epoch seconds",
        refuses_bad_operands: true,
        read: |_, text| {
            Timestamp::parse_with_nanoseconds(text).map_or(Form::Unreadable, Form::Date)
        },
        compare: |form, value, _| compare(form, value, Ordering::is_eq),
    }
}

pub(super) static DATE_EQUALS: OperatorSpec = date(
    "DateEquals",
    "The value is the same instant as one of the listed dates.",
);
pub(super) static DATE_NOT_EQUALS: OperatorSpec = OperatorSpec {
    negated: true,
    ..date(
        "DateNotEquals",
        "The value is a different instant from all listed dates.",
    )
};
pub(super) static DATE_LESS_THAN: OperatorSpec = OperatorSpec {
    compare: |form, value, _| compare(form, value, Ordering::is_lt),
    ..date(
        "DateLessThan",
        "The value is before one of the listed dates.",
    )
};
pub(super) static DATE_LESS_THAN_EQUALS: OperatorSpec = OperatorSpec {
    compare: |form, value, _| compare(form, value, Ordering::is_le),
    ..date(
        "DateLessThanEquals",
        "The value is one of the listed dates, or before it.",
    )
};
pub(super) static DATE_GREATER_THAN: OperatorSpec = OperatorSpec {
    compare: |form, value, _| compare(form, value, Ordering::is_gt),
    ..date(
        "DateGreaterThan",
        "The value is after one of the listed dates.",
    )
};
pub(super) static DATE_GREATER_THAN_EQUALS: OperatorSpec = OperatorSpec {
    compare: |form, value, _| compare(form, value, Ordering::is_ge),
    ..date(
        "DateGreaterThanEquals",
        "The value is one of the listed dates, or after it.",
    )
};
