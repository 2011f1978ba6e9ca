//! Why a tree has not the expected shape, and where: line, column and the way there from the top.
//!
//! The way is not carried along while reading; it is found again from the place when there is something to report.

use std::fmt::Write;

use json::{Json, JsonError, JsonErrorKind, Value};

use crate::error::DocumentError;

/// What is wrong with the shape, in one pointer so that results stay small.
pub(crate) struct Problem(Box<Found>);

struct Found {
    at: u32,
    message: String,
}

impl Problem {
    /// A problem with a value.
    #[cold]
    pub(crate) fn new(json: &Json, message: String) -> Problem {
        Problem::at(json.span.start, message)
    }

    /// A problem at a place in the text.
    #[cold]
    pub(crate) fn at(at: u32, message: String) -> Problem {
        Problem(Box::new(Found { at, message }))
    }

    /// A value of the wrong kind.
    #[cold]
    pub(crate) fn wrong_kind(json: &Json, expected: &str) -> Problem {
        let message = format!("found {}, expected {expected}", json.value.kind());
        Problem::new(json, message)
    }
}

/// The refusal of a text that is no JSON.
pub(crate) fn not_json(text: &str, error: JsonError) -> DocumentError {
    let lead = match error.kind {
        JsonErrorKind::Syntax => "",
        JsonErrorKind::EndOfText => "EOF: ",
        JsonErrorKind::Depth => "recursion limit exceeded: ",
    };
    let problem = format!(
        "{lead}{}, at {}",
        error.message,
        place(text, error.span.start)
    );
    DocumentError::NotJson { problem }
}

/// The refusal of JSON that is no document.
pub(crate) fn unexpected_shape(text: &str, tree: &Json, problem: &Problem) -> DocumentError {
    let Found { at, message } = &*problem.0;
    let mut problem = format!("{message}, at {}", place(text, *at));
    let way = way_to(tree, *at);
    if !way.is_empty() {
        problem.push_str(", in `");
        problem.push_str(&way);
        problem.push('`');
    }
    DocumentError::Shape { problem }
}

/// Line and column, both counted from 1, columns in characters.
fn place(text: &str, at: u32) -> String {
    let at = usize::try_from(at).unwrap_or(usize::MAX).min(text.len());
    let before = text.get(..at).unwrap_or_default();
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
    format!("line {line} column {column}")
}

/// Such as `scenario.world.accounts[2].name`; empty for the top itself.
fn way_to(tree: &Json, at: u32) -> String {
    let mut way = String::new();
    let mut json = tree;
    while json.span.start < at {
        json = match &json.value {
            Value::Object(members) => {
                let Some(member) = members.iter().rfind(|member| member.name_span.start <= at)
                else {
                    break;
                };
                if !way.is_empty() {
                    way.push('.');
                }
                way.push_str(json::shortened(&member.name));
                &member.value
            }
            Value::Array(items) => {
                let found = items
                    .iter()
                    .enumerate()
                    .rfind(|(_, it)| it.span.start <= at);
                let Some((index, item)) = found else { break };
                // Writing to a string cannot fail.
                let _ = write!(way, "[{index}]");
                item
            }
            _ => break,
        };
    }
    way
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop at the first surprise")]

    /// The refusal of a document, as it is shown.
    fn check(text: &str, expected: &str) {
        let error = crate::read_document(text).unwrap_err().to_string();
        assert_eq!(error, expected, "{text}");
    }

    fn scenario(member: &str) -> String {
        format!("{{\"v\":1,\n \"scenario\":{{\"title\":\"é\",{member}}}}}")
    }

    #[test]
    fn what_is_no_json_has_a_place() {
        check(
            "{\"v\":1,\n\"scenario\" 7}",
            "the document is not JSON: found `7`, expected `:` after the name `scenario`, at line 2 column 12",
        );
        check(
            "{\"v\":1",
            "the document is not JSON: EOF: found the end of the text, expected `,` or `}` after the value of `v`, at line 1 column 7",
        );
    }

    #[test]
    fn what_has_another_shape_has_a_place_and_a_way() {
        let shape = |member: &str, expected: &str| {
            let expected = format!("the document has an unexpected shape: {expected}");
            check(&scenario(member), &expected);
        };
        shape(
            r#""world":{}"#,
            "missing field `start`, at line 2 column 13, in `scenario`",
        );
        shape(
            r#""start":7"#,
            "found a number, expected a string, at line 2 column 34, in `scenario.start`",
        );
        shape(
            r#""start":"2026-03-02T09:00:00Z","seed":-1"#,
            "`-1` is out of range: expected a whole number from 0 to 4294967295, at line 2 column 64, in `scenario.seed`",
        );
        shape(
            r#""start":"2026-03-02T09:00:00Z","start":"""#,
            "the field `start` is given twice, at line 2 column 57, in `scenario.start`",
        );
        shape(
            r#""start":"2026-03-02T09:00:00Z","settings":{"colour":1}"#,
            "unknown field `colour`: expected `secondsPerCall`, at line 2 column 69, in `scenario.settings.colour`",
        );
        shape(
            r#""start":"2026-03-02T09:00:00Z","sessions":[{},{"slug":"Big"}]"#,
            "missing field `slug`, at line 2 column 69, in `scenario.sessions[0]`",
        );
    }

    #[test]
    fn commands_name_what_they_could_be() {
        let check = |command: &str, expected: &str| {
            let text = format!(
                r#"{{"v":1,"scenario":{{"title":"","start":"2026-03-02T09:00:00Z"}},"journal":{{"entries":[{{"do":{command}}}]}}}}"#
            );
            let error = crate::read_document(&text).unwrap_err().to_string();
            let shown = error.strip_prefix("the document has an unexpected shape: ");
            assert!(shown.unwrap().starts_with(expected), "{error}");
            assert!(error.contains("in `journal.entries[0].do"), "{error}");
        };
        check(
            r#"{"undo":{}}"#,
            "unknown variant `undo`: expected one of `edit`, `call`, `setClock`",
        );
        check("7", "found a number, expected one of `edit`");
        check(
            r#"{"edit":{"setTitle":{}},"call":{}}"#,
            "found 2 members, expected one of `edit`",
        );
        check(
            r#"{"edit":{"deleteOrganization":{"a":1}}}"#,
            "found an object, expected `null`",
        );
        check(
            r#"{"edit":"setTitle"}"#,
            "found a string, expected an object",
        );
    }
}
