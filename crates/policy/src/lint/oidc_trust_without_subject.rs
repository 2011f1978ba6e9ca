//! OIDC trust without a subject.

use super::subject::{Finding, Subject, covers, has_key, principals};
use super::{Example, LintSpec};
use crate::{CompiledStatement, PolicyKind, PrincipalPattern, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "oidc-trust-without-subject",
    title: "OIDC trust without a subject",
    severity: Severity::Warning,
    kinds: &[PolicyKind::Trust],
    rules: &["STS-53", "KEYS-70", "KEYS-75"],
    docs: "A provider such as that of GitHub signs tokens for everybody who uses it. Without a condition on the \
           `sub` claim, every repository or workload of every customer of the provider may assume the role.",
    bad: Example {
        kind: PolicyKind::Trust,
        text: r#"{"Effect": "Allow", "Principal": {"Federated": «"arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"»},
 "Action": "sts:AssumeRoleWithWebIdentity",
 "Condition": {"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"}}}"#,
    },
    good: Example {
        kind: PolicyKind::Trust,
        text: r#"{"Effect": "Allow", "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"},
 "Action": "sts:AssumeRoleWithWebIdentity",
 "Condition": {"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
                                "token.actions.githubusercontent.com:sub": "repo:example/app:ref:refs/heads/main"}}}"#,
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
            let Some(key) = host(provider).map(|host| format!("{host}:sub")) else {
                continue;
            };
            if !has_key(statement, &key) {
                let message = format!(
                    "found no condition on `{key}`, expected the subjects that may assume the role"
                );
                let help =
                    "list the subjects, such as `repo:example/app:ref:refs/heads/main` for GitHub";
                found.push(Finding::new(subject.at(value.node), message, help));
            }
        }
    }
    found
}

/// The host and path of an OIDC provider's ARN, as its condition keys begin (`KEYS-70`).
fn host(provider: &str) -> Option<&str> {
    provider.split_once(":oidc-provider/").map(|(_, host)| host)
}
