//! External id in federated trust.

use super::subject::{Finding, Subject, is_federated, is_key};
use super::{Example, LintSpec};
use crate::{PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "external-id-under-federation",
    title: "External id in federated trust",
    severity: Severity::Warning,
    kinds: &[PolicyKind::Trust],
    rules: &["DEPUTY-10", "KEYS-60"],
    docs: "Only AssumeRole takes an external id. AssumeRoleWithSAML and AssumeRoleWithWebIdentity cannot pass one, \
           so the condition is never true for them.",
    bad: Example {
        kind: PolicyKind::Trust,
        text: r#"{"Effect": "Allow", "Principal": {"Federated": "arn:aws:iam::111122223333:saml-provider/Corp"}, "Action": "sts:AssumeRoleWithSAML",
 "Condition": {"StringEquals": {"SAML:aud": "https://signin.aws.amazon.com/saml", «"sts:ExternalId"»: "acme-12345"}}}"#,
    },
    good: Example {
        kind: PolicyKind::Trust,
        text: r#"{"Effect": "Allow", "Principal": {"Federated": "arn:aws:iam::111122223333:saml-provider/Corp"}, "Action": "sts:AssumeRoleWithSAML",
 "Condition": {"StringEquals": {"SAML:aud": "https://signin.aws.amazon.com/saml"}}}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    subject
        .conditions()
        .filter(|(statement, condition)| {
            is_federated(statement) && is_key(condition, "sts:ExternalId")
        })
        .map(|(_, condition)| {
            let message =
                "found a condition on `sts:ExternalId`, which calls of federated users cannot pass";
            let help = "restrict the audience and the subject of the provider instead";
            Finding::new(subject.key_at(condition), message.to_owned(), help)
        })
        .collect()
}
