//! `BinaryEquals`: bytes, written in base64.

use aws::Base64;

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
        Base64::Standard
            .decode(text)
            .map_or(Form::Unreadable, Form::Bytes)
    },
    compare: |form, value, _| match (form, Base64::Standard.decode(value)) {
        (Form::Bytes(expected), Some(found)) => OperandMatch::of(*expected == found),
        _ => OperandMatch::WrongType,
    },
};
