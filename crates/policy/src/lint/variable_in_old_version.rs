//! Policy variable that is plain text.

use super::subject::{Finding, Subject};
use super::{ALL_KINDS, Example, LintSpec};
use crate::{PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "variable-in-old-version",
    title: "Policy variable that is plain text",
    severity: Severity::Warning,
    kinds: ALL_KINDS,
    rules: &["POL-06", "POL-30"],
    docs: "Only under the version `2012-10-17` is `${…}` a variable. Without a `Version`, or with the older one, \
           the policy compares with the dollar sign and the braces as they stand.",
    bad: Example {
        kind: PolicyKind::Resource,
        text: r#"{"Statement": [{"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "s3:GetObject",
 "Resource": «"arn:aws:s3:::example-bucket/${aws:username}/*"»}]}"#,
    },
    good: Example {
        kind: PolicyKind::Resource,
        text: r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "s3:GetObject",
 "Resource": "arn:aws:s3:::example-bucket/${aws:username}/*"}]}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    if subject.knows_variables() {
        return Vec::new();
    }
    let resources = subject
        .statements()
        .iter()
        .filter_map(|statement| statement.resource.as_ref());
    let resources = resources
        .flat_map(|element| &element.values)
        .map(|value| (value.node, value.value.text()));
    let operands = subject
        .conditions()
        .filter(|(_, condition)| condition.operator.variables);
    let operands = operands
        .flat_map(|(_, condition)| &condition.values)
        .map(|value| (value.node, value.value.text()));
    resources
        .chain(operands)
        .filter(|(_, text)| text.contains("${"))
        .map(|(node, text)| {
            let message = format!("found `{text}` in a policy whose version knows no variables");
            let help = "add `\"Version\": \"2012-10-17\"`";
            Finding::new(subject.at(node), message, help)
        })
        .collect()
}
