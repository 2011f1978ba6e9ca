//! Parameters as text in a form, and back.

use sim::Shape;
use world::{ParameterValue, SortedMap};

/// What a field shows for a value.
pub(crate) fn field_text(value: &ParameterValue) -> String {
    match value {
        ParameterValue::Text(text) => text.clone(),
        ParameterValue::Number(number) => number.to_string(),
        ParameterValue::Boolean(value) => value.to_string(),
        ParameterValue::List(items) => items.iter().map(item_text).collect::<Vec<_>>().join(" "),
        ParameterValue::Map(members) => map_text(members),
    }
}

fn item_text(item: &ParameterValue) -> String {
    match item {
        ParameterValue::Map(members) => map_text(members),
        other => field_text(other),
    }
}

/// `Key=team,Value=red`, the shorthand of the CLI.
fn map_text(members: &SortedMap<String, ParameterValue>) -> String {
    let pairs = members
        .iter()
        .map(|(name, value)| format!("{name}={}", field_text(value)));
    pairs.collect::<Vec<_>>().join(",")
}

/// The value that a typed text stands for; what does not fit the shape is sent as typed, so that a wrong call can be
/// made and AWS's answer seen. `None` takes the parameter out of the request.
pub(crate) fn parse_field(shape: Option<Shape>, text: &str) -> Option<ParameterValue> {
    if text.is_empty() {
        return None;
    }
    let words = || text.split_whitespace();
    Some(match shape {
        Some(Shape::Number { .. }) => match text.trim().parse() {
            Ok(number) => ParameterValue::Number(number),
            Err(_) => text.into(),
        },
        Some(Shape::List { .. }) => {
            ParameterValue::List(words().map(ParameterValue::from).collect())
        }
        Some(Shape::Tags { .. }) => match words().map(parse_tag).collect::<Option<Vec<_>>>() {
            Some(tags) => ParameterValue::List(tags),
            None => text.into(),
        },
        Some(Shape::Text { .. }) | None => text.into(),
    })
}

fn parse_tag(word: &str) -> Option<ParameterValue> {
    let (key, value) = word.split_once(',')?;
    let members = [
        ("Key", key.strip_prefix("Key=")?),
        ("Value", value.strip_prefix("Value=")?),
    ];
    let members = members.map(|(name, value)| (name.to_owned(), ParameterValue::from(value)));
    Some(ParameterValue::Map(members.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(shape: Shape, text: &str, expected: Option<&str>) {
        let shown = parse_field(Some(shape), text).map(|value| field_text(&value));
        assert_eq!(shown.as_deref(), expected, "{text}");
    }

    #[test]
    fn fields_keep_what_was_typed() {
        let number = Shape::Number {
            min: 900,
            max: 43200,
        };
        check(number, "3600", Some("3600"));
        check(number, "an hour", Some("an hour"));
        check(number, "", None);
        check(
            Shape::Tags { max: 50 },
            "Key=team,Value=red Key=cost,Value=",
            Some("Key=team,Value=red Key=cost,Value="),
        );
        check(Shape::Tags { max: 50 }, "team red", Some("team red"));
        check(Shape::List { max: 50 }, "team cost", Some("team cost"));
    }
}
