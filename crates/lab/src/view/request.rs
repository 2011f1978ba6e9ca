//! The request as a sentence, with its pickers, fields and command.

use sim::{Shape, operation};
use world::{EndpointChoice, SavedRequest};

use super::{FieldView, PickerGroup, PickerOption, PickerView, RequestView, SavedRequestRow};
use crate::command_line::{command_line, shortened};
use crate::form::field_text;
use crate::model::Model;
use crate::places::{caller_key, candidates};
use crate::texts::{account_name, short_arn};

/// The field for the Region of the call.
pub(crate) const REGION_FIELD: &str = "Region";
/// The field for the STS endpoint.
pub(crate) const ENDPOINT_FIELD: &str = "Endpoint";

/// Actions offered in the picker; any other can be typed.
const ACTIONS: &[(&str, &[&str])] = &[
    ("AWS STS", &["sts:AssumeRole", "sts:GetCallerIdentity"]),
    (
        "Amazon S3",
        &[
            "s3:GetObject",
            "s3:PutObject",
            "s3:ListBucket",
            "s3:DeleteObject",
            "s3:ListAllMyBuckets",
        ],
    ),
    (
        "Amazon EC2",
        &[
            "ec2:RunInstances",
            "ec2:DescribeInstances",
            "ec2:DescribeRegions",
            "ec2:StartInstances",
            "ec2:TerminateInstances",
        ],
    ),
    (
        "Others",
        &[
            "iam:CreateRole",
            "iam:ListUsers",
            "kms:Decrypt",
            "dynamodb:GetItem",
            "lambda:CreateFunction",
            "sqs:SendMessage",
        ],
    ),
];

/// The request that is shown.
pub(super) fn request(model: &Model) -> RequestView {
    let request = model.bench.saved_request();
    let command = request
        .map(|request| command_line(&request.call))
        .unwrap_or_default();
    RequestView {
        saved: saved(model),
        note: request
            .map(|request| request.notes.clone())
            .unwrap_or_default(),
        caller: caller(model, request),
        action: with_problem(model, "Action", action(request)),
        resource: with_problem(model, "Resource", resource(model, request)),
        fields: request
            .map(|request| fields(model, request))
            .unwrap_or_default(),
        command_short: shortened(&command),
        command,
        problem: request.is_none().then(|| "Pick who is calling.".to_owned()),
    }
}

/// A picker that says why the text typed last was not taken.
fn with_problem(model: &Model, field: &str, picker: PickerView) -> PickerView {
    let problem = model.view.request_problem.as_ref();
    let problem = problem.filter(|problem| problem.field == field);
    PickerView {
        problem: problem.map(|problem| problem.sentence.clone()),
        ..picker
    }
}

fn saved(model: &Model) -> Vec<SavedRequestRow> {
    let requests = model.bench.state().scenario().requests.iter();
    let outcomes = &model.bench.outcomes;
    let rows = requests
        .zip(outcomes)
        .map(|(request, (outcome, verdict))| SavedRequestRow {
            slug: request.slug.to_string(),
            title: request.title.clone(),
            selected: model.bench.request.as_ref() == Some(&request.slug),
            outcome: *outcome,
            verdict: (*verdict).to_owned(),
        });
    rows.collect()
}

fn caller(model: &Model, request: Option<&SavedRequest>) -> PickerView {
    let state = model.bench.state();
    let world = state.world();
    let all = candidates(state.scenario(), state.sessions(), state.now());
    let value = request
        .map(|request| caller_key(&request.call.caller))
        .unwrap_or_default();
    let picked = all
        .iter()
        .find(|candidate| caller_key(&candidate.caller) == value);
    let text = match (picked, request) {
        (Some(candidate), _) => candidate.name.clone(),
        // Callers that are not offered here may still exist, such as services and signed-in users.
        (None, Some(_)) => match model
            .bench
            .run
            .as_ref()
            .and_then(|run| run.record.caller.as_ref())
        {
            Some(principal) => short_arn(&principal.name_in_errors()),
            None => "somebody who no longer exists".to_owned(),
        },
        (None, None) => "pick a caller".to_owned(),
    };
    let mut groups: Vec<PickerGroup> = Vec::new();
    for candidate in &all {
        let label = match &candidate.account {
            Some(id) => format!("{} {id}", account_name(world, id)),
            None => "Without an account".to_owned(),
        };
        let option = PickerOption {
            value: caller_key(&candidate.caller),
            label: candidate.name.clone(),
            detail: Some(candidate.detail.clone()),
        };
        match groups.last_mut() {
            Some(group) if group.label == label => group.options.push(option),
            _ => groups.push(PickerGroup {
                label,
                options: vec![option],
            }),
        }
    }
    let account = picked.and_then(|candidate| candidate.account.clone());
    PickerView {
        label: "Caller".to_owned(),
        spine: account.map(|id| model.bench.spine(&id)),
        value,
        text,
        free_text: false,
        groups,
        problem: None,
    }
}

fn action(request: Option<&SavedRequest>) -> PickerView {
    let value = request
        .map(|request| request.call.call.action.to_string())
        .unwrap_or_default();
    let groups = ACTIONS.iter().map(|(label, actions)| PickerGroup {
        label: (*label).to_owned(),
        options: actions
            .iter()
            .map(|action| option(action, action))
            .collect(),
    });
    PickerView {
        label: "Action".to_owned(),
        text: value.clone(),
        value,
        spine: None,
        free_text: true,
        groups: groups.collect(),
        problem: None,
    }
}

fn option(value: &str, label: &str) -> PickerOption {
    PickerOption {
        value: value.to_owned(),
        label: label.to_owned(),
        detail: None,
    }
}

fn resource(model: &Model, request: Option<&SavedRequest>) -> PickerView {
    let world = model.bench.state().world();
    let assumes = request.is_some_and(|request| request.call.call.action.is("sts:AssumeRole"));
    let value = match request {
        Some(request) if assumes => request
            .call
            .call
            .parameters
            .text("RoleArn")
            .unwrap_or_default()
            .to_owned(),
        Some(request) => request
            .call
            .call
            .resources
            .first()
            .map_or_else(|| "*".to_owned(), ToString::to_string),
        None => String::new(),
    };
    let groups = world.accounts.values().filter_map(|account| {
        let options: Vec<PickerOption> = if assumes {
            let roles = account.roles.values();
            roles
                .map(|role| option(&role.arn(&account.id), role.name.as_str()))
                .collect()
        } else {
            let resources = account.resources.values();
            resources
                .map(|it| option(it.arn.as_str(), &short_arn(it.arn.as_str())))
                .collect()
        };
        let label = format!("{} {}", account.name, account.id);
        (!options.is_empty()).then_some(PickerGroup { label, options })
    });
    let owner = aws::Arn::parse(&value).ok().and_then(|arn| {
        let owner = world
            .resource_containing(&arn)
            .map(|(account, _)| account.id.clone());
        owner.or_else(|| arn.account_id().filter(|id| world.account(id).is_some()))
    });
    let text = if assumes {
        value.rsplit('/').next().unwrap_or_default().to_owned()
    } else {
        short_arn(&value)
    };
    let mut groups: Vec<PickerGroup> = groups.collect();
    if !assumes {
        groups.push(PickerGroup {
            label: "No resource".to_owned(),
            options: vec![option("*", "* (no resource of its own)")],
        });
    }
    PickerView {
        label: if assumes { "Role" } else { "Resource" }.to_owned(),
        spine: owner.map(|id| model.bench.spine(&id)),
        text,
        value,
        free_text: true,
        groups,
        problem: None,
    }
}

/// The fields under More: the parameters of the operation or the context keys of the call, then Region and endpoint.
fn fields(model: &Model, request: &SavedRequest) -> Vec<FieldView> {
    let call = &request.call;
    let mut fields = Vec::new();
    match operation(&call.call.action) {
        Some(spec) => {
            for parameter in spec
                .parameters
                .iter()
                .filter(|parameter| parameter.name != "RoleArn")
            {
                let value = call.call.parameters.get(parameter.name);
                let hint = match parameter.shape {
                    Shape::Tags { .. } => {
                        format!("{} Written as Key=team,Value=red.", parameter.docs)
                    }
                    _ => parameter.docs.to_owned(),
                };
                fields.push(FieldView {
                    name: parameter.name.to_owned(),
                    label: parameter.label.to_owned(),
                    value: value.map(field_text).unwrap_or_default(),
                    hint,
                    problem: None,
                    choices: Vec::new(),
                });
            }
        }
        None => {
            let mut keys: Vec<&str> = call.call.context.keys().map(String::as_str).collect();
            if call.call.action.is("ec2:RunInstances") && !keys.contains(&"ec2:InstanceType") {
                keys.push("ec2:InstanceType");
            }
            for key in keys {
                let values = call.call.context.get(key).map(|values| values.join(", "));
                fields.push(FieldView {
                    name: key.to_owned(),
                    label: key.to_owned(),
                    value: values.unwrap_or_default(),
                    hint: "A condition key of the request; empty means that it is absent."
                        .to_owned(),
                    problem: None,
                    choices: Vec::new(),
                });
            }
        }
    }
    let known = aws::region_facts(call.region.as_str()).is_some();
    let refused = model.view.request_problem.as_ref();
    let refused = refused.filter(|problem| problem.field == REGION_FIELD);
    let unknown = (!known).then(|| format!("{} is not a known Region.", call.region));
    fields.push(FieldView {
        name: REGION_FIELD.to_owned(),
        label: "Region".to_owned(),
        value: refused.map_or_else(|| call.region.to_string(), |it| it.typed.clone()),
        hint: "The Region the call goes to.".to_owned(),
        problem: refused.map(|it| it.sentence.clone()).or(unknown),
        choices: Vec::new(),
    });
    if call.call.action.service().eq_ignore_ascii_case("sts") {
        let global = call.endpoint == EndpointChoice::Global;
        let host = match &call.endpoint {
            EndpointChoice::Regional(region) => region,
            EndpointChoice::Default | EndpointChoice::Global => &call.region,
        };
        fields.push(FieldView {
            name: ENDPOINT_FIELD.to_owned(),
            label: "STS endpoint".to_owned(),
            value: if global { "global" } else { "regional" }.to_owned(),
            hint: "Which STS endpoint answers; it decides the version of the token.".to_owned(),
            problem: None,
            choices: vec![
                (
                    "regional".to_owned(),
                    format!("regional, sts.{host}.amazonaws.com"),
                ),
                (
                    "global".to_owned(),
                    "global (legacy), sts.amazonaws.com".to_owned(),
                ),
            ],
        });
    }
    fields
}
