//! `lint`: what is wrong with a policy document.

use std::fs;
use std::io::Write;
use std::path::Path;

use aws::{AccountId, catalog::Catalog};
use interchange::wire::DiagnosticJson;
use policy::{
    LintFacts, PolicyKind, SourceText,
    lint::{read_catalog_index, read_catalog_service},
    lint_policy, parse_policy,
};
use serde_json::{Value, json};

use super::write_json;
use crate::input::Input;
use crate::outcome::{Failure, Outcome};

/// What lints may know besides the text.
pub(crate) struct KnownAround {
    own_accounts: Vec<AccountId>,
    catalog: Catalog,
}

impl KnownAround {
    /// Reads account ids, and every file of a folder that `web/catalog.mjs` wrote.
    pub(crate) fn read(
        own_accounts: &[String],
        folder: Option<&Path>,
    ) -> Result<KnownAround, Failure> {
        let own_accounts = own_accounts
            .iter()
            .map(|id| AccountId::new(id).map_err(|error| Failure::new(error.to_string())))
            .collect::<Result<_, _>>()?;
        let mut catalog = Catalog::new();
        if let Some(folder) = folder {
            read_catalog(folder, &mut catalog)?;
        }
        Ok(KnownAround {
            own_accounts,
            catalog,
        })
    }
}

fn read_catalog(folder: &Path, catalog: &mut Catalog) -> Result<(), Failure> {
    let text = |path: &Path| {
        let name = path.display();
        fs::read_to_string(path)
            .map_err(|error| Failure::new(format!("{name}: cannot read: {error}")))
    };
    let index = folder.join("index.json");
    let refused = |path: &Path, error: &dyn std::fmt::Display| {
        let name = path.display();
        Failure::new(format!("{name}: cannot read the catalog: {error}"))
    };
    read_catalog_index(&text(&index)?, catalog).map_err(|error| refused(&index, &error))?;
    let prefixes: Vec<String> = catalog
        .index()
        .map(|(prefix, _)| prefix.to_owned())
        .collect();
    for prefix in prefixes {
        let path = folder.join(format!("{prefix}.json"));
        let service = read_catalog_service(&text(&path)?);
        catalog.add(service.map_err(|error| refused(&path, &error))?);
    }
    Ok(())
}

/// Prints every diagnostic with its line of the text and a caret under the place.
pub(crate) fn lint(
    file: &str,
    kind: PolicyKind,
    known: &KnownAround,
    json: bool,
    out: &mut dyn Write,
) -> Result<Outcome, Failure> {
    let input = Input::read(file)?;
    let parsed = parse_policy(SourceText::new(&input.text), kind);
    let facts = LintFacts {
        catalog: &known.catalog,
        own_accounts: &known.own_accounts,
    };
    let mut diagnostics = parsed.diagnostics.clone();
    diagnostics.extend(lint_policy(&parsed, kind, &facts));
    // In the order of the text; what is refused comes first at its place.
    diagnostics.sort_by_key(|it| (it.primary.start, it.severity));
    let mut outcome = Outcome::Fine;
    for diagnostic in &diagnostics {
        let diagnostic = DiagnosticJson::new(diagnostic, &parsed.source);
        if diagnostic.severity == "error" {
            outcome = Outcome::Found;
        }
        if json {
            let mut value = serde_json::to_value(&diagnostic)?;
            if let Value::Object(members) = &mut value {
                members.insert("file".to_owned(), json!(input.name));
            }
            write_json(out, &value)?;
        } else {
            write_diagnostic(out, &input.name, &diagnostic, &parsed.source)?;
        }
    }
    Ok(outcome)
}

fn write_diagnostic(
    out: &mut dyn Write,
    file: &str,
    diagnostic: &DiagnosticJson,
    source: &SourceText,
) -> Result<(), Failure> {
    let DiagnosticJson {
        code,
        severity,
        message,
        help,
        place,
        aws,
    } = diagnostic;
    let (line, column) = (place.line, place.column);
    writeln!(
        out,
        "{file}:{line}:{column}: {severity}: {message} [{code}]"
    )?;
    let index = usize::try_from(line.saturating_sub(1)).unwrap_or(usize::MAX);
    if let Some(text) = source.lines().nth(index) {
        // A tab is as wide as the terminal likes, and a caret must stand under its character.
        let text = text.replace('\t', " ");
        let end = if place.end_line == line {
            place.end_column
        } else {
            u32::MAX
        };
        writeln!(out, "  {text}")?;
        writeln!(out, "  {}", carets(&text, column, end))?;
    }
    if let Some(help) = help {
        writeln!(out, "  help: {help}")?;
    }
    if let Some(aws) = aws {
        let part = |text: &Option<String>| text.clone().unwrap_or_default();
        writeln!(out, "  AWS: {}: {}", part(&aws.code), part(&aws.message))?;
    }
    Ok(())
}

/// Blanks up to `column` and carets up to `end`, both counted in UTF-16 units from 1; at least one caret.
fn carets(text: &str, column: u32, end: u32) -> String {
    let mut line = String::new();
    let mut at = 1;
    for c in text.chars() {
        if at >= end {
            break;
        }
        line.push(if at < column { ' ' } else { '^' });
        at += if c.len_utf16() == 2 { 2 } else { 1 };
    }
    if !line.ends_with('^') {
        line.push('^');
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn carets_stand_under_their_characters() {
        let check = |text: &str, column, end, expected: &str| {
            assert_eq!(
                carets(text, column, end),
                expected,
                "{text} {column}..{end}"
            );
        };
        check("abcd", 2, 4, " ^^");
        check("abcd", 1, u32::MAX, "^^^^");
        check("abcd", 5, 5, "    ^");
        check("", 1, 1, "^");
        check("😀b", 3, 4, " ^");
    }
}
