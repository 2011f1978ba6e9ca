//! The parameters of an operation as data, and the checks that need nothing else.
//!
//! First the caller's tools check minimums and presence (`STS-83`), then the service checks the rest (`STS-82`).

use world::{ParameterValue, Parameters};

use crate::{
    ApiError, OperationSpec,
    record::{CheckedBy, ParameterProblem, ParameterTrace},
};

/// One parameter; form fields and command lines are built from it.
#[derive(Clone, Copy, Debug)]
pub struct ParameterSpec {
    /// AWS's name, such as `ExternalId`.
    pub name: &'static str,
    /// The name for people, such as `External ID`.
    pub label: &'static str,
    /// The flag of the CLI, such as `--external-id`.
    pub flag: &'static str,
    /// Whether it must be sent.
    pub required: bool,
    /// What its values look like.
    pub shape: Shape,
    /// What it is for, in one sentence.
    pub docs: &'static str,
}

/// What values of a parameter look like.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// A text; lengths are in characters.
    Text {
        /// The shortest, checked by the caller's tools.
        min: u32,
        /// The longest, checked by the service.
        max: u32,
        /// Which characters are allowed, checked by the service.
        pattern: Option<Pattern>,
    },
    /// A whole number.
    Number {
        /// The least, checked by the caller's tools.
        min: i64,
        /// The greatest, checked by the service.
        max: i64,
    },
    /// A list of tags, each a structure of `Key` and `Value`.
    Tags {
        /// How many at most.
        max: u32,
    },
    /// A list of texts.
    List {
        /// How many at most.
        max: u32,
    },
}

/// The characters that a text may consist of.
#[derive(Clone, Copy, Debug)]
pub struct Pattern {
    /// As AWS prints it.
    pub regex: &'static str,
    /// The same for one character.
    pub allows: fn(char) -> bool,
}

/// The characters of tag keys and values (`STS-20`): letters, separators and numbers of any script, and a few signs.
const TAG_CHARACTERS: Pattern = Pattern {
    regex: r"[\p{L}\p{Z}\p{N}_.:/=+\-@]*",
    allows: |c| c.is_alphanumeric() || is_separator(c) || "_.:/=+-@".contains(c),
};

/// The characters of Unicode's separator classes, which leave out tab and line feed.
fn is_separator(c: char) -> bool {
    c.is_whitespace() && !c.is_control()
}

/// `\w` as AWS's models mean it.
pub(super) fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// What was sent, to be recorded; `problems` are those of `checked_by`.
pub(crate) fn parameter_trace(
    operation: &OperationSpec,
    parameters: &Parameters,
    problems: Vec<ParameterProblem>,
    checked_by: CheckedBy,
) -> ParameterTrace {
    let known = operation
        .parameters
        .iter()
        .filter_map(|spec| Some((spec.name.to_owned(), parameters.get(spec.name)?.clone())));
    let unknown = parameters
        .0
        .iter()
        .filter(|(name, _)| operation.parameter(name).is_none())
        .map(|(name, value)| (name.clone(), value.clone()));
    ParameterTrace {
        sent: known.chain(unknown).collect(),
        problems,
        checked_by,
    }
}

/// What the caller's own tools find; nothing is sent when they find something.
pub(crate) fn check_by_client(
    operation: &OperationSpec,
    parameters: &Parameters,
) -> Vec<ParameterProblem> {
    let problem = |parameter: &str, message: String| ParameterProblem {
        parameter: parameter.to_owned(),
        message,
    };
    let missing = operation
        .parameters
        .iter()
        .filter(|spec| spec.required && parameters.get(spec.name).is_none())
        .map(|spec| {
            problem(
                spec.name,
                format!("Missing required parameter in input: \"{}\"", spec.name),
            )
        });
    let unknown = parameters
        .0
        .keys()
        .filter(|name| operation.parameter(name).is_none())
        .map(|name| {
            let names: Vec<&str> = operation.parameters.iter().map(|spec| spec.name).collect();
            problem(
                name,
                format!(
                    "Unknown parameter in input: \"{name}\", must be one of: {}",
                    names.join(", ")
                ),
            )
        });
    let wrong = operation.parameters.iter().filter_map(|spec| {
        let message = client_problem(spec, parameters.get(spec.name)?)?;
        Some(problem(spec.name, message))
    });
    missing.chain(unknown).chain(wrong).collect()
}

fn client_problem(spec: &ParameterSpec, value: &ParameterValue) -> Option<String> {
    let name = spec.name;
    match spec.shape {
        Shape::Text { min, .. } => match text_of(value) {
            None => Some(wrong_type(name, value, "<class 'str'>")),
            Some(text) => {
                let length = text.chars().count();
                let too_short = u32::try_from(length).is_ok_and(|length| length < min);
                too_short.then(|| format!("Invalid length for parameter {name}, value: {length}, valid min length: {min}"))
            }
        },
        Shape::Number { min, .. } => match number_of(value) {
            None => Some(wrong_type(name, value, "<class 'int'>")),
            Some(number) => {
                (number < min).then(|| format!("Invalid value for parameter {name}, value: {number}, valid min value: {min}"))
            }
        },
        Shape::Tags { .. } => match tags_of(value) {
            None => Some(wrong_type(name, value, "<class 'list'>, <class 'tuple'>")),
            Some(tags) => tags.iter().enumerate().find(|(_, (key, _))| key.is_empty()).map(|(index, _)| {
                format!("Invalid length for parameter {name}[{index}].Key, value: 0, valid min length: 1")
            }),
        },
        Shape::List { .. } => {
            list_of(value).is_none().then(|| wrong_type(name, value, "<class 'list'>, <class 'tuple'>"))
        }
    }
}

fn wrong_type(name: &str, value: &ParameterValue, valid: &str) -> String {
    let (text, found) = match value {
        ParameterValue::Text(text) => (text.clone(), "<class 'str'>"),
        ParameterValue::Number(number) => (number.to_string(), "<class 'int'>"),
        ParameterValue::Boolean(true) => ("True".to_owned(), "<class 'bool'>"),
        ParameterValue::Boolean(false) => ("False".to_owned(), "<class 'bool'>"),
        ParameterValue::List(_) => ("[...]".to_owned(), "<class 'list'>"),
        ParameterValue::Map(_) => ("{...}".to_owned(), "<class 'dict'>"),
    };
    format!("Invalid type for parameter {name}, value: {text}, type: {found}, valid types: {valid}")
}

/// What the service finds in parameters that passed the caller's tools.
pub(crate) fn check_by_service(
    operation: &OperationSpec,
    parameters: &Parameters,
) -> Vec<ParameterProblem> {
    operation
        .parameters
        .iter()
        .filter_map(|spec| Some((spec, parameters.get(spec.name)?)))
        .flat_map(|(spec, value)| {
            service_problems(spec, value)
                .into_iter()
                .map(|message| ParameterProblem {
                    parameter: spec.name.to_owned(),
                    message,
                })
        })
        .collect()
}

fn service_problems(spec: &ParameterSpec, value: &ParameterValue) -> Vec<String> {
    let too_long = |length: usize, max: u32| usize::try_from(max).is_ok_and(|max| length > max);
    let failed = |shown: &str, constraint: String| failed(shown, &member(spec.name), &constraint);
    match spec.shape {
        Shape::Text { max, pattern, .. } => {
            let text = text_of(value);
            text.map_or_else(Vec::new, |text| {
                text_problems(&member(spec.name), &text, max, pattern)
            })
        }
        Shape::Number { max, .. } => number_of(value)
            .filter(|number| *number > max)
            .map(|number| {
                failed(
                    &number.to_string(),
                    format!("Member must have value less than or equal to {max}"),
                )
            })
            .into_iter()
            .collect(),
        Shape::Tags { max } => {
            let tags = tags_of(value).unwrap_or_default();
            let many = too_long(tags.len(), max).then(|| {
                failed(
                    "[...]",
                    format!("Member must have length less than or equal to {max}"),
                )
            });
            let members = (1..).zip(&tags).flat_map(|(place, (key, value))| {
                let of = |name: &str| format!("{}.{place}.member.{name}", member(spec.name));
                [(of("key"), key, 128), (of("value"), value, 256)]
            });
            let wrong = members.flat_map(|(place, text, max)| {
                text_problems(&place, text, max, Some(TAG_CHARACTERS))
            });
            many.into_iter().chain(wrong).collect()
        }
        Shape::List { max } => {
            let many = list_of(value).is_some_and(|list| too_long(list.len(), max));
            let constraint = format!("Member must have length less than or equal to {max}");
            many.then(|| failed("[...]", constraint))
                .into_iter()
                .collect()
        }
    }
}

/// Length and characters of one text at `place`, such as `tags.1.member.key`.
fn text_problems(place: &str, text: &str, max: u32, pattern: Option<Pattern>) -> Vec<String> {
    let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let long =
        (length > max).then(|| format!("Member must have length less than or equal to {max}"));
    let odd = pattern.filter(|pattern| !text.chars().all(pattern.allows));
    let odd = odd.map(|pattern| {
        format!(
            "Member must satisfy regular expression pattern: {}",
            pattern.regex
        )
    });
    long.into_iter()
        .chain(odd)
        .map(|constraint| failed(text, place, &constraint))
        .collect()
}

/// One problem in the words of the service (`STS-82`).
fn failed(shown: &str, place: &str, constraint: &str) -> String {
    format!("Value '{shown}' at '{place}' failed to satisfy constraint: {constraint}")
}

/// `RoleSessionName` is `roleSessionName` in the service's texts.
fn member(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |first| {
        std::iter::once(first.to_ascii_lowercase())
            .chain(chars)
            .collect()
    })
}

/// The service's answer to one or several problems (`STS-82`).
pub(crate) fn service_error(problems: &[ParameterProblem]) -> ApiError {
    let texts: Vec<&str> = problems
        .iter()
        .map(|problem| problem.message.as_str())
        .collect();
    let errors = if texts.len() == 1 { "error" } else { "errors" };
    ApiError::validation(format!(
        "{} validation {errors} detected: {}",
        texts.len(),
        texts.join("; ")
    ))
}

/// A text; numbers are sent as texts without complaint by the CLI.
pub(super) fn text_of(value: &ParameterValue) -> Option<String> {
    match value {
        ParameterValue::Text(text) => Some(text.clone()),
        ParameterValue::Number(number) => Some(number.to_string()),
        ParameterValue::Boolean(_) | ParameterValue::List(_) | ParameterValue::Map(_) => None,
    }
}

/// A whole number; the CLI reads it from a text.
pub(super) fn number_of(value: &ParameterValue) -> Option<i64> {
    match value {
        ParameterValue::Number(number) => Some(*number),
        ParameterValue::Text(text) => text.parse().ok(),
        ParameterValue::Boolean(_) | ParameterValue::List(_) | ParameterValue::Map(_) => None,
    }
}

/// Tags, as a list of structures or as one structure of keys and values.
pub(super) fn tags_of(value: &ParameterValue) -> Option<Vec<(String, String)>> {
    let pair = |item: &ParameterValue| match item {
        ParameterValue::Map(map) => Some((text_of(map.get("Key")?)?, text_of(map.get("Value")?)?)),
        _ => None,
    };
    match value {
        ParameterValue::List(items) => items.iter().map(pair).collect(),
        ParameterValue::Map(map) => map
            .iter()
            .map(|(key, value)| Some((key.clone(), text_of(value)?)))
            .collect(),
        _ => None,
    }
}

/// A list of texts; structures with one member, such as `{"arn": …}`, count as that member.
pub(super) fn list_of(value: &ParameterValue) -> Option<Vec<String>> {
    let item = |item: &ParameterValue| match item {
        ParameterValue::Map(map) => map.values().next().and_then(text_of),
        other => text_of(other),
    };
    match value {
        ParameterValue::List(items) => items.iter().map(item).collect(),
        _ => None,
    }
}
