//! `ForAllValues` in an Allow without `Null`.

use super::subject::{Finding, Subject, settles_presence};
use super::{Example, LintSpec};
use crate::{PolicyKind, SetQualifier, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "for-all-values-without-null",
    title: "`ForAllValues` in an Allow without `Null`",
    severity: Severity::Warning,
    kinds: &[
        PolicyKind::Identity,
        PolicyKind::Resource,
        PolicyKind::Trust,
    ],
    rules: &["COND-13", "COND-16"],
    docs: "`ForAllValues` is true when the key is absent, because none of no values is wrong. In an Allow that \
           opens a way around the condition. A `Null` condition with `false` on the same key closes it.",
    bad: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "*",
 "Condition": {«"ForAllValues:StringEquals"»: {"aws:TagKeys": ["team", "cost-centre"]}}}"#,
    },
    good: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "*",
 "Condition": {"ForAllValues:StringEquals": {"aws:TagKeys": ["team", "cost-centre"]}, "Null": {"aws:TagKeys": "false"}}}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let open = subject.allows().flat_map(|statement| {
        statement.conditions.iter().filter(|condition| {
            condition.set == Some(SetQualifier::ForAllValues)
                && !settles_presence(statement, &condition.key)
        })
    });
    open.map(|condition| {
        let message = format!(
            "found `ForAllValues` on `{}` in an Allow, which is true when the key is absent",
            condition.key
        );
        let help = format!("add `\"Null\": {{\"{}\": \"false\"}}`", condition.key);
        Finding::new(subject.at(condition.operator_node), message, help)
    })
    .collect()
}
