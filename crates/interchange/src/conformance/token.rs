//! `kind: "token"`: a token from one STS endpoint, used with one service in one Region.

use std::sync::Arc;

use aws::{REGIONS, RegionName, region_facts};
use world::{CallerRef, EndpointChoice, MfaState, Parameters, SessionRef, TokenVersion, UserName};

use super::Played;
use super::scene::{
    ACCOUNT, Scene, account_id, account_mut, assume_role, call_by, refusal, role, scenario,
    some_action, user,
};
use crate::wire::{Actual, TokenGiven, TokenSetting};

pub(super) fn play(given: &TokenGiven) -> Played {
    let endpoint = endpoint(&given.endpoint)?;
    let target = given.target_region.as_str();
    if region_facts(target).is_none() {
        return Err(format!("the Region `{target}` is not known"));
    }
    let id = account_id(ACCOUNT)?;
    let mut scenario = scenario()?;
    let account = account_mut(&mut scenario, &id);
    account.settings.global_endpoint_token_version = match given.token_setting {
        None => TokenVersion::default(),
        Some(TokenSetting::Version1) => TokenVersion::Version1,
        Some(TokenSetting::Version2) => TokenVersion::Version2,
    };
    if given.region_enabled {
        enable(account, target);
    }
    if let EndpointChoice::Regional(region) = &endpoint
        && region.as_str() != target
    {
        enable(account, region.as_str());
    }
    let alice = user("alice")?;
    account.users.insert(alice.name.clone(), Arc::new(alice));
    let reader = role("Reader", &[id.root_arn()])?;
    account.roles.insert(reader.name.clone(), Arc::new(reader));
    let caller = CallerRef::IamUser {
        account: id,
        user: UserName::new("alice").map_err(|error| error.to_string())?,
        mfa: MfaState::LongTermKeys,
    };

    let mut scene = Scene::new(&scenario);
    let mut call = assume_role(caller, "Reader", "demo", None, "us-east-1")?;
    call.endpoint = endpoint;
    let (entry, issued) = scene.call(call);
    let Some(issue) = issued.issued() else {
        let actual = Actual::Token {
            token_version: None,
            ok: false,
            refusal: refusal(&issued),
        };
        return Ok((actual, scene.records));
    };
    let token_version = match issue.token_version {
        TokenVersion::Version1 => 1,
        TokenVersion::Version2 => 2,
    };
    let session = CallerRef::Session(SessionRef::Issued(entry));
    let action = some_action(&given.service);
    let call = call_by(session, &action, Parameters::default(), target)?;
    let (_, used) = scene.call(call);
    let actual = Actual::Token {
        token_version: Some(token_version),
        ok: used.result.is_ok(),
        refusal: refusal(&used),
    };
    Ok((actual, scene.records))
}

/// Opts in to a Region; the others need no enabling.
fn enable(account: &mut world::Account, region: &str) {
    if region_facts(region).is_some_and(|facts| facts.opt_in) {
        let region = RegionName::new(region);
        account.settings.enabled_regions.insert(region);
    }
}

/// The endpoint behind a host name: global, or of one Region in any of its forms (`TOKEN-50`).
fn endpoint(host: &str) -> Result<EndpointChoice, String> {
    if host == "sts.amazonaws.com" {
        return Ok(EndpointChoice::Global);
    }
    let region = REGIONS.iter().find(|facts| {
        let code = facts.code;
        host == facts.sts_endpoint
            || host == format!("sts.{code}.api.aws")
            || host == format!("sts-fips.{code}.amazonaws.com")
    });
    region
        .map(|facts| EndpointChoice::Regional(RegionName::new(facts.code)))
        .ok_or_else(|| format!("the endpoint `{host}` is not simulated"))
}
