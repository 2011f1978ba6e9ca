//! Options, pointers, lists, sets, and maps that are objects.

use std::{fmt::Display, sync::Arc};

use json::{Json, Value, Writer};
use sorted::{SortedMap, SortedSet};

use super::{Form, Problem, text};
use crate::{names::PolicyName, policy_text::PolicyText};

impl<T: Form> Form for Option<T> {
    fn read(json: &Json) -> Result<Option<T>, Problem> {
        match json.value {
            Value::Null => Ok(None),
            _ => T::read(json).map(Some),
        }
    }

    fn write(&self, to: &mut Writer) {
        match self {
            Some(value) => value.write(to),
            None => to.word("null"),
        }
    }

    fn is_left_out(&self) -> bool {
        self.is_none()
    }
}

impl<T: Form> Form for Box<T> {
    fn read(json: &Json) -> Result<Box<T>, Problem> {
        T::read(json).map(Box::new)
    }

    fn write(&self, to: &mut Writer) {
        (**self).write(to);
    }
}

impl<T: Form> Form for Arc<T> {
    fn read(json: &Json) -> Result<Arc<T>, Problem> {
        T::read(json).map(Arc::new)
    }

    fn write(&self, to: &mut Writer) {
        (**self).write(to);
    }
}

/// The items of a list.
fn items(json: &Json) -> Result<&[Json], Problem> {
    match &json.value {
        Value::Array(items) => Ok(items),
        _ => Err(Problem::wrong_kind(json, "a list")),
    }
}

#[cold]
fn listed_twice(json: &Json) -> Problem {
    let shown = match text(json) {
        Ok(text) => format!("`{text}`"),
        Err(_) => "the same".to_owned(),
    };
    Problem::new(json, format!("{shown} is listed twice"))
}

impl<T: Form + PartialEq> Form for Vec<T> {
    fn read(json: &Json) -> Result<Vec<T>, Problem> {
        let mut values = Vec::new();
        for item in items(json)? {
            let value = T::read(item)?;
            if T::is_listed_once() && values.contains(&value) {
                return Err(listed_twice(item));
            }
            values.push(value);
        }
        Ok(values)
    }

    fn write(&self, to: &mut Writer) {
        to.open('[');
        for value in self {
            value.write(to);
        }
        to.close(']');
    }

    fn is_left_out(&self) -> bool {
        self.is_empty()
    }
}

/// Values in the order of their keys, in which sorted collections take them one after the other.
///
/// A stranger's document may give many in the worst order; documents that were written here are in order already.
fn in_order<'a>(mut values: Vec<(&'a str, &'a Json)>) -> Vec<(&'a str, &'a Json)> {
    values.sort_by_key(|(key, _)| *key);
    values
}

impl<T: Form + Ord> Form for SortedSet<T> {
    fn read(json: &Json) -> Result<SortedSet<T>, Problem> {
        let items = items(json)?.iter();
        let keyed = items.map(|item| (text(item).unwrap_or_default(), item));
        let mut values = SortedSet::new();
        for (_, item) in in_order(keyed.collect()) {
            if !values.insert(T::read(item)?) {
                return Err(listed_twice(item));
            }
        }
        Ok(values)
    }

    fn write(&self, to: &mut Writer) {
        to.open('[');
        for value in self {
            value.write(to);
        }
        to.close(']');
    }

    fn is_left_out(&self) -> bool {
        self.is_empty()
    }
}

/// Reads a map from a noun's key to the noun, which documents spell as a list of nouns; `member` spells the key.
pub(crate) fn read_keyed<K: Ord + Display, V: Form>(
    json: &Json,
    member: &str,
    key: fn(&V) -> K,
) -> Result<SortedMap<K, Arc<V>>, Problem> {
    let items = items(json)?.iter();
    let keyed = items.map(|item| (member_text(item, member), item));
    let mut map = SortedMap::new();
    for (_, item) in in_order(keyed.collect()) {
        let value = V::read(item)?;
        if map.contains_key(&key(&value)) {
            let message = format!("`{}` is listed twice", key(&value));
            return Err(Problem::new(item, message));
        }
        map.insert(key(&value), Arc::new(value));
    }
    Ok(map)
}

/// The text of a member, empty when there is none.
fn member_text<'a>(json: &'a Json, name: &str) -> &'a str {
    let Value::Object(members) = &json.value else {
        return "";
    };
    let member = members.iter().find(|member| member.name == name);
    member
        .and_then(|member| text(&member.value).ok())
        .unwrap_or_default()
}

/// Writes such a map.
pub(crate) fn write_keyed<K, V: Form>(map: &SortedMap<K, Arc<V>>, to: &mut Writer) {
    to.open('[');
    for value in map.values() {
        value.write(to);
    }
    to.close(']');
}

/// The members of an object whose names are free, in the order of the names; refuses one that is given twice.
fn members(json: &Json) -> Result<Vec<(&str, &Json)>, Problem> {
    let Value::Object(members) = &json.value else {
        return Err(Problem::wrong_kind(json, "an object"));
    };
    let named = members
        .iter()
        .map(|member| (member.name.as_str(), &member.value));
    let named = in_order(named.collect());
    for pair in named.windows(2) {
        if let [(name, _), (again, value)] = pair
            && name == again
        {
            let message = format!("the key `{name}` is given twice");
            return Err(Problem::new(value, message));
        }
    }
    Ok(named)
}

impl<V: Form> Form for SortedMap<String, V> {
    fn read(json: &Json) -> Result<SortedMap<String, V>, Problem> {
        let mut map = SortedMap::new();
        for (name, value) in members(json)? {
            map.insert(name.to_owned(), V::read(value)?);
        }
        Ok(map)
    }

    fn write(&self, to: &mut Writer) {
        to.open('{');
        for (name, value) in self {
            to.name(name);
            value.write(to);
        }
        to.close('}');
    }

    fn is_left_out(&self) -> bool {
        self.is_empty()
    }
}

impl Form for SortedMap<PolicyName, PolicyText> {
    fn read(json: &Json) -> Result<SortedMap<PolicyName, PolicyText>, Problem> {
        let mut map = SortedMap::new();
        for (name, value) in members(json)? {
            let name =
                PolicyName::new(name).map_err(|error| Problem::new(value, error.to_string()))?;
            map.insert(name, PolicyText::read(value)?);
        }
        Ok(map)
    }

    fn write(&self, to: &mut Writer) {
        to.open('{');
        for (name, value) in self {
            to.name(name.as_str());
            value.write(to);
        }
        to.close('}');
    }

    fn is_left_out(&self) -> bool {
        self.is_empty()
    }
}
