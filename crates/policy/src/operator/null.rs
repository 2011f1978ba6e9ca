//! `Null`: whether a key is absent from the request, or present and not empty.

use super::boolean::parse_bool;
use super::operand::Form;
use super::{OperandMatch, OperatorSpec};

pub(super) static NULL: OperatorSpec = OperatorSpec {
    name: "Null",
    negated: false,
    variables: false,
    wildcards: false,
    docs: "With `true` the key is absent from the request, with `false` it is present and not empty.",
    expects: "`true` or `false`",
    refuses_bad_operands: true,
    read: |_, text| parse_bool(text).map_or(Form::Unreadable, Form::Boolean),
    compare: |form, value, _| match form {
        Form::Boolean(absent) => OperandMatch::of(*absent == value.is_empty()),
        _ => OperandMatch::WrongType,
    },
};
