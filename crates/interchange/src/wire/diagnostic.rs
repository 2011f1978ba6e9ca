//! Diagnostics of a policy text.

use policy::{Diagnostic, PolicyKind, Severity, SourceText};
use serde::Serialize;

use super::{Place, Refusal};

/// One problem of a policy text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DiagnosticJson {
    /// A stable name, such as `missing-effect`.
    pub code: &'static str,
    /// `error`, `warning` or `note`.
    pub severity: &'static str,
    /// What was found and what was expected.
    pub message: String,
    /// A way out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Where.
    pub place: Place,
    /// What AWS answers, for errors.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aws: Option<Refusal>,
}

impl DiagnosticJson {
    /// A diagnostic of this text.
    pub fn new(diagnostic: &Diagnostic, source: &SourceText) -> DiagnosticJson {
        DiagnosticJson {
            code: diagnostic.code,
            severity: severity_name(diagnostic.severity),
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
            place: Place::of_span(source, diagnostic.primary),
            aws: diagnostic.aws.as_ref().map(|aws| Refusal {
                code: Some(aws.code.to_owned()),
                http: None,
                message: Some(aws.message.clone()),
            }),
        }
    }
}

/// `error`, `warning` or `note`.
pub fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// The kind of policy by its short name, as in the member `policyType` of cases.
pub fn policy_kind(name: &str) -> Option<PolicyKind> {
    let kind = match name {
        "identity" => PolicyKind::Identity,
        "trust" => PolicyKind::Trust,
        "resource" => PolicyKind::Resource,
        "boundary" => PolicyKind::Boundary,
        "session" => PolicyKind::Session,
        "scp" => PolicyKind::ServiceControl,
        "rcp" => PolicyKind::ResourceControl,
        "vpce" => PolicyKind::VpcEndpoint,
        _ => return None,
    };
    Some(kind)
}
