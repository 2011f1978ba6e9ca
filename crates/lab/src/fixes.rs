//! Ways past the step that stops a call; each is tried on the engine before it is offered.

use authz::{
    ConditionExplanation, ConditionOutcome, ElementKind, StatementExplanation, StatementOutcome,
};
use aws::RegionName;
use policy::{CompiledPolicy, Effect, Span};
use sim::AuthorizationTrace;
use world::{
    Call, CallerRef, Edit, IamIdentity, ParameterValue, PolicyLocation, PolicyName, PolicyText,
    Switch,
};

use crate::bench::Bench;
use crate::steps::{Run, Stage, StageKind, is_stop};
use crate::view::Outcome;

/// One way past the step.
#[derive(Clone)]
pub(crate) struct Fix {
    /// `Send`
    pub text: String,
    /// `--external-id acme-7f3c91`
    pub code: Option<String>,
    /// What it would open.
    pub risk: Option<String>,
    /// The change that does it.
    pub edit: Edit,
}

/// The verified ways past the step that stops the present run; none when it is allowed.
pub(crate) fn fixes(bench: &Bench) -> Vec<Fix> {
    let Some(run) = &bench.run else {
        return Vec::new();
    };
    let Some(stage) = run.stages.get(run.deciding_stage()) else {
        return Vec::new();
    };
    let mut found = candidates(bench, run, stage);
    found.retain(|fix| helps(bench, fix));
    found
}

/// Whether the call is allowed once the change is made.
fn helps(bench: &Bench, fix: &Fix) -> bool {
    let Some(state) = bench.state_with(std::slice::from_ref(&fix.edit)) else {
        return false;
    };
    let Some(slug) = &bench.request else {
        return false;
    };
    let Some(request) = state.scenario().request(slug) else {
        return false;
    };
    bench.try_call(&state, &request.call).outcome() == Outcome::Allow
}

fn candidates(bench: &Bench, run: &Run, stage: &Stage) -> Vec<Fix> {
    let Some(reference) = stage.focus else {
        return missing_policy(bench, run, stage);
    };
    let Some((trace, statement)) = run.statement(stage.trace, reference) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    match stage.outcome {
        Outcome::Gap if is_only_condition(statement) => {
            let failed = statement
                .conditions
                .iter()
                .filter(|it| !it.outcome.matched());
            found.extend(failed.filter_map(|condition| change_request(bench, condition, false)));
            found.extend(remove_condition(bench, trace, statement));
        }
        Outcome::Gap => found.extend(missing_policy(bench, run, stage)),
        Outcome::Bar => {
            let met = statement
                .conditions
                .iter()
                .filter(|it| it.outcome.matched());
            found.extend(met.filter_map(|condition| change_request(bench, condition, true)));
            found.extend(switch_off(trace, statement));
        }
        _ => {}
    }
    found
}

fn is_only_condition(statement: &StatementExplanation) -> bool {
    statement.outcome
        == StatementOutcome::NotMatched {
            first: ElementKind::Condition,
        }
}

/// Sends what the condition asks for; for a Deny, what its negated condition leaves alone.
fn change_request(bench: &Bench, condition: &ConditionExplanation, deny: bool) -> Option<Fix> {
    if condition.negated != deny || condition.outcome == ConditionOutcome::SeveralValues {
        return None;
    }
    let wanted = condition.wanted.first()?;
    let value = wanted
        .resolved
        .clone()
        .unwrap_or_else(|| wanted.text.to_string());
    if value.contains(['*', '?']) {
        return None;
    }
    let mut request = bench.saved_request()?.clone();
    let (text, code) = send(&mut request.call, &condition.key, &value)?;
    Some(Fix {
        text,
        code: Some(code),
        risk: None,
        edit: Edit::SetRequest {
            request: Box::new(request),
        },
    })
}

/// Puts a value into the call so that a context key has it, for the keys that callers control.
fn send(call: &mut Call, key: &str, value: &str) -> Option<(String, String)> {
    let parameter = match key.to_ascii_lowercase().as_str() {
        "sts:externalid" => Some(("ExternalId", "--external-id")),
        "sts:rolesessionname" => Some(("RoleSessionName", "--role-session-name")),
        "sts:sourceidentity" => Some(("SourceIdentity", "--source-identity")),
        _ => None,
    };
    if let Some((name, flag)) = parameter {
        if !call.call.action.is("sts:AssumeRole") {
            return None;
        }
        call.call.parameters.set(name, ParameterValue::from(value));
        return Some(("Send".to_owned(), format!("{flag} {value}")));
    }
    if key.eq_ignore_ascii_case("aws:RequestedRegion") {
        call.region = RegionName::new(value);
        return Some(("Call in".to_owned(), format!("--region {value}")));
    }
    // Other keys are set by AWS; only those the request names already, and the instance type, are the caller's.
    let asked = call
        .call
        .context
        .keys()
        .any(|known| known.eq_ignore_ascii_case(key));
    if asked || key.eq_ignore_ascii_case("ec2:InstanceType") {
        call.call
            .context
            .insert(key.to_owned(), vec![value.to_owned()]);
        return Some(("Ask with".to_owned(), format!("{key} {value}")));
    }
    None
}

/// Takes the condition out of the text, which always opens something.
fn remove_condition(
    bench: &Bench,
    trace: &AuthorizationTrace,
    statement: &StatementExplanation,
) -> Option<Fix> {
    let source = trace
        .policies
        .get(&statement.statement.policy)
        .filter(|it| !it.aws_managed)?;
    let location = source.location.clone();
    let text = bench.state().world().policy(&location)?;
    let attached = trace.stack.policy(statement.statement.policy)?;
    let compiled = attached.policy()?;
    let index = usize::try_from(statement.statement.index).ok()?;
    let node = compiled.statements().get(index)?.condition_node?;
    let text = without_member(compiled, text.as_str(), compiled.span(node))?;
    let external_id = statement
        .conditions
        .iter()
        .any(|it| it.key.eq_ignore_ascii_case("sts:ExternalId"));
    let risk = match location {
        _ if external_id => "opens the confused-deputy hole",
        PolicyLocation::TrustPolicy { .. } | PolicyLocation::ResourcePolicy { .. } => {
            "opens the policy to more callers"
        }
        _ => "allows it in more circumstances",
    };
    Some(Fix {
        text: "Remove the condition".to_owned(),
        code: None,
        risk: Some(risk.to_owned()),
        edit: Edit::SetPolicyText {
            location,
            text: PolicyText::new(&text),
        },
    })
}

/// The text without one member of an object, its comma included.
fn without_member(policy: &CompiledPolicy, text: &str, member: Span) -> Option<String> {
    debug_assert_eq!(policy.source().text(), text);
    let before = text.get(..usize::try_from(member.start).ok()?)?;
    let after = text.get(usize::try_from(member.end).ok()?..)?;
    let trimmed = before.trim_end();
    if let Some(kept) = trimmed.strip_suffix(',') {
        return Some(format!("{kept}{after}"));
    }
    let after = after.trim_start().strip_prefix(',')?;
    Some(format!("{before}{}", after.trim_start()))
}

/// Holds the forbidding policy off for a moment, as a question, without editing it.
fn switch_off(trace: &AuthorizationTrace, statement: &StatementExplanation) -> Option<Fix> {
    if statement.effect != Effect::Deny {
        return None;
    }
    let source = trace
        .policies
        .get(&statement.statement.policy)
        .filter(|it| !it.aws_managed)?;
    let location = source.location.clone();
    let number = statement.statement.index;
    let sid = trace
        .stack
        .policy(statement.statement.policy)
        .and_then(|attached| attached.policy())
        .and_then(|policy| policy.statements().get(usize::try_from(number).ok()?))
        .and_then(|statement| statement.sid.clone());
    let name = sid.unwrap_or_else(|| format!("statement {}", u64::from(number) + 1));
    Some(Fix {
        text: "What if it were not there: switch off".to_owned(),
        code: Some(name),
        risk: Some("removes what it protects".to_owned()),
        edit: Edit::SetSwitch {
            switch: Switch {
                location,
                statement: Some(number),
            },
            enabled: false,
        },
    })
}

/// Gives the caller an identity policy for exactly this action and resource.
fn missing_policy(bench: &Bench, run: &Run, stage: &Stage) -> Vec<Fix> {
    if stage.kind != StageKind::IdentityPolicy || !is_stop(stage.outcome) {
        return Vec::new();
    }
    let Some(trace) = run.trace(stage.trace) else {
        return Vec::new();
    };
    let Some(identity) = identity_of(bench, &run.record.call.caller) else {
        return Vec::new();
    };
    let world = bench.state().world();
    let free = (1u32..).map(|number| match number {
        1 => "AllowThisCall".to_owned(),
        _ => format!("AllowThisCall{number}"),
    });
    let taken = |policy: &PolicyName| {
        let (identity, policy) = (identity.clone(), policy.clone());
        world
            .policy(&PolicyLocation::InlinePolicy { identity, policy })
            .is_some()
    };
    let mut names = free
        .take(100)
        .filter_map(|name| PolicyName::new(&name).ok());
    let Some(policy) = names.find(|policy| !taken(policy)) else {
        return Vec::new();
    };
    let (action, resource) = (&trace.purpose, &trace.request.resource);
    let text = format!(
        "{{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n    {{\n      \"Effect\": \"Allow\",\n      \
         \"Action\": \"{action}\",\n      \"Resource\": \"{resource}\"\n    }}\n  ]\n}}"
    );
    let name = match &identity {
        IamIdentity::User { name, .. } => name.to_string(),
        IamIdentity::Group { name, .. } => name.to_string(),
        IamIdentity::Role { name, .. } => name.to_string(),
    };
    vec![Fix {
        text: format!("Give {name} a policy that allows"),
        code: Some(action.to_string()),
        risk: None,
        edit: Edit::PutInlinePolicy {
            identity,
            policy,
            text: PolicyText::new(&text),
        },
    }]
}

fn identity_of(bench: &Bench, caller: &CallerRef) -> Option<IamIdentity> {
    match caller {
        CallerRef::IamUser { account, user, .. } => Some(IamIdentity::User {
            account: account.clone(),
            name: user.clone(),
        }),
        CallerRef::Session(reference) => {
            let session = bench.state().session(reference)?;
            let (account, role) = bench.state().world().role_by_arn(&session.role_arn)?;
            Some(IamIdentity::Role {
                account: account.id.clone(),
                name: role.name.clone(),
            })
        }
        _ => None,
    }
}
