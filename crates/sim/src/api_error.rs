//! Error answers of the simulated services, in AWS's codes and words.
//!
//! These are data of a successful simulation, not failures of this crate.

use authz::{Deciding, Explanation, LayerKind, ServiceRuleName};
use aws::AccountId;
use world::{EntryId, World};

use crate::{ServiceFamily, ids, record::AuthorizationTrace};

/// An error answer, or what the caller's own tools say before anything is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiError {
    /// Such as `AccessDenied`.
    pub code: &'static str,
    /// The HTTP status; `None` when nothing was sent or nobody answered.
    pub http_status: Option<u16>,
    /// AWS's words.
    pub message: String,
}

impl ApiError {
    fn new(code: &'static str, http_status: u16, message: impl Into<String>) -> ApiError {
        ApiError {
            code,
            http_status: Some(http_status),
            message: message.into(),
        }
    }

    /// The error as the CLI and the SDK for Python print it (`CLI-10`), for an operation such as `AssumeRole`.
    pub fn cli_message(&self, operation: &str) -> String {
        match self.http_status {
            None => self.message.clone(),
            Some(_) => {
                format!(
                    "An error occurred ({}) when calling the {operation} operation: {}",
                    self.code, self.message
                )
            }
        }
    }

    /// What the caller's tools say of parameters (`STS-83`).
    pub(crate) fn param_validation(problems: &[String]) -> ApiError {
        let message = format!("Parameter validation failed:\n{}", problems.join("\n"));
        ApiError {
            code: "ParamValidation",
            http_status: None,
            message,
        }
    }

    /// What the service says of parameters (`STS-80` to `STS-82`, `STS-93`).
    pub(crate) fn validation(message: impl Into<String>) -> ApiError {
        ApiError::new("ValidationError", 400, message)
    }

    /// A session policy that cannot be used (`POL-56`).
    pub(crate) fn malformed_policy_document(message: impl Into<String>) -> ApiError {
        ApiError::new("MalformedPolicyDocument", 400, message)
    }

    /// A transitive tag that is passed again (`STS-24`).
    pub(crate) fn transitive_tag_conflict() -> ApiError {
        ApiError::new(
            "InvalidParameterValue",
            400,
            "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key \
             from the calling session.",
        )
    }

    /// A denial of STS in its own words.
    pub(crate) fn access_denied(message: impl Into<String>) -> ApiError {
        ApiError::new("AccessDenied", 403, message)
    }

    /// An operation that takes long-term credentials only (`STS-61`, `STS-66`).
    pub(crate) fn session_credentials(operation: &str) -> ApiError {
        ApiError::access_denied(format!("Cannot call {operation} with session credentials"))
    }

    /// STS is not active in the Region for the account of the role (`STS-86`).
    pub(crate) fn region_disabled(account: &AccountId) -> ApiError {
        ApiError::new(
            "RegionDisabledException",
            403,
            format!(
                "STS is not activated in this region for account:{account}. Your account administrator can activate \
                 STS in this region using the IAM Console."
            ),
        )
    }

    /// Credentials that are not known (`STS-87`), or a Region that does not take them (`TOKEN-16`, `TOKEN-40` to
    /// `TOKEN-44`).
    pub(crate) fn invalid_credentials(family: ServiceFamily, temporary: bool) -> ApiError {
        const INVALID: &str = "The security token included in the request is invalid";
        match family {
            ServiceFamily::Sts | ServiceFamily::Query => {
                ApiError::new("InvalidClientTokenId", 403, INVALID)
            }
            ServiceFamily::Ec2 => ApiError::new(
                "AuthFailure",
                401,
                "AWS was not able to validate the provided access credentials",
            ),
            ServiceFamily::S3 if temporary => ApiError::new(
                "InvalidToken",
                400,
                "The provided token is malformed or otherwise invalid.",
            ),
            ServiceFamily::S3 => ApiError::new(
                "InvalidAccessKeyId",
                403,
                "The AWS Access Key Id you provided does not exist in our records.",
            ),
            ServiceFamily::Json => {
                ApiError::new("UnrecognizedClientException", 400, format!("{INVALID}."))
            }
            ServiceFamily::RestJson => {
                ApiError::new("UnrecognizedClientException", 403, format!("{INVALID}."))
            }
        }
    }

    /// Expired credentials (`STS-88`, `TOKEN-45` to `TOKEN-48`).
    pub(crate) fn expired(family: ServiceFamily) -> ApiError {
        const EXPIRED: &str = "The security token included in the request is expired";
        match family {
            ServiceFamily::Sts | ServiceFamily::Query => {
                ApiError::new("ExpiredToken", 403, EXPIRED)
            }
            ServiceFamily::Ec2 => ApiError::new("RequestExpired", 400, "Request has expired."),
            ServiceFamily::S3 => {
                ApiError::new("ExpiredToken", 400, "The provided token has expired.")
            }
            ServiceFamily::Json => ApiError::new("ExpiredTokenException", 400, EXPIRED),
            ServiceFamily::RestJson => ApiError::new("ExpiredTokenException", 403, EXPIRED),
        }
    }

    /// An operation that must be signed and is not.
    pub(crate) fn signature_required() -> ApiError {
        ApiError::new(
            "MissingAuthenticationToken",
            403,
            "Request is missing Authentication Token",
        )
    }
}

/// What a denied caller is told.
///
/// `ordinal` counts the authorizations of the call, so that encoded messages differ.
pub(crate) fn denial(
    world: &World,
    seed: u32,
    entry: EntryId,
    ordinal: u32,
    trace: &AuthorizationTrace,
) -> ApiError {
    let action = &trace.purpose;
    let family = ServiceFamily::of(action.service());
    if trace.explanation.deciding
        == Deciding::ServiceRule(ServiceRuleName::RootUserMayNotAssumeRoles)
    {
        return ApiError::access_denied("Roles may not be assumed by root accounts.");
    }
    let audience = audience(world, trace);
    let sentence = sentence(trace, audience);
    match family {
        ServiceFamily::Sts | ServiceFamily::Query => ApiError::access_denied(sentence),
        ServiceFamily::S3 if audience == Audience::Outsider => {
            ApiError::new("AccessDenied", 403, "Access Denied")
        }
        ServiceFamily::S3 => ApiError::access_denied(sentence),
        ServiceFamily::Ec2 => {
            let blob = ids::encoded_message(seed, entry, ordinal);
            let message = format!(
                "You are not authorized to perform this operation. {sentence}. Encoded authorization failure \
                 message: {blob}"
            );
            ApiError::new("UnauthorizedOperation", 403, message)
        }
        ServiceFamily::Json => ApiError::new("AccessDeniedException", 400, sentence),
        ServiceFamily::RestJson => ApiError::new("AccessDeniedException", 403, sentence),
    }
}

/// How near the caller is to the owner of the resource, which decides how much it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Audience {
    SameAccount,
    SameOrganization,
    Outsider,
}

fn audience(world: &World, trace: &AuthorizationTrace) -> Audience {
    if trace.request.same_account() {
        return Audience::SameAccount;
    }
    let member = |account: &Option<AccountId>| {
        account
            .as_ref()
            .is_some_and(|account| world.organization_of(account).is_some())
    };
    if member(&trace.request.principal.account) && member(&trace.request.resource_account) {
        Audience::SameOrganization
    } else {
        Audience::Outsider
    }
}

/// `User: … is not authorized to perform: … on resource: … because …` (`ERR-01`).
fn sentence(trace: &AuthorizationTrace, audience: Audience) -> String {
    let request = &trace.request;
    let by_token = ["sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"];
    if by_token.iter().any(|action| trace.purpose.is(action)) {
        // ERR-10: who brings a token has no name yet.
        return format!("Not authorized to perform {}", trace.purpose);
    }
    let mut sentence = format!(
        "User: {} is not authorized to perform: {}",
        request.principal.name_in_errors(),
        trace.purpose
    );
    if request.resource != "*" {
        sentence.push_str(&format!(" on resource: {}", request.resource));
    }
    if let Some(context) = context_of_denial(trace, audience) {
        sentence.push(' ');
        sentence.push_str(&context);
    }
    sentence
}

/// The last part of the sentence, `None` in the bare form (`ERR-08`).
fn context_of_denial(trace: &AuthorizationTrace, audience: Audience) -> Option<String> {
    let explanation = &trace.explanation;
    let layer = explanation.reported()?;
    let service = trace.purpose.service();
    let explicit = is_explicit(explanation);
    if service.eq_ignore_ascii_case("sts") {
        let silent_trust = layer == LayerKind::TrustPolicy && !explicit;
        // ERR-18: a missing permission beside sts:AssumeRole is only named.
        let beside = ["sts:TagSession", "sts:SetSourceIdentity", "sts:SetContext"];
        let missing_beside = !explicit && beside.iter().any(|action| trace.purpose.is(action));
        if audience != Audience::SameAccount || silent_trust || missing_beside {
            return None;
        }
    }
    if audience == Audience::Outsider {
        let by_resource = matches!(layer, LayerKind::ResourcePolicy);
        return (service.eq_ignore_ascii_case("kms") && by_resource).then(|| {
            // Source: ERR-14, the text KMS gives to callers of other accounts.
            "because the resource does not exist in this Region, no resource-based policies allow access, or a \
             resource-based policy explicitly denies access"
                .to_owned()
        });
    }
    let (article, words) = type_words(layer);
    if explicit {
        let suffix = deciding_policy_arn(trace)
            .map(|arn| format!(": {arn}"))
            .unwrap_or_default();
        Some(format!(
            "with an explicit deny in {article} {words}{suffix}"
        ))
    } else {
        Some(format!(
            "because no {words} allows the {} action",
            trace.purpose
        ))
    }
}

fn is_explicit(explanation: &Explanation) -> bool {
    matches!(explanation.deciding, Deciding::Statement(..))
}

/// The ARN of the policy that denies, which callers of the same account or organization are told (`ERR-02`).
fn deciding_policy_arn(trace: &AuthorizationTrace) -> Option<&str> {
    match trace.explanation.deciding {
        Deciding::Statement(statement, _) => trace.policies.get(&statement.policy)?.arn.as_deref(),
        _ => None,
    }
}

/// The article and the words for a policy type (`ERR-04`).
fn type_words(layer: LayerKind) -> (&'static str, &'static str) {
    match layer {
        LayerKind::ServiceControlPolicies { .. } => ("a", "service control policy"),
        LayerKind::ResourceControlPolicies { .. } => ("a", "resource control policy"),
        LayerKind::VpcEndpointPolicy => ("a", "VPC endpoint policy"),
        LayerKind::PermissionsBoundary => ("a", "permissions boundary"),
        LayerKind::SessionPolicies => ("a", "session policy"),
        LayerKind::ResourcePolicy => ("a", "resource-based policy"),
        LayerKind::TrustPolicy => ("the", "role trust policy"),
        LayerKind::IdentityPolicies => ("an", "identity-based policy"),
    }
}

#[cfg(test)]
mod tests;
