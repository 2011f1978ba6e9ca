//! Policy variables: `${key}`, `${key, 'default'}` and the literal characters `${*}`, `${?}`, `${$}`.
//!
//! A template is *not* a pattern: what a variable brings in is plain text, never a wildcard (`POL-35`).

use aws::{ContextKey, RequestContext};

/// A text that may hold variables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Template {
    pub(crate) pieces: Vec<Piece>,
}

/// A part of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Text as written; where wildcards are allowed, `*` and `?` in it are wildcards.
    Text(String),
    /// A character that stands for itself (`POL-34`).
    Literal(char),
    /// A variable (`POL-30`) with its default (`POL-33`).
    Variable {
        key: ContextKey,
        default: Option<String>,
    },
}

/// A variable that has no single value in the request and no default (`POL-32`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unresolved(pub(crate) String);

impl Template {
    /// A text in which `${…}` means nothing (`POL-06`, `POL-31`).
    pub(crate) fn literal(text: &str) -> Template {
        Template {
            pieces: vec![Piece::Text(text.to_owned())],
        }
    }

    /// Reads variables from the byte offset `from` on; also returns the `${…}` that are none and stay text.
    pub(crate) fn parse(text: &str, from: usize) -> (Template, Vec<String>) {
        let (mut plain, mut rest) = match text.split_at_checked(from) {
            Some((head, tail)) => (head.to_owned(), tail),
            None => (text.to_owned(), ""),
        };
        let (mut pieces, mut strange) = (Vec::new(), Vec::new());
        while let Some((before, after)) = rest.split_once("${") {
            plain.push_str(before);
            let Some(end) = closing_brace(after) else {
                strange.push(format!("${{{after}"));
                plain.push_str("${");
                rest = after;
                continue;
            };
            let body = after.get(..end).unwrap_or_default();
            rest = after.get(end + 1..).unwrap_or_default();
            match read_variable(body) {
                Some(piece) => {
                    if !plain.is_empty() {
                        pieces.push(Piece::Text(std::mem::take(&mut plain)));
                    }
                    pieces.push(piece);
                }
                None => {
                    let written = format!("${{{body}}}");
                    plain.push_str(&written);
                    strange.push(written);
                }
            }
        }
        plain.push_str(rest);
        if !plain.is_empty() || pieces.is_empty() {
            pieces.push(Piece::Text(plain));
        }
        (Template { pieces }, strange)
    }

    /// Whether resolving needs a request.
    pub(crate) fn has_variables(&self) -> bool {
        self.pieces
            .iter()
            .any(|piece| matches!(piece, Piece::Variable { .. }))
    }

    /// The text with every variable replaced.
    pub(crate) fn resolve(&self, context: &RequestContext) -> Result<String, Unresolved> {
        let mut text = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(part) => text.push_str(part),
                Piece::Literal(character) => text.push(*character),
                Piece::Variable { key, default } => {
                    text.push_str(value_of(key, default.as_deref(), context)?)
                }
            }
        }
        Ok(text)
    }
}

/// The value of a variable: the key's single value, else the default when the key is absent.
pub(crate) fn value_of<'a>(
    key: &ContextKey,
    default: Option<&'a str>,
    context: &'a RequestContext,
) -> Result<&'a str, Unresolved> {
    let value = match context.get_key(key) {
        Some(values) => values.single(),
        None => default,
    };
    value.ok_or_else(|| Unresolved(key.as_str().to_owned()))
}

/// The offset of the brace that ends a variable; braces inside a quoted default do not count.
fn closing_brace(text: &str) -> Option<usize> {
    let mut quoted = false;
    text.bytes().enumerate().find_map(|(at, byte)| {
        quoted ^= byte == b'\'';
        (byte == b'}' && !quoted).then_some(at)
    })
}

fn read_variable(body: &str) -> Option<Piece> {
    if let "*" | "?" | "$" = body {
        return body.chars().next().map(Piece::Literal);
    }
    let (name, default) = match body.split_once(',') {
        Some((name, default)) => {
            let quoted = default
                .trim_start()
                .strip_prefix('\'')?
                .strip_suffix('\'')?;
            (name, Some(quoted.to_owned()))
        }
        None => (body, None),
    };
    let plain = |c: char| !matches!(c, '$' | '{' | '*' | '?' | '\'');
    let is_key = !name.is_empty() && name.trim() == name && name.chars().all(plain);
    is_key.then(|| Piece::Variable {
        key: ContextKey::new(name),
        default,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<&str, &str>) {
        let mut context = RequestContext::new();
        context.set_one("aws:username", "alice");
        context.set_one("aws:PrincipalTag/My Team", "*");
        context.set(
            "aws:TagKeys",
            aws::ContextValues::many(["a".to_owned(), "b".to_owned()]),
        );
        let (template, _) = Template::parse(text, 0);
        let got = template.resolve(&context).map_err(|Unresolved(name)| name);
        assert_eq!(got.as_deref().map_err(String::as_str), expected, "{text}");
    }

    #[test]
    fn pol_30_variables_take_single_values() {
        check("home/${aws:username}/*", Ok("home/alice/*"));
        check("${AWS:UserName}", Ok("alice"));
        check("${aws:PrincipalTag/My Team}", Ok("*"));
        check("${aws:TagKeys}", Err("aws:TagKeys"));
        check("${aws:TagKeys, 'x'}", Err("aws:TagKeys"));
        check("${aws:userid}", Err("aws:userid"));
    }

    #[test]
    fn pol_33_defaults() {
        check("${aws:userid, 'no}body'}!", Ok("no}body!"));
        check("${aws:username, 'nobody'}", Ok("alice"));
        check("${aws:userid, nobody}", Ok("${aws:userid, nobody}"));
    }

    #[test]
    fn pol_34_literal_characters() {
        check("a${*}b${?}c${$}d", Ok("a*b?c$d"));
    }

    #[test]
    fn what_is_no_variable_stays_text() {
        check("${", Ok("${"));
        check("${}", Ok("${}"));
        check("x${aws:username", Ok("x${aws:username"));
        check("", Ok(""));
        let (_, strange) = Template::parse("a${}b${c", 0);
        assert_eq!(strange, ["${}", "${c"]);
    }
}
