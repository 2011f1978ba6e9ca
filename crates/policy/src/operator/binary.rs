//! `BinaryEquals`: bytes, written in base64.

use data_encoding::BASE64;

use super::operand::Form;
use super::{OperandMatch, OperatorSpec};

pub(super) static BINARY_EQUALS: OperatorSpec = OperatorSpec {
    name: "BinaryEquals",
    negated: false,
    variables: false,
    wildcards: false,
    docs: "The bytes of the value equal the bytes of one of the listed base64 texts.",
    expects: "base64 such as `RVhBTVBMRQ==`",
    refuses_bad_operands: false,
    read: |_, text| {
        BASE64
            .decode(text.as_bytes())
            .map_or(Form::Unreadable, Form::Bytes)
    },
    compare: |form, value, _| match (form, BASE64.decode(value.as_bytes())) {
        (Form::Bytes(expected), Ok(found)) => OperandMatch::of(*expected == found),
        _ => OperandMatch::WrongType,
    },
};
