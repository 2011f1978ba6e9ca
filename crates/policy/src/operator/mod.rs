//! The condition operators: one file a family, one [`OperatorSpec`] an operator.
//!
//! A spec answers for one operand and one value only.
//! Combining values, sets, missing keys and negation is *not* done here but by `authz` (`COND-01` to `COND-15`).

mod arn;
mod binary;
mod boolean;
mod date;
mod ip_address;
mod null;
mod numeric;
mod operand;
mod string;

use std::fmt;

use aws::{RequestContext, Text};

use crate::SetQualifier;
use crate::variable::Template;
use operand::Form;

pub use operand::Operand;

/// What is known of one condition operator, without its qualifiers.
pub struct OperatorSpec {
    /// The exact spelling, such as `StringNotEquals`.
    pub name: &'static str,
    /// Whether the operator asks that *no* listed value fits; [`OperatorSpec::matches`] does not apply this.
    pub negated: bool,
    /// Whether `${…}` in an operand is a variable (`POL-31`).
    pub variables: bool,
    /// Whether `*` and `?` in an operand are wildcards (`POL-25`).
    pub wildcards: bool,
    /// What it does, in one sentence.
    pub docs: &'static str,
    /// What an operand must be, to follow the word "expected".
    pub expects: &'static str,
    /// Whether AWS refuses an operand of another type; otherwise such an operand never matches (`COND-19`).
    pub(crate) refuses_bad_operands: bool,
    pub(crate) read: fn(&Template, &str) -> Form,
    pub(crate) compare: fn(&Form, &str, &RequestContext) -> OperandMatch,
}

/// How one operand fared against one value of the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OperandMatch {
    /// The value fits the operand.
    Matched,
    /// The value does not fit.
    NotMatched,
    /// The operand or the value is not of the operator's type, so it does not fit (`COND-19`).
    WrongType,
    /// A variable of the operand has no single value in the request, so it does not fit (`POL-32`).
    VariableUnresolved,
}

impl OperandMatch {
    fn of(matched: bool) -> OperandMatch {
        if matched {
            OperandMatch::Matched
        } else {
            OperandMatch::NotMatched
        }
    }
}

/// All operators, in the order of AWS's reference.
pub const OPERATORS: &[&OperatorSpec] = &[
    &string::STRING_EQUALS,
    &string::STRING_NOT_EQUALS,
    &string::STRING_EQUALS_IGNORE_CASE,
    &string::STRING_NOT_EQUALS_IGNORE_CASE,
    &string::STRING_LIKE,
    &string::STRING_NOT_LIKE,
    &numeric::NUMERIC_EQUALS,
    &numeric::NUMERIC_NOT_EQUALS,
    &numeric::NUMERIC_LESS_THAN,
    &numeric::NUMERIC_LESS_THAN_EQUALS,
    &numeric::NUMERIC_GREATER_THAN,
    &numeric::NUMERIC_GREATER_THAN_EQUALS,
    &date::DATE_EQUALS,
    &date::DATE_NOT_EQUALS,
    &date::DATE_LESS_THAN,
    &date::DATE_LESS_THAN_EQUALS,
    &date::DATE_GREATER_THAN,
    &date::DATE_GREATER_THAN_EQUALS,
    &boolean::BOOL,
    &binary::BINARY_EQUALS,
    &ip_address::IP_ADDRESS,
    &ip_address::NOT_IP_ADDRESS,
    &arn::ARN_EQUALS,
    &arn::ARN_NOT_EQUALS,
    &arn::ARN_LIKE,
    &arn::ARN_NOT_LIKE,
    &null::NULL,
];

impl OperatorSpec {
    /// The operator of this exact name, without qualifiers.
    pub fn find(name: &str) -> Option<&'static OperatorSpec> {
        OPERATORS.iter().copied().find(|spec| spec.name == name)
    }

    /// Whether a value of the request fits an operand of this operator.
    ///
    /// For a negated operator this is the *positive* comparison: `StringNotEquals` answers `Matched` when the two
    /// are equal. The caller turns it around, once for all values of a key (`COND-02`).
    /// For `Null` it says whether a key that is present with this value satisfies the operand.
    pub fn matches(
        &self,
        operand: &Operand,
        value: &str,
        context: &RequestContext,
    ) -> OperandMatch {
        (self.compare)(&operand.form, value, context)
    }

    /// Whether this is `Null`, which asks for the presence of a key and not for its values.
    pub fn is_null(&self) -> bool {
        self.name == null::NULL.name
    }

    /// Reads an operand; `variables` says whether the policy's version knows them (`POL-06`).
    ///
    /// Also returns the `${…}` that are no variables and stay text.
    pub(crate) fn operand(&self, text: &str, variables: bool) -> (Operand, Vec<String>) {
        let (template, strange) = if variables && self.variables {
            Template::parse(text, 0)
        } else {
            (Template::literal(text), Vec::new())
        };
        (
            Operand {
                text: Text::new(text),
                form: (self.read)(&template, text),
            },
            strange,
        )
    }
}

/// An operator's member name taken apart: `ForAnyValue:StringLikeIfExists`.
pub(crate) struct OperatorName {
    pub(crate) set: Option<SetQualifier>,
    pub(crate) spec: &'static OperatorSpec,
    pub(crate) if_exists: bool,
}

impl OperatorName {
    /// Takes a name apart; the spelling must be exact, and `Null` takes no `IfExists` (`COND-04`).
    pub(crate) fn parse(name: &str) -> Option<OperatorName> {
        let (set, rest) = SetQualifier::split(name);
        let (base, if_exists) = match rest.strip_suffix("IfExists") {
            Some(base) => (base, true),
            None => (rest, false),
        };
        let spec = OperatorSpec::find(base)?;
        let fits = !spec.is_null() || (!if_exists && set.is_none());
        fits.then_some(OperatorName {
            set,
            spec,
            if_exists,
        })
    }

    /// The right spelling of a name that is wrong in letter case only.
    pub(crate) fn suggestion(name: &str) -> Option<String> {
        let qualifiers = [
            "",
            SetQualifier::ForAllValues.prefix(),
            SetQualifier::ForAnyValue.prefix(),
        ];
        let names = OPERATORS.iter().flat_map(|spec| {
            qualifiers
                .iter()
                .flat_map(|set| ["", "IfExists"].map(|end| format!("{set}{}{end}", spec.name)))
        });
        names
            .into_iter()
            .find(|right| right.eq_ignore_ascii_case(name) && OperatorName::parse(right).is_some())
    }
}

impl fmt::Debug for OperatorSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// Names are unique among [`OPERATORS`].
impl PartialEq for OperatorSpec {
    fn eq(&self, other: &OperatorSpec) -> bool {
        self.name == other.name
    }
}

impl Eq for OperatorSpec {}

#[cfg(test)]
mod tests;
