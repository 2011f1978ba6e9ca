#![allow(clippy::unwrap_used, reason = "tests may stop at the first surprise")]

use super::*;
use crate::SourceText;

/// The error with its place, or the tree without places.
fn check(text: &str, expected: &str) {
    let source = SourceText::new(text);
    let got = match parse_json(text) {
        Ok(json) => show(&json.value),
        Err(error) => {
            let place = source.line_col(error.span.start);
            format!("{}:{} {}", place.line, place.column, error.message)
        }
    };
    assert_eq!(got, expected, "{text}");
}

fn show(value: &Value) -> String {
    let list = |items: Vec<String>| items.join(" ");
    match value {
        Value::Null => "null".to_owned(),
        Value::Boolean(value) => value.to_string(),
        Value::Number(text) => text.clone(),
        Value::Text(text) => format!("{text:?}"),
        Value::Array(items) => format!(
            "[{}]",
            list(items.iter().map(|item| show(&item.value)).collect())
        ),
        Value::Object(members) => {
            format!(
                "{{{}}}",
                list(
                    members
                        .iter()
                        .map(|m| format!("{}={}", m.name, show(&m.value.value)))
                        .collect()
                )
            )
        }
    }
}

#[test]
fn values() {
    check(
        r#" {"a":[1,-2.50e3,true,false,null],"b":"","a":{}} "#,
        r#"{a=[1 -2.50e3 true false null] b="" a={}}"#,
    );
    check(
        r#""\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00""#,
        r#""\"\\/\u{8}\u{c}\n\r\té😀""#,
    );
}

#[test]
fn errors_say_what_was_found_and_expected() {
    check("", "1:1 found the end of the text, expected a JSON object");
    check(
        "{\n\"Effect\": \"Allow\"\n  \"Action\"",
        "3:3 found `\"Action\"`, expected `,` or `}` after the value of `Effect`",
    );
    check(
        "{\"a\":1,}",
        "1:8 found `}`, expected another name in double quotes after the `,`",
    );
    check(
        "[1,]",
        "1:4 found `]`, expected another value after the `,`",
    );
    check("{a:1}", "1:2 found `a`, expected a name in double quotes");
    check(
        "{\"a\" 1}",
        "1:6 found `1`, expected `:` after the name `a`",
    );
    check("{\"a\":}", "1:6 found `}`, expected a value for `a`");
    check(
        "{\"a\":[1 2]}",
        "1:9 found `2`, expected `,` or `]` after a value of the list",
    );
    check(
        "{\"a\":\"x\n\"}",
        "1:6 found the end of the line in the string `\"x`, expected a closing `\"`",
    );
    check("{\"a\":'x'}", "1:6 found `'`, expected a value for `a`");
    check(
        "{} {}",
        "1:4 found `{`, expected nothing after the end of the policy",
    );
    check("True", "1:1 found `True`, expected a JSON object");
    check(
        "[trueish]",
        "1:2 found `trueish`, expected a value of the list",
    );
    check(
        "\"\\x\"",
        "1:2 found `\\x\"` in a string, expected an escape such as `\\n`, `\\\"` or `\\u00e9`",
    );
    check(
        "\"\\ud83d\"",
        "1:2 found `\\ud83d` in a string, expected an escape such as `\\n`, `\\\"` or `\\u00e9`",
    );
    for number in ["01", "1.", "-", "1e", "0x10", "1.2.3"] {
        check(
            number,
            &format!(
                "1:1 found `{number}`, expected a number such as `3600` or a text in double quotes"
            ),
        );
    }
}

#[test]
fn helps_point_to_the_way_out() {
    let help = |text: &str| parse_json(text).unwrap_err().help;
    assert_eq!(help("{\"a\":1,}"), Some("remove the comma in front"));
    assert_eq!(
        help("// note"),
        Some("JSON has no comments; a Sid can say what a statement is for")
    );
    assert_eq!(help("{“a”:1}"), Some("write straight double quotes"));
}

#[test]
fn depth_and_size_are_bounded() {
    assert!(parse_json(&("[".repeat(64) + &"]".repeat(64))).is_ok());
    check(
        &"[".repeat(200_000),
        "1:65 found `[`, expected at most 64 levels of nesting",
    );
    let long = " ".repeat(MAX_BYTES + 1);
    check(
        &long,
        "1:1 found a text of 1048577 bytes, expected at most 1048576",
    );
}

#[test]
fn places_cover_names_and_values() {
    let text = r#"{ "é": "x" , "b": [1] }"#;
    let source = SourceText::new(text);
    let Value::Object(members) = parse_json(text).unwrap().value else {
        unreachable!("an object was written")
    };
    let shown: Vec<_> = members
        .iter()
        .map(|m| [m.name_span, m.value.span, m.span()].map(|span| source.slice(span)))
        .collect();
    assert_eq!(
        shown,
        [
            [r#""é""#, r#""x""#, r#""é": "x""#],
            [r#""b""#, "[1]", r#""b": [1]"#]
        ]
    );
}
