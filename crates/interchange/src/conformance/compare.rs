//! What an answer differs in from what a case expects.

use std::fmt;

use serde_json::Value;

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The member, such as `result.arn` or `steps[2]`; empty for the whole answer.
    pub path: String,
    /// What the case expects.
    pub expected: Value,
    /// What the engine says; `None` when it says nothing there.
    pub found: Option<Value>,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = if self.path.is_empty() {
            "answer"
        } else {
            &self.path
        };
        write!(f, "{path}: expected {}, found ", self.expected)?;
        match &self.found {
            Some(found) => found.fmt(f),
            None => f.write_str("nothing"),
        }
    }
}

/// All differences: each member that is expected must be there and equal.
///
/// A `code` or `message` that is expected as null asserts nothing, and members beyond the expected ones are not looked
/// at.
pub fn differences(expected: &Value, found: &Value) -> Vec<Difference> {
    let mut differences = Vec::new();
    compare(String::new(), expected, Some(found), &mut differences);
    differences
}

fn compare(path: String, expected: &Value, found: Option<&Value>, into: &mut Vec<Difference>) {
    match (expected, found) {
        (Value::Object(expected), Some(Value::Object(found))) => {
            for (name, value) in expected {
                let asserts_nothing =
                    value.is_null() && matches!(name.as_str(), "code" | "message");
                if !asserts_nothing {
                    let path = match path.as_str() {
                        "" => name.clone(),
                        path => format!("{path}.{name}"),
                    };
                    compare(path, value, found.get(name), into);
                }
            }
        }
        (Value::Array(expected), Some(Value::Array(found))) if expected.len() == found.len() => {
            for (index, (expected, found)) in expected.iter().zip(found).enumerate() {
                compare(format!("{path}[{index}]"), expected, Some(found), into);
            }
        }
        (expected, found) if Some(expected) == found => {}
        (expected, found) => into.push(Difference {
            path,
            expected: expected.clone(),
            found: found.cloned(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(expected: Value, found: Value, told: &[&str]) {
        let texts: Vec<String> = differences(&expected, &found)
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(texts, told);
    }

    #[test]
    fn expected_members_are_compared_and_no_others() {
        check(json!({"ok": true}), json!({"ok": true, "result": {}}), &[]);
        check(
            json!({"ok": false, "code": null, "message": null}),
            json!({"ok": false, "code": "ValidationError"}),
            &[],
        );
        check(
            json!({"decision": "ALLOW", "denyKind": null}),
            json!({"decision": "DENY", "denyKind": "implicit"}),
            &[
                r#"decision: expected "ALLOW", found "DENY""#,
                r#"denyKind: expected null, found "implicit""#,
            ],
        );
        check(
            json!({"result": {"arn": "a"}}),
            json!({"result": {}}),
            &[r#"result.arn: expected "a", found nothing"#],
        );
        check(
            json!({"steps": ["ok", "ok"]}),
            json!({"steps": ["ok", "AccessDenied"]}),
            &[r#"steps[1]: expected "ok", found "AccessDenied""#],
        );
        check(
            json!({"steps": ["ok"]}),
            json!({"steps": []}),
            &[r#"steps: expected ["ok"], found []"#],
        );
    }
}
