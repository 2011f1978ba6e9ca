//! Service allowed for whomever it acts.

use super::subject::{Finding, Subject, has_key, principals};
use super::{Example, LintSpec};
use crate::{PolicyKind, PrincipalPattern, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "service-access-without-source",
    title: "Service allowed for whomever it acts",
    severity: Severity::Warning,
    kinds: &[PolicyKind::Resource],
    rules: &["DEPUTY-30", "DEPUTY-31", "DEPUTY-40.2"],
    docs: "Anybody with an AWS account can have the service act for them, and the statement lets the service in \
           whoever that is: the confused deputy between services. A condition on `aws:SourceArn`, \
           `aws:SourceAccount` or `aws:SourceOrgID` says for whom it may act.",
    bad: Example {
        kind: PolicyKind::Resource,
        text: r#"{"Effect": "Allow", "Principal": {"Service": «"cloudtrail.amazonaws.com"»}, "Action": "s3:PutObject", "Resource": "arn:aws:s3:::example-bucket/*"}"#,
    },
    good: Example {
        kind: PolicyKind::Resource,
        text: r#"{"Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"}, "Action": "s3:PutObject", "Resource": "arn:aws:s3:::example-bucket/*",
 "Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:cloudtrail:*:111122223333:trail/main"}}}"#,
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
            let message = format!("found access for `{service}` whoever it acts for, expected a condition on `aws:SourceArn` or `aws:SourceAccount`");
            let help = "add `aws:SourceArn` when the source is known, `aws:SourceAccount` for several of one account";
            Some(Finding::new(subject.at(value.node), message, help))
        })
        .collect()
}
