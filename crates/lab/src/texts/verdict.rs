//! Words for verdicts and gates.

use authz::{Decision, Explanation, GateReason, LayerVerdict, NotInPlay};
use aws::AccountId;
use sim::{
    AuthenticationOutcome, AuthenticationRefusal, AuthorizationNote, AuthorizationTrace, Phase,
};
use world::World;

use super::{count_policies, list, sentence_case};
use crate::steps::{
    Run, Stage, StageKind, combine_step, count_allows, layers_behind, policies_behind,
};
use crate::view::Outcome;

/// The heading of a verdict.
pub(crate) fn verdict_title(run: &Run) -> &'static str {
    match run.outcome() {
        Outcome::Allow | Outcome::Skip | Outcome::Unreached => "Allowed",
        Outcome::Gap => "Denied: nothing allowed it",
        Outcome::Bar => "Denied: a statement forbids it",
        Outcome::Reject if credentials_refused(run).is_some() => "Token not accepted",
        Outcome::Reject if run.main_trace().is_some() => "Refused by a rule of the service",
        Outcome::Reject => "Refused: the request is not valid",
    }
}

/// The outcome of one step in words.
pub(crate) fn outcome_words(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Allow => "passed",
        Outcome::Gap => "denied, nothing allowed it",
        Outcome::Bar => "denied, a statement forbids it",
        Outcome::Reject => "refused",
        Outcome::Skip => "does not apply here",
        Outcome::Unreached => "not reached",
    }
}

/// The full title of a gate.
pub(crate) fn stage_title(kind: StageKind) -> &'static str {
    match kind {
        StageKind::Request => "Request",
        StageKind::NoPermissionNeeded => "No permission needed",
        StageKind::ExplicitDenies => "Explicit denies",
        StageKind::ServiceRule => "Rule of the service",
        StageKind::CallerScps => "Caller SCPs",
        StageKind::IdentityPolicy => "Identity policy",
        StageKind::Boundary => "Permissions boundary",
        StageKind::SessionPolicy => "Session policy",
        StageKind::RootUser => "Root user",
        StageKind::VpcEndpoint => "VPC endpoint policy",
        StageKind::TargetRcps => "Target RCPs",
        StageKind::ResourcePolicy => "Resource policy",
        StageKind::TrustPolicy => "Role trust policy",
        StageKind::AlsoNeeded => "Also needed",
        StageKind::Credentials => "Credentials",
        StageKind::Answer => "Answer",
    }
}

/// The title under a station, where room is short.
pub(crate) fn stage_short(kind: StageKind) -> &'static str {
    match kind {
        StageKind::TrustPolicy => "Trust policy",
        StageKind::Boundary => "Boundary",
        StageKind::VpcEndpoint => "VPC endpoint",
        StageKind::NoPermissionNeeded => "No permission",
        StageKind::ServiceRule => "Service rule",
        other => stage_title(other),
    }
}

/// The name of an account, or its id when it has left the world.
pub(crate) fn account_name(world: &World, id: &AccountId) -> String {
    world
        .account(id)
        .map_or_else(|| id.to_string(), |account| account.name.clone())
}

/// Whether the request found no endpoint.
fn never_sent(run: &Run) -> bool {
    let mut phases = run.record.phases.iter();
    phases.any(|phase| matches!(phase, Phase::Endpoint(endpoint) if !endpoint.reachable))
}

/// A few words of reason for a gate.
pub(crate) fn stage_note(run: &Run, stage: &Stage, world: &World) -> String {
    if stage.outcome == Outcome::Unreached {
        return "not reached".to_owned();
    }
    match stage.kind {
        StageKind::Request => request_note(run),
        StageKind::Credentials => credentials_note(run),
        StageKind::Answer => answer_note(run),
        _ => match run.trace(stage.trace) {
            Some(trace) => gate_note(trace, stage, world),
            None => String::new(),
        },
    }
}

fn request_note(run: &Run) -> String {
    if let Some(refusal) = credentials_refused(run) {
        return refusal_words(refusal);
    }
    if let (Outcome::Reject, Err(error)) = (first_outcome(run), &run.record.result) {
        return error.code.to_string();
    }
    let host = run.record.phases.iter().find_map(|phase| match phase {
        Phase::Endpoint(endpoint) => Some(endpoint.host.clone()),
        _ => None,
    });
    host.unwrap_or_default()
}

fn first_outcome(run: &Run) -> Outcome {
    run.stages
        .first()
        .map_or(Outcome::Allow, |stage| stage.outcome)
}

fn credentials_refused(run: &Run) -> Option<&AuthenticationRefusal> {
    run.record.phases.iter().find_map(|phase| match phase {
        Phase::Authentication(trace) => match &trace.outcome {
            AuthenticationOutcome::Refused(refusal) => Some(refusal),
            _ => None,
        },
        _ => None,
    })
}

fn refusal_words(refusal: &AuthenticationRefusal) -> String {
    match refusal {
        AuthenticationRefusal::Expired { expired_at } => {
            format!("expired at {}", expired_at.hour_and_minute())
        }
        AuthenticationRefusal::NotYetIssued { issued_at } => {
            format!("issued only at {}", issued_at.hour_and_minute())
        }
        AuthenticationRefusal::NoSuchAccount => "the account no longer exists".to_owned(),
        AuthenticationRefusal::NoSuchUser => "the user no longer exists".to_owned(),
        AuthenticationRefusal::NoSuchSession => "the session no longer exists".to_owned(),
        AuthenticationRefusal::TokenVersion { region } => {
            format!("a version 1 token is not valid in {region}")
        }
        AuthenticationRefusal::RegionNotEnabled { region } => {
            format!("the account has not enabled {region}")
        }
        AuthenticationRefusal::AnotherPartition { region } => {
            format!("{region} is in another partition")
        }
        AuthenticationRefusal::SignatureRequired => "the request is not signed".to_owned(),
    }
}

fn credentials_note(run: &Run) -> String {
    match (&run.record.result, run.record.issued()) {
        (Ok(_), Some(issued)) => format!("valid until {} UTC", issued.expires_at.hour_and_minute()),
        (Ok(_), None) => "issued".to_owned(),
        (Err(error), _) => error.code.to_string(),
    }
}

fn answer_note(run: &Run) -> String {
    match &run.record.result {
        Ok(_) => "the service answers".to_owned(),
        Err(error) => error.code.to_string(),
    }
}

fn gate_note(trace: &AuthorizationTrace, stage: &Stage, world: &World) -> String {
    let explanation = &trace.explanation;
    if stage.kind == StageKind::AlsoNeeded {
        return also_needed_note(trace);
    }
    let Some(step) = combine_step(explanation, stage.kind) else {
        return String::new();
    };
    match step.reason {
        GateReason::NoDenyMatches => format!("none in {}", count_policies(trace.policies.len())),
        GateReason::DenyMatches(_) => {
            match stage.focus.and_then(|it| trace.policies.get(&it.policy)) {
                Some(policy) => format!("{} forbids it", policy.title),
                None => "a statement forbids it".to_owned(),
            }
        }
        GateReason::NotInPlay(reason) => not_in_play(reason, stage.account.as_ref(), world),
        GateReason::FederationNeedsSessionPolicy => {
            "no session policy, so no permissions".to_owned()
        }
        GateReason::NamesCaller => "names the caller directly".to_owned(),
        GateReason::NamesRole => "names the caller's role".to_owned(),
        GateReason::NamesFederatingUser => "names the user behind the session".to_owned(),
        GateReason::DelegatesToAccount => "trusts the account".to_owned(),
        GateReason::GrantNotNeeded => "none applies, and none is needed".to_owned(),
        GateReason::NotLimitedByGrant => "not needed, the resource names the caller".to_owned(),
        GateReason::SourceIdentityNeedsIdentityAllow => {
            "a source identity needs an allow here".to_owned()
        }
        GateReason::RootUser => "the root user has full access".to_owned(),
        GateReason::NotInOwnAccount => "full access only in its own account".to_owned(),
        GateReason::ServiceRule(_) => "root users cannot assume roles".to_owned(),
        GateReason::NoPermissionNeeded => "anyone with credentials may call it".to_owned(),
        GateReason::MissesAllow(_) => misses(explanation, stage, trace),
        GateReason::Allows | GateReason::NoException => allows(explanation, stage, trace),
        GateReason::NotReached => match (stage.outcome, silent_layer(explanation, stage.kind)) {
            (Outcome::Allow, _) => allows(explanation, stage, trace),
            (Outcome::Skip, Some(reason)) => not_in_play(reason, stage.account.as_ref(), world),
            _ => "not asked, decided elsewhere".to_owned(),
        },
    }
}

/// Why the policies behind a gate have no say, when they have none.
fn silent_layer(explanation: &Explanation, kind: StageKind) -> Option<NotInPlay> {
    layers_behind(explanation, kind).find_map(|layer| match layer.verdict {
        LayerVerdict::NotInPlay(reason) => Some(reason),
        _ => None,
    })
}

fn also_needed_note(trace: &AuthorizationTrace) -> String {
    let what = format!(
        "{} on {}",
        trace.purpose,
        short_arn(&trace.request.resource)
    );
    match trace.explanation.decision {
        Decision::Allow => format!("{what}: allowed"),
        Decision::ExplicitDeny => format!("{what}: forbidden"),
        Decision::ImplicitDeny => format!("{what}: nothing allows it"),
    }
}

/// The end of an ARN: what follows the account.
pub(crate) fn short_arn(arn: &str) -> String {
    arn.splitn(6, ':')
        .nth(5)
        .map_or_else(|| arn.to_owned(), str::to_owned)
}

fn misses(explanation: &Explanation, stage: &Stage, trace: &AuthorizationTrace) -> String {
    if matches!(stage.kind, StageKind::CallerScps | StageKind::TargetRcps) {
        let level = explanation
            .layers
            .iter()
            .find(|layer| layer.verdict == LayerVerdict::NoAllow && layer.level.is_some());
        if let Some(name) = level.and_then(|layer| layer.level.as_ref()) {
            return format!("nothing allows it at {name}");
        }
    }
    if trace.notes.contains(&AuthorizationNote::RoleDoesNotExist)
        && stage.kind == StageKind::TrustPolicy
    {
        return "there is no such role".to_owned();
    }
    if trace
        .notes
        .contains(&AuthorizationNote::RoleWithoutTrustPolicy)
        && stage.kind == StageKind::TrustPolicy
    {
        return "the role has no trust policy".to_owned();
    }
    let (matched, all) = count_allows(explanation, stage.kind);
    if all == 0 {
        "nothing allows anything here".to_owned()
    } else {
        format!("{matched} of {all} statements apply")
    }
}

fn allows(explanation: &Explanation, stage: &Stage, trace: &AuthorizationTrace) -> String {
    let title = |id: &authz::PolicyId| trace.policies.get(id).map(|policy| policy.title.clone());
    if matches!(stage.kind, StageKind::CallerScps | StageKind::TargetRcps) {
        let mut titles: Vec<String> = Vec::new();
        for name in policies_behind(explanation, stage.kind)
            .iter()
            .filter_map(title)
        {
            let plain = name.split(" on ").next().unwrap_or(&name).to_owned();
            if !titles.contains(&plain) {
                titles.push(plain);
            }
        }
        return if titles.len() > 2 {
            format!("allowed at every level, {}", count_policies(titles.len()))
        } else {
            list(&titles)
        };
    }
    if matches!(
        stage.kind,
        StageKind::TrustPolicy | StageKind::ResourcePolicy
    ) {
        let (matched, all) = count_allows(explanation, stage.kind);
        return format!("{matched} of {all} statements apply");
    }
    match stage.focus.and_then(|statement| title(&statement.policy)) {
        Some(title) => format!("{title} allows it"),
        None => "allows it".to_owned(),
    }
}

/// Why a policy type has no say, in a few words.
pub(crate) fn not_in_play(reason: NotInPlay, account: Option<&AccountId>, world: &World) -> String {
    match reason {
        NotInPlay::NoOrganization => match account {
            Some(id) => format!("{} is in no organization", account_name(world, id)),
            None => "no organization".to_owned(),
        },
        NotInPlay::NotEnabled => "not enabled in the organization".to_owned(),
        NotInPlay::ManagementAccount => "the management account is exempt".to_owned(),
        NotInPlay::ServiceLinkedRole => "service-linked roles are exempt".to_owned(),
        NotInPlay::ServiceNotCovered => "RCPs do not cover this service".to_owned(),
        NotInPlay::AwsManagedKey => "AWS managed keys are exempt".to_owned(),
        NotInPlay::RetireGrant => "kms:RetireGrant is exempt".to_owned(),
        NotInPlay::CallerWithoutAccount => "the caller is in no account".to_owned(),
        NotInPlay::RootUser => "the root user has none".to_owned(),
        NotInPlay::NoPolicy => "there is none".to_owned(),
        NotInPlay::SwitchedOff => "switched off".to_owned(),
        NotInPlay::NoPermissionNeeded => "the operation needs no permission".to_owned(),
    }
}

/// One or two sentences under the verdict.
pub(crate) fn verdict_reason(run: &Run, world: &World) -> String {
    let stage = run.stages.get(run.deciding_stage());
    let Some(stage) = stage else {
        return String::new();
    };
    match run.outcome() {
        Outcome::Gap => format!("Implicit deny. {}", gap_reason(run, stage, world)),
        Outcome::Bar => format!("Explicit deny. {}", bar_reason(run, stage)),
        Outcome::Reject => reject_reason(run),
        Outcome::Allow | Outcome::Skip | Outcome::Unreached => allow_reason(run),
    }
}

fn gap_reason(run: &Run, stage: &Stage, world: &World) -> String {
    let Some(trace) = run.trace(stage.trace) else {
        return String::new();
    };
    if trace.notes.contains(&AuthorizationNote::RoleDoesNotExist) {
        return "The role does not exist. AWS answers as if it did and did not trust the caller."
            .to_owned();
    }
    let focus = stage
        .focus
        .and_then(|statement| run.statement(stage.trace, statement));
    match focus {
        Some((_, statement)) => {
            let (_, all) = count_allows(&trace.explanation, stage.kind);
            let subject = if all == 1 {
                "The only statement that could allow this call"
            } else {
                "The statement that comes nearest to allowing this call"
            };
            super::statement::why_not(statement, &trace.request, subject)
        }
        None => {
            let whose = match stage.account.as_ref() {
                Some(id) => format!(" in {}", account_name(world, id)),
                None => String::new(),
            };
            match stage.kind {
                StageKind::CallerScps => {
                    format!("{}.", sentence_case(&stage_note(run, stage, world)))
                }
                StageKind::IdentityPolicy => {
                    "The caller has no policy that allows anything.".to_owned()
                }
                StageKind::TrustPolicy => format!("No statement of the role{whose} allows anyone."),
                _ => format!("No resource policy{whose} allows this call."),
            }
        }
    }
}

fn bar_reason(run: &Run, stage: &Stage) -> String {
    let Some(trace) = run.trace(stage.trace) else {
        return String::new();
    };
    let Some(statement) = stage.focus else {
        return String::new();
    };
    let policy = trace
        .policies
        .get(&statement.policy)
        .map_or("A policy", |policy| &policy.title);
    format!("{policy} has a Deny that matches this request. No Allow anywhere can outweigh it.")
}

fn reject_reason(run: &Run) -> String {
    if let Some(refusal) = credentials_refused(run) {
        return format!(
            "The credentials were refused before any policy was read: {}.",
            refusal_words(refusal)
        );
    }
    let problems = run.record.phases.iter().find_map(|phase| match phase {
        Phase::Parameters(parameters) if !parameters.problems.is_empty() => {
            let names: Vec<String> = parameters
                .problems
                .iter()
                .map(|problem| problem.parameter.clone())
                .collect();
            Some(list(&names))
        }
        _ => None,
    });
    if never_sent(run) {
        return "There is no such endpoint, so nothing was sent.".to_owned();
    }
    match problems {
        Some(names) => format!("The request was refused before any policy was read. See {names}."),
        None => "The policies allow it, but a rule of the service refuses it.".to_owned(),
    }
}

fn allow_reason(run: &Run) -> String {
    match (run.record.issued(), &run.record.call.call.action) {
        (Some(issued), _) => {
            format!(
                "Every gate let it pass. Credentials are issued, valid until {} UTC.",
                issued.expires_at.hour_and_minute()
            )
        }
        (None, action) if action.is("sts:GetCallerIdentity") => {
            "GetCallerIdentity needs no permission, and a Deny has no effect on it.".to_owned()
        }
        (None, _) => "Every gate let it pass.".to_owned(),
    }
}
