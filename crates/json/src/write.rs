//! The writer: appends values to one text, without spaces, members in the order they are given.
//!
//! Not a formatter, and it checks nothing: whoever opens an object or array closes it.

/// A JSON text in the making.
#[derive(Debug, Default)]
pub struct Writer {
    text: String,
    /// Whether the next value or name is the second or a later one where it stands, and so needs a comma.
    follows: bool,
}

impl Writer {
    /// The text.
    pub fn finish(self) -> String {
        self.text
    }

    /// Writes a string.
    pub fn text(&mut self, text: &str) {
        self.separate();
        self.quote(text);
    }

    /// Writes what has the same spelling in JSON: a whole number, `true`, `false` or `null`.
    pub fn word(&mut self, word: &str) {
        self.separate();
        self.text.push_str(word);
    }

    /// Writes a member's name; its value must follow.
    pub fn name(&mut self, name: &str) {
        self.separate();
        self.quote(name);
        self.text.push(':');
        self.follows = false;
    }

    /// Begins an object with `{` or an array with `[`.
    pub fn open(&mut self, bracket: char) {
        self.separate();
        self.text.push(bracket);
        self.follows = false;
    }

    /// Ends an object with `}` or an array with `]`.
    pub fn close(&mut self, bracket: char) {
        self.text.push(bracket);
        self.follows = true;
    }

    fn separate(&mut self) {
        if self.follows {
            self.text.push(',');
        }
        self.follows = true;
    }

    fn quote(&mut self, text: &str) {
        self.text.push('"');
        let mut rest = text;
        while let Some(plain) = rest.find(|c: char| c < ' ' || c == '"' || c == '\\') {
            let (before, after) = rest.split_at(plain);
            self.text.push_str(before);
            let mut characters = after.chars();
            self.escape(characters.next().unwrap_or_default());
            rest = characters.as_str();
        }
        self.text.push_str(rest);
        self.text.push('"');
    }

    /// Writes one of the characters that may not stand in a string as they are; all are below U+0080.
    fn escape(&mut self, character: char) {
        self.text.push('\\');
        let short = match character {
            '\u{8}' => 'b',
            '\t' => 't',
            '\n' => 'n',
            '\u{c}' => 'f',
            '\r' => 'r',
            control if control < ' ' => {
                let code = u32::from(control);
                self.text.push_str("u00");
                for digit in [code >> 4, code & 15] {
                    self.text.extend(char::from_digit(digit, 16));
                }
                return;
            }
            other => other,
        };
        self.text.push(short);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop at the first surprise")]

    use super::*;

    fn check(write: fn(&mut Writer), expected: &str) {
        let mut writer = Writer::default();
        write(&mut writer);
        assert_eq!(writer.finish(), expected);
    }

    #[test]
    fn values_are_separated_where_they_have_to_be() {
        check(
            |to| {
                to.open('{');
                to.name("a");
                to.open('[');
                to.word("1");
                to.text("x");
                to.open('[');
                to.close(']');
                to.close(']');
                to.name("b");
                to.open('{');
                to.close('}');
                to.name("c");
                to.word("null");
                to.close('}');
            },
            r#"{"a":[1,"x",[]],"b":{},"c":null}"#,
        );
    }

    #[test]
    fn strings_are_escaped_no_more_than_needed() {
        check(
            |to| to.text("\"\\/\u{8}\t\n\u{c}\r\u{0}\u{1f}\u{7f}é😀"),
            "\"\\\"\\\\/\\b\\t\\n\\f\\r\\u0000\\u001f\u{7f}é😀\"",
        );
    }

    #[test]
    fn every_control_character_reads_back() {
        let text: String = ('\0'..='\u{80}').collect();
        let mut writer = Writer::default();
        writer.text(&text);
        let tree = crate::parse(&writer.finish(), "text", 1).unwrap();
        assert_eq!(tree.value, crate::Value::Text(text));
    }
}
