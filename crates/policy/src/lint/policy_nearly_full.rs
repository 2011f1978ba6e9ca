//! Policy near its quota.

use super::subject::{Finding, Subject};
use super::{ALL_KINDS, Example, LintSpec};
use crate::{PolicyKind, Severity, Span};

pub(super) const LINT: LintSpec = LintSpec {
    code: "policy-nearly-full",
    title: "Policy near its quota",
    severity: Severity::Note,
    kinds: ALL_KINDS,
    rules: &["POL-40", "POL-54"],
    docs: "The policy uses more than nine tenths of the characters it may have. White space counts for some kinds \
           and not for others.",
    bad: Example {
        kind: PolicyKind::Trust,
        text: r#"«{»"Version": "2012-10-17", "Statement": [{"Sid": "{filler}", "Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "sts:AssumeRole"}]}"#,
    },
    good: Example {
        kind: PolicyKind::Trust,
        text: r#"{"Version": "2012-10-17", "Statement": [{"Sid": "Own", "Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "sts:AssumeRole"}]}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let text = subject.policy.source().text();
    let Some(limit) = crate::size_limit(subject.kind) else {
        return Vec::new();
    };
    let counted = limit.counted(text);
    if counted <= limit.characters / 10 * 9 || counted > limit.characters {
        return Vec::new();
    }
    let start = crate::source::offset(text.find('{').unwrap_or_default());
    let brace = Span {
        start,
        end: start.saturating_add(1),
    };
    let message = format!("found {counted} of {} characters used", limit.characters);
    vec![Finding::new(brace, message, limit.rule)]
}
