//! Assume action that the principal cannot call.

use super::subject::{Finding, Subject, actions, principals};
use super::{Example, LintSpec};
use crate::{PolicyKind, PrincipalPattern, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "assume-action-of-another-principal",
    title: "Assume action that the principal cannot call",
    severity: Severity::Warning,
    kinds: &[PolicyKind::Trust],
    rules: &["EVAL-53", "EVAL-54", "STS-40", "STS-50"],
    docs: "AWS principals and services call AssumeRole, users of a SAML provider AssumeRoleWithSAML, and users of \
           an OIDC provider AssumeRoleWithWebIdentity. Any other pair never matches a request.",
    bad: Example {
        kind: PolicyKind::Trust,
        text: r#"{"Effect": "Allow", "Principal": {"Federated": "arn:aws:iam::111122223333:saml-provider/Corp"}, "Action": [«"sts:AssumeRole"», "sts:TagSession"]}"#,
    },
    good: Example {
        kind: PolicyKind::Trust,
        text: r#"{"Effect": "Allow", "Principal": {"Federated": "arn:aws:iam::111122223333:saml-provider/Corp"}, "Action": ["sts:AssumeRoleWithSAML", "sts:TagSession"],
 "Condition": {"StringEquals": {"SAML:aud": "https://signin.aws.amazon.com/saml"}}}"#,
    },
    check,
};

const CALLS: [&str; 3] = [
    "sts:AssumeRole",
    "sts:AssumeRoleWithSAML",
    "sts:AssumeRoleWithWebIdentity",
];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for statement in subject.allows() {
        let possible: Vec<&str> = principals(statement)
            .iter()
            .map(|value| call_of(&value.value))
            .collect();
        for value in actions(statement) {
            let text = value.value.text();
            let Some(call) = CALLS.iter().find(|call| call.eq_ignore_ascii_case(text)) else {
                continue;
            };
            if let (Some(right), false) = (possible.first(), possible.contains(call)) {
                let message =
                    format!("found `{call}`, which no principal of this statement can call");
                found.push(Finding::new(
                    subject.at(value.node),
                    message,
                    format!("write `{right}`"),
                ));
            }
        }
    }
    found
}

fn call_of(principal: &PrincipalPattern) -> &'static str {
    match principal {
        PrincipalPattern::Federated(provider) if provider.contains(":saml-provider/") => {
            "sts:AssumeRoleWithSAML"
        }
        PrincipalPattern::Federated(_) => "sts:AssumeRoleWithWebIdentity",
        _ => "sts:AssumeRole",
    }
}
