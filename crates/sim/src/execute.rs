//! One command on one state.

use std::sync::Arc;

use aws::Seconds;
use world::{Call, Command, Edit, EntryId, apply_edit};

use crate::{
    ApiError, ApiResponse, CloudState, PolicyCache,
    authenticate::authenticate,
    endpoint,
    record::{CallRecord, CheckedBy, ClockRecord, EditRecord, Phase, Record, StateChange},
    services::authorize_only,
    session::Session,
    sts::{
        OperationContext, check_by_client, check_by_service, operation, parameter_trace,
        service_error,
    },
};

/// Stands for a live run; no journal entry ever has this number.
pub const LIVE_ENTRY: EntryId = EntryId(u32::MAX);

/// Carries out a command; total: what cannot be done is a record that says so, and the state stays as it was.
pub fn execute(
    state: &CloudState,
    entry: EntryId,
    command: &Command,
    policies: &PolicyCache,
) -> (CloudState, Record) {
    match command {
        Command::Edit(edit) => execute_edit(state, entry, edit),
        Command::Call(call) => execute_call(state, entry, call, policies),
        Command::SetClock { to } => {
            let record = ClockRecord {
                entry,
                from: state.now,
                to: *to,
            };
            (
                CloudState {
                    now: *to,
                    ..state.clone()
                },
                Record::Clock(record),
            )
        }
    }
}

/// The same call without leaving anything behind: no session, no tick of the clock.
pub fn run_live(state: &CloudState, call: &Call, policies: &PolicyCache) -> CallRecord {
    run(state, LIVE_ENTRY, call, policies).0
}

fn execute_edit(state: &CloudState, entry: EntryId, edit: &Edit) -> (CloudState, Record) {
    let (after, refusal) = match apply_edit(state.scenario(), entry, edit) {
        Ok(scenario) => (
            CloudState {
                scenario: Arc::new(scenario),
                ..state.clone()
            },
            None,
        ),
        Err(refusal) => (state.clone(), Some(refusal)),
    };
    (
        after,
        Record::Edit(EditRecord {
            entry,
            at: state.now,
            refusal,
        }),
    )
}

fn execute_call(
    state: &CloudState,
    entry: EntryId,
    call: &Call,
    policies: &PolicyCache,
) -> (CloudState, Record) {
    let (record, issued) = run(state, entry, call, policies);
    let mut after = state.clone();
    if let Some(session) = issued {
        after = after.with_session(session);
    }
    after.now = after.now.plus(seconds_per_call(state));
    (after, Record::Call(Box::new(record)))
}

/// Each journaled call takes the same fixed time, by default one second.
fn seconds_per_call(state: &CloudState) -> Seconds {
    Seconds::from(state.scenario().settings.seconds_per_call)
}

fn run(
    state: &CloudState,
    entry: EntryId,
    call: &Call,
    policies: &PolicyCache,
) -> (CallRecord, Option<Session>) {
    let mut record = CallRecord {
        entry,
        at: state.now,
        call: call.clone(),
        caller: None,
        phases: Vec::new(),
        result: Err(ApiError::signature_required()),
        changes: Vec::new(),
    };
    let (result, issued) = run_phases(state, call, policies, &mut record);
    record.result = result;
    if let Some(session) = &issued {
        record
            .changes
            .push(StateChange::SessionIssued(session.reference.clone()));
    }
    record.changes.push(StateChange::ClockMoved {
        seconds: seconds_per_call(state),
    });
    (record, issued)
}

type Outcome = (Result<ApiResponse, ApiError>, Option<Session>);

fn run_phases(
    state: &CloudState,
    call: &Call,
    policies: &PolicyCache,
    record: &mut CallRecord,
) -> Outcome {
    let spec = operation(&call.call.action);
    let parameters = &call.call.parameters;
    if let Some(spec) = spec {
        let problems = check_by_client(spec, parameters);
        if !problems.is_empty() {
            let messages: Vec<String> = problems
                .iter()
                .map(|problem| problem.message.clone())
                .collect();
            // The caller is known to the page even though nothing is sent.
            let endpoint = endpoint::resolve(call);
            record.caller =
                authenticate(state, &call.caller, &call.call.action, &endpoint).principal;
            let trace = parameter_trace(spec, parameters, problems, CheckedBy::Client);
            record.phases.push(Phase::Parameters(trace));
            return (Err(ApiError::param_validation(&messages)), None);
        }
    }
    let endpoint = endpoint::resolve(call);
    record.phases.push(Phase::Endpoint(endpoint.clone()));
    let authentication = authenticate(state, &call.caller, &call.call.action, &endpoint);
    record.caller = authentication.principal;
    if !endpoint.reachable {
        return (Err(endpoint.unreachable()), None);
    }
    record
        .phases
        .push(Phase::Authentication(authentication.trace));
    let caller = match authentication.caller {
        Ok(caller) => caller,
        Err(error) => return (Err(error), None),
    };
    if let Some(spec) = spec {
        let mut problems = check_by_service(spec, parameters);
        let mut error = (!problems.is_empty()).then(|| service_error(&problems));
        if error.is_none()
            && let Some((problem, own)) = (spec.check)(parameters, policies)
        {
            problems.push(problem);
            error = Some(own);
        }
        let trace = parameter_trace(spec, parameters, problems, CheckedBy::Service);
        record.phases.push(Phase::Parameters(trace));
        if let Some(error) = error {
            return (Err(error), None);
        }
    }
    let mut context = OperationContext {
        state,
        policies,
        entry: record.entry,
        call,
        caller: &caller,
        endpoint: &endpoint,
        phases: std::mem::take(&mut record.phases),
        issued: None,
    };
    let result = match spec {
        Some(spec) => (spec.run)(&mut context),
        None => authorize_only(&mut context),
    };
    record.phases = context.phases;
    (result, context.issued)
}

#[cfg(test)]
mod tests;
