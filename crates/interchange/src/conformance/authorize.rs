//! `kind: "authorize"`: one request against the policies of the case.

use std::collections::BTreeMap;

use authz::{
    Attached, AttachedState, Deciding, Decision, Explanation, Level, Levels, NotInPlay, PolicyId,
    PolicyStack, Request, ResourceKind, explain,
};
use aws::{AccountId, ActionName, Arn, ContextValues, Principal, RequestContext};
use policy::{PolicyKind, SourceText, compile_policy, parse_policy};

use crate::wire::{
    Actual, AuthorizeGiven, Authorized, Case, ConditionGiven, ContextGiven, PolicyJson,
    PrincipalGiven, PrincipalType, ResourcePolicyKind,
};

/// A request with its policies, as the engine takes them.
#[derive(Clone, Debug)]
pub struct Question {
    /// What is asked.
    pub request: Request,
    /// The policies in play.
    pub stack: PolicyStack,
    /// What each policy of the stack is, such as `identity policy 1`, and its text.
    pub policies: BTreeMap<PolicyId, (String, String)>,
}

/// The question of a case of the kinds `authorize` and `condition`; a condition is asked as the only statement of an
/// identity-based policy.
///
/// # Errors
/// One sentence that says what the case has and the engine cannot take, or that it is of another kind.
pub fn question(case: &Case) -> Result<Question, String> {
    match case.kind.as_str() {
        "authorize" => {
            let given: AuthorizeGiven = case.given().map_err(|error| error.to_string())?;
            read(&given)
        }
        "condition" => {
            let given: ConditionGiven = case.given().map_err(|error| error.to_string())?;
            read_condition(&given)
        }
        other => Err(format!(
            "cases of kind `{other}` hold no request, expected `authorize` or `condition`"
        )),
    }
}

/// The decision in the shape of `expect`.
pub(super) fn answer(given: &AuthorizeGiven) -> Result<Actual, String> {
    let Question { request, stack, .. } = read(given)?;
    let explanation = explain(&request, &stack);
    let (decision, deny_kind) = match explanation.decision {
        Decision::Allow => ("ALLOW", None),
        Decision::ExplicitDeny => ("DENY", Some("explicit")),
        Decision::ImplicitDeny => ("DENY", Some("implicit")),
    };
    Ok(Actual::Authorize(Authorized {
        decision,
        deny_kind,
        by: decided_by(&explanation),
    }))
}

/// What granted, or the policy type to report (`ERR-05`).
pub(super) fn decided_by(explanation: &Explanation) -> &'static str {
    match explanation.deciding {
        Deciding::Granted(source) => source.short_name(),
        Deciding::Statement(..) | Deciding::MissingAllow(_) | Deciding::ServiceRule(_) => {
            explanation
                .reported()
                .map_or("service rule", |layer| layer.short_name())
        }
    }
}

/// The condition keys as the engine takes them.
pub(super) fn context(given: &ContextGiven) -> RequestContext {
    let mut context = RequestContext::new();
    for (key, values) in given {
        context.set(key, ContextValues::many(values.iter().cloned()));
    }
    context
}

fn read(given: &AuthorizeGiven) -> Result<Question, String> {
    let asked = &given.request;
    let account = asked.resource_account.as_deref();
    let request = Request {
        principal: principal(&given.principal)?,
        action: ActionName::parse(&asked.action).map_err(|error| error.to_string())?,
        resource: asked.resource.clone(),
        resource_account: account
            .map(AccountId::new)
            .transpose()
            .map_err(|error| error.to_string())?,
        context: context(&asked.context),
    };
    let mut builder = Builder::default();
    let stack = builder.stack(given);
    Ok(Question {
        request,
        stack,
        policies: builder.policies,
    })
}

fn read_condition(given: &ConditionGiven) -> Result<Question, String> {
    let text = super::patterns::statement_with(given);
    let arn = "arn:aws:iam::111122223333:user/alice";
    let mut builder = Builder::default();
    let mut stack = PolicyStack::empty(ResourceKind::Generic);
    stack.identity = vec![builder.attach(&text, PolicyKind::Session, "condition")];
    Ok(Question {
        request: Request {
            principal: Principal::iam_user(Arn::parse(arn).map_err(|error| error.to_string())?),
            action: ActionName::parse("s3:GetObject").map_err(|error| error.to_string())?,
            resource: "*".to_owned(),
            resource_account: None,
            context: context(&given.context),
        },
        stack,
        policies: builder.policies,
    })
}

fn principal(given: &PrincipalGiven) -> Result<Principal, String> {
    let text = |name: &str, member: &Option<String>| {
        member
            .clone()
            .ok_or_else(|| format!("the principal has no `{name}`"))
    };
    let arn = |name: &str, member: &Option<String>| {
        Arn::parse(&text(name, member)?).map_err(|error| error.to_string())
    };
    Ok(match given.principal_type {
        PrincipalType::IamUser => Principal::iam_user(arn("arn", &given.arn)?),
        PrincipalType::RoleSession => {
            Principal::role_session(arn("arn", &given.arn)?, arn("roleArn", &given.role_arn)?)
        }
        PrincipalType::FederatedUser => {
            Principal::federated_user(arn("arn", &given.arn)?, arn("userArn", &given.user_arn)?)
        }
        PrincipalType::Root => {
            let account = text("account", &given.account)?;
            Principal::root_user(AccountId::new(&account).map_err(|error| error.to_string())?)
        }
        PrincipalType::Service => Principal::service(&text("arn", &given.arn)?),
        PrincipalType::Federated => Principal::federated(&text("arn", &given.arn)?),
        PrincipalType::Anonymous => Principal::anonymous(),
    })
}

/// Identity-based policies and boundaries as IAM has them stored, of either language version: only storing a new one
/// checks the version (`POL-51`), as nothing does for session policies, which are alike otherwise.
const STORED: PolicyKind = PolicyKind::Session;

/// Numbers policies as it goes.
#[derive(Default)]
struct Builder {
    policies: BTreeMap<PolicyId, (String, String)>,
}

impl Builder {
    fn stack(&mut self, given: &AuthorizeGiven) -> PolicyStack {
        let policies = &given.policies;
        let (resource_kind, policy_kind) = match policies.resource_kind {
            ResourcePolicyKind::Generic => (ResourceKind::Generic, PolicyKind::Resource),
            ResourcePolicyKind::Trust => (ResourceKind::Trust, PolicyKind::Trust),
            ResourcePolicyKind::Kms => (ResourceKind::KmsKey, PolicyKind::Resource),
        };
        let service_linked = given
            .principal
            .service_linked_role
            .then_some(NotInPlay::ServiceLinkedRole);
        let manages = |flag: bool| flag.then_some(NotInPlay::ManagementAccount);
        PolicyStack {
            service_control: self.levels(
                policies.scp.as_deref(),
                PolicyKind::ServiceControl,
                "scp",
                manages(given.principal.management_account).or(service_linked),
            ),
            // Cases may write RCPs that only a resource-based policy may, so they are read as such.
            resource_control: self.levels(
                policies.rcp.as_deref(),
                PolicyKind::Resource,
                "rcp",
                manages(given.resource_in_management_account).or(service_linked),
            ),
            vpc_endpoint: self.maybe(policies.vpce.as_ref(), PolicyKind::VpcEndpoint, "vpce"),
            resource_kind,
            resource: self.maybe(policies.resource.as_ref(), policy_kind, "resource"),
            identity: self.many(&policies.identity, STORED, "identity"),
            boundary: self.maybe(policies.boundary.as_ref(), STORED, "boundary"),
            session: policies
                .session
                .as_deref()
                .map(|session| self.many(session, PolicyKind::Session, "session")),
        }
    }

    fn attach(&mut self, text: &str, kind: PolicyKind, title: &str) -> Attached {
        // Ids are written in outlines, which count policies from 1 here.
        let id = PolicyId(u32::try_from(self.policies.len() + 1).unwrap_or(u32::MAX));
        self.policies
            .insert(id, (title.to_owned(), text.to_owned()));
        match compile_policy(&parse_policy(SourceText::new(text), kind)) {
            Ok(policy) => Attached::in_force(id, policy),
            Err(malformed) => Attached {
                id,
                state: AttachedState::NotInForce(malformed.to_string()),
                switched_off_statements: Vec::new(),
            },
        }
    }

    fn maybe(
        &mut self,
        document: Option<&PolicyJson>,
        kind: PolicyKind,
        title: &str,
    ) -> Option<Attached> {
        document.map(|document| self.attach(&document.text(), kind, title))
    }

    fn many(&mut self, documents: &[PolicyJson], kind: PolicyKind, title: &str) -> Vec<Attached> {
        documents
            .iter()
            .map(|document| self.attach(&document.text(), kind, title))
            .collect()
    }

    fn levels(
        &mut self,
        levels: Option<&[Vec<PolicyJson>]>,
        kind: PolicyKind,
        title: &str,
        exempt: Option<NotInPlay>,
    ) -> Levels {
        match (levels, exempt) {
            (None, _) => Levels::NotInPlay(NotInPlay::NoOrganization),
            (Some(_), Some(why)) => Levels::NotInPlay(why),
            (Some(levels), None) => Levels::InPlay(
                (0..)
                    .zip(levels)
                    .map(|(index, level): (u32, _)| Level {
                        name: format!("level {index}"),
                        policies: self.many(level, kind, &format!("{title} level {index}")),
                    })
                    .collect(),
            ),
        }
    }
}
