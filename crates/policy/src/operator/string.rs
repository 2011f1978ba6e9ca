//! `String…`: texts and patterns (`COND-10`).

use super::operand::Form;
use super::{OperandMatch, OperatorSpec};
use crate::pattern::Shape;

const fn exact(name: &'static str, negated: bool, docs: &'static str) -> OperatorSpec {
    OperatorSpec {
        name,
        negated,
        variables: true,
        wildcards: false,
        docs,
        expects: "a text",
        refuses_bad_operands: false,
        read: Form::text,
        compare: |form, value, context| {
            form.compare_text(context, |text| OperandMatch::of(text == value))
        },
    }
}

const fn ignoring_case(name: &'static str, negated: bool, docs: &'static str) -> OperatorSpec {
    OperatorSpec {
        compare: |form, value, context| {
            form.compare_text(context, |text| {
                let folded = |text: &str| {
                    text.chars()
                        .flat_map(char::to_lowercase)
                        .collect::<Vec<_>>()
                };
                OperandMatch::of(folded(text) == folded(value))
            })
        },
        ..exact(name, negated, docs)
    }
}

const fn like(name: &'static str, negated: bool, docs: &'static str) -> OperatorSpec {
    OperatorSpec {
        wildcards: true,
        read: |template, _| Form::glob(template, Shape::Text),
        compare: |form, value, context| form.compare_glob(value, Shape::Text, context),
        ..exact(name, negated, docs)
    }
}

pub(super) static STRING_EQUALS: OperatorSpec = exact(
    "StringEquals",
    false,
    "The value is exactly one of the listed texts; letter case counts.",
);
pub(super) static STRING_NOT_EQUALS: OperatorSpec = exact(
    "StringNotEquals",
    true,
    "The value is none of the listed texts; letter case counts.",
);
pub(super) static STRING_EQUALS_IGNORE_CASE: OperatorSpec = ignoring_case(
    "StringEqualsIgnoreCase",
    false,
    "The value is one of the listed texts; letter case does not count.",
);
pub(super) static STRING_NOT_EQUALS_IGNORE_CASE: OperatorSpec = ignoring_case(
    "StringNotEqualsIgnoreCase",
    true,
    "The value is none of the listed texts; letter case does not count.",
);
pub(super) static STRING_LIKE: OperatorSpec = like(
    "StringLike",
    false,
    "The whole value matches one of the listed patterns, where `*` is any run and `?` any one character.",
);
pub(super) static STRING_NOT_LIKE: OperatorSpec = like(
    "StringNotLike",
    true,
    "The value matches none of the listed patterns, where `*` is any run and `?` any one character.",
);
