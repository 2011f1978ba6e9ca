//! Source identity asked for and not allowed.

use super::subject::{Finding, Subject, covers, holds_when_absent, is_key};
use super::{Example, LintSpec};
use crate::{PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "source-identity-without-action",
    title: "Source identity asked for and not allowed",
    severity: Severity::Warning,
    kinds: &[PolicyKind::Trust],
    rules: &["EVAL-46", "EVAL-47", "KEYS-62"],
    docs: "The condition holds only for calls that pass a source identity, and such calls also need \
           `sts:SetSourceIdentity`, which no statement of this trust policy allows. So nobody can assume the role \
           by this statement.",
    bad: Example {
        kind: PolicyKind::Trust,
        text: r#"{"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "sts:AssumeRole",
 "Condition": {"StringLike": {«"sts:SourceIdentity"»: "*"}}}"#,
    },
    good: Example {
        kind: PolicyKind::Trust,
        text: r#"{"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": ["sts:AssumeRole", "sts:SetSourceIdentity"],
 "Condition": {"StringLike": {"sts:SourceIdentity": "*"}}}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    if subject
        .allows()
        .any(|statement| covers(statement, "sts:SetSourceIdentity"))
    {
        return Vec::new();
    }
    let asked = subject.allows().flat_map(|statement| {
        let conditions = statement.conditions.iter();
        conditions.filter(|condition| {
            is_key(condition, "sts:SourceIdentity") && !holds_when_absent(condition)
        })
    });
    asked
        .map(|condition| {
            let message = "found a condition on `sts:SourceIdentity` in a policy that does not allow `sts:SetSourceIdentity`";
            let help = "add `sts:SetSourceIdentity` to the actions";
            Finding::new(subject.key_at(condition), message.to_owned(), help)
        })
        .collect()
}
