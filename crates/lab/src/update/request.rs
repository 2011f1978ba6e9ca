//! The request that is shown: choosing, changing and sending it.

use aws::{ActionName, Arn, RegionName};
use sim::operation;
use world::{
    ApiCall, Call, CallerRef, Command, Edit, EndpointChoice, Parameters, RequestOrigin,
    SavedRequest, Slug, SortedMap,
};

use super::{announce, edit, stepper};
use crate::bench::Change;
use crate::form::parse_field;
use crate::model::{Model, RequestProblem};
use crate::places::{caller_key, candidates};
use crate::texts::sentence_case;
use crate::view;
use crate::{Effect, FocusTarget};

/// Shows a saved request at its deciding step.
pub(super) fn select(model: &mut Model, slug: &str, effects: &mut Vec<Effect>) {
    let Ok(slug) = Slug::new(slug) else { return };
    model.view.request_problem = None;
    if model.bench.request.as_ref() == Some(&slug) || !model.bench.select(&slug) {
        return;
    }
    model.bench.document.journal.finish_typing();
    stepper::stop(model, effects);
    model.view.changed = None;
    model.view.step = model.deciding_step();
    announce(effects, &view::verdict_sentence(model));
    stepper::rest_address(effects);
}

/// Changes who calls.
pub(super) fn set_caller(model: &mut Model, key: &str, effects: &mut Vec<Effect>) {
    let state = model.bench.state();
    let found = candidates(state.scenario(), state.sessions(), state.now())
        .into_iter()
        .find(|candidate| caller_key(&candidate.caller) == key);
    if let Some(candidate) = found {
        change_call(model, effects, |call| call.caller = candidate.caller);
    }
}

/// Changes the action; parameters that the new operation does not know are dropped.
pub(super) fn set_action(model: &mut Model, text: &str, effects: &mut Vec<Effect>) {
    let text = text.trim();
    match ActionName::parse(text) {
        Ok(action) => change_call(model, effects, |call| {
            let spec = operation(&action);
            call.call
                .parameters
                .0
                .retain(|name, _| spec.is_some_and(|spec| spec.parameter(name).is_some()));
            call.call.action = action;
        }),
        Err(problem) => refuse(model, "Action", text, &problem.to_string(), effects),
    }
}

/// Shows and says what is wrong with a typed text; the request stays as it was.
fn refuse(model: &mut Model, field: &str, typed: &str, problem: &str, effects: &mut Vec<Effect>) {
    let sentence = format!("{}.", sentence_case(problem));
    announce(effects, &sentence);
    model.view.request_problem = Some(RequestProblem {
        field: field.to_owned(),
        typed: typed.to_owned(),
        sentence,
    });
}

/// Changes the resource: the role of AssumeRole, or the ARN of any other call; `*` means none.
pub(super) fn set_resource(model: &mut Model, text: &str, effects: &mut Vec<Effect>) {
    let text = text.trim();
    let assumes = model
        .bench
        .saved_request()
        .is_some_and(|it| it.call.call.action.is("sts:AssumeRole"));
    if assumes {
        return set_parameter(model, "RoleArn", text, effects);
    }
    if text.is_empty() || text == "*" {
        return change_call(model, effects, |call| call.call.resources.clear());
    }
    match Arn::parse(text) {
        Ok(arn) => change_call(model, effects, |call| call.call.resources = vec![arn]),
        Err(problem) => refuse(model, "Resource", text, &problem.to_string(), effects),
    }
}

/// Changes a parameter; names that are no parameters are the Region, the endpoint and context keys.
pub(super) fn set_parameter(model: &mut Model, name: &str, value: &str, effects: &mut Vec<Effect>) {
    match name {
        view::REGION_FIELD => match RegionName::parse(value.trim()) {
            Ok(region) => change_call(model, effects, |call| call.region = region),
            Err(problem) => refuse(model, name, value, &problem.to_string(), effects),
        },
        view::ENDPOINT_FIELD => change_call(model, effects, |call| {
            call.endpoint = if value == "global" {
                EndpointChoice::Global
            } else {
                EndpointChoice::Default
            };
        }),
        key if key.contains(':') => change_call(model, effects, |call| {
            if value.is_empty() {
                call.call.context.remove(key);
            } else {
                let values = value.split(',').map(|one| one.trim().to_owned());
                call.call.context.insert(key.to_owned(), values.collect());
            }
        }),
        _ => change_call(model, effects, |call| {
            let spec = operation(&call.call.action).and_then(|spec| spec.parameter(name));
            match parse_field(spec.map(|spec| spec.shape), value) {
                Some(value) => call.call.parameters.set(name, value),
                None => call.call.parameters.remove(name),
            }
        }),
    }
}

/// Changes the call of the shown request; fields commit one by one, so each change is a step of undo.
fn change_call(model: &mut Model, effects: &mut Vec<Effect>, with: impl FnOnce(&mut Call)) {
    model.view.request_problem = None;
    let before = match model.bench.saved_request() {
        Some(request) => request.clone(),
        None => match first_request(model) {
            Some(request) => request,
            None => return,
        },
    };
    let mut after = before.clone();
    with(&mut after.call);
    let new = model.bench.request.is_none();
    if after != before || new {
        let slug = after.slug.clone();
        let request = Box::new(after);
        edit::change(
            model,
            Change::One(Command::Edit(Edit::SetRequest { request })),
            effects,
        );
        if new {
            model.bench.select(&slug);
        }
    }
}

/// A request to begin with where the scenario has none.
fn first_request(model: &Model) -> Option<SavedRequest> {
    let account = model.bench.state().world().accounts.keys().next()?.clone();
    Some(SavedRequest {
        slug: Slug::new("request-1").ok()?,
        title: "Request 1".to_owned(),
        notes: String::new(),
        call: Call {
            caller: CallerRef::RootUser(account),
            origin: RequestOrigin::default(),
            region: RegionName::new("us-east-1"),
            endpoint: EndpointChoice::Default,
            call: ApiCall {
                action: ActionName::parse("sts:GetCallerIdentity").ok()?,
                parameters: Parameters::default(),
                resources: Vec::new(),
                context: SortedMap::new(),
            },
        },
    })
}

/// Sends the call.
pub(super) fn run(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(problem) = &model.view.request_problem {
        // What was typed last is not part of the request, so sending it would not be what was meant.
        let sentence = problem.sentence.clone();
        return announce(effects, &sentence);
    }
    let Some(request) = model.bench.saved_request() else {
        announce(effects, "Pick who is calling.");
        effects.push(Effect::Focus(FocusTarget::Caller));
        return;
    };
    let call = Box::new(request.call.clone());
    if edit::change(model, Change::One(Command::Call(call)), effects) {
        stepper::stop(model, effects);
        model.view.step = model.deciding_step();
        announce(effects, &view::verdict_sentence(model));
    }
}
