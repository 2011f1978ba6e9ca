//! Session tags asked for and not allowed.

use super::subject::{Finding, Subject, covers, holds_when_absent, is_key};
use super::{Example, LintSpec};
use crate::{PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "request-tag-without-tag-session",
    title: "Session tags asked for and not allowed",
    severity: Severity::Warning,
    kinds: &[PolicyKind::Trust],
    rules: &["EVAL-46", "EVAL-48"],
    docs: "The condition holds only for calls that pass session tags, and such calls also need `sts:TagSession`, \
           which no statement of this trust policy allows. So nobody can assume the role by this statement.",
    bad: Example {
        kind: PolicyKind::Trust,
        text: r#"{"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "sts:AssumeRole",
 "Condition": {"StringEquals": {«"aws:RequestTag/team"»: "blue"}}}"#,
    },
    good: Example {
        kind: PolicyKind::Trust,
        text: r#"{"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": ["sts:AssumeRole", "sts:TagSession"],
 "Condition": {"StringEquals": {"aws:RequestTag/team": "blue"}}}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    if subject
        .allows()
        .any(|statement| covers(statement, "sts:TagSession"))
    {
        return Vec::new();
    }
    let asked = subject.allows().flat_map(|statement| {
        statement.conditions.iter().filter(|condition| {
            let about_tags = condition.key.folded().starts_with("aws:requesttag/")
                || is_key(condition, "aws:TagKeys")
                || is_key(condition, "sts:TransitiveTagKeys");
            about_tags && !holds_when_absent(condition)
        })
    });
    asked
        .map(|condition| {
            let message = format!(
                "found a condition on `{}` in a policy that does not allow `sts:TagSession`",
                condition.key
            );
            Finding::new(
                subject.key_at(condition),
                message,
                "add `sts:TagSession` to the actions",
            )
        })
        .collect()
}
