//! SAML trust without an audience.

use super::subject::{Finding, Subject, covers, has_key, principals};
use super::{Example, LintSpec};
use crate::{PolicyKind, PrincipalPattern, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "saml-trust-without-audience",
    title: "SAML trust without an audience",
    severity: Severity::Warning,
    kinds: &[PolicyKind::Trust],
    rules: &["KEYS-76", "STS-40"],
    docs: "`SAML:aud` holds the address the identity provider sent its user to, normally \
           `https://signin.aws.amazon.com/saml`. Without a condition on it, an assertion that was made for another \
           address is taken too.",
    bad: Example {
        kind: PolicyKind::Trust,
        text: r#"{"Effect": "Allow", "Principal": {"Federated": «"arn:aws:iam::111122223333:saml-provider/Corp"»}, "Action": "sts:AssumeRoleWithSAML"}"#,
    },
    good: Example {
        kind: PolicyKind::Trust,
        text: r#"{"Effect": "Allow", "Principal": {"Federated": "arn:aws:iam::111122223333:saml-provider/Corp"}, "Action": "sts:AssumeRoleWithSAML",
 "Condition": {"StringEquals": {"SAML:aud": "https://signin.aws.amazon.com/saml"}}}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let open = subject.allows().filter(|statement| {
        covers(statement, "sts:AssumeRoleWithSAML") && !has_key(statement, "saml:aud")
    });
    open.flat_map(principals)
        .filter(|value| matches!(&value.value, PrincipalPattern::Federated(provider) if provider.contains(":saml-provider/")))
        .map(|value| {
            let message = "found no condition on `SAML:aud`, expected the address assertions must be made for";
            let help = "add `\"StringEquals\": {\"SAML:aud\": \"https://signin.aws.amazon.com/saml\"}`";
            Finding::new(subject.at(value.node), message.to_owned(), help)
        })
        .collect()
}
