//! Key of an AWS principal in federated trust.

use super::subject::{Finding, Subject, holds_when_absent, is_federated, is_key};
use super::{Example, LintSpec};
use crate::{PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "principal-key-under-federation",
    title: "Key of an AWS principal in federated trust",
    severity: Severity::Warning,
    kinds: &[PolicyKind::Trust],
    rules: &["EVAL-53", "KEYS-02"],
    docs: "Calls with a SAML assertion or an OIDC token have no AWS principal, and so none of the keys that \
           describe one. A positive condition on such a key is never true.",
    bad: Example {
        kind: PolicyKind::Trust,
        text: r#"{"Effect": "Allow", "Principal": {"Federated": "arn:aws:iam::111122223333:saml-provider/Corp"}, "Action": "sts:AssumeRoleWithSAML",
 "Condition": {"StringEquals": {"SAML:aud": "https://signin.aws.amazon.com/saml", «"aws:PrincipalOrgID"»: "o-example1234"}}}"#,
    },
    good: Example {
        kind: PolicyKind::Trust,
        text: r#"{"Effect": "Allow", "Principal": {"Federated": "arn:aws:iam::111122223333:saml-provider/Corp"}, "Action": "sts:AssumeRoleWithSAML",
 "Condition": {"StringEquals": {"SAML:aud": "https://signin.aws.amazon.com/saml", "SAML:sub_type": "persistent"}}}"#,
    },
    check,
};

const ABSENT: [&str; 4] = [
    "aws:PrincipalOrgID",
    "aws:PrincipalAccount",
    "aws:PrincipalArn",
    "aws:PrincipalIsAWSService",
];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    subject
        .conditions()
        .filter(|(statement, condition)| {
            is_federated(statement)
                && ABSENT.iter().any(|key| is_key(condition, key))
                && !holds_when_absent(condition)
        })
        .map(|(_, condition)| {
            let message = format!(
                "found a condition on `{}`, which calls of federated users do not have",
                condition.key
            );
            let help = "use the keys of the provider, such as `SAML:sub` or its `:sub` claim";
            Finding::new(subject.key_at(condition), message, help)
        })
        .collect()
}
