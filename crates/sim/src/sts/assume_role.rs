//! sts:AssumeRole: temporary credentials for a role (`STS-20` to `STS-29`).

use aws::{Arn, Seconds};
use policy::PolicyKind;
use world::{Account, ParameterValue, Parameters, PolicyText, Role, SessionRef};

use super::{
    OperationContext, OperationSpec, ParameterSpec, Pattern, Shape,
    parameters::{is_word, list_of, number_of, tags_of, text_of},
    rules::{self, duration, region, session_tags, source_identity},
};
use crate::{
    ApiError, ApiResponse, AssumeRoleResponse, AssumedRoleUser, Credentials, NotModelled,
    PolicyCache, RuleTrace,
    context::Keys,
    ids,
    record::{IssueTrace, ParameterProblem, Phase},
    service::canonical_action,
    session::{Session, session_principal, token_version},
};

const NAME_CHARACTERS: Pattern = Pattern {
    regex: r"[\w+=,.@-]*",
    allows: |c| is_word(c) || "+=,.@-".contains(c),
};
const EXTERNAL_ID_CHARACTERS: Pattern = Pattern {
    regex: r"[\w+=,.@:\/-]*",
    allows: |c| is_word(c) || "+=,.@:/-".contains(c),
};
const SERIAL_NUMBER_CHARACTERS: Pattern = Pattern {
    regex: r"[\w+=/:,.@-]*",
    allows: |c| is_word(c) || "+=/:,.@-".contains(c),
};
const DIGITS: Pattern = Pattern {
    regex: r"[\d]*",
    allows: |c| c.is_ascii_digit(),
};
const POLICY_CHARACTERS: Pattern = Pattern {
    regex: r"[\u0009\u000A\u000D\u0020-\u00FF]+",
    allows: |c| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FF}'),
};

pub(super) const SPEC: OperationSpec = OperationSpec {
    name: "AssumeRole",
    action: "sts:AssumeRole",
    command: "sts assume-role",
    docs: "Gives temporary credentials for a role that trusts the caller.",
    parameters: PARAMETERS,
    check,
    run,
};

/// In the order of AWS's model; the bounds are those of `STS-20`.
const PARAMETERS: &[ParameterSpec] = &[
    ParameterSpec {
        name: "RoleArn",
        label: "Role ARN",
        flag: "--role-arn",
        required: true,
        shape: Shape::Text {
            min: 20,
            max: 2_048,
            pattern: None,
        },
        docs: "The role to assume.",
    },
    ParameterSpec {
        name: "RoleSessionName",
        label: "Role session name",
        flag: "--role-session-name",
        required: true,
        shape: Shape::Text {
            min: 2,
            max: 64,
            pattern: Some(NAME_CHARACTERS),
        },
        docs: "Names the session; it becomes the last part of the session's ARN.",
    },
    ParameterSpec {
        name: "PolicyArns",
        label: "Managed session policies",
        flag: "--policy-arns",
        required: false,
        shape: Shape::List { max: 10 },
        docs: "Managed policies that limit the session.",
    },
    ParameterSpec {
        name: "Policy",
        label: "Session policy",
        flag: "--policy",
        required: false,
        shape: Shape::Text {
            min: 1,
            max: 2_048,
            pattern: Some(POLICY_CHARACTERS),
        },
        docs: "A policy that limits the session; it never grants anything.",
    },
    ParameterSpec {
        name: "DurationSeconds",
        label: "Duration in seconds",
        flag: "--duration-seconds",
        required: false,
        shape: Shape::Number {
            min: 900,
            max: 43_200,
        },
        docs: "How long the credentials last: 3,600 seconds unless told, and never longer than the role allows.",
    },
    ParameterSpec {
        name: "Tags",
        label: "Session tags",
        flag: "--tags",
        required: false,
        shape: Shape::Tags { max: 50 },
        docs: "Tags for this session, which need sts:TagSession.",
    },
    ParameterSpec {
        name: "TransitiveTagKeys",
        label: "Transitive tag keys",
        flag: "--transitive-tag-keys",
        required: false,
        shape: Shape::List { max: 50 },
        docs: "Session tags that pass on to roles assumed from this session.",
    },
    ParameterSpec {
        name: "ExternalId",
        label: "External ID",
        flag: "--external-id",
        required: false,
        shape: Shape::Text {
            min: 2,
            max: 1_224,
            pattern: Some(EXTERNAL_ID_CHARACTERS),
        },
        docs: "Says for which customer a third party acts, so that it cannot be tricked into acting for another.",
    },
    ParameterSpec {
        name: "SerialNumber",
        label: "MFA device",
        flag: "--serial-number",
        required: false,
        shape: Shape::Text {
            min: 9,
            max: 256,
            pattern: Some(SERIAL_NUMBER_CHARACTERS),
        },
        docs: "The serial number or ARN of the caller's MFA device.",
    },
    ParameterSpec {
        name: "TokenCode",
        label: "MFA code",
        flag: "--token-code",
        required: false,
        shape: Shape::Text {
            min: 6,
            max: 6,
            pattern: Some(DIGITS),
        },
        docs: "The six digits that the MFA device shows.",
    },
    ParameterSpec {
        name: "SourceIdentity",
        label: "Source identity",
        flag: "--source-identity",
        required: false,
        shape: Shape::Text {
            min: 2,
            max: 64,
            pattern: Some(NAME_CHARACTERS),
        },
        docs: "Who stands behind the session, kept through role chaining; it needs sts:SetSourceIdentity.",
    },
    ParameterSpec {
        name: "ProvidedContexts",
        label: "Provided contexts",
        flag: "--provided-contexts",
        required: false,
        shape: Shape::List { max: 5 },
        docs: "Context assertions of a trusted provider.",
    },
];

/// The parameters, read after they were found well-formed.
struct AssumeRoleRequest {
    role_arn: Arn,
    role_session_name: String,
    duration_seconds: Option<Seconds>,
    external_id: Option<String>,
    policy: Option<PolicyText>,
    tags: Vec<(String, String)>,
    transitive_tag_keys: Vec<String>,
    source_identity: Option<String>,
    provides_contexts: bool,
}

fn read_request(parameters: &Parameters) -> Option<AssumeRoleRequest> {
    let text = |name: &str| parameters.get(name).and_then(text_of);
    Some(AssumeRoleRequest {
        role_arn: read_role_arn(&text("RoleArn")?)?,
        role_session_name: text("RoleSessionName")?,
        duration_seconds: parameters.get("DurationSeconds").and_then(number_of),
        external_id: text("ExternalId"),
        policy: text("Policy").map(|text| PolicyText::new(&text)),
        tags: parameters.get("Tags").and_then(tags_of).unwrap_or_default(),
        transitive_tag_keys: parameters
            .get("TransitiveTagKeys")
            .and_then(list_of)
            .unwrap_or_default(),
        source_identity: text("SourceIdentity"),
        provides_contexts: sends(parameters, "ProvidedContexts"),
    })
}

/// Whether a parameter is sent and is no empty list.
fn sends(parameters: &Parameters, name: &str) -> bool {
    parameters
        .get(name)
        .is_some_and(|value| *value != ParameterValue::List(Vec::new()))
}

fn read_role_arn(text: &str) -> Option<Arn> {
    let is_role = |arn: &Arn| {
        arn.service() == "iam" && arn.account_id().is_some() && arn.resource().starts_with("role/")
    };
    Arn::parse(text).ok().filter(is_role)
}

/// `RoleArn` is an ARN (`STS-93`), and `Policy` a policy (`POL-56`).
fn check(parameters: &Parameters, policies: &PolicyCache) -> Option<(ParameterProblem, ApiError)> {
    let role_arn = parameters.get("RoleArn").and_then(text_of)?;
    if read_role_arn(&role_arn).is_none() {
        let message = format!("{role_arn} is invalid");
        let problem = ParameterProblem {
            parameter: "RoleArn".to_owned(),
            message: message.clone(),
        };
        return Some((problem, ApiError::validation(message)));
    }
    let text = PolicyText::new(&parameters.get("Policy").and_then(text_of)?);
    let cached = policies.get(PolicyKind::Session, &text);
    let message = cached.compiled.as_ref().err()?.refusal.message.clone();
    let problem = ParameterProblem {
        parameter: "Policy".to_owned(),
        message: message.clone(),
    };
    Some((problem, ApiError::malformed_policy_document(message)))
}

fn run(context: &mut OperationContext<'_>) -> Result<ApiResponse, ApiError> {
    // The shapes were checked, so a request that cannot be read has no role to speak of.
    let Some(request) = read_request(&context.call.call.parameters) else {
        return Err(ApiError::validation("RoleArn is invalid"));
    };
    authorize(context, &request)?;
    // Without a trust policy nothing is ever allowed, so the role exists by now.
    let Some((account, role)) = context.state.world().role_by_arn(&request.role_arn) else {
        return Err(ApiError::access_denied(not_authorized(
            context,
            "sts:AssumeRole",
            &request.role_arn,
        )));
    };
    apply_service_rules(context, &request, account, role)?;
    issue(context, &request, account, role)
}

fn not_authorized(context: &OperationContext<'_>, action: &str, role_arn: &Arn) -> String {
    let caller = context.caller.principal.name_in_errors();
    format!("User: {caller} is not authorized to perform: {action} on resource: {role_arn}")
}

/// sts:AssumeRole, then those of sts:TagSession, sts:SetSourceIdentity and sts:SetContext that are needed (`EVAL-46`).
fn authorize(
    context: &mut OperationContext<'_>,
    request: &AssumeRoleRequest,
) -> Result<(), ApiError> {
    let authorizer = context.authorizer();
    let session = context.caller.session().map(|session| &**session);
    let source_identity = source_identity::of_session(session, request.source_identity.as_deref());
    let add_keys = |keys: &mut Keys| add_request_keys(keys, request, source_identity.as_deref());
    let phases = &mut context.phases;
    let role = Some(&request.role_arn);
    authorizer.authorize(
        phases,
        &canonical_action(&context.call.call.action),
        role,
        add_keys,
    )?;
    let needed = [
        ("sts:TagSession", !request.tags.is_empty()),
        ("sts:SetSourceIdentity", source_identity.is_some()),
        ("sts:SetContext", request.provides_contexts),
    ];
    for (name, needed) in needed {
        if let Some(action) = aws::ActionName::parse(name).ok().filter(|_| needed) {
            authorizer.authorize(phases, &action, role, add_keys)?;
        }
    }
    Ok(())
}

/// The keys that follow from the parameters (`KEYS-44`, `KEYS-60` to `KEYS-63`).
fn add_request_keys(keys: &mut Keys, request: &AssumeRoleRequest, source_identity: Option<&str>) {
    keys.sent("sts:RoleSessionName", request.role_session_name.as_str());
    if let Some(external_id) = &request.external_id {
        keys.sent("sts:ExternalId", external_id.as_str());
    }
    if let Some(source_identity) = source_identity {
        keys.sent("sts:SourceIdentity", source_identity);
    }
    if !request.tags.is_empty() {
        for (key, value) in &request.tags {
            keys.sent(&format!("aws:RequestTag/{key}"), value.as_str());
        }
        keys.sent_many(
            "aws:TagKeys",
            request.tags.iter().map(|(key, _)| key.clone()),
        );
    }
    if !request.transitive_tag_keys.is_empty() {
        keys.sent_many(
            "sts:TransitiveTagKeys",
            request.transitive_tag_keys.iter().cloned(),
        );
    }
}

fn apply_service_rules(
    context: &mut OperationContext<'_>,
    request: &AssumeRoleRequest,
    account: &Account,
    role: &Role,
) -> Result<(), ApiError> {
    let session = context.caller.session().map(|session| &**session);
    let seconds = duration::requested(request.duration_seconds);
    let opt_in = context
        .endpoint
        .region()
        .filter(|region| aws::region_facts(region.as_str()).is_some_and(|it| it.opt_in));
    let denied = not_authorized(context, "sts:SetSourceIdentity", &request.role_arn);
    let checks = [
        session.map(|_| duration::within_chaining_limit(seconds)),
        Some(duration::within_role_maximum(
            seconds,
            role.max_session_duration_seconds,
        )),
        opt_in.map(|region| region::active_in(context.state, &account.id, region)),
        session_tags::none_passed_again(session, &request.tags),
        source_identity::kept(session, request.source_identity.as_deref(), &denied),
    ];
    let mut rows = Vec::new();
    let outcome = rules::record(&mut rows, checks.into_iter().flatten());
    rows.extend(
        not_modelled(context, request)
            .into_iter()
            .map(RuleTrace::NotModelled),
    );
    context.phases.push(Phase::ServiceRules(rows));
    outcome
}

fn not_modelled(context: &OperationContext<'_>, request: &AssumeRoleRequest) -> Vec<NotModelled> {
    let sent = |name: &str| sends(&context.call.call.parameters, name);
    let rows = [
        (
            NotModelled::MfaParameters,
            sent("SerialNumber") || sent("TokenCode"),
        ),
        (NotModelled::PolicyArns, sent("PolicyArns")),
        (NotModelled::ProvidedContexts, request.provides_contexts),
        (
            NotModelled::PackedPolicySize,
            request.policy.is_some() || !request.tags.is_empty(),
        ),
        (
            NotModelled::VpcEndpointPolicy,
            context.call.origin.vpc_endpoint.is_some(),
        ),
    ];
    rows.into_iter()
        .filter(|(_, applies)| *applies)
        .map(|(row, _)| row)
        .collect()
}

fn issue(
    context: &mut OperationContext<'_>,
    request: &AssumeRoleRequest,
    account: &Account,
    role: &Role,
) -> Result<ApiResponse, ApiError> {
    let state = context.state;
    let caller_session = context.caller.session().map(|session| &**session);
    let issued_by = context.endpoint.as_choice();
    let version = token_version(
        &issued_by,
        Some(account.settings.global_endpoint_token_version),
    );
    let duration_seconds = duration::requested(request.duration_seconds);
    let principal =
        session_principal(&account.id, &request.role_arn, &request.role_session_name)
            .ok_or_else(|| ApiError::validation(format!("{} is invalid", request.role_arn)))?;
    let [access_key_id, secret_access_key, session_token] =
        ids::temporary_credentials(state.scenario.seed, context.entry, 0, version);
    let tags =
        session_tags::of_session(caller_session, &request.tags, &request.transitive_tag_keys);
    let session = Session {
        reference: SessionRef::Issued(context.entry),
        principal,
        role_arn: request.role_arn.clone(),
        role_id: ids::role_id(state.scenario.seed, &account.id, role),
        role_session_name: request.role_session_name.clone(),
        assumed_by: Some(context.caller.principal.clone()),
        access_key_id,
        secret_access_key,
        session_token,
        token_version: version,
        issued_by,
        issued_at: state.now,
        expires_at: state.now.plus(duration_seconds),
        chain_depth: caller_session.map_or(0, |session| session.chain_depth.saturating_add(1)),
        session_policies: request.policy.iter().cloned().collect(),
        tags: tags.tags,
        transitive_tag_keys: tags.transitive,
        source_identity: source_identity::of_session(
            caller_session,
            request.source_identity.as_deref(),
        ),
    };
    let session_arn = session.principal.name_in_errors();
    context.phases.push(Phase::Issue(IssueTrace {
        session: session.reference.clone(),
        access_key_id: session.access_key_id.clone(),
        session_arn: session_arn.clone(),
        token_version: version,
        duration_seconds,
        expires_at: session.expires_at,
        chain_depth: session.chain_depth,
    }));
    let response = AssumeRoleResponse {
        credentials: Credentials {
            access_key_id: session.access_key_id.clone(),
            secret_access_key: session.secret_access_key.clone(),
            session_token: session.session_token.clone(),
            expiration: session.expires_at,
        },
        assumed_role_user: AssumedRoleUser {
            assumed_role_id: session.user_id(),
            arn: session_arn,
        },
        source_identity: session.source_identity.clone(),
    };
    context.issued = Some(session);
    Ok(ApiResponse::AssumeRole(response))
}
