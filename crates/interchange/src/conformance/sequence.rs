//! `kind: "sequence"`: a short story of sessions, in a world of one account (the case shape lists who is in it).

use std::{collections::BTreeMap, sync::Arc};

use authz::Decision;
use aws::{AccountId, Arn, Seconds};
use serde_json::json;
use sim::CallRecord;
use world::{
    CallerRef, Edit, EntryId, IamIdentity, MfaState, Parameters, PolicyLocation, PolicyName,
    PolicyText, RoleName, SessionRef, UserName,
};

use super::Played;
use super::authorize::decided_by;
use super::scene::{
    ACCOUNT, OWN_POLICY, Scene, TWELVE_HOURS, account_id, account_mut, assume_role, call_by,
    is_trust_policy, role, role_name, scenario, some_action, trust_policy, user,
};
use crate::wire::{Actual, SequenceGiven, StepGiven};

/// The role of steps that name none.
const DEFAULT_ROLE: &str = "Default";

/// The only user.
const USER: &str = "alice";

/// The Region of all calls.
const REGION: &str = "us-east-1";

pub(super) fn play(given: &SequenceGiven) -> Played {
    let mut story = Story::new()?;
    let mut steps = Vec::new();
    for step in &given.steps {
        story.scene.set_clock(seconds(&step.t)?);
        steps.push(story.step(step)?);
    }
    Ok((Actual::Sequence { steps }, story.scene.records))
}

struct Story {
    scene: Scene,
    account: AccountId,
    /// Which entry issued the session of a name.
    sessions: BTreeMap<String, EntryId>,
    /// Whom each role trusts, by ARN.
    trusted: BTreeMap<RoleName, Vec<String>>,
}

impl Story {
    fn new() -> Result<Story, String> {
        let account = account_id(ACCOUNT)?;
        let mut scenario = scenario()?;
        let arn = |resource: &str| format!("arn:aws:iam::{ACCOUNT}:{resource}");
        let alice = arn("user/alice");
        let roles = [
            ("A", vec![alice.clone()]),
            ("B", vec![alice.clone(), arn("role/A")]),
            (DEFAULT_ROLE, vec![alice]),
        ];
        let mut trusted = BTreeMap::new();
        let held = account_mut(&mut scenario, &account);
        let user = user(USER)?;
        held.users.insert(user.name.clone(), Arc::new(user));
        for (name, principals) in roles {
            let role = role(name, &principals)?;
            trusted.insert(role.name.clone(), principals);
            held.roles.insert(role.name.clone(), Arc::new(role));
        }
        Ok(Story {
            scene: Scene::new(&scenario),
            account,
            sessions: BTreeMap::new(),
            trusted,
        })
    }

    /// Does one step and says what came of it.
    fn step(&mut self, step: &StepGiven) -> Result<String, String> {
        let role = role_name(step.role.as_deref().unwrap_or(DEFAULT_ROLE))?;
        match step.action.as_str() {
            "assume" => self.assume(step, &role),
            "call" => self.call(step),
            "editTrust" if step.principal.is_none() => self.remove_from_trust(step, role),
            "detachPolicy" => {
                let policy = policy_name(OWN_POLICY)?;
                let identity = self.identity(&role);
                self.edit(Edit::DeleteInlinePolicy { identity, policy })
            }
            "revoke" => self.revoke(step, &role),
            "deleteRole" => self.delete_role(role),
            "createRole" => self.create_role(role),
            "trust" | "editTrust" | "assumeAs" => Err(stored_by_id()),
            other => Err(format!("steps that do `{other}` are not known")),
        }
    }

    fn edit(&mut self, edit: Edit) -> Result<String, String> {
        self.scene.edit(edit).map(|()| "ok".to_owned())
    }

    fn identity(&self, role: &RoleName) -> IamIdentity {
        IamIdentity::Role {
            account: self.account.clone(),
            name: role.clone(),
        }
    }

    /// The user, or a session of the story.
    fn caller(&self, with: Option<&str>) -> Result<CallerRef, String> {
        match with {
            None | Some(USER) => Ok(CallerRef::IamUser {
                account: self.account.clone(),
                user: UserName::new(USER).map_err(|error| error.to_string())?,
                mfa: MfaState::LongTermKeys,
            }),
            Some(name) => match self.sessions.get(name) {
                Some(entry) => Ok(CallerRef::Session(SessionRef::Issued(*entry))),
                None => Err(format!("there is no session `{name}` at this step")),
            },
        }
    }

    /// The user asks for twelve hours, a session for what role chaining allows.
    fn assume(&mut self, step: &StepGiven, role: &RoleName) -> Result<String, String> {
        let caller = self.caller(step.with.as_deref())?;
        let chained = matches!(caller, CallerRef::Session(_));
        let duration = (!chained).then_some(TWELVE_HOURS);
        let name = step.session.as_deref().unwrap_or("session");
        // Names of one character are good for a case, but too short for AWS.
        let session = format!("story-{name}");
        let call = assume_role(caller, role.as_str(), &session, duration, REGION)?;
        let (entry, record) = self.scene.call(call);
        Ok(match &record.result {
            Ok(_) => {
                self.sessions.insert(name.to_owned(), entry);
                "ok".to_owned()
            }
            Err(error) => error.code.to_owned(),
        })
    }

    fn call(&mut self, step: &StepGiven) -> Result<String, String> {
        let caller = self.caller(step.with.as_deref())?;
        let action = some_action(step.service.as_deref().unwrap_or("s3"));
        let call = call_by(caller, &action, Parameters::default(), REGION)?;
        let (_, record) = self.scene.call(call);
        Ok(decision(&record))
    }

    fn remove_from_trust(&mut self, step: &StepGiven, role: RoleName) -> Result<String, String> {
        let gone = step.remove.as_deref().unwrap_or_default();
        let Some(trusted) = self.trusted.get_mut(&role) else {
            return Err(format!("there is no role `{role}` at this step"));
        };
        trusted.retain(|arn| {
            let name = Arn::parse(arn).map(|arn| arn.name().to_owned());
            arn != gone && name.as_deref() != Ok(gone)
        });
        let text = trust_policy(trusted);
        if !is_trust_policy(&text) {
            return Err("the trust policy that is left is malformed".to_owned());
        }
        let account = self.account.clone();
        let location = PolicyLocation::TrustPolicy { account, role };
        self.edit(Edit::SetPolicyText { location, text })
    }

    /// The inline policy of the console's button (`REVOKE-03`, `REVOKE-04`).
    fn revoke(&mut self, step: &StepGiven, role: &RoleName) -> Result<String, String> {
        let cutoff = seconds(step.cutoff.as_deref().unwrap_or("+30s"))?;
        let text = json!({
            "Version": "2012-10-17",
            "Statement": [{
                "Effect": "Deny",
                "Action": ["*"],
                "Resource": ["*"],
                "Condition": {
                    "DateLessThan": {"aws:TokenIssueTime": self.scene.state.now().plus(cutoff).to_string()},
                },
            }],
        });
        let identity = self.identity(role);
        self.edit(Edit::PutInlinePolicy {
            identity,
            policy: policy_name("AWSRevokeOlderSessions")?,
            text: PolicyText::new(&text.to_string()),
        })
    }

    fn delete_role(&mut self, role: RoleName) -> Result<String, String> {
        let arn = format!("arn:aws:iam::{ACCOUNT}:role/{role}");
        if self.trusted.values().flatten().any(|known| *known == arn) {
            return Err(stored_by_id());
        }
        self.trusted.remove(&role);
        let account = self.account.clone();
        self.edit(Edit::DeleteRole { account, role })
    }

    /// A role made anew; its unique id is another one, whatever the case calls it.
    fn create_role(&mut self, name: RoleName) -> Result<String, String> {
        let trusted = vec![format!("arn:aws:iam::{ACCOUNT}:user/{USER}")];
        let role = role(name.as_str(), &trusted)?;
        self.trusted.insert(name, trusted);
        let account = self.account.clone();
        self.edit(Edit::CreateRole {
            account,
            role: Box::new(role),
        })
    }
}

/// What cases of `REVOKE-16` need and the simulated cloud does not do.
fn stored_by_id() -> String {
    "trust policies that keep the unique id of a deleted role are not simulated (REVOKE-16)"
        .to_owned()
}

fn policy_name(text: &str) -> Result<PolicyName, String> {
    PolicyName::new(text).map_err(|error| error.to_string())
}

/// `ALLOW`, `DENY explicit identity`, or the error code of a call that no policy decided.
fn decision(record: &CallRecord) -> String {
    let Err(error) = &record.result else {
        return "ALLOW".to_owned();
    };
    let denied = record
        .authorizations()
        .map(|trace| &trace.explanation)
        .find(|explanation| explanation.decision != Decision::Allow);
    match denied {
        None => error.code.to_owned(),
        Some(explanation) => {
            let kind = if explanation.decision == Decision::ExplicitDeny {
                "explicit"
            } else {
                "implicit"
            };
            format!("DENY {kind} {}", decided_by(explanation))
        }
    }
}

/// `-2h`, `+30s`, `61m` or `0` in seconds.
fn seconds(text: &str) -> Result<Seconds, String> {
    let invalid = || {
        format!(
            "`{text}` is not a time: expected a signed number of `s`, `m` or `h`, such as `-2h`"
        )
    };
    let (number, unit) = match text.strip_suffix(['s', 'm', 'h']) {
        Some(number) if text.ends_with('h') => (number, 3_600),
        Some(number) if text.ends_with('m') => (number, 60),
        Some(number) => (number, 1),
        None => (text, 1),
    };
    number
        .parse::<Seconds>()
        .ok()
        .and_then(|number| number.checked_mul(unit))
        .ok_or_else(invalid)
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests may stop at the first surprise"
)]
mod tests {
    use super::*;

    /// Steps as `t do member=value …`, and their answers.
    fn check(steps: &[&str], expected: &[&str]) {
        let steps: Vec<serde_json::Value> = steps
            .iter()
            .map(|step| {
                let mut words = step.split(' ');
                let mut object = json!({"t": words.next(), "do": words.next()});
                for (name, value) in words.filter_map(|word| word.split_once('=')) {
                    let members = object.as_object_mut().unwrap();
                    members.insert(name.to_owned(), value.into());
                }
                object
            })
            .collect();
        let given: SequenceGiven = serde_json::from_value(json!({ "steps": steps })).unwrap();
        let (Actual::Sequence { steps }, _) = play(&given).unwrap() else {
            panic!("{given:?} gives no sequence");
        };
        assert_eq!(steps, expected);
    }

    #[test]
    fn revoke_04_sessions_up_to_half_a_minute_later_are_caught() {
        check(
            &[
                "-2h assume as=old",
                "0 revoke",
                "10s assume as=soon",
                "60s assume as=later",
                "61s call with=old",
                "61s call with=soon",
                "61s call with=later",
                "61s call with=alice",
                "61s call with=old service=sts",
            ],
            &[
                "ok",
                "ok",
                "ok",
                "ok",
                "DENY explicit identity",
                "DENY explicit identity",
                "ALLOW",
                "ALLOW",
                "ALLOW",
            ],
        );
    }

    #[test]
    fn revoke_12_a_chained_session_outlives_the_first_role() {
        check(
            &[
                "0 assume role=A as=a",
                "1m assume role=B with=a as=b",
                "2m revoke role=A cutoff=0",
                "3m call with=a",
                "3m call with=b",
            ],
            &["ok", "ok", "ok", "DENY explicit identity", "ALLOW"],
        );
    }

    #[test]
    fn revoke_15_sessions_of_a_deleted_role_have_no_policies() {
        check(
            &["0 assume as=s", "1m deleteRole", "2m call with=s"],
            &["ok", "ok", "DENY implicit identity"],
        );
    }

    #[test]
    fn times_are_signed_numbers_with_a_unit() {
        let check = |text: &str, expected: Option<Seconds>| {
            assert_eq!(seconds(text).ok(), expected, "{text}");
        };
        check("0", Some(0));
        check("-2h", Some(-7_200));
        check("+30s", Some(30));
        check("61m", Some(3_660));
        check("soon", None);
        check("99999999999999999999h", None);
    }
}
