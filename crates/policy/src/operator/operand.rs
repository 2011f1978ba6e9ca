//! Operands: the values a policy lists under a condition key.

use aws::{Decimal, RequestContext, Text, Timestamp};

use super::OperandMatch;
use super::ip_address::Network;
use crate::pattern::{Glob, Shape};
use crate::variable::{Template, Unresolved};

/// A value of a Condition block, parsed for its operator.
#[derive(Clone, Debug)]
pub struct Operand {
    pub(super) text: Text,
    pub(super) form: Form,
}

/// What an operator made of an operand.
#[derive(Clone, Debug)]
pub(crate) enum Form {
    Text(String),
    /// A text with variables.
    Template(Template),
    Glob(Glob),
    /// A pattern with variables.
    GlobTemplate(Template),
    Number(Decimal),
    /// An instant and the nanoseconds after its whole second.
    Date((Timestamp, u32)),
    Boolean(bool),
    Bytes(Vec<u8>),
    Network(Network),
    /// Not of the operator's type.
    Unreadable,
}

impl Operand {
    /// The operand as written; unquoted numbers and booleans by their text (`POL-04`).
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The operand as written, to keep.
    pub fn shared_text(&self) -> Text {
        self.text.clone()
    }

    /// Whether the operand is of the operator's type.
    pub fn is_readable(&self) -> bool {
        !matches!(self.form, Form::Unreadable)
    }

    /// Whether the operand differs from request to request.
    pub fn has_variables(&self) -> bool {
        matches!(self.form, Form::Template(_) | Form::GlobTemplate(_))
    }

    /// The text with its variables replaced; `None` without variables or when one has no value.
    pub fn resolved(&self, context: &RequestContext) -> Option<String> {
        match &self.form {
            Form::Template(template) | Form::GlobTemplate(template) => {
                template.resolve(context).ok()
            }
            _ => None,
        }
    }

    /// The name of the first variable that has no single value in the request.
    pub fn unresolved_variable(&self, context: &RequestContext) -> Option<String> {
        match &self.form {
            Form::Template(template) | Form::GlobTemplate(template) => {
                template.resolve(context).err().map(|Unresolved(name)| name)
            }
            _ => None,
        }
    }

    /// For an operand of `Null`: whether it asks that the key be absent.
    pub fn expects_absence(&self) -> Option<bool> {
        match self.form {
            Form::Boolean(absent) => Some(absent),
            _ => None,
        }
    }
}

impl Form {
    pub(super) fn text(template: &Template, text: &str) -> Form {
        if template.has_variables() {
            return Form::Template(template.clone());
        }
        Form::Text(
            template
                .resolve(&RequestContext::new())
                .unwrap_or_else(|_| text.to_owned()),
        )
    }

    pub(super) fn glob(template: &Template, shape: Shape) -> Form {
        if template.has_variables() {
            return Form::GlobTemplate(template.clone());
        }
        Glob::resolve(template, shape, &RequestContext::new()).map_or(Form::Unreadable, Form::Glob)
    }

    /// Compares the text, with its variables replaced.
    pub(super) fn compare_text(
        &self,
        context: &RequestContext,
        compare: impl FnOnce(&str) -> OperandMatch,
    ) -> OperandMatch {
        match self {
            Form::Text(text) => compare(text),
            Form::Template(template) => match template.resolve(context) {
                Ok(text) => compare(&text),
                Err(Unresolved(_)) => OperandMatch::VariableUnresolved,
            },
            _ => OperandMatch::WrongType,
        }
    }

    /// Compares the pattern, with its variables replaced.
    pub(super) fn compare_glob(
        &self,
        value: &str,
        shape: Shape,
        context: &RequestContext,
    ) -> OperandMatch {
        match self {
            Form::Glob(glob) => OperandMatch::of(glob.matches(value)),
            Form::GlobTemplate(template) => match Glob::resolve(template, shape, context) {
                Ok(glob) => OperandMatch::of(glob.matches(value)),
                Err(Unresolved(_)) => OperandMatch::VariableUnresolved,
            },
            _ => OperandMatch::WrongType,
        }
    }
}
