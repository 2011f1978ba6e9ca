//! `Arn…`: ARNs compared part by part; `Equals` and `Like` behave alike (`COND-11`, `POL-23`).

use super::operand::Form;
use super::{OperandMatch, OperatorSpec};
use crate::pattern::Shape;

/// Whether a text has the six parts of an ARN, any of which may be a wildcard in a pattern (`COND-10`).
fn has_six_parts(text: &str) -> bool {
    text.bytes().filter(|byte| *byte == b':').count() >= 5
}

const fn arn(name: &'static str, negated: bool, docs: &'static str) -> OperatorSpec {
    OperatorSpec {
        name,
        negated,
        variables: true,
        wildcards: true,
        docs,
        expects: "an ARN of six parts such as `arn:aws:iam::*:role/Admin*`",
        refuses_bad_operands: false,
        read: |template, text| {
            if template.has_variables() || has_six_parts(text) {
                Form::glob(template, Shape::ArnParts)
            } else {
                Form::Unreadable
            }
        },
        compare: |form, value, context| {
            if value.starts_with("arn:") && has_six_parts(value) {
                form.compare_glob(value, Shape::ArnParts, context)
            } else {
                OperandMatch::WrongType
            }
        },
    }
}

const LIKE: &str = "The value matches one of the listed ARNs, each of the six parts by itself, with `*` and `?` as wildcards.";
const NOT_LIKE: &str = "The value matches none of the listed ARNs, each of the six parts by itself, with `*` and `?` as wildcards.";

pub(super) static ARN_EQUALS: OperatorSpec = arn("ArnEquals", false, LIKE);
pub(super) static ARN_NOT_EQUALS: OperatorSpec = arn("ArnNotEquals", true, NOT_LIKE);
pub(super) static ARN_LIKE: OperatorSpec = arn("ArnLike", false, LIKE);
pub(super) static ARN_NOT_LIKE: OperatorSpec = arn("ArnNotLike", true, NOT_LIKE);
