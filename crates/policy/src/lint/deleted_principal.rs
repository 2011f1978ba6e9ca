//! Principal that was deleted.

use aws::UniqueIdKind;

use super::subject::{Finding, Subject};
use super::{Example, LintSpec};
use crate::{PolicyKind, PrincipalPattern, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "deleted-principal",
    title: "Principal that was deleted",
    severity: Severity::Warning,
    kinds: &[PolicyKind::Trust, PolicyKind::Resource],
    rules: &["REVOKE-16"],
    docs: "AWS stores a user or role in a Principal by its unique id and shows the ARN. When the id shows, the user \
           or role was deleted, and a new one of the same name has another id and is not meant.",
    bad: Example {
        kind: PolicyKind::Trust,
        text: r#"{"Effect": "Allow", "Principal": {"AWS": «"AROAEXAMPLE1EXAMPLE22"»}, "Action": "sts:AssumeRole"}"#,
    },
    good: Example {
        kind: PolicyKind::Trust,
        text: r#"{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:role/Deployer"}, "Action": "sts:AssumeRole"}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let elements = subject
        .statements()
        .iter()
        .filter_map(|statement| statement.principal.as_ref());
    elements
        .flat_map(|element| &element.values)
        .filter_map(|value| {
            let PrincipalPattern::UniqueId(id) = &value.value else {
                return None;
            };
            let what = match UniqueIdKind::of(id) {
                Some(UniqueIdKind::Role) => "role",
                _ => "user",
            };
            let message =
                format!("found the unique id `{id}` of a {what} that was deleted, expected an ARN");
            let help = "remove it, or write the ARN of the one that is to be meant now";
            Some(Finding::new(subject.at(value.node), message, help))
        })
        .collect()
}
