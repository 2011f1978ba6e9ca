//! Small random policies: both evaluators agree with the reference, and policies only ever pull one way.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may stop at the first surprise"
)]

use aws::{ActionName, ContextValues, Principal, RequestContext};
use policy::PolicyKind;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::fixture::{ACCOUNT, OTHER, account, alice, arn, dev_session, federated_bob, statements};
use crate::reference::{Case, Condition, Document, Statement, authorize};
use crate::{
    Attached, AttachedState, Deciding, Decision, Level, Levels, NotInPlay, PolicyStack, Request,
    ResourceKind, StackIndex, decide, decide_indexed, decide_planned, explain, plan,
};

// Policies as text.

fn principal_json(values: &[&str]) -> String {
    if values == ["*"] {
        return "\"*\"".to_owned();
    }
    let of = |family: &str| {
        let values: Vec<String> = values
            .iter()
            .filter_map(|value| {
                let (its_family, text) = match *value {
                    "AWS *" => ("AWS", "*"),
                    "account" => ("AWS", "arn:aws:iam::111111111111:root"),
                    "other account" => ("AWS", "999999999999"),
                    "user" => ("AWS", "arn:aws:iam::111111111111:user/alice"),
                    "other user" => ("AWS", "arn:aws:iam::111111111111:user/bob"),
                    "session" => ("AWS", "arn:aws:sts::111111111111:assumed-role/Dev/s1"),
                    "role" => ("AWS", "arn:aws:iam::111111111111:role/Dev"),
                    "federated" => ("AWS", "arn:aws:sts::111111111111:federated-user/Bob"),
                    "broker" => ("AWS", "arn:aws:iam::111111111111:user/broker"),
                    "service" => ("Service", "cloudtrail.amazonaws.com"),
                    "provider" => ("Federated", "accounts.google.com"),
                    unknown => panic!("no principal is called {unknown}"),
                };
                (its_family == family).then(|| format!("\"{text}\""))
            })
            .collect();
        (!values.is_empty()).then(|| format!("\"{family}\": [{}]", values.join(", ")))
    };
    let families: Vec<String> = ["AWS", "Service", "Federated"]
        .into_iter()
        .filter_map(of)
        .collect();
    format!("{{{}}}", families.join(", "))
}

fn statement_json(statement: &Statement) -> String {
    let not = |negated: bool, name: &str| format!("\"{}{name}\"", if negated { "Not" } else { "" });
    let mut members = vec![format!(
        "\"Effect\": \"{}\"",
        if statement.deny { "Deny" } else { "Allow" }
    )];
    if let Some((negated, values)) = &statement.principal {
        members.push(format!(
            "{}: {}",
            not(*negated, "Principal"),
            principal_json(values)
        ));
    }
    members.push(format!(
        "{}: \"{}\"",
        not(statement.not_action, "Action"),
        statement.action
    ));
    if let Some((negated, pattern)) = &statement.resource {
        members.push(format!("{}: \"{pattern}\"", not(*negated, "Resource")));
    }
    if let Some(condition) = &statement.condition {
        let values: Vec<String> = condition
            .values
            .iter()
            .map(|value| format!("\"{value}\""))
            .collect();
        members.push(format!(
            "\"Condition\": {{\"{}{}{}\": {{\"aws:PrincipalTag/team\": [{}]}}}}",
            condition.set.unwrap_or_default(),
            condition.operator,
            if condition.if_exists { "IfExists" } else { "" },
            values.join(", ")
        ));
    }
    format!("{{{}}}", members.join(", "))
}

/// Numbers the policies in the order of [`PolicyStack::policies`].
struct Builder(u32);

impl Builder {
    fn one(&mut self, kind: PolicyKind, document: &Document) -> Attached {
        let texts: Vec<String> = document.iter().map(statement_json).collect();
        self.0 += 1;
        statements(self.0 - 1, kind, &texts.join(", "))
    }

    fn many(&mut self, kind: PolicyKind, documents: &[Document]) -> Vec<Attached> {
        documents
            .iter()
            .map(|document| self.one(kind, document))
            .collect()
    }

    fn levels(&mut self, kind: PolicyKind, levels: Option<&Vec<Vec<Document>>>) -> Levels {
        let Some(levels) = levels else {
            return Levels::NotInPlay(NotInPlay::NoOrganization);
        };
        let level = |documents: &Vec<Document>| Level {
            name: "level".to_owned(),
            policies: self.many(kind, documents),
        };
        Levels::InPlay(levels.iter().map(level).collect())
    }
}

fn stack_of(case: &Case) -> PolicyStack {
    let mut builder = Builder(0);
    let (resource_kind, policy_kind) = match case.kind {
        "trust" => (ResourceKind::Trust, PolicyKind::Trust),
        "kms" => (ResourceKind::KmsKey, PolicyKind::Resource),
        _ => (ResourceKind::Generic, PolicyKind::Resource),
    };
    // Fields are filled in the order of the policies' numbers.
    PolicyStack {
        resource_control: builder.levels(PolicyKind::Resource, case.resource_control.as_ref()),
        service_control: builder.levels(PolicyKind::ServiceControl, case.service_control.as_ref()),
        vpc_endpoint: case
            .endpoint
            .as_ref()
            .map(|document| builder.one(PolicyKind::VpcEndpoint, document)),
        resource_kind,
        resource: case
            .resource_policy
            .as_ref()
            .map(|document| builder.one(policy_kind, document)),
        identity: builder.many(PolicyKind::Identity, &case.identity),
        boundary: case
            .boundary
            .as_ref()
            .map(|document| builder.one(PolicyKind::Boundary, document)),
        session: case
            .session
            .as_ref()
            .map(|documents| builder.many(PolicyKind::Session, documents)),
    }
}

fn request_of(case: &Case) -> Request {
    let principal = match case.caller {
        "user" => alice(),
        "role" => dev_session(),
        "federated" => federated_bob(),
        "federated-by-root" => Principal::federated_user(
            arn("arn:aws:sts::111111111111:federated-user/Bob"),
            arn("arn:aws:iam::111111111111:root"),
        ),
        "root" => Principal::root_user(account(ACCOUNT)),
        "service" => Principal::service("cloudtrail.amazonaws.com"),
        "provider" => Principal::federated("accounts.google.com"),
        _ => Principal::anonymous(),
    };
    let mut context = RequestContext::new();
    if let Some(values) = &case.team {
        let values = values.iter().map(|value| (*value).to_owned());
        context.set("aws:PrincipalTag/team", ContextValues::many(values));
    }
    Request {
        principal,
        action: ActionName::parse(case.action).unwrap(),
        resource: case.resource.to_owned(),
        resource_account: Some(account(if case.same_account { ACCOUNT } else { OTHER })),
        context,
    }
}

/// Every document of a case, in the order of [`PolicyStack::policies`].
fn documents(case: &mut Case) -> Vec<&mut Document> {
    let levels = case
        .resource_control
        .iter_mut()
        .chain(&mut case.service_control);
    let of_levels = levels.flatten().flatten();
    let rest = (case.endpoint.iter_mut())
        .chain(&mut case.resource_policy)
        .chain(&mut case.identity)
        .chain(&mut case.boundary)
        .chain(case.session.iter_mut().flatten());
    of_levels.chain(rest).collect()
}

fn policies_mut(stack: &mut PolicyStack) -> Vec<&mut Attached> {
    fn of(levels: &mut Levels) -> Vec<&mut Attached> {
        match levels {
            Levels::NotInPlay(_) => Vec::new(),
            Levels::InPlay(levels) => levels
                .iter_mut()
                .flat_map(|level| &mut level.policies)
                .collect(),
        }
    }
    let mut policies = of(&mut stack.resource_control);
    policies.extend(of(&mut stack.service_control));
    policies.extend(&mut stack.vpc_endpoint);
    policies.extend(&mut stack.resource);
    policies.extend(&mut stack.identity);
    policies.extend(&mut stack.boundary);
    policies.extend(stack.session.iter_mut().flatten());
    policies
}

// Random cases.

const CALLERS: &[&str] = &[
    "user",
    "user",
    "role",
    "role",
    "federated",
    "federated-by-root",
    "root",
    "service",
    "provider",
    "anonymous",
];
const PRINCIPALS: &[&str] = &[
    "AWS *",
    "account",
    "account",
    "other account",
    "user",
    "other user",
    "session",
    "role",
    "role",
    "federated",
    "broker",
    "service",
];

fn condition() -> impl Strategy<Value = Condition> {
    let set = select(vec![
        None,
        None,
        Some("ForAllValues:"),
        Some("ForAnyValue:"),
    ]);
    let values = || prop::collection::vec(select(vec!["a", "b", ""]), 1..3);
    let compared = (
        set,
        select(vec!["StringEquals", "StringNotEquals"]),
        any::<bool>(),
        values(),
    )
        .prop_map(|(set, operator, if_exists, values)| Condition {
            set,
            operator,
            if_exists,
            values,
        });
    let null =
        prop::collection::vec(select(vec!["true", "false"]), 1..3).prop_map(|values| Condition {
            set: None,
            operator: "Null",
            if_exists: false,
            values,
        });
    prop_oneof![4 => compared, 1 => null]
}

/// A statement of a policy with or without principals; trust policies take fewer forms.
fn statement(principals: bool, trust: bool) -> impl Strategy<Value = Statement> {
    let actions: Vec<&str> = if trust {
        vec![
            "sts:AssumeRole",
            "STS:assumerole",
            "sts:AssumeRole",
            "sts:SetSourceIdentity",
        ]
    } else {
        vec![
            "*",
            "*",
            "*",
            "s3:*",
            "s3:GetObject",
            "S3:getobject",
            "s3:Get*",
            "s3:GetObject*",
            "s3:GetObjectTagging",
            "s3:*Object",
            "s3:?etO*",
            "sts:*",
            "kms:*",
            "kms:RetireGran?",
            "ec2:RunInstances",
        ]
    };
    let resources = vec![
        "*",
        "*",
        "*",
        "arn:aws:s3:::data/*",
        "arn:aws:s3:::data/f",
        "arn:aws:s3:::d*/f",
        "arn:aws:s3:::dat?/?",
        "arn:aws:s3:::data/${aws:PrincipalTag/team}",
        "arn:aws:s3:::other",
    ];
    let mut names = PRINCIPALS.to_vec();
    if trust {
        names.push("provider");
    }
    let several = prop::collection::vec(select(names), 1..4);
    let everyone = Just(vec![if trust { "AWS *" } else { "*" }]);
    let principal = (
        prop_oneof![3 => several, 2 => everyone],
        prop::bool::weighted(0.3),
    );
    let deny = prop::bool::weighted(0.2);
    let rare = || prop::bool::weighted(0.15);
    (
        deny,
        principal,
        rare(),
        select(actions),
        (rare(), select(resources)),
        prop::option::weighted(0.4, condition()),
    )
        .prop_map(
            move |(deny, (values, negated), not_action, action, resource, condition)| Statement {
                deny,
                // AWS takes NotPrincipal with Deny only, and not in trust policies (`EVAL-55`).
                principal: principals
                    .then_some((negated && deny && !trust && values != ["*"], values)),
                not_action: not_action && !trust && action != "*",
                action,
                resource: (!trust).then_some((resource.0 && resource.1 != "*", resource.1)),
                condition,
            },
        )
}

fn document(principals: bool, trust: bool) -> impl Strategy<Value = Document> {
    prop::collection::vec(statement(principals, trust), 1..4)
}

fn levels(principals: bool) -> impl Strategy<Value = Option<Vec<Vec<Document>>>> {
    let level = prop::collection::vec(document(principals, false), 1..3);
    prop::option::weighted(0.2, prop::collection::vec(level, 1..3))
}

fn case_of(kind: &'static str) -> impl Strategy<Value = Case> {
    let trust = kind == "trust";
    let (actions, resources) = if trust {
        (
            vec!["sts:AssumeRole", "sts:AssumeRole", "sts:SetSourceIdentity"],
            vec!["arn:aws:iam::111111111111:role/Target"],
        )
    } else {
        (
            vec![
                "s3:GetObject",
                "s3:GetObject",
                "ec2:RunInstances",
                "kms:Decrypt",
                "kms:RetireGrant",
                "sts:GetCallerIdentity",
            ],
            vec![
                "arn:aws:s3:::data/f",
                "arn:aws:s3:::data/a",
                "arn:aws:s3:::other",
            ],
        )
    };
    let team = select(vec![
        None,
        Some(vec!["a"]),
        Some(vec![""]),
        Some(vec![]),
        Some(vec!["a", "b"]),
        Some(vec!["b", "c"]),
    ]);
    let request = (
        select(CALLERS),
        select(actions),
        select(resources),
        prop::bool::weighted(0.7),
        team,
    );
    let organization = (
        levels(false),
        levels(true),
        prop::option::weighted(0.2, document(true, false)),
    );
    let own = (
        prop::option::weighted(0.7, document(true, trust)),
        prop::collection::vec(document(false, false), 0..3),
        prop::option::weighted(0.3, document(false, false)),
        prop::option::weighted(0.4, prop::collection::vec(document(false, false), 0..3)),
    );
    (request, organization, own).prop_map(
        move |(
            (caller, action, resource, same_account, team),
            (service_control, resource_control, endpoint),
            (resource_policy, identity, boundary, session),
        )| Case {
            caller,
            action,
            resource,
            same_account,
            team,
            kind,
            service_control,
            resource_control,
            endpoint,
            resource_policy,
            identity,
            boundary,
            session,
        },
    )
}

fn case() -> impl Strategy<Value = Case> {
    prop_oneof![3 => case_of("generic"), 2 => case_of("trust"), 1 => case_of("kms")]
}

fn by(deciding: Deciding) -> &'static str {
    match deciding {
        Deciding::Granted(source) => source.short_name(),
        Deciding::Statement(_, layer) | Deciding::MissingAllow(layer) => layer.short_name(),
        Deciding::ServiceRule(_) => "service rule",
    }
}

/// How many cases the evaluators are compared on; a release run of a million takes minutes:
/// `AUTHZ_CASES=1000000 cargo test --release -p authz agree`.
fn cases() -> u32 {
    let wanted = std::env::var("AUTHZ_CASES").map(|text| text.parse().unwrap());
    wanted.unwrap_or(20_000)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn evaluators_agree_with_the_reference(case in case()) {
        let (request, stack) = (request_of(&case), stack_of(&case));
        let explanation = explain(&request, &stack);
        prop_assert_eq!((explanation.decision, by(explanation.deciding)), authorize(&case));
        prop_assert_eq!(decide(&request, &stack), explanation.decision);
        let index = StackIndex::new(&stack);
        prop_assert_eq!(decide_indexed(&request, &index), explanation.decision);
        for plan in [plan(&stack, &request.action), index.plan(&request.action)] {
            prop_assert_eq!(decide_planned(&request, &plan), explanation.decision);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn adding_a_deny_never_grants(mut case in case(), at in any::<Index>(), extra in statement(true, false)) {
        let before = decide(&request_of(&case), &stack_of(&case));
        let mut documents = documents(&mut case);
        prop_assume!(!documents.is_empty());
        let document = at.get_mut(&mut documents);
        let pattern = document[0].clone();
        let has_principal = pattern.principal.is_some();
        let deny = Statement {
            deny: true,
            principal: extra.principal.filter(|_| has_principal).map(|(_, values)| match pattern.resource {
                None => (false, vec!["AWS *"]),
                Some(_) => (false, values),
            }),
            not_action: extra.not_action && pattern.resource.is_some(),
            action: if pattern.resource.is_some() { extra.action } else { pattern.action },
            resource: extra.resource.filter(|_| pattern.resource.is_some()),
            condition: extra.condition,
        };
        document.push(deny);
        let after = decide(&request_of(&case), &stack_of(&case));
        prop_assert!(before == Decision::Allow || after != Decision::Allow);
    }

    #[test]
    fn switching_a_statement_off_equals_removing_it_and_never_grants_for_an_allow(
        mut case in case(),
        at in any::<Index>(),
        which in any::<Index>(),
    ) {
        let request = request_of(&case);
        let mut stack = stack_of(&case);
        let before = decide(&request, &stack);
        let mut documents = documents(&mut case);
        prop_assume!(!documents.is_empty());
        let at = at.index(documents.len());
        let document = &mut documents[at];
        prop_assume!(document.len() > 1);
        let index = which.index(document.len());
        let removed = document.remove(index);

        policies_mut(&mut stack)[at].switched_off_statements.push(u32::try_from(index).unwrap());
        let off = explain(&request, &stack);
        prop_assert_eq!(off.decision, decide(&request, &stack));
        let without = explain(&request, &stack_of(&case));
        prop_assert_eq!((off.decision, by(off.deciding)), (without.decision, by(without.deciding)));
        if !removed.deny {
            prop_assert!(before == Decision::Allow || off.decision != Decision::Allow);
        }
    }

    #[test]
    fn switching_a_policy_off_equals_detaching_it(mut case in case(), which in any::<Index>()) {
        let request = request_of(&case);
        let mut stack = stack_of(&case);
        let identity = case.identity.len();
        let sessions = case.session.as_ref().map_or(0, Vec::len);
        let ones = [case.endpoint.is_some(), case.resource_policy.is_some(), case.boundary.is_some()];
        let choices: Vec<(usize, usize)> = (ones.iter().enumerate())
            .filter_map(|(kind, present)| present.then_some((kind, 0)))
            .chain((0..identity).map(|index| (3, index)))
            .chain((0..sessions).map(|index| (4, index)))
            .collect();
        prop_assume!(!choices.is_empty());
        let off = match choices[which.index(choices.len())] {
            (0, _) => { case.endpoint = None; stack.vpc_endpoint.as_mut() }
            (1, _) => { case.resource_policy = None; stack.resource.as_mut() }
            (2, _) => { case.boundary = None; stack.boundary.as_mut() }
            (3, index) => { case.identity.remove(index); stack.identity.get_mut(index) }
            (_, index) => {
                let documents = case.session.as_mut().unwrap();
                documents.remove(index);
                if documents.is_empty() {
                    case.session = None;
                }
                stack.session.as_mut().and_then(|policies| policies.get_mut(index))
            }
        };
        off.unwrap().state = AttachedState::SwitchedOff;
        prop_assert_eq!(decide(&request, &stack), decide(&request, &stack_of(&case)));
        prop_assert_eq!(explain(&request, &stack).decision, decide(&request, &stack));
    }

    #[test]
    fn every_step_has_one_path_and_every_path_leads_to_its_step(case in case()) {
        let explanation = explain(&request_of(&case), &stack_of(&case));
        let steps = explanation.steps();
        let paths: std::collections::BTreeSet<_> = steps.iter().map(|(path, _)| *path).collect();
        prop_assert_eq!(paths.len(), steps.len());
        for (path, step) in &steps {
            let found = explanation.step(path).unwrap();
            prop_assert_eq!(format!("{found:?}"), format!("{step:?}"));
        }
        let nowhere = crate::StepPath { layer: u16::MAX, ..steps[0].0 };
        prop_assert!(explanation.step(&nowhere).is_none());
    }
}
