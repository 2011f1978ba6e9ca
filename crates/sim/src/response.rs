//! Answers of the simulated services.

use aws::{AccountId, ActionName, Timestamp};

/// A successful answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiResponse {
    /// Of sts:AssumeRole.
    AssumeRole(AssumeRoleResponse),
    /// Of sts:GetCallerIdentity.
    GetCallerIdentity(GetCallerIdentityResponse),
    /// Of every other action: only its authorization is simulated.
    Authorized(AuthorizedResponse),
}

/// The answer of sts:AssumeRole (`STS-22`); `PackedPolicySize` is not simulated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssumeRoleResponse {
    /// The temporary credentials.
    pub credentials: Credentials,
    /// The session.
    pub assumed_role_user: AssumedRoleUser,
    /// The session's source identity, when it has one.
    pub source_identity: Option<String>,
}

/// Temporary credentials (`STS-01`), simulated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credentials {
    /// `ASIA…`
    pub access_key_id: String,
    /// Contains `EXAMPLE`.
    pub secret_access_key: String,
    /// Contains `EXAMPLE`.
    pub session_token: String,
    /// When they end.
    pub expiration: Timestamp,
}

/// A role session by its two names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssumedRoleUser {
    /// `{AROA id}:{session name}`
    pub assumed_role_id: String,
    /// `arn:aws:sts::{account}:assumed-role/{role name}/{session name}`
    pub arn: String,
}

/// The answer of sts:GetCallerIdentity (`STS-70`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetCallerIdentityResponse {
    /// The same as `aws:userid`.
    pub user_id: String,
    /// The caller's account.
    pub account: AccountId,
    /// The caller's ARN.
    pub arn: String,
}

/// The request was authorized; what the service would have done is not simulated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorizedResponse {
    /// The action, in its canonical spelling.
    pub action: ActionName,
    /// The resources it was authorized for, `*` when it has none.
    pub resources: Vec<String>,
}

impl ApiResponse {
    /// What the CLI prints: JSON with four blanks of indentation (`CLI-01` to `CLI-03`), or a plain sentence where
    /// only the authorization is simulated.
    pub fn cli_output(&self) -> String {
        match self {
            ApiResponse::AssumeRole(response) => response.cli_output(),
            ApiResponse::GetCallerIdentity(response) => object(
                0,
                &[
                    ("UserId", string(&response.user_id)),
                    ("Account", string(response.account.as_str())),
                    ("Arn", string(&response.arn)),
                ],
            ),
            ApiResponse::Authorized(response) => format!(
                "{} is authorized. Only the authorization is simulated, so there is no further answer.",
                response.action
            ),
        }
    }
}

impl AssumeRoleResponse {
    fn cli_output(&self) -> String {
        let credentials = &self.credentials;
        let mut members = vec![
            (
                "Credentials",
                object(
                    1,
                    &[
                        ("AccessKeyId", string(&credentials.access_key_id)),
                        ("SecretAccessKey", string(&credentials.secret_access_key)),
                        ("SessionToken", string(&credentials.session_token)),
                        ("Expiration", string(&with_offset(credentials.expiration))),
                    ],
                ),
            ),
            (
                "AssumedRoleUser",
                object(
                    1,
                    &[
                        (
                            "AssumedRoleId",
                            string(&self.assumed_role_user.assumed_role_id),
                        ),
                        ("Arn", string(&self.assumed_role_user.arn)),
                    ],
                ),
            ),
        ];
        if let Some(source_identity) = &self.source_identity {
            members.push(("SourceIdentity", string(source_identity)));
        }
        object(0, &members)
    }
}

/// The CLI prints instants with an offset where the wire has `Z` (`CLI-01`).
fn with_offset(at: Timestamp) -> String {
    format!("{}+00:00", at.to_string().trim_end_matches('Z'))
}

fn object(depth: usize, members: &[(&str, String)]) -> String {
    let indent = "    ".repeat(depth + 1);
    let lines: Vec<String> = members
        .iter()
        .map(|(name, value)| format!("{indent}\"{name}\": {value}"))
        .collect();
    format!("{{\n{}\n{}}}", lines.join(",\n"), "    ".repeat(depth))
}

fn string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may stop at the first surprise")]
mod tests {
    use super::*;

    #[test]
    fn the_cli_prints_assume_role_as_cli_02_shows() {
        let response = ApiResponse::AssumeRole(AssumeRoleResponse {
            credentials: Credentials {
                access_key_id: "ASIAEXAMPLE".into(),
                secret_access_key: "secretEXAMPLE".into(),
                session_token: "tokenEXAMPLE".into(),
                expiration: Timestamp::parse("2026-11-23T21:00:00Z").unwrap(),
            },
            assumed_role_user: AssumedRoleUser {
                assumed_role_id: "AROAEXAMPLE:demo".into(),
                arn: "arn:aws:sts::222222222222:assumed-role/Reader/demo".into(),
            },
            source_identity: None,
        });
        let expected = r#"{
    "Credentials": {
        "AccessKeyId": "ASIAEXAMPLE",
        "SecretAccessKey": "secretEXAMPLE",
        "SessionToken": "tokenEXAMPLE",
        "Expiration": "2026-11-23T21:00:00+00:00"
    },
    "AssumedRoleUser": {
        "AssumedRoleId": "AROAEXAMPLE:demo",
        "Arn": "arn:aws:sts::222222222222:assumed-role/Reader/demo"
    }
}"#;
        assert_eq!(response.cli_output(), expected);
    }
}
