//! `kind: "sts"`: one call of an STS operation, in a world built from `state`.
//!
//! What `state` does not mention is favourable. Unique ids of the case take the place of the simulated ones, which are
//! derived from a seed.

use std::sync::Arc;

use aws::{AccountId, Arn, region_facts};
use serde_json::Value;
use sim::{ApiResponse, operation};
use world::{
    CallerRef, EndpointChoice, MfaState, ParameterValue, Parameters, Scenario, SeededSession,
    SessionRef, Slug, User,
};

use super::Played;
use super::scene::{
    ACCOUNT, Scene, account_id, account_mut, call_by, path_and_name, refusal, response, role,
    role_name, scenario, user,
};
use crate::wire::{Actual, PrincipalType, StsGiven, StsResult, StsState};

/// The Region of the endpoint, where the case does not choose one.
const REGION: &str = "us-east-1";

/// The Region by which SDKs mean the global endpoint (`TOKEN-32`).
const GLOBAL: &str = "aws-global";

pub(super) fn play(given: &StsGiven) -> Played {
    let action = format!("sts:{}", given.op);
    let state = &given.state;
    let region = state.endpoint_region.as_deref().unwrap_or(REGION);
    let mut call = call_by(
        CallerRef::Anonymous,
        &action,
        parameters(given)?,
        if region == GLOBAL { REGION } else { region },
    )?;
    if region == GLOBAL {
        call.endpoint = EndpointChoice::Global;
    }
    if operation(&call.call.action).is_none() && !is_refused_to_sessions(given) {
        return Err(format!("the operation `{}` is not simulated", given.op));
    }
    let switched_off =
        state.enabled_in_caller == Some(false) || state.enabled_in_target == Some(false);
    if switched_off && !is_opt_in(region) {
        return Err(format!(
            "switching off STS in `{region}`, a Region that is on by default, is not simulated"
        ));
    }
    let mut scenario = scenario()?;
    call.caller = add_caller(&mut scenario, given)?;
    add_role(&mut scenario, given, region)?;
    let mut scene = Scene::new(&scenario);
    let (_, record) = scene.call(call);
    let result = match response(&record) {
        None => None,
        Some(ApiResponse::AssumeRole(answer)) => Some(StsResult::Session {
            duration_seconds: record.issued().map_or(0, |issue| issue.duration_seconds),
            arn: answer.assumed_role_user.arn.clone(),
        }),
        Some(ApiResponse::GetCallerIdentity(answer)) => Some(StsResult::Identity {
            user_id: with_id_of_case(&answer.user_id, &scene, state),
            account: answer.account.to_string(),
            arn: answer.arn.clone(),
        }),
        Some(ApiResponse::Authorized(_)) => {
            return Err(format!(
                "of the operation `{}` only the authorization is simulated",
                given.op
            ));
        }
    };
    let actual = Actual::Sts {
        ok: result.is_some(),
        refusal: refusal(&record),
        result,
    };
    Ok((actual, scene.records))
}

/// Whether the answer is known although the operation is not simulated: no session may call it (`EVAL-66`).
fn is_refused_to_sessions(given: &StsGiven) -> bool {
    let operations = ["GetSessionToken", "GetFederationToken"];
    given.caller == PrincipalType::RoleSession && operations.contains(&given.op.as_str())
}

fn is_opt_in(region: &str) -> bool {
    region_facts(region).is_some_and(|facts| facts.opt_in)
}

/// What is sent, exactly as the case has it.
fn parameters(given: &StsGiven) -> Result<Parameters, String> {
    let mut parameters = Parameters::default();
    for (name, value) in &given.params {
        parameters.set(name, parameter(name, value)?);
    }
    Ok(parameters)
}

fn parameter(name: &str, value: &Value) -> Result<ParameterValue, String> {
    let unexpected = || {
        format!(
            "the parameter `{name}` is {value}: expected texts, whole numbers, lists and objects"
        )
    };
    Ok(match value {
        Value::String(text) => ParameterValue::Text(text.clone()),
        Value::Bool(flag) => ParameterValue::Boolean(*flag),
        Value::Number(number) => ParameterValue::Number(number.as_i64().ok_or_else(unexpected)?),
        Value::Array(items) => {
            let items = items.iter().map(|item| parameter(name, item));
            ParameterValue::List(items.collect::<Result<_, _>>()?)
        }
        Value::Object(members) => {
            let members = members
                .iter()
                .map(|(key, value)| Ok((key.clone(), parameter(name, value)?)));
            ParameterValue::Map(members.collect::<Result<_, String>>()?)
        }
        Value::Null => return Err(unexpected()),
    })
}

/// The user id with the role's unique id that the case gives.
fn with_id_of_case(user_id: &str, scene: &Scene, state: &StsState) -> String {
    let session = scene.state.sessions().first();
    match (&state.role_id, session) {
        (Some(given), Some(session)) if session.user_id() == user_id => {
            format!("{given}:{}", session.role_session_name)
        }
        _ => user_id.to_owned(),
    }
}

/// The account of the caller, by its ARN or as the case says.
fn caller_account(state: &StsState) -> Result<AccountId, String> {
    if let Some(arn) = caller_arn(state)? {
        return arn
            .account_id()
            .ok_or_else(|| format!("`{arn}` names no account"));
    }
    account_id(state.account.as_deref().unwrap_or(ACCOUNT))
}

fn caller_arn(state: &StsState) -> Result<Option<Arn>, String> {
    let arn = state.caller_arn.as_deref().map(Arn::parse);
    arn.transpose().map_err(|error| error.to_string())
}

/// Adds the caller with its policies, and says how calls name it.
fn add_caller(scenario: &mut Scenario, given: &StsGiven) -> Result<CallerRef, String> {
    let state = &given.state;
    let id = caller_account(state)?;
    let region = state.endpoint_region.as_deref().unwrap_or(REGION);
    let account = account_mut(scenario, &id);
    if is_opt_in(region) && state.enabled_in_caller != Some(false) {
        let region = aws::RegionName::new(region);
        account.settings.enabled_regions.insert(region);
    }
    let allows = state.identity_allows != Some(false);
    match given.caller {
        PrincipalType::Root => Ok(CallerRef::RootUser(id)),
        PrincipalType::Anonymous => Ok(CallerRef::Anonymous),
        PrincipalType::IamUser => {
            let mut user = calling_user(state)?;
            if !allows {
                user.inline_policies.clear();
            }
            let name = user.name.clone();
            account.users.insert(name.clone(), Arc::new(user));
            Ok(CallerRef::IamUser {
                account: id,
                user: name,
                mfa: MfaState::LongTermKeys,
            })
        }
        PrincipalType::RoleSession => {
            let (role_text, session) = calling_session(state)?;
            let mut role = role(&role_text, &[id.root_arn()])?;
            if !allows {
                role.inline_policies.clear();
            }
            let arn = Arn::parse(&role.arn(&id)).map_err(|error| error.to_string())?;
            account.roles.insert(role.name.clone(), Arc::new(role));
            add_session(scenario, arn, &session, state)
        }
        PrincipalType::FederatedUser | PrincipalType::Service | PrincipalType::Federated => Err(
            format!("callers of the type `{:?}` are not simulated", given.caller),
        ),
    }
}

fn calling_user(state: &StsState) -> Result<User, String> {
    let Some(arn) = caller_arn(state)? else {
        return user("alice");
    };
    let (path, name) = path_and_name(&arn, "user")?;
    Ok(User {
        path,
        ..user(name)?
    })
}

/// The names of the calling session's role and of the session.
fn calling_session(state: &StsState) -> Result<(String, String), String> {
    let text =
        |given: &Option<String>, usual: &str| given.clone().unwrap_or_else(|| usual.to_owned());
    let Some(arn) = caller_arn(state)? else {
        return Ok((text(&state.role, "Caller"), text(&state.session, "s1")));
    };
    let mut parts = arn.resource().splitn(3, '/');
    match (parts.next(), parts.next(), parts.next()) {
        (Some("assumed-role"), Some(role), Some(session)) => {
            Ok((role.to_owned(), session.to_owned()))
        }
        _ => Err(format!("`{arn}` names no role session")),
    }
}

/// A session of the role, issued a minute before the case.
fn add_session(
    scenario: &mut Scenario,
    role_arn: Arn,
    name: &str,
    state: &StsState,
) -> Result<CallerRef, String> {
    let slug = Slug::new("caller").map_err(|error| error.to_string())?;
    let session = SeededSession {
        slug: slug.clone(),
        role_arn,
        role_session_name: name.to_owned(),
        issued_at: scenario.start.plus(-60),
        expires_at: scenario.start.plus(3_540),
        issued_by: EndpointChoice::Default,
        chained: false,
        tags: state.incoming_transitive_tags.clone().into_iter().collect(),
        transitive_tag_keys: state.incoming_transitive_tags.keys().cloned().collect(),
        source_identity: state.current_source_identity.clone(),
        session_policies: Vec::new(),
    };
    scenario.sessions.insert(slug.clone(), Arc::new(session));
    Ok(CallerRef::Session(SessionRef::Seeded(slug)))
}

/// The role to be assumed, unless the case says that there is none; it trusts the caller's account.
fn add_role(scenario: &mut Scenario, given: &StsGiven, region: &str) -> Result<(), String> {
    let state = &given.state;
    let Some(Value::String(text)) = given.params.get("RoleArn") else {
        return Ok(());
    };
    // An ARN that names no role is sent as it is: refusing it is the operation's business.
    let Some((arn, id)) = Arn::parse(text).ok().and_then(|arn| {
        let id = arn.account_id()?;
        (arn.service() == "iam").then_some((arn, id))
    }) else {
        return Ok(());
    };
    let Ok((path, name)) = path_and_name(&arn, "role") else {
        return Ok(());
    };
    let trusted = caller_account(state)?;
    let account = account_mut(scenario, &id);
    let enabled = state.enabled_in_target != Some(false)
        && (id != trusted || state.enabled_in_caller != Some(false));
    if is_opt_in(region) {
        let region = aws::RegionName::new(region);
        if enabled {
            account.settings.enabled_regions.insert(region);
        } else {
            account.settings.enabled_regions.remove(&region);
        }
    }
    if state.role_exists == Some(false) || account.roles.contains_key(&role_name(name)?) {
        return Ok(());
    }
    let mut role = role(name, &[trusted.root_arn()])?;
    role.path = path;
    if let Some(seconds) = state.max_session_duration {
        role.max_session_duration_seconds = seconds;
    }
    account.roles.insert(role.name.clone(), Arc::new(role));
    Ok(())
}
