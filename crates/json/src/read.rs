//! The reader: a text becomes a tree, or the first error says what was found and what was expected.

use crate::{Json, Member, Span, Value};

/// Why a text is not JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonError {
    /// Where.
    pub span: Span,
    /// Which kind of error.
    pub kind: JsonErrorKind,
    /// What was found and what was expected, without the place.
    pub message: String,
    /// What to do about it, when that can be told.
    pub help: Option<&'static str>,
}

/// The kinds of errors, for those who treat one of them in its own way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonErrorKind {
    /// A character does not fit.
    Syntax,
    /// The text ends too early.
    EndOfText,
    /// Arrays and objects are nested too deeply.
    Depth,
}

/// Reads a text that is one JSON value, `what` in error texts, with at most `depth` levels of nesting.
///
/// # Errors
/// [`JsonError`] for the first place that is no JSON or too deep.
pub fn parse(text: &str, what: &'static str, depth: u32) -> Result<Json, JsonError> {
    let mut parser = Parser {
        text,
        at: 0,
        depth: 0,
        deepest: depth,
    };
    let json = parser.value("a JSON object")?;
    parser.skip_space();
    if parser.at < text.len() {
        return Err(parser.unexpected(&format!("nothing after the end of the {what}")));
    }
    Ok(json)
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: u32,
    deepest: u32,
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip_space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
    }

    fn take(&mut self, character: char) -> bool {
        let found = self.peek() == Some(character);
        if found {
            self.at += character.len_utf8();
        }
        found
    }

    fn span_from(&self, start: usize) -> Span {
        Span {
            start: offset(start),
            end: offset(self.at),
        }
    }

    /// An error at the next token.
    fn unexpected(&self, expected: &str) -> JsonError {
        let rest = self.rest();
        let found = match self.peek() {
            None => "",
            Some('"') => rest
                .get(1..)
                .and_then(|after| after.find('"'))
                .and_then(|end| rest.get(..end + 2))
                .unwrap_or("\""),
            Some(c) if c.is_ascii_alphanumeric() => rest
                .split(|c: char| !c.is_ascii_alphanumeric())
                .next()
                .unwrap_or_default(),
            Some(c) => rest.get(..c.len_utf8()).unwrap_or_default(),
        };
        let found = shortened(found);
        let help = match self.peek() {
            Some('/' | '#') => Some("JSON has no comments; a Sid can say what a statement is for"),
            Some('\'' | '“' | '”' | '‘' | '’') => Some("write straight double quotes"),
            _ => None,
        };
        let shown = if found.is_empty() {
            "the end of the text".to_owned()
        } else {
            format!("`{found}`")
        };
        JsonError {
            span: Span {
                start: offset(self.at),
                end: offset(self.at + found.len()),
            },
            kind: if found.is_empty() {
                JsonErrorKind::EndOfText
            } else {
                JsonErrorKind::Syntax
            },
            message: format!("found {shown}, expected {expected}"),
            help,
        }
    }

    fn value(&mut self, expected: &str) -> Result<Json, JsonError> {
        self.skip_space();
        let start = self.at;
        let value = match self.peek() {
            Some('{') => self.nested(Self::object)?,
            Some('[') => self.nested(Self::array)?,
            Some('"') => Value::Text(self.string()?),
            Some('-' | '0'..='9') => Value::Number(self.number()?),
            _ => match self.rest() {
                rest if is_word(rest, "true") => self.word("true", Value::Boolean(true)),
                rest if is_word(rest, "false") => self.word("false", Value::Boolean(false)),
                rest if is_word(rest, "null") => self.word("null", Value::Null),
                _ => return Err(self.unexpected(expected)),
            },
        };
        Ok(Json {
            span: self.span_from(start),
            value,
        })
    }

    fn word(&mut self, word: &str, value: Value) -> Value {
        self.at += word.len();
        value
    }

    fn nested(
        &mut self,
        read: fn(&mut Self) -> Result<Value, JsonError>,
    ) -> Result<Value, JsonError> {
        if self.depth == self.deepest {
            let expected = format!("at most {} levels of nesting", self.deepest);
            return Err(JsonError {
                kind: JsonErrorKind::Depth,
                ..self.unexpected(&expected)
            });
        }
        self.depth += 1;
        self.at += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    fn object(&mut self) -> Result<Value, JsonError> {
        let mut members: Vec<Member> = Vec::new();
        self.skip_space();
        if self.take('}') {
            return Ok(Value::Object(members));
        }
        loop {
            self.skip_space();
            if self.peek() != Some('"') {
                return Err(match (self.peek(), members.last()) {
                    (Some('}'), Some(_)) => JsonError {
                        help: Some("remove the comma in front"),
                        ..self.unexpected("another name in double quotes after the `,`")
                    },
                    (Some(c), _) if c.is_ascii_alphabetic() => JsonError {
                        help: Some("put the name in double quotes"),
                        ..self.unexpected("a name in double quotes")
                    },
                    _ => self.unexpected("a name in double quotes"),
                });
            }
            let start = self.at;
            let name = self.string()?;
            let name_span = self.span_from(start);
            self.skip_space();
            if !self.take(':') {
                return Err(self.unexpected(&format!("`:` after the name `{}`", shortened(&name))));
            }
            let value = self.value(&format!("a value for `{}`", shortened(&name)))?;
            self.skip_space();
            let more = self.take(',');
            if !more && !self.take('}') {
                return Err(self.unexpected(&format!(
                    "`,` or `}}` after the value of `{}`",
                    shortened(&name)
                )));
            }
            members.push(Member {
                name,
                name_span,
                value,
            });
            if !more {
                return Ok(Value::Object(members));
            }
        }
    }

    fn array(&mut self) -> Result<Value, JsonError> {
        let mut items = Vec::new();
        self.skip_space();
        if self.take(']') {
            return Ok(Value::Array(items));
        }
        loop {
            self.skip_space();
            if self.peek() == Some(']') {
                let help = Some("remove the comma in front");
                return Err(JsonError {
                    help,
                    ..self.unexpected("another value after the `,`")
                });
            }
            items.push(self.value("a value of the list")?);
            self.skip_space();
            if self.take(',') {
                continue;
            }
            if self.take(']') {
                return Ok(Value::Array(items));
            }
            return Err(self.unexpected("`,` or `]` after a value of the list"));
        }
    }

    fn string(&mut self) -> Result<String, JsonError> {
        let start = self.at;
        self.at += 1;
        let mut text = String::new();
        loop {
            let rest = self.rest();
            let plain = rest
                .find(|c: char| c == '"' || c == '\\' || c < ' ')
                .unwrap_or(rest.len());
            text.push_str(rest.get(..plain).unwrap_or_default());
            self.at += plain;
            match self.peek() {
                Some('"') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some('\\') => text.push(self.escape()?),
                Some('\n' | '\r') | None => {
                    let (kind, found) = if self.peek().is_none() {
                        (JsonErrorKind::EndOfText, "the end of the text")
                    } else {
                        (JsonErrorKind::Syntax, "the end of the line")
                    };
                    let begun = shortened(self.text.get(start..self.at).unwrap_or_default());
                    let message =
                        format!("found {found} in the string `{begun}`, expected a closing `\"`");
                    return Err(JsonError {
                        span: self.span_from(start),
                        kind,
                        message,
                        help: None,
                    });
                }
                Some(control) => {
                    let code = u32::from(control);
                    let message = format!(
                        "found the control character U+{code:04X} in a string, expected an escape such as `\\t`"
                    );
                    let span = Span {
                        start: offset(self.at),
                        end: offset(self.at + 1),
                    };
                    return Err(JsonError {
                        span,
                        kind: JsonErrorKind::Syntax,
                        message,
                        help: None,
                    });
                }
            }
        }
    }

    /// Reads one escape, or two that make a surrogate pair.
    fn escape(&mut self) -> Result<char, JsonError> {
        let start = self.at;
        self.at += 1;
        let simple = match self.peek() {
            Some(c @ ('"' | '\\' | '/')) => Some(c),
            Some('b') => Some('\u{8}'),
            Some('f') => Some('\u{c}'),
            Some('n') => Some('\n'),
            Some('r') => Some('\r'),
            Some('t') => Some('\t'),
            _ => None,
        };
        if let Some(character) = simple {
            self.at += 1;
            return Ok(character);
        }
        let character = self.unicode_escape();
        character.ok_or_else(|| {
            let end = (start + 6).min(self.text.len());
            let written = self.text.get(start..self.text.floor_char_boundary(end)).unwrap_or_default();
            JsonError {
                span: Span { start: offset(start), end: offset(start + written.len().min(2)) },
                kind: JsonErrorKind::Syntax,
                message: format!("found `{written}` in a string, expected an escape such as `\\n`, `\\\"` or `\\u00e9`"),
                help: Some("write a backslash as `\\\\`"),
            }
        })
    }

    fn unicode_escape(&mut self) -> Option<char> {
        let first = self.hex_escape("u")?;
        if !(0xD800..0xDC00).contains(&first) {
            return char::from_u32(first);
        }
        let second = self.hex_escape("\\u")?;
        let low = second.checked_sub(0xDC00).filter(|low| *low < 0x400)?;
        char::from_u32(0x10000 + ((first - 0xD800) << 10) + low)
    }

    fn hex_escape(&mut self, lead: &str) -> Option<u32> {
        let digits = self.rest().strip_prefix(lead)?.get(..4)?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let code = u32::from_str_radix(digits, 16).ok();
        self.at += lead.len() + 4;
        code
    }

    fn number(&mut self) -> Result<String, JsonError> {
        let rest = self.rest();
        let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
        let written = rest
            .get(..rest.find(|c| !part(c)).unwrap_or(rest.len()))
            .unwrap_or_default()
            .to_owned();
        let start = self.at;
        self.at += written.len();
        if is_number(&written) {
            return Ok(written);
        }
        let message = format!(
            "found `{}`, expected a number such as `3600` or a text in double quotes",
            shortened(&written)
        );
        Err(JsonError {
            span: self.span_from(start),
            kind: JsonErrorKind::Syntax,
            message,
            help: None,
        })
    }
}

fn is_word(rest: &str, word: &str) -> bool {
    rest.strip_prefix(word)
        .is_some_and(|after| !after.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_'))
}

/// The number grammar of JSON: no leading zeros, digits on both sides of a point.
fn is_number(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent
            .is_none_or(|exponent| digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)))
}

/// The first forty characters, so that a message stays a sentence.
pub fn shortened(text: &str) -> &str {
    text.char_indices()
        .nth(40)
        .and_then(|(at, _)| text.get(..at))
        .unwrap_or(text)
}
