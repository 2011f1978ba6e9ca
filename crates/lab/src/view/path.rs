//! The path: accounts, gates and what the request carries, up to the current step.

use aws::{AccountId, Arn, PrincipalKind};
use sim::{EndpointKind, Phase};
use world::CallerRef;

use super::tree::organization_words;
use super::{
    AccountTag, Callout, CarriedLine, GateSide, Icon, Outcome, PathGate, PathNode, PathSide,
    PathView, RecordsTable,
};
use crate::model::Model;
use crate::steps::{Run, Stage, StageKind, is_stop};
use crate::texts::{
    account_name, count, finding, outcome_words, short_arn, stage_note, stage_short, stage_title,
    verdict_title,
};

/// The path of the present run.
pub(super) fn path(model: &Model) -> PathView {
    let Some(run) = &model.bench.run else {
        return empty();
    };
    let current = model.stage();
    let trace = run.trace(run.main_trace());
    let caller = run
        .record
        .caller
        .as_ref()
        .and_then(|caller| caller.account.clone());
    let owner = trace.and_then(|trace| trace.request.resource_account.clone());
    let target = owner.filter(|owner| Some(owner) != caller.as_ref());
    let gates: Vec<PathGate> = run
        .stages
        .iter()
        .enumerate()
        .filter_map(|(index, stage)| gate(run, index, stage, current))
        .collect();
    let arrived = current + 1 >= run.stages.len() && run.outcome() == Outcome::Allow;
    PathView {
        summary: summary(model, run),
        caller: caller.as_ref().map(|id| side(model, id)),
        target: target.as_ref().map(|id| side(model, id)),
        caller_node: caller_node(run),
        target_node: target_node(model, run),
        service: run.record.call.call.action.service().to_ascii_uppercase(),
        region: region(run),
        carries: carries(run, current),
        callout: callout(model, run, current),
        gates,
        arrived,
    }
}

fn empty() -> PathView {
    let nobody = PathNode {
        icon: Icon::User,
        title: "Nobody yet".to_owned(),
        detail: String::new(),
    };
    PathView {
        summary: "No request yet. Pick who is calling.".to_owned(),
        caller: None,
        target: None,
        caller_node: nobody.clone(),
        target_node: PathNode {
            icon: Icon::Resource,
            title: "Nothing yet".to_owned(),
            ..nobody
        },
        service: String::new(),
        region: String::new(),
        gates: Vec::new(),
        carries: Vec::new(),
        callout: None,
        arrived: false,
    }
}

fn summary(model: &Model, run: &Run) -> String {
    let call = &run.record.call.call;
    let stop = run.stages.get(run.deciding_stage());
    let at = match stop {
        Some(stage) if is_stop(stage.outcome) => {
            format!(" The path ends at: {}.", stage_title(stage.kind))
        }
        _ => String::new(),
    };
    format!(
        "{} calls {} on {}. {}.{at}",
        caller_node(run).title,
        call.action,
        target_node(model, run).title,
        verdict_title(run)
    )
}

fn side(model: &Model, id: &AccountId) -> PathSide {
    let world = model.bench.state().world();
    let records = world
        .account(id)
        .map(|account| account.records.as_slice())
        .unwrap_or_default();
    PathSide {
        account: AccountTag {
            name: account_name(world, id),
            id: id.to_string(),
            spine: model.bench.spine(id),
        },
        organization: organization_words(model, id),
        records: (!records.is_empty()).then(|| RecordsTable {
            title: "Its customer records".to_owned(),
            columns: vec!["customer".to_owned(), "external ID".to_owned()],
            rows: records
                .iter()
                .map(|it| vec![it.customer.clone(), it.external_id.clone()])
                .collect(),
        }),
    }
}

fn caller_node(run: &Run) -> PathNode {
    let node = |icon: Icon, title: &str, detail: &str| PathNode {
        icon,
        title: title.to_owned(),
        detail: detail.to_owned(),
    };
    let Some(principal) = &run.record.caller else {
        return match &run.record.call.caller {
            CallerRef::IamUser { user, .. } => node(Icon::User, user.as_str(), "no longer exists"),
            CallerRef::Session(_) => node(Icon::Key, "Session", "no longer exists"),
            _ => node(Icon::User, "Caller", "no longer exists"),
        };
    };
    match &principal.kind {
        PrincipalKind::RootUser => node(Icon::Root, "Root user", "of the account"),
        PrincipalKind::IamUser { arn } => node(Icon::User, arn.name(), "IAM user"),
        PrincipalKind::RoleSession {
            session_arn,
            role_arn,
        } => node(
            Icon::Role,
            role_arn.name(),
            &format!("session {}", session_arn.name()),
        ),
        PrincipalKind::FederatedUser { arn, .. } => node(Icon::User, arn.name(), "federated user"),
        PrincipalKind::Service { name } => node(Icon::Service, name, "AWS service"),
        PrincipalKind::Federated { provider } => node(Icon::User, provider, "federated"),
        PrincipalKind::Anonymous => node(Icon::User, "Anonymous", "nobody signed"),
    }
}

fn target_node(model: &Model, run: &Run) -> PathNode {
    let call = &run.record.call.call;
    if call.action.is("sts:AssumeRole") {
        let arn = call.parameters.text("RoleArn").unwrap_or_default();
        let parsed = Arn::parse(arn).ok();
        let role = parsed
            .as_ref()
            .and_then(|arn| model.bench.state().world().role_by_arn(arn));
        let statements = run.trace(run.main_trace()).map_or(0, trust_statements);
        let detail = match role {
            Some((_, role)) if role.trust_policy.is_none() => "no trust policy".to_owned(),
            Some(_) => format!("trust policy, {}", count(statements, "statement")),
            None => "no such role".to_owned(),
        };
        let name = parsed.as_ref().map_or(arn, |arn| arn.name()).to_owned();
        return PathNode {
            icon: Icon::Role,
            title: name,
            detail,
        };
    }
    match call.resources.first() {
        Some(arn) => {
            let icon = if arn.service() == "s3" {
                Icon::Bucket
            } else {
                Icon::Resource
            };
            let more = call.resources.len().saturating_sub(1);
            let detail = if more > 0 {
                format!("and {more} more")
            } else {
                call.action.to_string()
            };
            PathNode {
                icon,
                title: short_arn(arn.as_str()),
                detail,
            }
        }
        None => PathNode {
            icon: Icon::Service,
            title: call.action.name().to_owned(),
            detail: "no resource of its own".to_owned(),
        },
    }
}

fn trust_statements(trace: &sim::AuthorizationTrace) -> usize {
    let policy = trace
        .stack
        .resource
        .as_ref()
        .and_then(|attached| attached.policy());
    policy.map_or(0, |policy| policy.statements().len())
}

fn region(run: &Run) -> String {
    let endpoint = run.record.phases.iter().find_map(|phase| match phase {
        Phase::Endpoint(endpoint) => Some(endpoint),
        _ => None,
    });
    match endpoint.map(|endpoint| (&endpoint.kind, &endpoint.requested_region)) {
        Some((EndpointKind::StsGlobal, _)) => "global endpoint".to_owned(),
        Some((_, region)) => region.to_string(),
        None => run.record.call.region.to_string(),
    }
}

/// A gate of the line; gates that have no say are left out of the drawing and stay in the list.
fn gate(run: &Run, index: usize, stage: &Stage, current: usize) -> Option<PathGate> {
    let side = match stage.kind {
        StageKind::CallerScps
        | StageKind::IdentityPolicy
        | StageKind::Boundary
        | StageKind::SessionPolicy
        | StageKind::VpcEndpoint
        | StageKind::ServiceRule => GateSide::Caller,
        StageKind::TargetRcps => GateSide::TargetBorder,
        StageKind::TrustPolicy | StageKind::ResourcePolicy => GateSide::Target,
        StageKind::ExplicitDenies if stage.outcome == Outcome::Bar => denying_side(run, stage),
        StageKind::Request if stage.outcome == Outcome::Reject => GateSide::Caller,
        StageKind::AlsoNeeded if is_stop(stage.outcome) => GateSide::Target,
        StageKind::Credentials if stage.outcome == Outcome::Reject => GateSide::Target,
        _ => return None,
    };
    let skipped = stage.outcome == Outcome::Skip;
    if skipped {
        return None;
    }
    Some(PathGate {
        step: index,
        label: gate_label(run, stage),
        side,
        outcome: if index > current {
            Outcome::Unreached
        } else {
            stage.outcome
        },
        current: index == current,
    })
}

fn denying_side(run: &Run, stage: &Stage) -> GateSide {
    let reported = run
        .trace(stage.trace)
        .and_then(|trace| trace.explanation.reported());
    match reported {
        Some(authz::LayerKind::ResourceControlPolicies { .. }) => GateSide::TargetBorder,
        Some(authz::LayerKind::ResourcePolicy | authz::LayerKind::TrustPolicy) => GateSide::Target,
        _ => GateSide::Caller,
    }
}

fn gate_label(run: &Run, stage: &Stage) -> String {
    let denies = stage.kind == StageKind::ExplicitDenies;
    let layer = run
        .trace(stage.trace)
        .and_then(|trace| trace.explanation.reported())
        .filter(|_| denies);
    match layer {
        Some(authz::LayerKind::ServiceControlPolicies { .. }) => "Deny in an SCP".to_owned(),
        Some(authz::LayerKind::ResourceControlPolicies { .. }) => "Deny in an RCP".to_owned(),
        Some(authz::LayerKind::IdentityPolicies) => "Deny in an identity policy".to_owned(),
        Some(authz::LayerKind::TrustPolicy) => "Deny in the trust policy".to_owned(),
        Some(_) => "Explicit deny".to_owned(),
        None => match stage.kind {
            StageKind::TargetRcps => "RCPs".to_owned(),
            StageKind::CallerScps => "SCPs".to_owned(),
            kind => stage_short(kind).to_owned(),
        },
    }
}

/// What the request has with it, and what the deciding policy misses in it.
fn carries(run: &Run, current: usize) -> Vec<CarriedLine> {
    let call = &run.record.call.call;
    let line = |text: String| CarriedLine {
        text,
        missing: false,
    };
    let mut lines = vec![line(call.action.name().to_owned())];
    for name in ["RoleSessionName", "ExternalId", "SourceIdentity"] {
        if let Some(value) = call.parameters.text(name) {
            let label = if name == "ExternalId" {
                "ExternalId "
            } else {
                ""
            };
            lines.push(line(format!("{label}{value}")));
        }
    }
    if call.action.is("sts:AssumeRole") {
        let seconds = match call.parameters.get("DurationSeconds") {
            Some(value) => crate::form::field_text(value),
            None => "3600".to_owned(),
        };
        lines.push(line(format!("{seconds} s")));
    }
    lines.extend(
        call.context
            .iter()
            .map(|(key, values)| line(format!("{} {}", short_key(key), values.join(", ")))),
    );
    let stage = run
        .stages
        .get(current)
        .filter(|stage| is_stop(stage.outcome));
    let failed = stage.and_then(|stage| run.statement(stage.trace, stage.focus?));
    if let Some((_, statement)) = failed {
        let absent = statement
            .conditions
            .iter()
            .filter(|it| !it.outcome.matched() && it.had.is_none());
        lines.extend(absent.map(|it| CarriedLine {
            text: format!("no {}", short_key(&it.key)),
            missing: true,
        }));
    }
    lines
}

/// A key without its service: `ExternalId`.
fn short_key(key: &str) -> &str {
    key.split_once(':').map_or(key, |(_, name)| name)
}

fn callout(model: &Model, run: &Run, current: usize) -> Option<Callout> {
    let stage = run
        .stages
        .get(current)
        .filter(|stage| is_stop(stage.outcome))?;
    let title = match stage.outcome {
        Outcome::Gap => format!("{}: none applies", stage_short(stage.kind)),
        Outcome::Bar => format!("{}: forbidden", gate_label(run, stage)),
        _ => format!(
            "{}: {}",
            stage_short(stage.kind),
            outcome_words(stage.outcome)
        ),
    };
    let statement = stage
        .focus
        .and_then(|focus| run.statement(stage.trace, focus))
        .map(|(_, it)| it);
    let forbids = stage.outcome == Outcome::Bar;
    let condition = statement.and_then(|it| {
        it.conditions
            .iter()
            .find(|it| it.outcome.matched() == forbids)
    });
    let lines = match condition {
        Some(condition) if condition.key.eq_ignore_ascii_case("sts:ExternalId") => vec![
            "It asks for an external ID.".to_owned(),
            if condition.had.is_none() {
                "The request sent none.".to_owned()
            } else {
                "The request sent another.".to_owned()
            },
        ],
        Some(condition) => vec![finding(condition, forbids)],
        None => vec![format!(
            "{}.",
            crate::texts::sentence_case(&stage_note(run, stage, model.bench.state().world()))
        )],
    };
    Some(Callout {
        title,
        lines,
        outcome: stage.outcome,
    })
}
