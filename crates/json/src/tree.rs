//! The tree: values, members and their places.

/// A range of bytes in a text, `start..end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// A value and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Json {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// The kinds of JSON values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// The number as written.
    Number(String),
    /// A string, its escapes resolved.
    Text(String),
    /// An array.
    Array(Vec<Json>),
    /// An object, its members in the order of the text; a name can stand there twice.
    Object(Vec<Member>),
}

/// A member of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its name, escapes resolved.
    pub name: String,
    /// Where the name stands, quotes included.
    pub name_span: Span,
    /// Its value.
    pub value: Json,
}

impl Member {
    /// Name and value together.
    pub fn span(&self) -> Span {
        Span {
            start: self.name_span.start,
            end: self.value.span.end,
        }
    }
}

impl Value {
    /// What it is, for error texts.
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Null => "`null`",
            Value::Boolean(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::Text(_) => "a string",
            Value::Array(_) => "an array",
            Value::Object(_) => "an object",
        }
    }
}
