//! The document: `Version`, `Id` and `Statement`.

use super::Reader;
use super::refusal::Check;
use super::rules::VersionRule;
use crate::json::{Json, Member, Value};
use crate::{CompiledPolicy, CompiledStatement, LanguageVersion, SourceText, Span};

impl Reader {
    pub(super) fn document(&mut self, source: &SourceText, json: &Json) -> Option<CompiledPolicy> {
        let members = self.members(json, "an object with `Version` and `Statement`")?;
        let brace = Span {
            start: json.span.start,
            end: json.span.start.saturating_add(1),
        };
        let named = |name: &str| members.iter().copied().find(|member| member.name == name);
        self.read_version(named("Version"), brace, source.text().contains("${"));
        let mut statements = None;
        for member in &members {
            match member.name.as_str() {
                "Version" => (),
                "Statement" => statements = Some(self.statements(member)),
                "Id" if self.rules.id => {
                    if !matches!(member.value.value, Value::Text(_)) {
                        let message = format!(
                            "found {} in `Id`, expected a string",
                            member.value.value.kind()
                        );
                        self.syntax("wrong-type", member.value.span, message);
                    }
                }
                "Id" => {
                    let message = format!("found `Id`, expected none in {}", self.rules.name);
                    self.syntax("id-not-allowed", member.name_span, message);
                }
                _ => self.unknown_element(member, &["Version", "Id", "Statement"], "a policy"),
            }
        }
        let Some(statements) = statements else {
            self.syntax(
                "missing-statement",
                brace,
                "found no `Statement`, expected at least one".to_owned(),
            );
            return None;
        };
        Some(CompiledPolicy {
            source: source.clone(),
            version: self.version,
            statements: statements?,
            spans: std::mem::take(&mut self.spans),
        })
    }

    fn read_version(&mut self, member: Option<&Member>, brace: Span, has_variables: bool) {
        let (written, span) = match member {
            None => (None, brace),
            Some(Member {
                value:
                    Json {
                        value: Value::Text(text),
                        span,
                    },
                ..
            }) => (Some(text.as_str()), *span),
            Some(Member { value, .. }) => {
                let message = format!(
                    "found {} in `Version`, expected the string `2012-10-17`",
                    value.value.kind()
                );
                self.syntax("wrong-type", value.span, message);
                return;
            }
        };
        match written {
            Some("2012-10-17") => self.version = LanguageVersion::V2012,
            None | Some("2008-10-17") => self.check_old_version(written, span, has_variables),
            Some(other) => {
                let message =
                    format!("found the version `{other}`, expected `2012-10-17` or `2008-10-17`");
                let help =
                    "a version names the policy language, it is no date of your own".to_owned();
                self.refuse("unknown-version", span, Check::Syntax, message, Some(help));
            }
        }
    }

    fn check_old_version(&mut self, written: Option<&str>, span: Span, has_variables: bool) {
        let found = match written {
            Some(version) => format!("found the version `{version}`"),
            None => "found no `Version`".to_owned(),
        };
        let message = format!("{found}, expected `2012-10-17`");
        let help = Some("add `\"Version\": \"2012-10-17\"`".to_owned());
        match self.rules.version {
            VersionRule::New => self.refuse("old-version", span, Check::Version, message, help),
            VersionRule::NewOrAbsent if written.is_some() => {
                self.refuse("old-version", span, Check::Version, message, help);
            }
            _ if has_variables => {
                let message =
                    format!("{found}, under which `${{…}}` is plain text and no policy variable");
                self.warn("old-version", span, message, help);
            }
            _ => self.note("old-version", span, message, help),
        }
    }

    /// One statement or a list of them; `None` when one cannot be compiled.
    fn statements(&mut self, member: &Member) -> Option<Vec<CompiledStatement>> {
        let items = match &member.value.value {
            Value::Array(items) => items.as_slice(),
            _ => std::slice::from_ref(&member.value),
        };
        if items.is_empty() {
            let message =
                "found an empty list in `Statement`, expected at least one statement".to_owned();
            self.syntax("missing-statement", member.value.span, message);
            return None;
        }
        let mut sids = Vec::new();
        // Every statement is read, so that all their problems are reported together.
        let statements: Vec<_> = items
            .iter()
            .map(|item| self.statement(item, &mut sids))
            .collect();
        statements.into_iter().collect()
    }
}
