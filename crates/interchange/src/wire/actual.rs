//! Answers to cases, in the shape of their `expect`.

use serde::Serialize;

/// One line of answers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answer<'a> {
    /// The id of the case.
    pub id: &'a str,
    /// What the engine says.
    pub actual: Actual,
}

/// What the engine says to a case.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged, rename_all_fields = "camelCase")]
pub enum Actual {
    /// To `authorize`.
    Authorize(Authorized),
    /// To `condition` and `arn`.
    Match {
        /// Whether it matches.
        #[serde(rename = "match")]
        matches: bool,
    },
    /// To `validate`.
    Validate {
        /// Whether AWS takes the document.
        ok: bool,
        /// What AWS says otherwise.
        #[serde(flatten)]
        refusal: Option<Refusal>,
    },
    /// To `sts`.
    Sts {
        /// Whether the operation succeeds.
        ok: bool,
        /// What the caller is told otherwise.
        #[serde(flatten)]
        refusal: Option<Refusal>,
        /// The answer of the operation.
        #[serde(skip_serializing_if = "Option::is_none")]
        result: Option<StsResult>,
    },
    /// To `token`.
    Token {
        /// 1 or 2; `None` when no token was issued.
        token_version: Option<u8>,
        /// Whether the service accepts it in the Region.
        ok: bool,
        /// What the caller is told otherwise.
        #[serde(flatten)]
        refusal: Option<Refusal>,
    },
    /// To `sequence`.
    Sequence {
        /// One answer a step.
        steps: Vec<String>,
    },
    /// The engine does not simulate what the case asks for, and does not guess.
    NotSimulated {
        /// What is missing.
        not_simulated: String,
    },
}

impl Actual {
    /// The answer to what the engine does not simulate.
    pub fn not_simulated(reason: impl Into<String>) -> Actual {
        Actual::NotSimulated {
            not_simulated: reason.into(),
        }
    }
}

/// A decision in a few words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Authorized {
    /// `ALLOW` or `DENY`.
    pub decision: &'static str,
    /// `explicit` or `implicit`, `None` when allowed.
    pub deny_kind: Option<&'static str>,
    /// What granted, or the policy type that AWS would name (`ERR-05`).
    pub by: &'static str,
}

/// What AWS says to something it refuses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// Such as `MalformedPolicyDocument`; `None` when only the refusal is known.
    pub code: Option<String>,
    /// The HTTP status; absent when nothing was sent, or for documents.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub http: Option<u16>,
    /// AWS's words; `None` when only the refusal is known.
    pub message: Option<String>,
}

/// The members of an STS answer that cases speak of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged, rename_all_fields = "camelCase")]
pub enum StsResult {
    /// Of AssumeRole.
    Session {
        /// How long the session lasts.
        duration_seconds: i64,
        /// The session's ARN.
        arn: String,
    },
    /// Of GetCallerIdentity.
    Identity {
        /// As in the answer of the service.
        #[serde(rename = "UserId")]
        user_id: String,
        /// As in the answer of the service.
        #[serde(rename = "Account")]
        account: String,
        /// As in the answer of the service.
        #[serde(rename = "Arn")]
        arn: String,
    },
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may stop at the first surprise")]
mod tests {
    use super::*;

    fn check(actual: Actual, expected: &str) {
        assert_eq!(serde_json::to_string(&actual).unwrap(), expected);
    }

    #[test]
    fn answers_have_the_shape_of_expect() {
        let refusal = Refusal {
            code: Some("AuthFailure".to_owned()),
            http: Some(401),
            message: None,
        };
        check(
            Actual::Authorize(Authorized {
                decision: "ALLOW",
                deny_kind: None,
                by: "identity",
            }),
            r#"{"decision":"ALLOW","denyKind":null,"by":"identity"}"#,
        );
        check(Actual::Match { matches: true }, r#"{"match":true}"#);
        check(
            Actual::Validate {
                ok: true,
                refusal: None,
            },
            r#"{"ok":true}"#,
        );
        check(
            Actual::Token {
                token_version: Some(1),
                ok: false,
                refusal: Some(refusal),
            },
            r#"{"tokenVersion":1,"ok":false,"code":"AuthFailure","http":401,"message":null}"#,
        );
        check(
            Actual::not_simulated("no such thing"),
            r#"{"notSimulated":"no such thing"}"#,
        );
    }
}
