//! Options, pointers, lists, sets, and maps that are objects.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use json::{Json, Member, Value, Writer};

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

impl<T: Form + Ord> Form for BTreeSet<T> {
    fn read(json: &Json) -> Result<BTreeSet<T>, Problem> {
        let mut values = BTreeSet::new();
        for item in items(json)? {
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

/// Reads a map from a noun's key to the noun, which documents spell as a list of nouns.
pub(crate) fn read_keyed<K: Ord + std::fmt::Display, V: Form>(
    json: &Json,
    key: fn(&V) -> K,
) -> Result<BTreeMap<K, Arc<V>>, Problem> {
    let mut map = BTreeMap::new();
    for item in items(json)? {
        let value = V::read(item)?;
        if map.contains_key(&key(&value)) {
            let message = format!("`{}` is listed twice", key(&value));
            return Err(Problem::new(item, message));
        }
        map.insert(key(&value), Arc::new(value));
    }
    Ok(map)
}

/// Writes such a map.
pub(crate) fn write_keyed<K, V: Form>(map: &BTreeMap<K, Arc<V>>, to: &mut Writer) {
    to.open('[');
    for value in map.values() {
        value.write(to);
    }
    to.close(']');
}

/// The members of an object whose names are free.
fn members(json: &Json) -> Result<&[Member], Problem> {
    match &json.value {
        Value::Object(members) => Ok(members),
        _ => Err(Problem::wrong_kind(json, "an object")),
    }
}

#[cold]
fn given_twice(member: &Member) -> Problem {
    let message = format!("the key `{}` is given twice", member.name);
    Problem::at(member.name_span.start, message)
}

impl<V: Form> Form for BTreeMap<String, V> {
    fn read(json: &Json) -> Result<BTreeMap<String, V>, Problem> {
        let mut map = BTreeMap::new();
        for member in members(json)? {
            let value = V::read(&member.value)?;
            if map.insert(member.name.clone(), value).is_some() {
                return Err(given_twice(member));
            }
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

impl Form for BTreeMap<PolicyName, PolicyText> {
    fn read(json: &Json) -> Result<BTreeMap<PolicyName, PolicyText>, Problem> {
        let mut map = BTreeMap::new();
        for member in members(json)? {
            let name = PolicyName::new(&member.name)
                .map_err(|error| Problem::at(member.name_span.start, error.to_string()))?;
            if map.insert(name, PolicyText::read(&member.value)?).is_some() {
                return Err(given_twice(member));
            }
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
