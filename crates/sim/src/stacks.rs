//! Which policy texts of the world bear on a request.
//!
//! Nothing is decided here: the stack says what applies, `authz` says what follows.

use authz::{
    Attached, AttachedState, Level, Levels, NotInPlay, PolicyId, PolicyStack, ResourceKind,
};
use aws::{AccountId, ActionName, Arn};
use policy::PolicyKind;
use world::{
    Account, AttachedPolicies, IamIdentity, InlinePolicies, OrganizationNode,
    OrganizationPolicyName, OrganizationPolicyType, PolicyLocation, PolicyText, SortedMap,
};

use crate::{
    CloudState, PolicyCache,
    authenticate::{Caller, CallerKind},
    context::Target,
    ids,
};

/// Where a policy of a stack comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicySource {
    /// Where the text hangs.
    pub location: PolicyLocation,
    /// Whether it is AWS's own, which nobody can edit.
    pub aws_managed: bool,
    /// What it is read as.
    pub kind: PolicyKind,
    /// What to call it: `VendorReadOnly trust policy`, `AssumeCustomerRoles`, `FullAWSAccess on Workloads`.
    pub title: String,
    /// The account that it belongs to; `None` for the policies of the organization.
    pub account: Option<AccountId>,
    /// The ARN that AWS names in a denial (`ERR-02`); inline, trust and resource policies have none.
    pub arn: Option<String>,
    /// The text; empty when a managed policy is attached that does not exist.
    pub text: PolicyText,
}

/// A stack with the sources of its policies.
pub(crate) struct SourcedStack {
    pub(crate) stack: PolicyStack,
    pub(crate) sources: SortedMap<PolicyId, PolicySource>,
}

/// The policies that bear on `action` by `caller` on `target`.
pub(crate) fn stack_for(
    state: &CloudState,
    policies: &PolicyCache,
    caller: &Caller,
    action: &ActionName,
    target: &Target,
) -> SourcedStack {
    let mut builder = StackBuilder {
        state,
        policies,
        sources: SortedMap::new(),
    };
    let resource_kind = resource_kind(action, target);
    let stack = PolicyStack {
        service_control: builder.service_control(caller),
        resource_control: builder.resource_control(caller, action, target),
        vpc_endpoint: None,
        resource_kind,
        resource: builder.resource(target, resource_kind),
        identity: builder.identity(caller),
        boundary: builder.boundary(caller),
        session: builder.session(caller),
    };
    SourcedStack {
        stack,
        sources: builder.sources,
    }
}

/// STS actions on a role go by its trust policy (`EVAL-40`), KMS keys by their key policy (`EVAL-26`).
fn resource_kind(action: &ActionName, target: &Target) -> ResourceKind {
    let service = action.service();
    if service.eq_ignore_ascii_case("sts") && target.is_role {
        ResourceKind::Trust
    } else if service.eq_ignore_ascii_case("kms") && target.resource != "*" {
        ResourceKind::KmsKey
    } else {
        ResourceKind::Generic
    }
}

/// What a policy is called and where it belongs.
struct Label {
    title: String,
    account: Option<AccountId>,
    arn: Option<String>,
    aws_managed: bool,
}

struct StackBuilder<'a> {
    state: &'a CloudState,
    policies: &'a PolicyCache,
    sources: SortedMap<PolicyId, PolicySource>,
}

impl StackBuilder<'_> {
    /// Adds a policy with its text, or as not in force when it has none or AWS would refuse it.
    fn attach(
        &mut self,
        location: PolicyLocation,
        kind: PolicyKind,
        label: Label,
        text: Option<&PolicyText>,
    ) -> Attached {
        let id = PolicyId(u32::try_from(self.sources.len()).unwrap_or(u32::MAX));
        let scenario = self.state.scenario();
        let state = if !scenario.is_policy_on(&location) {
            AttachedState::SwitchedOff
        } else {
            match text.map(|text| self.policies.get(kind, text)) {
                None => AttachedState::NotInForce(format!(
                    "the policy `{}` does not exist",
                    label.title
                )),
                Some(cached) => match &cached.compiled {
                    Ok(policy) => AttachedState::InForce(policy.clone()),
                    Err(malformed) => AttachedState::NotInForce(malformed.to_string()),
                },
            }
        };
        let switched_off_statements = scenario
            .switched_off
            .iter()
            .filter(|switch| switch.location == location)
            .filter_map(|switch| switch.statement)
            .collect();
        let Label {
            title,
            account,
            arn,
            aws_managed,
        } = label;
        let text = text.cloned().unwrap_or_else(|| PolicyText::new(""));
        self.sources.insert(
            id,
            PolicySource {
                location,
                aws_managed,
                kind,
                title,
                account,
                arn,
                text,
            },
        );
        Attached {
            id,
            state,
            switched_off_statements,
        }
    }

    /// SCPs of the caller's account (`EVAL-05`, `EVAL-06`).
    fn service_control(&mut self, caller: &Caller) -> Levels {
        let Some(account) = &caller.principal.account else {
            return Levels::NotInPlay(NotInPlay::CallerWithoutAccount);
        };
        self.levels(
            account,
            OrganizationPolicyType::ServiceControlPolicy,
            is_service_linked(self.state, caller),
        )
    }

    /// RCPs of the resource's account (`EVAL-04`, `EVAL-07`, `SCP-31`, `SCP-32`).
    fn resource_control(
        &mut self,
        caller: &Caller,
        action: &ActionName,
        target: &Target,
    ) -> Levels {
        if !aws::is_covered_by_rcps(action.service()) {
            return Levels::NotInPlay(NotInPlay::ServiceNotCovered);
        }
        if action.is("kms:RetireGrant") {
            return Levels::NotInPlay(NotInPlay::RetireGrant);
        }
        if action.service().eq_ignore_ascii_case("kms") && target.resource.contains(":alias/aws/") {
            return Levels::NotInPlay(NotInPlay::AwsManagedKey);
        }
        let Some(account) = target
            .account
            .as_ref()
            .or(caller.principal.account.as_ref())
        else {
            return Levels::NotInPlay(NotInPlay::NoOrganization);
        };
        let exempt =
            is_service_linked(self.state, caller) || is_service_linked_role(self.state, target);
        self.levels(
            account,
            OrganizationPolicyType::ResourceControlPolicy,
            exempt,
        )
    }

    fn levels(
        &mut self,
        account: &AccountId,
        policy_type: OrganizationPolicyType,
        exempt: bool,
    ) -> Levels {
        let world = self.state.world();
        let Some(organization) = world.organization_of(account) else {
            return Levels::NotInPlay(NotInPlay::NoOrganization);
        };
        if !organization.is_enabled(policy_type) {
            return Levels::NotInPlay(NotInPlay::NotEnabled);
        }
        if organization.management_account == *account {
            return Levels::NotInPlay(NotInPlay::ManagementAccount);
        }
        if exempt {
            return Levels::NotInPlay(NotInPlay::ServiceLinkedRole);
        }
        let Some(member) = world.account(account) else {
            return Levels::NotInPlay(NotInPlay::NoOrganization);
        };
        let node = member.parent.as_ref().unwrap_or(&OrganizationNode::Root);
        let units = organization.path_to(node);
        let mut levels = vec![(
            "Root".to_owned(),
            "Root",
            organization.root_attachments.of(policy_type),
        )];
        levels.extend(units.iter().map(|unit| {
            (
                format!("OU {}", unit.name),
                unit.name.as_str(),
                unit.attachments.of(policy_type),
            )
        }));
        let account_name = format!("Account {}", member.name);
        levels.push((
            account_name,
            member.name.as_str(),
            member.attachments.of(policy_type),
        ));
        let levels = levels.into_iter().map(|(name, place, attached)| Level {
            name,
            policies: attached
                .iter()
                .map(|policy| self.organization_policy(policy_type, policy, place))
                .collect(),
        });
        Levels::InPlay(levels.collect())
    }

    fn organization_policy(
        &mut self,
        policy_type: OrganizationPolicyType,
        name: &OrganizationPolicyName,
        place: &str,
    ) -> Attached {
        let (location, kind, segment) = match policy_type {
            OrganizationPolicyType::ServiceControlPolicy => (
                PolicyLocation::ServiceControlPolicy { name: name.clone() },
                PolicyKind::ServiceControl,
                "service_control_policy",
            ),
            OrganizationPolicyType::ResourceControlPolicy => (
                PolicyLocation::ResourceControlPolicy { name: name.clone() },
                PolicyKind::ResourceControl,
                "resource_control_policy",
            ),
        };
        let world = self.state.world();
        let aws_managed = name.as_str() == policy_type.aws_managed();
        let arn = if aws_managed {
            Some(format!(
                "arn:aws:organizations::aws:policy/{segment}/p-{name}"
            ))
        } else {
            world.organization.as_deref().map(|organization| {
                let id = ids::organization_policy_id(self.state.scenario.seed, name);
                let (owner, organization) = (&organization.management_account, &organization.id);
                format!("arn:aws:organizations::{owner}:policy/{organization}/{segment}/{id}")
            })
        };
        let label = Label {
            title: format!("{name} on {place}"),
            account: None,
            arn,
            aws_managed,
        };
        self.attach(
            location,
            kind,
            label,
            world.organization_policy(policy_type, name),
        )
    }

    /// The trust policy of a role, or the policy of a resource.
    fn resource(&mut self, target: &Target, kind: ResourceKind) -> Option<Attached> {
        let arn = Arn::parse(&target.resource).ok()?;
        let world = self.state.world();
        if kind == ResourceKind::Trust {
            let (account, role) = world.role_by_arn(&arn)?;
            let text = role.trust_policy.as_ref()?;
            let location = PolicyLocation::TrustPolicy {
                account: account.id.clone(),
                role: role.name.clone(),
            };
            let label = own_label(format!("{} trust policy", role.name), account);
            return Some(self.attach(location, PolicyKind::Trust, label, Some(text)));
        }
        let (account, resource) = world.resource_containing(&arn)?;
        let text = resource.policy.as_ref()?;
        let words = match resource.arn.service() {
            "s3" => "bucket policy",
            "kms" => "key policy",
            "sqs" => "queue policy",
            "sns" => "topic policy",
            _ => "resource policy",
        };
        let location = PolicyLocation::ResourcePolicy {
            resource: resource.arn.clone(),
        };
        let label = own_label(format!("{} {words}", resource_name(&resource.arn)), account);
        Some(self.attach(location, PolicyKind::Resource, label, Some(text)))
    }

    /// Identity-based policies: the user's own, then its groups'; or the role's (`EVAL-08`).
    fn identity(&mut self, caller: &Caller) -> Vec<Attached> {
        let world = self.state.world();
        let mut attached = Vec::new();
        match &caller.kind {
            CallerKind::User { account, name, .. } => {
                let (Some(owner), Some(user)) = (world.account(account), world.user(account, name))
                else {
                    return attached;
                };
                let identity = IamIdentity::User {
                    account: account.clone(),
                    name: name.clone(),
                };
                self.holder(
                    &mut attached,
                    owner,
                    &identity,
                    &user.inline_policies,
                    &user.attached_policies,
                    "",
                );
                for group in &user.groups {
                    let Some(found) = world.group(account, group) else {
                        continue;
                    };
                    let identity = IamIdentity::Group {
                        account: account.clone(),
                        name: group.clone(),
                    };
                    let suffix = format!(" of group {group}");
                    self.holder(
                        &mut attached,
                        owner,
                        &identity,
                        &found.inline_policies,
                        &found.attached_policies,
                        &suffix,
                    );
                }
            }
            CallerKind::Session(session) => {
                if let Some((owner, role)) = self.state.role_of(session) {
                    let identity = IamIdentity::Role {
                        account: owner.id.clone(),
                        name: role.name.clone(),
                    };
                    self.holder(
                        &mut attached,
                        owner,
                        &identity,
                        &role.inline_policies,
                        &role.attached_policies,
                        "",
                    );
                }
            }
            CallerKind::RootUser
            | CallerKind::Service { .. }
            | CallerKind::Federated
            | CallerKind::Anonymous => {}
        }
        attached
    }

    fn holder(
        &mut self,
        attached: &mut Vec<Attached>,
        account: &Account,
        identity: &IamIdentity,
        inline: &InlinePolicies,
        managed: &AttachedPolicies,
        suffix: &str,
    ) {
        for (name, text) in inline {
            let location = PolicyLocation::InlinePolicy {
                identity: identity.clone(),
                policy: name.clone(),
            };
            let label = own_label(format!("{name}{suffix}"), account);
            attached.push(self.attach(location, PolicyKind::Identity, label, Some(text)));
        }
        for arn in managed {
            attached.push(self.managed(arn, PolicyKind::Identity, suffix));
        }
    }

    fn managed(&mut self, arn: &Arn, kind: PolicyKind, suffix: &str) -> Attached {
        let location = PolicyLocation::ManagedPolicy { arn: arn.clone() };
        let label = Label {
            title: format!("{}{suffix}", arn.name()),
            account: arn.account_id(),
            arn: Some(arn.to_string()),
            aws_managed: arn.account() == "aws",
        };
        let text = self.state.world().policy(&location);
        self.attach(location, kind, label, text)
    }

    /// The caller's permissions boundary (`EVAL-09`).
    fn boundary(&mut self, caller: &Caller) -> Option<Attached> {
        let world = self.state.world();
        let arn = match &caller.kind {
            CallerKind::User { account, name, .. } => {
                world.user(account, name)?.permissions_boundary.as_ref()
            }
            CallerKind::Session(session) => {
                self.state.role_of(session)?.1.permissions_boundary.as_ref()
            }
            _ => None,
        };
        Some(self.managed(arn?, PolicyKind::Boundary, ""))
    }

    /// The policies passed when the session was issued (`EVAL-10`).
    fn session(&mut self, caller: &Caller) -> Option<Vec<Attached>> {
        let session = caller
            .session()
            .filter(|session| !session.session_policies.is_empty())?;
        let policies = (0u32..)
            .zip(&session.session_policies)
            .map(|(index, text)| {
                let location = PolicyLocation::SessionPolicy {
                    session: session.reference.clone(),
                    index,
                };
                let label = Label {
                    title: format!("Session policy of {}", session.role_session_name),
                    account: session.account().cloned(),
                    arn: None,
                    aws_managed: false,
                };
                self.attach(location, PolicyKind::Session, label, Some(text))
            });
        Some(policies.collect())
    }
}

fn own_label(title: String, account: &Account) -> Label {
    Label {
        title,
        account: Some(account.id.clone()),
        arn: None,
        aws_managed: false,
    }
}

/// What people call a resource: the bucket, or what follows the first slash or colon of the last part.
fn resource_name(arn: &Arn) -> &str {
    arn.resource()
        .split_once(['/', ':'])
        .map_or(arn.resource(), |(_, name)| name)
}

fn is_service_linked(state: &CloudState, caller: &Caller) -> bool {
    caller
        .session()
        .and_then(|session| state.role_of(session))
        .is_some_and(|(_, role)| role.service_linked)
}

fn is_service_linked_role(state: &CloudState, target: &Target) -> bool {
    target.is_role
        && Arn::parse(&target.resource)
            .ok()
            .and_then(|arn| state.world().role_by_arn(&arn))
            .is_some_and(|(_, role)| role.service_linked)
}

#[cfg(test)]
mod tests;
