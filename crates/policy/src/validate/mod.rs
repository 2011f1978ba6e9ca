//! The grammar of policies: a JSON tree becomes a compiled policy, with a diagnostic for every broken rule.
//!
//! Principals are *not* looked up here; whether a user or role exists is known to the simulated accounts only.

mod action;
mod condition;
mod document;
mod principal;
mod refusal;
mod resource;
mod rules;
mod statement;

use std::sync::Arc;

use crate::json::{Json, Member, Value, parse_json};
use crate::source::offset;
use crate::{
    Diagnostic, LanguageVersion, NodeId, ParsedPolicy, PolicyKind, Severity, SourceText, Span,
    size_limit,
};
use refusal::Check;
use rules::Rules;

/// Reads a text as a policy of one kind.
pub(crate) fn validate(source: SourceText, kind: PolicyKind) -> ParsedPolicy {
    let mut reader = Reader {
        kind,
        rules: Rules::of(kind),
        version: LanguageVersion::V2008,
        diagnostics: Vec::new(),
        spans: Vec::new(),
    };
    reader.check_characters(source.text());
    let policy = match parse_json(source.text()) {
        Ok(json) => {
            reader.check_size(source.text(), json.span);
            reader.document(&source, &json)
        }
        Err(error) => {
            let help = error.help.map(str::to_owned);
            reader.refuse("not-json", error.span, Check::NotJson, error.message, help);
            None
        }
    };
    let mut diagnostics = reader.diagnostics;
    diagnostics.sort_by_key(|diagnostic| (diagnostic.primary.start, diagnostic.severity));
    let valid = diagnostics
        .iter()
        .all(|diagnostic| diagnostic.severity != Severity::Error);
    debug_assert!(
        policy.is_some() || !valid,
        "whatever cannot be compiled has an error"
    );
    ParsedPolicy {
        compiled: policy.filter(|_| valid).map(Arc::new),
        source,
        diagnostics,
    }
}

/// Collects diagnostics and nodes while a document is read.
struct Reader {
    kind: PolicyKind,
    rules: Rules,
    version: LanguageVersion,
    diagnostics: Vec<Diagnostic>,
    spans: Vec<Span>,
}

impl Reader {
    fn node(&mut self, span: Span) -> NodeId {
        let node = NodeId(offset(self.spans.len()));
        self.spans.push(span);
        node
    }

    fn refuse(
        &mut self,
        code: &'static str,
        primary: Span,
        check: Check,
        message: String,
        help: Option<String>,
    ) {
        let aws = Some(check.refusal(self.kind));
        self.diagnostics.push(Diagnostic {
            code,
            severity: Severity::Error,
            message,
            help,
            primary,
            aws,
        });
    }

    fn syntax(&mut self, code: &'static str, primary: Span, message: String) {
        self.refuse(code, primary, Check::Syntax, message, None);
    }

    fn warn(&mut self, code: &'static str, primary: Span, message: String, help: Option<String>) {
        self.diagnostics.push(Diagnostic {
            code,
            severity: Severity::Warning,
            message,
            help,
            primary,
            aws: None,
        });
    }

    fn note(&mut self, code: &'static str, primary: Span, message: String, help: Option<String>) {
        self.diagnostics.push(Diagnostic {
            code,
            severity: Severity::Note,
            message,
            help,
            primary,
            aws: None,
        });
    }

    /// The character set of any policy document (`POL-40`); the first offender is named.
    fn check_characters(&mut self, text: &str) {
        let allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FF}');
        let Some((at, found)) = text.char_indices().find(|(_, c)| !allowed(*c)) else {
            return;
        };
        let span = Span {
            start: offset(at),
            end: offset(at + found.len_utf8()),
        };
        let code = u32::from(found);
        let message = format!(
            "found the character U+{code:04X}, expected characters up to U+00FF and no control characters"
        );
        let help =
            matches!(found, '“' | '”' | '‘' | '’').then(|| "write straight quotes".to_owned());
        self.refuse("character-not-allowed", span, Check::Syntax, message, help);
    }

    fn check_size(&mut self, text: &str, document: Span) {
        let Some(limit) = size_limit(self.kind) else {
            return;
        };
        let counted = limit.counted(text);
        if counted > limit.characters {
            let brace = Span {
                start: document.start,
                end: document.start.saturating_add(1),
            };
            let message = format!(
                "found {counted} characters, expected at most {}",
                limit.characters
            );
            self.warn(
                "policy-too-long",
                brace,
                message,
                Some(limit.rule.to_owned()),
            );
        }
    }

    /// The members of an object; names that repeat are errors (`POL-01`) and their later values are left out.
    fn members<'a>(&mut self, json: &'a Json, what: &str) -> Option<Vec<&'a Member>> {
        let Value::Object(members) = &json.value else {
            let message = format!("found {}, expected {what}", json.value.kind());
            self.syntax("wrong-type", json.span, message);
            return None;
        };
        let mut unique: Vec<&Member> = Vec::new();
        let mut names = std::collections::BTreeSet::new();
        for member in members {
            if names.insert(member.name.as_str()) {
                unique.push(member);
            } else {
                let message = format!(
                    "found `{}` a second time, expected each name once in an object",
                    member.name
                );
                self.syntax("duplicate-name", member.name_span, message);
            }
        }
        Some(unique)
    }

    /// The texts of a member that is a string or a list of strings (`POL-03`).
    fn texts<'a>(&mut self, name: &str, json: &'a Json) -> Option<Vec<(&'a str, Span)>> {
        let items = match &json.value {
            Value::Array(items) => items.as_slice(),
            _ => std::slice::from_ref(json),
        };
        let mut texts = Vec::with_capacity(items.len());
        let mut whole = true;
        for item in items {
            match &item.value {
                Value::Text(text) => texts.push((text.as_str(), item.span)),
                other => {
                    let message = format!("found {} in `{name}`, expected a string", other.kind());
                    self.syntax("wrong-type", item.span, message);
                    whole = false;
                }
            }
        }
        whole.then_some(texts)
    }

    /// Reports an unknown name, with the right spelling when only letter case differs (`POL-08`).
    fn unknown_element(&mut self, member: &Member, known: &[&str], place: &str) {
        let right = known
            .iter()
            .find(|name| name.eq_ignore_ascii_case(&member.name));
        let help = right.map(|name| format!("write `{name}`; letter case counts"));
        let message = format!(
            "found the element `{}`, expected one of {} in {place}",
            member.name,
            known.join(", ")
        );
        self.refuse(
            "unknown-element",
            member.name_span,
            Check::Syntax,
            message,
            help,
        );
    }

    fn unread_variables(&mut self, strange: &[String], span: Span) {
        for text in strange {
            let shown = crate::json::shortened(text);
            let message =
                format!("found `{shown}`, which is no policy variable here and stands for itself");
            let help = "a variable is written `${aws:username}` or `${aws:username, 'default'}`, \
                        and in a resource only after the fifth colon";
            self.warn("not-a-variable", span, message, Some(help.to_owned()));
        }
    }
}

#[cfg(test)]
mod tests;
