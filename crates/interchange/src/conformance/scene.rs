//! A small cloud for cases that call operations: accounts, users and roles as the case shape says, everything else
//! favourable.

use std::sync::Arc;

use aws::{AccountId, ActionName, Arn, RegionName, Seconds, Timestamp};
use policy::{PolicyKind, SourceText, compile_policy, parse_policy};
use serde_json::json;
use sim::{ApiResponse, CallRecord, CloudState, PolicyCache, Record, execute};
use world::{
    Account, ApiCall, Call, CallerRef, Command, Edit, EndpointChoice, EntryId, IamPath,
    InlinePolicies, Parameters, PolicyName, PolicyText, RequestOrigin, Role, RoleName, Scenario,
    ScenarioSettings, SortedMap, User, UserName,
};

use crate::wire::Refusal;

/// The account that everything is in unless told otherwise.
pub(super) const ACCOUNT: &str = "111111111111";

/// The instant 0 of a case.
const START: &str = "2026-03-02T09:00:00Z";

/// The inline policy that each user and role has.
pub(super) const OWN_POLICY: &str = "AllowEverything";

/// The longest session of a role, twelve hours (`STS-10`).
pub(super) const TWELVE_HOURS: Seconds = 43_200;

/// A cloud that is called step by step.
pub(super) struct Scene {
    pub(super) state: CloudState,
    policies: PolicyCache,
    last: EntryId,
    pub(super) records: Vec<CallRecord>,
}

impl Scene {
    pub(super) fn new(scenario: &Scenario) -> Scene {
        Scene {
            state: CloudState::start(scenario),
            policies: PolicyCache::new(),
            last: EntryId::START,
            records: Vec::new(),
        }
    }

    /// Sets the clock to this many seconds from 0.
    pub(super) fn set_clock(&mut self, seconds: Seconds) {
        let to = self.state.scenario().start.plus(seconds);
        self.run(&Command::SetClock { to });
    }

    /// Changes the world.
    pub(super) fn edit(&mut self, edit: Edit) -> Result<(), String> {
        match self.run(&Command::Edit(edit)) {
            Record::Edit(record) => match record.refusal {
                Some(refusal) => Err(refusal.to_string()),
                None => Ok(()),
            },
            Record::Call(_) | Record::Clock(_) => Ok(()),
        }
    }

    /// Makes a call and keeps its record; the entry names the session that it may issue.
    pub(super) fn call(&mut self, call: Call) -> (EntryId, CallRecord) {
        let record = self.run(&Command::Call(Box::new(call.clone())));
        let record = match record {
            Record::Call(record) => *record,
            // A call always gives the record of a call; this one says that nothing was answered.
            Record::Edit(_) | Record::Clock(_) => sim::run_live(&self.state, &call, &self.policies),
        };
        self.records.push(record.clone());
        (self.last, record)
    }

    fn run(&mut self, command: &Command) -> Record {
        self.last = self.last.next();
        let (state, record) = execute(&self.state, self.last, command, &self.policies);
        self.state = state;
        record
    }
}

/// An empty scenario in which calls take no time.
pub(super) fn scenario() -> Result<Scenario, String> {
    let start = Timestamp::parse(START).map_err(|error| error.to_string())?;
    let mut scenario = Scenario::new("Conformance", start);
    scenario.settings = ScenarioSettings {
        seconds_per_call: 0,
    };
    Ok(scenario)
}

pub(super) fn account_id(text: &str) -> Result<AccountId, String> {
    AccountId::new(text).map_err(|error| error.to_string())
}

pub(super) fn role_name(text: &str) -> Result<RoleName, String> {
    RoleName::new(text).map_err(|error| error.to_string())
}

/// The account, made when it is not there yet.
pub(super) fn account_mut<'a>(scenario: &'a mut Scenario, id: &AccountId) -> &'a mut Account {
    let account = scenario
        .world
        .accounts
        .get_mut_or_insert_with(id.clone(), || Arc::new(Account::new(id.clone(), "Account")));
    Arc::make_mut(account)
}

/// `user/team/alice` as path and name, for an ARN of IAM.
pub(super) fn path_and_name<'a>(arn: &'a Arn, kind: &str) -> Result<(IamPath, &'a str), String> {
    let rest = arn.resource().strip_prefix(kind);
    let (path, name) = rest
        .and_then(|rest| rest.rsplit_once('/'))
        .ok_or_else(|| format!("`{arn}` names no {kind}"))?;
    let path = IamPath::new(&format!("{path}/")).map_err(|error| error.to_string())?;
    Ok((path, name))
}

/// A user whose policy allows everything.
pub(super) fn user(name: &str) -> Result<User, String> {
    let mut user = User::new(UserName::new(name).map_err(|error| error.to_string())?);
    user.inline_policies = own_policy()?;
    Ok(user)
}

/// A role for sessions of up to twelve hours that trusts these principals and may do everything.
pub(super) fn role(name: &str, trusted: &[String]) -> Result<Role, String> {
    let mut role = Role::new(role_name(name)?, trust_policy(trusted));
    role.inline_policies = own_policy()?;
    role.max_session_duration_seconds = TWELVE_HOURS;
    Ok(role)
}

fn own_policy() -> Result<InlinePolicies, String> {
    let name = PolicyName::new(OWN_POLICY).map_err(|error| error.to_string())?;
    let text = json!({
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}],
    });
    Ok(InlinePolicies::from([(
        name,
        PolicyText::new(&text.to_string()),
    )]))
}

/// A trust policy; one that trusts nobody names a service that never calls, since it cannot be empty.
pub(super) fn trust_policy(trusted: &[String]) -> PolicyText {
    let principal = if trusted.is_empty() {
        json!({"Service": "ec2.amazonaws.com"})
    } else {
        json!({"AWS": trusted})
    };
    let text = json!({
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": principal,
            "Action": ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
        }],
    });
    PolicyText::new(&text.to_string())
}

/// A call in a Region, by the STS endpoint of that Region.
pub(super) fn call_by(
    caller: CallerRef,
    action: &str,
    parameters: Parameters,
    region: &str,
) -> Result<Call, String> {
    Ok(Call {
        caller,
        origin: RequestOrigin::default(),
        region: RegionName::new(region),
        endpoint: EndpointChoice::Default,
        call: ApiCall {
            action: ActionName::parse(action).map_err(|error| error.to_string())?,
            parameters,
            resources: Vec::new(),
            context: SortedMap::new(),
        },
    })
}

/// AssumeRole on a role of [`ACCOUNT`], for as long as asked.
pub(super) fn assume_role(
    caller: CallerRef,
    role: &str,
    session: &str,
    duration_seconds: Option<Seconds>,
    region: &str,
) -> Result<Call, String> {
    let mut parameters = Parameters::default();
    let arn = format!("arn:aws:iam::{ACCOUNT}:role/{role}");
    parameters.set("RoleArn", arn.as_str().into());
    parameters.set("RoleSessionName", session.into());
    if let Some(seconds) = duration_seconds {
        let seconds = seconds.to_string();
        parameters.set("DurationSeconds", seconds.as_str().into());
    }
    call_by(caller, "sts:AssumeRole", parameters, region)
}

/// Some action of a service that touches no particular resource.
pub(super) fn some_action(service: &str) -> String {
    let service = service.to_ascii_lowercase();
    let name = match service.as_str() {
        "sts" => "GetCallerIdentity",
        "s3" => "ListAllMyBuckets",
        "ec2" => "DescribeInstances",
        "iam" => "ListUsers",
        "dynamodb" => "ListTables",
        "lambda" => "ListFunctions",
        "kms" => "ListKeys",
        _ => "ListResources",
    };
    format!("{service}:{name}")
}

/// What a caller is told, `None` when the call succeeded.
pub(super) fn refusal(record: &CallRecord) -> Option<Refusal> {
    let error = record.result.as_ref().err()?;
    Some(Refusal {
        code: Some(error.code.to_owned()),
        http: error.http_status,
        message: Some(error.message.clone()),
    })
}

/// The answer of the operation, `None` when it failed.
pub(super) fn response(record: &CallRecord) -> Option<&ApiResponse> {
    record.result.as_ref().ok()
}

/// Whether IAM would take a trust policy, so that a case cannot ask about one that is never in force.
pub(super) fn is_trust_policy(text: &PolicyText) -> bool {
    compile_policy(&parse_policy(
        SourceText::new(text.as_str()),
        PolicyKind::Trust,
    ))
    .is_ok()
}
