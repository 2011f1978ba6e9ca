//! Objects with known members, and the objects of one member that spell enums.

use json::{Json, Member, Value, Writer};

use super::{Form, Problem};

/// An object whose members are read one after the other, in the order of the table that names them.
pub(crate) struct Object<'a> {
    members: &'a [Member],
    names: std::slice::Iter<'static, &'static str>,
    at: u32,
}

impl<'a> Object<'a> {
    /// Begins to read an object; refuses members that are not among `names`, and names that are given twice.
    pub(crate) fn open(
        json: &'a Json,
        names: &'static [&'static str],
    ) -> Result<Object<'a>, Problem> {
        let Value::Object(members) = &json.value else {
            return Err(Problem::wrong_kind(json, "an object"));
        };
        for (index, member) in members.iter().enumerate() {
            let at = member.name_span.start;
            if !names.contains(&member.name.as_str()) {
                let lead = format!("unknown field `{}`", json::shortened(&member.name));
                return Err(Problem::at(at, expected_one_of(lead, names)));
            }
            // Never long: all members before are known ones, and none of them stands there twice.
            if members.iter().take(index).any(|it| it.name == member.name) {
                return Err(Problem::at(
                    at,
                    format!("the field `{}` is given twice", member.name),
                ));
            }
        }
        Ok(Object {
            members,
            names: names.iter(),
            at: json.span.start,
        })
    }

    fn next(&mut self) -> (&'static str, Option<&'a Json>) {
        let name = self.names.next().copied().unwrap_or_default();
        let member = self.members.iter().find(|member| member.name == name);
        (name, member.map(|member| &member.value))
    }

    fn next_given(&mut self) -> Result<&'a Json, Problem> {
        let (name, json) = self.next();
        json.ok_or_else(|| Problem::at(self.at, format!("missing field `{name}`")))
    }

    /// Reads the next member, which has to be there.
    pub(crate) fn required<T: Form>(&mut self) -> Result<T, Problem> {
        T::read(self.next_given()?)
    }

    /// Reads the next member, whose absence stands for the default.
    pub(crate) fn or_default<T: Form + Default>(&mut self) -> Result<T, Problem> {
        match self.next().1 {
            Some(json) => T::read(json),
            None => Ok(T::default()),
        }
    }

    /// Reads the next member, whose absence stands for a value of its own.
    pub(crate) fn or<T: Form>(&mut self, absent: T) -> Result<T, Problem> {
        match self.next().1 {
            Some(json) => T::read(json),
            None => Ok(absent),
        }
    }
}

/// Writes a member.
pub(crate) fn member(to: &mut Writer, name: &str, value: &dyn Form) {
    to.name(name);
    value.write(to);
}

/// Writes a member unless its absence says the same.
pub(crate) fn optional_member(to: &mut Writer, name: &str, value: &dyn Form) {
    if !value.is_left_out() {
        member(to, name, value);
    }
}

/// Reads which variant of an enum is spelled: its index among the tags, and its content.
///
/// A variant without content is spelled by its tag alone; then the content is the tag itself.
pub(crate) fn tagged<'a>(json: &'a Json, tags: &[&str]) -> Result<(usize, &'a Json), Problem> {
    let (tag, content) = match &json.value {
        Value::Text(tag) => (tag, json),
        Value::Object(members) => match members.as_slice() {
            [member] => (&member.name, &member.value),
            _ => {
                let lead = format!("found {} members, expected", members.len());
                return Err(Problem::new(json, one_of(lead, tags)));
            }
        },
        other => {
            let lead = format!("found {}, expected", other.kind());
            return Err(Problem::new(json, one_of(lead, tags)));
        }
    };
    let index = tags.iter().position(|known| known == tag);
    let index = index.ok_or_else(|| unknown_variant(json, tags))?;
    Ok((index, content))
}

/// The problem with a tag that is not known.
#[cold]
pub(crate) fn unknown_variant(json: &Json, tags: &[&str]) -> Problem {
    let tag = match &json.value {
        Value::Text(tag) => tag.as_str(),
        Value::Object(members) => members.first().map_or("", |member| &member.name),
        _ => "",
    };
    let lead = format!("unknown variant `{}`", json::shortened(tag));
    Problem::new(json, expected_one_of(lead, tags))
}

/// Checks that a variant without content has none.
pub(crate) fn unit(json: &Json, content: &Json) -> Result<(), Problem> {
    if std::ptr::eq(json, content) || content.value == Value::Null {
        Ok(())
    } else {
        Err(Problem::wrong_kind(content, "`null`"))
    }
}

fn expected_one_of(lead: String, names: &[&str]) -> String {
    one_of(lead + ": expected", names)
}

fn one_of(mut text: String, names: &[&str]) -> String {
    let mut separator = if names.len() > 1 { " one of `" } else { " `" };
    for name in names {
        text.push_str(separator);
        text.push_str(name);
        separator = "`, `";
    }
    text.push('`');
    text
}
