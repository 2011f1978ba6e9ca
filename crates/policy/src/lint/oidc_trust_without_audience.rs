//! Web identity trust without an audience.

use super::subject::{Finding, Subject, covers, has_key, principals};
use super::{Example, LintSpec};
use crate::{CompiledStatement, PolicyKind, PrincipalPattern, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "oidc-trust-without-audience",
    title: "Web identity trust without an audience",
    severity: Severity::Warning,
    kinds: &[PolicyKind::Trust],
    rules: &["KEYS-70", "KEYS-71", "KEYS-72", "KEYS-73"],
    docs: "The audience says for whom the provider made the token. Without a condition on it, tokens that were made \
           for other applications open the role too; with Cognito, those of other people's identity pools.",
    bad: Example {
        kind: PolicyKind::Trust,
        text: r#"{"Effect": "Allow", "Principal": {"Federated": «"cognito-identity.amazonaws.com"»}, "Action": "sts:AssumeRoleWithWebIdentity"}"#,
    },
    good: Example {
        kind: PolicyKind::Trust,
        text: r#"{"Effect": "Allow", "Principal": {"Federated": "cognito-identity.amazonaws.com"}, "Action": "sts:AssumeRoleWithWebIdentity",
 "Condition": {"StringEquals": {"cognito-identity.amazonaws.com:aud": "eu-central-1:11111111-2222-3333-4444-555555555555"}}}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let assumed =
        |statement: &&CompiledStatement| covers(statement, "sts:AssumeRoleWithWebIdentity");
    for statement in subject.allows().filter(assumed) {
        for value in principals(statement) {
            let PrincipalPattern::Federated(provider) = &value.value else {
                continue;
            };
            let Some(key) = audience_key(provider) else {
                continue;
            };
            if !has_key(statement, &key) {
                let message = format!(
                    "found no condition on `{key}`, expected the audience the tokens must have"
                );
                let help = format!("add a condition on `{key}`");
                found.push(Finding::new(subject.at(value.node), message, help));
            }
        }
    }
    found
}

/// The key that names the application a token is for; none for SAML.
fn audience_key(provider: &str) -> Option<String> {
    match provider {
        "www.amazon.com" | "graph.facebook.com" => Some(format!("{provider}:app_id")),
        "accounts.google.com" | "cognito-identity.amazonaws.com" => Some(format!("{provider}:aud")),
        _ => provider
            .split_once(":oidc-provider/")
            .map(|(_, host)| format!("{host}:aud")),
    }
}
