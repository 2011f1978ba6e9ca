//! Service trusted for whomever it acts.

use super::subject::{Finding, Subject, has_key, principals};
use super::{Example, LintSpec};
use crate::{PolicyKind, PrincipalPattern, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "service-trust-without-source",
    title: "Service trusted for whomever it acts",
    severity: Severity::Note,
    kinds: &[PolicyKind::Trust],
    rules: &["DEPUTY-33"],
    docs: "Many services tell for which resource they assume a role. Where the service does, a condition on \
           `aws:SourceAccount` or `aws:SourceArn` keeps it from using the role for another account.",
    bad: Example {
        kind: PolicyKind::Trust,
        text: r#"{"Effect": "Allow", "Principal": {"Service": «"states.amazonaws.com"»}, "Action": "sts:AssumeRole"}"#,
    },
    good: Example {
        kind: PolicyKind::Trust,
        text: r#"{"Effect": "Allow", "Principal": {"Service": "states.amazonaws.com"}, "Action": "sts:AssumeRole",
 "Condition": {"StringEquals": {"aws:SourceAccount": "111122223333"}}}"#,
    },
    check,
};

const SOURCE: [&str; 4] = [
    "aws:SourceArn",
    "aws:SourceAccount",
    "aws:SourceOrgID",
    "aws:SourceOrgPaths",
];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let open = subject
        .allows()
        .filter(|statement| !SOURCE.iter().any(|key| has_key(statement, key)));
    open.flat_map(principals)
        .filter_map(|value| {
            let PrincipalPattern::Service(service) = &value.value else {
                return None;
            };
            let message = format!("found trust in `{service}` whoever it acts for");
            let help = "where the service supports it, add a condition on `aws:SourceAccount` or `aws:SourceArn`";
            Some(Finding::new(subject.at(value.node), message, help))
        })
        .collect()
}
