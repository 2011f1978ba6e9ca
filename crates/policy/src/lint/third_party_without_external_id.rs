//! Another account is trusted without an external id.

use super::subject::{Finding, Subject, covers, has_key, principals};
use super::{Example, LintSpec};
use crate::{PolicyKind, PrincipalPattern, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "third-party-without-external-id",
    title: "Another account is trusted without an external id",
    severity: Severity::Warning,
    kinds: &[PolicyKind::Trust],
    rules: &["DEPUTY-02", "DEPUTY-03", "DEPUTY-20.2"],
    docs: "When the other account belongs to a company that serves many customers, any of its customers can hand it \
           the ARN of your role, and the company then acts on your data for them: the confused deputy. A condition \
           on `sts:ExternalId` with the id that the company made for you stops this. For an account of your own \
           organization, a condition on `aws:PrincipalOrgID` says so.",
    bad: Example {
        kind: PolicyKind::Trust,
        text: r#"{"Effect": "Allow", "Principal": {"AWS": «"999999999999"»}, "Action": "sts:AssumeRole"}"#,
    },
    good: Example {
        kind: PolicyKind::Trust,
        text: r#"{"Effect": "Allow", "Principal": {"AWS": "999999999999"}, "Action": "sts:AssumeRole",
 "Condition": {"StringEquals": {"sts:ExternalId": "acme-12345"}}}"#,
    },
    check,
};

const SETTLED_BY: [&str; 3] = [
    "sts:ExternalId",
    "aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths",
];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let unsettled = subject.allows().filter(|statement| {
        covers(statement, "sts:AssumeRole") && !SETTLED_BY.iter().any(|key| has_key(statement, key))
    });
    unsettled
        .flat_map(principals)
        .filter_map(|value| {
            let account = match &value.value {
                PrincipalPattern::Account(account) => account.clone(),
                PrincipalPattern::Arn(arn) => arn.account_id()?,
                _ => return None,
            };
            if subject.is_own(&account) {
                return None;
            }
            let message = format!(
                "found trust in the account `{account}` without a condition on `sts:ExternalId`"
            );
            let help = "if the account belongs to a third party, require the external id it made for you; \
                        if it is one of your organization, require `aws:PrincipalOrgID`";
            Some(Finding::new(subject.at(value.node), message, help))
        })
        .collect()
}
