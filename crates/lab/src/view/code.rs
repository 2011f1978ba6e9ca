//! Policy text as coloured lines, and the marks of a statement on them.

use world::SortedMap;

use authz::{
    ConditionExplanation, ConditionOutcome, ElementOutcome, StatementExplanation, StatementOutcome,
};
use policy::{CompiledPolicy, Effect, NodeId};

use super::{CodeLine, CodePiece, LineHighlight, Mark, PieceKind};

/// Marks by line number, made from one explained statement.
#[derive(Clone, Debug, Default)]
pub(super) struct LineMarks(SortedMap<u32, LineMark>);

#[derive(Clone, Debug)]
struct LineMark {
    mark: Mark,
    labels: Vec<String>,
}

impl LineMarks {
    /// The marks of a statement; `decided` says that it is the Deny that settled the request.
    pub(super) fn of_statement(
        policy: &CompiledPolicy,
        explained: &StatementExplanation,
        decided: bool,
    ) -> LineMarks {
        let mut marks = LineMarks::default();
        let whole = explained.statement.node;
        if explained.outcome == StatementOutcome::SwitchedOff {
            marks.add(policy, whole, Mark::No, "switched off");
            return marks;
        }
        if decided && explained.effect == Effect::Deny {
            marks.tint(policy, whole, Mark::Deciding);
            let statement = statement_of(policy, explained);
            let effect = statement.map_or(whole, |statement| statement.effect_node);
            marks.label(policy, effect, Mark::Deciding, "this statement decided it");
        }
        marks.element(policy, &explained.principal, "principal");
        marks.element(policy, &explained.action, "action");
        marks.element(policy, &explained.resource, "resource");
        marks.conditions(policy, explained);
        marks
    }

    fn element<V>(&mut self, policy: &CompiledPolicy, element: &ElementOutcome<V>, name: &str) {
        if let ElementOutcome::Present { node, matched, .. } = element {
            let (mark, verb) = if *matched {
                (Mark::Ok, "matches")
            } else {
                (Mark::No, "does not match")
            };
            self.add(policy, *node, mark, &format!("{name} {verb}"));
        }
    }

    fn conditions(&mut self, policy: &CompiledPolicy, explained: &StatementExplanation) {
        let node = statement_of(policy, explained).and_then(|statement| statement.condition_node);
        let Some(node) = node else { return };
        let met = explained
            .conditions
            .iter()
            .all(|condition| condition.outcome.matched());
        let (mark, label) = if met {
            (Mark::Ok, "condition met")
        } else {
            (Mark::No, "condition not met")
        };
        self.add(policy, node, mark, label);
        for condition in explained
            .conditions
            .iter()
            .filter(|c| c.outcome.matched() == met)
        {
            self.label(policy, condition.node, mark, condition_label(condition));
        }
    }

    /// Tints the lines of a node and labels its first line.
    fn add(&mut self, policy: &CompiledPolicy, node: NodeId, mark: Mark, label: &str) {
        self.tint(policy, node, mark);
        self.label(policy, node, mark, label);
    }

    fn tint(&mut self, policy: &CompiledPolicy, node: NodeId, mark: Mark) {
        let (first, last) = lines_of(policy, node);
        for line in first..=last {
            let entry = self.0.get_mut_or_insert_with(line, || LineMark {
                mark,
                labels: Vec::new(),
            });
            entry.mark = stronger(entry.mark, mark);
        }
    }

    fn label(&mut self, policy: &CompiledPolicy, node: NodeId, mark: Mark, label: &str) {
        let (first, _) = lines_of(policy, node);
        let entry = self.0.get_mut_or_insert_with(first, || LineMark {
            mark,
            labels: Vec::new(),
        });
        if !entry.labels.iter().any(|known| known == label) {
            entry.labels.push(label.to_owned());
        }
    }

    /// The marks as ranges of lines for the editor: neighbours with the same mark and no label of their own are one.
    pub(super) fn highlights(&self) -> Vec<LineHighlight> {
        let mut ranges: Vec<LineHighlight> = Vec::new();
        for (&line, mark) in &self.0 {
            match ranges.last_mut() {
                Some(range)
                    if range.to_line + 1 == line
                        && range.mark == mark.mark
                        && mark.labels.is_empty() =>
                {
                    range.to_line = line;
                }
                _ => ranges.push(LineHighlight {
                    from_line: line,
                    to_line: line,
                    mark: mark.mark,
                    label: mark.labels.join(", "),
                }),
            }
        }
        ranges
    }

    /// The marks as sentences: `Line 12: key absent.`
    pub(super) fn spoken(&self) -> Vec<String> {
        let labelled = self.0.iter().filter(|(_, mark)| !mark.labels.is_empty());
        labelled
            .map(|(line, mark)| format!("Line {line}: {}.", mark.labels.join(", ")))
            .collect()
    }

    /// The first and last marked line.
    pub(super) fn extent(&self) -> Option<(u32, u32)> {
        Some((*self.0.keys().next()?, *self.0.keys().next_back()?))
    }
}

fn statement_of<'a>(
    policy: &'a CompiledPolicy,
    explained: &StatementExplanation,
) -> Option<&'a policy::CompiledStatement> {
    policy
        .statements()
        .get(usize::try_from(explained.statement.index).ok()?)
}

fn stronger(left: Mark, right: Mark) -> Mark {
    match (left, right) {
        (Mark::Deciding, _) | (_, Mark::Deciding) => Mark::Deciding,
        (Mark::No, _) | (_, Mark::No) => Mark::No,
        (Mark::Ok, Mark::Ok) => Mark::Ok,
    }
}

/// A few words for the end of a condition's line.
fn condition_label(condition: &ConditionExplanation) -> &'static str {
    match condition.outcome {
        ConditionOutcome::KeyMissing { .. } => "key absent",
        ConditionOutcome::EmptyValue { .. } => "value empty",
        ConditionOutcome::SeveralValues => "several values",
        ConditionOutcome::VariableUnresolved { .. } => "variable has no value",
        ConditionOutcome::WrongType { .. } => "wrong type",
        ConditionOutcome::NotMatched if condition.negated => "value listed",
        ConditionOutcome::NotMatched => "value differs",
        ConditionOutcome::Matched if condition.negated => "value not listed",
        ConditionOutcome::Matched => "value fits",
    }
}

/// First and last line of a node, from 1.
pub(super) fn lines_of(policy: &CompiledPolicy, node: NodeId) -> (u32, u32) {
    let span = policy.span(node);
    let source = policy.source();
    (
        source.line_col(span.start).line,
        source.line_col(span.end.max(span.start)).line,
    )
}

/// The lines `first..=last` of a text, coloured and marked.
pub(super) fn code_lines(text: &str, marks: &LineMarks, first: u32, last: u32) -> Vec<CodeLine> {
    let mut lines = Vec::new();
    for (number, line) in (1u32..).zip(text.lines()) {
        let pieces = pieces_of(line);
        if (first..=last).contains(&number) {
            let mark = marks.0.get(&number);
            let label = mark
                .map(|mark| mark.labels.join(", "))
                .filter(|label| !label.is_empty());
            lines.push(CodeLine {
                number,
                pieces,
                mark: mark.map(|mark| mark.mark),
                label,
            });
        }
    }
    lines
}

/// Splits a line of JSON into keys, strings and the rest; good enough for colour, not a parser.
fn pieces_of(line: &str) -> Vec<CodePiece> {
    let mut pieces: Vec<CodePiece> = Vec::new();
    let mut push = |kind: PieceKind, text: &str| {
        if text.is_empty() {
            return;
        }
        match pieces.last_mut() {
            Some(last) if last.kind == kind => last.text.push_str(text),
            _ => pieces.push(CodePiece {
                kind,
                text: text.to_owned(),
            }),
        }
    };
    let mut rest = line;
    while let Some(quote) = rest.find('"') {
        let (before, from_quote) = rest.split_at(quote);
        push(PieceKind::Plain, before);
        let end = string_end(from_quote);
        let (string, after) = from_quote.split_at(end);
        let kind = if after.trim_start().starts_with(':') {
            PieceKind::Key
        } else {
            PieceKind::Text
        };
        push(kind, string);
        rest = after;
    }
    push(PieceKind::Plain, rest);
    pieces
}

/// The byte after the closing quote of the string that `text` begins with, or its end.
fn string_end(text: &str) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &str) {
        let shown: Vec<String> = pieces_of(line)
            .iter()
            .map(|piece| match piece.kind {
                PieceKind::Plain => piece.text.clone(),
                PieceKind::Key => format!("<{}>", piece.text),
                PieceKind::Text => format!("[{}]", piece.text),
            })
            .collect();
        assert_eq!(shown.concat(), expected);
    }

    #[test]
    fn colours() {
        check(r#"  "Sid": "A","#, r#"  <"Sid">: ["A"],"#);
        check(r#"{ "a" : "b\"c" }"#, r#"{ <"a"> : ["b\"c"] }"#);
        check(r#""open"#, r#"["open]"#);
        check("  }", "  }");
    }
}
