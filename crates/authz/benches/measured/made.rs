//! Workloads made by rule: policies of growing length, an access matrix, a hard comparison.

use authz::{
    Levels, MatrixAxes, MatrixPrincipal, MatrixResource, NotInPlay, PolicyStack, Request,
    ResourceKind,
};
use aws::{AccountId, ActionName, Arn, Principal, RequestContext};
use policy::PolicyKind;

use super::workloads::{Workload, attached};

/// Lengths of policies; of each, ten statements can match the action.
pub const CURVE: [u32; 4] = [10, 100, 1_000, 10_000];

const ACCOUNT: &str = "111111111111";

fn user(name: &str) -> Principal {
    Principal::iam_user(Arn::parse(&format!("arn:aws:iam::{ACCOUNT}:user/{name}")).unwrap())
}

fn request(principal: Principal, action: &str, resource: String) -> Request {
    Request {
        principal,
        action: ActionName::parse(action).unwrap(),
        resource,
        resource_account: AccountId::new(ACCOUNT).ok(),
        context: RequestContext::new(),
    }
}

/// Policies of ten statements each, all about other actions but the last.
pub fn curve(statements: u32) -> Workload {
    let policies = statements / 10;
    let policy = |nth: u32| {
        let last = nth + 1 == policies;
        let statements: Vec<String> = (0..10)
            .map(|statement| {
                let action = if last {
                    "s3:Get*".to_owned()
                } else {
                    format!("service{}:Get{statement}*", nth % 300)
                };
                format!(
                    r#"{{"Effect": "Allow", "Action": "{action}", "Resource": "arn:aws:s3:::bucket-{nth}-{statement}/*"}}"#
                )
            })
            .collect();
        let text = format!(
            r#"{{"Version": "2012-10-17", "Statement": [{}]}}"#,
            statements.join(", ")
        );
        attached(nth, &text, PolicyKind::Identity)
    };
    Workload {
        stack: PolicyStack {
            identity: (0..policies).map(policy).collect(),
            ..PolicyStack::empty(ResourceKind::Generic)
        },
        requests: (0..64)
            .map(|nth| {
                let bucket = format!("bucket-{}-{}", policies - 1, nth % 10);
                request(
                    user("alice"),
                    "s3:GetObject",
                    format!("arn:aws:s3:::{bucket}/key-{nth}"),
                )
            })
            .collect(),
    }
}

/// 10,000 characters against a pattern of 100 stars that matches to its last character.
pub fn stars() -> (PolicyStack, Request) {
    let document = format!(
        r#"{{"Version": "2012-10-17", "Statement": [{{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::{}b?"}}]}}"#,
        "a*aa*".repeat(50)
    );
    let stack = PolicyStack {
        identity: vec![attached(1, &document, PolicyKind::Identity)],
        ..PolicyStack::empty(ResourceKind::Generic)
    };
    let value = format!("arn:aws:s3:::{}", "a".repeat(10_000 - 13));
    (stack, request(user("alice"), "s3:GetObject", value))
}

/// 1,000 users and roles, 200 actions, 50 buckets of which every tenth has a policy of its own.
pub fn matrix() -> MatrixAxes {
    let services = ["s3", "sqs", "dynamodb", "ec2", "kms"];
    let verbs = ["Get", "List", "Put", "Delete", "Describe"];
    let actions = (0..200).map(|nth: usize| {
        let (service, verb) = (services[nth % 5], verbs[nth / 5 % 5]);
        ActionName::parse(&format!("{service}:{verb}Thing{}", nth / 25)).unwrap()
    });
    let principals = (0..1_000u32).map(|nth| {
        let principal = user(&format!("user-{nth}"));
        let mut context = RequestContext::new();
        context.set_one("aws:username", format!("user-{nth}"));
        context.set_one("aws:PrincipalTag/team", format!("team-{}", nth % 7));
        let document = format!(
            r#"{{"Version": "2012-10-17", "Statement": [
                {{"Effect": "Allow", "Action": ["s3:Get*", "s3:List*", "sqs:*"], "Resource": "arn:aws:s3:::bucket-{}/*"}},
                {{"Effect": "Allow", "Action": "dynamodb:Get*", "Resource": "*", "Condition": {{"StringEquals": {{"aws:PrincipalTag/team": "team-3"}}}}}},
                {{"Effect": "Allow", "Action": ["kms:*", "ec2:Describe*"], "Resource": "*"}},
                {{"Effect": "Deny", "Action": "s3:Delete*", "Resource": "arn:aws:s3:::bucket-1*"}}
            ]}}"#,
            nth % 50
        );
        MatrixPrincipal {
            principal,
            context,
            service_control: Levels::NotInPlay(NotInPlay::NoOrganization),
            vpc_endpoint: None,
            identity: vec![attached(nth, &document, PolicyKind::Identity)],
            boundary: None,
            session: None,
        }
    });
    let resources = (0..50u32).map(|nth| {
        let document = format!(
            r#"{{"Version": "2012-10-17", "Statement": [{{"Effect": "Allow", "Principal": {{"AWS": "arn:aws:iam::{ACCOUNT}:user/user-{nth}"}}, "Action": "s3:*", "Resource": "arn:aws:s3:::bucket-{nth}/*"}}]}}"#
        );
        MatrixResource {
            arn: format!("arn:aws:s3:::bucket-{nth}/object"),
            account: AccountId::new(ACCOUNT).ok(),
            context: RequestContext::new(),
            resource_control: Levels::NotInPlay(NotInPlay::NoOrganization),
            kind: ResourceKind::Generic,
            policy: (nth % 10 == 0)
                .then(|| attached(10_000 + nth, &document, PolicyKind::Resource)),
        }
    });
    MatrixAxes {
        principals: principals.collect(),
        actions: actions.collect(),
        resources: resources.collect(),
    }
}
