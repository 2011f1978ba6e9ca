//! `kind: "validate"`: would AWS store this document?

use policy::{
    PolicyKind, PrincipalPattern, SharedPolicy, SourceText, compile_policy, parse_policy,
    size_limit,
};

use crate::wire::{Actual, Refusal, ValidateGiven, policy_kind};

pub(super) fn answer(given: &ValidateGiven, title: &str) -> Actual {
    let Some(kind) = policy_kind(&given.policy_type) else {
        return Actual::not_simulated(format!(
            "policies of the type `{}` are not known",
            given.policy_type
        ));
    };
    let text = given.document.text();
    let refusal = match compile_policy(&parse_policy(SourceText::new(&text), kind)) {
        Err(malformed) => Some(refusal(
            malformed.refusal.code,
            malformed.refusal.message.clone(),
        )),
        Ok(policy) => too_long(&text, kind).or_else(|| {
            let missing = (!says_that_it_exists(title)).then(|| missing_principal(&policy));
            missing.flatten().map(|arn| {
                refusal(
                    "MalformedPolicyDocument",
                    format!("Invalid principal in policy: \"AWS\":\"{arn}\""),
                )
            })
        }),
    };
    Actual::Validate {
        ok: refusal.is_none(),
        refusal,
    }
}

fn refusal(code: &str, message: String) -> Refusal {
    Refusal {
        code: Some(code.to_owned()),
        http: None,
        message: Some(message),
    }
}

/// The quota that a document exceeds (`POL-40`, `POL-54`); AWS's words are known for two kinds only.
fn too_long(text: &str, kind: PolicyKind) -> Option<Refusal> {
    let limit = size_limit(kind)?;
    if limit.counted(text) <= limit.characters {
        return None;
    }
    let quota = |name: &str| {
        refusal(
            "LimitExceeded",
            format!("Cannot exceed quota for {name}: {}", limit.characters),
        )
    };
    Some(match kind {
        PolicyKind::Trust => quota("ACLSizePerRole"),
        PolicyKind::Identity | PolicyKind::Boundary => quota("PolicySize"),
        PolicyKind::Resource
        | PolicyKind::Session
        | PolicyKind::ServiceControl
        | PolicyKind::ResourceControl
        | PolicyKind::VpcEndpoint => Refusal {
            code: None,
            http: None,
            message: None,
        },
    })
}

/// The first user or role that the policy names: in a case none of them exists (`POL-53`), while accounts, their root
/// users and services always do.
fn missing_principal(policy: &SharedPolicy) -> Option<String> {
    policy
        .statements()
        .iter()
        .filter_map(|statement| statement.principal.as_ref())
        .flat_map(|element| &element.values)
        .find_map(|located| match &located.value {
            PrincipalPattern::Arn(arn) if arn.service() == "iam" => Some(arn.to_string()),
            _ => None,
        })
}

/// Whether the title of a case says that the principals it names exist, as the case shape asks.
fn says_that_it_exists(title: &str) -> bool {
    let title = title.to_ascii_lowercase();
    let denied = [
        "not exist",
        "n't exist",
        "nonexist",
        "non-exist",
        "no longer exist",
    ];
    title.contains("exist") && !denied.iter().any(|words| title.contains(words))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may stop at the first surprise")]
mod tests {
    use super::*;

    fn check(policy_type: &str, title: &str, document: &str, expected: &str) {
        let given = format!(r#"{{"policyType": "{policy_type}", "document": {document}}}"#);
        let given: ValidateGiven = serde_json::from_str(&given).unwrap();
        let found = serde_json::to_string(&answer(&given, title)).unwrap();
        assert_eq!(found, expected, "{policy_type} {title}");
    }

    fn trust(principal: &str) -> String {
        format!(
            r#"{{"Version": "2012-10-17", "Statement": [{{"Effect": "Allow", "Principal": {{"AWS": "{principal}"}}, "Action": "sts:AssumeRole"}}]}}"#
        )
    }

    #[test]
    fn pol_53_users_and_roles_exist_only_when_the_title_says_so() {
        let user = trust("arn:aws:iam::111122223333:user/alice");
        let refused = r#"{"ok":false,"code":"MalformedPolicyDocument","message":"Invalid principal in policy: \"AWS\":\"arn:aws:iam::111122223333:user/alice\""}"#;
        check("trust", "names a user", &user, refused);
        check("trust", "names a user that does not exist", &user, refused);
        check("trust", "names an existing user", &user, r#"{"ok":true}"#);
        let root = trust("arn:aws:iam::111122223333:root");
        check("trust", "names an account", &root, r#"{"ok":true}"#);
    }

    #[test]
    fn pol_54_long_documents_exceed_a_quota() {
        let long = "x".repeat(6_200);
        let with = |principal: &str| {
            format!(
                r#"{{"Version": "2012-10-17", "Statement": [{{"Effect": "Allow", {principal}"Action": "sts:AssumeRole", "Condition": {{"StringEquals": {{"aws:username": "{long}"}}}}"#
            )
        };
        check(
            "trust",
            "",
            &format!("{}}}]}}", with(r#""Principal": {"AWS": "*"}, "#)),
            r#"{"ok":false,"code":"LimitExceeded","message":"Cannot exceed quota for ACLSizePerRole: 2048"}"#,
        );
        check(
            "identity",
            "",
            &format!(r#"{}, "Resource": "*"}}]}}"#, with("")),
            r#"{"ok":false,"code":"LimitExceeded","message":"Cannot exceed quota for PolicySize: 6144"}"#,
        );
    }

    #[test]
    fn a_document_may_be_a_raw_string() {
        check(
            "identity",
            "",
            r#""{""#,
            r#"{"ok":false,"code":"MalformedPolicyDocument","message":"Syntax errors in policy."}"#,
        );
        check(
            "grant",
            "",
            r#""{""#,
            r#"{"notSimulated":"policies of the type `grant` are not known"}"#,
        );
    }
}
