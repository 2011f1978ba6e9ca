//! `Numeric…`: exact decimal numbers.

use std::cmp::Ordering;

use aws::Decimal;

use super::operand::Form;
use super::{OperandMatch, OperatorSpec};

/// Compares the value, on the left, with the operand.
fn compare(form: &Form, value: &str, accepts: fn(Ordering) -> bool) -> OperandMatch {
    let Form::Number(number) = form else {
        return OperandMatch::WrongType;
    };
    number
        .compare_with(value)
        .map_or(OperandMatch::WrongType, |order| {
            OperandMatch::of(accepts(order.reverse()))
        })
}

const fn numeric(name: &'static str, docs: &'static str) -> OperatorSpec {
    OperatorSpec {
        name,
        negated: false,
        variables: false,
        wildcards: false,
        docs,
        expects: "a number such as `3600`",
        refuses_bad_operands: false,
        read: |_, text| Decimal::parse(text).map_or(Form::Unreadable, Form::Number),
        compare: |form, value, _| compare(form, value, Ordering::is_eq),
    }
}

pub(super) static NUMERIC_EQUALS: OperatorSpec = numeric(
    "NumericEquals",
    "The value equals one of the listed numbers.",
);
pub(super) static NUMERIC_NOT_EQUALS: OperatorSpec = OperatorSpec {
    negated: true,
    ..numeric(
        "NumericNotEquals",
        "The value equals none of the listed numbers.",
    )
};
pub(super) static NUMERIC_LESS_THAN: OperatorSpec = OperatorSpec {
    compare: |form, value, _| compare(form, value, Ordering::is_lt),
    ..numeric(
        "NumericLessThan",
        "The value is less than one of the listed numbers.",
    )
};
pub(super) static NUMERIC_LESS_THAN_EQUALS: OperatorSpec = OperatorSpec {
    compare: |form, value, _| compare(form, value, Ordering::is_le),
    ..numeric(
        "NumericLessThanEquals",
        "The value is less than or equal to one of the listed numbers.",
    )
};
pub(super) static NUMERIC_GREATER_THAN: OperatorSpec = OperatorSpec {
    compare: |form, value, _| compare(form, value, Ordering::is_gt),
    ..numeric(
        "NumericGreaterThan",
        "The value is greater than one of the listed numbers.",
    )
};
pub(super) static NUMERIC_GREATER_THAN_EQUALS: OperatorSpec = OperatorSpec {
    compare: |form, value, _| compare(form, value, Ordering::is_ge),
    ..numeric(
        "NumericGreaterThanEquals",
        "The value is greater than or equal to one of the listed numbers.",
    )
};
