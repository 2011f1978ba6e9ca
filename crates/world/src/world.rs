//! The world: an organization, accounts, and look-ups in them.
//!
//! Not a running cloud: it holds no credentials, no clock and no decisions.

use std::sync::Arc;

use aws::{AccountId, Arn};
use sorted::SortedMap;

use crate::{
    account::Account,
    form::record,
    identity::{Group, IamIdentity, ManagedPolicy, Role, User},
    names::{GroupName, OrganizationPolicyName, RoleName, UserName},
    organization::{Organization, OrganizationNode, OrganizationPolicyType},
    policy_location::PolicyLocation,
    policy_text::{PolicyText, aws_managed_policies, full_aws_access, rcp_full_aws_access},
    resource::Resource,
};

/// All that the user has built; cheap to clone, since copies share what they have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct World {
    /// The organization, if there is one.
    pub organization: Option<Arc<Organization>>,
    /// The accounts, members and others, by id.
    pub accounts: SortedMap<AccountId, Arc<Account>>,
}

record! {
    World:
    organization "organization" or_default,
    accounts "accounts" or_default,
}

impl World {
    /// An account.
    pub fn account(&self, id: &AccountId) -> Option<&Account> {
        self.accounts.get(id).map(|account| &**account)
    }

    /// A role by account and name.
    pub fn role(&self, account: &AccountId, name: &RoleName) -> Option<&Role> {
        self.account(account)?.roles.get(name).map(|role| &**role)
    }

    /// A user by account and name.
    pub fn user(&self, account: &AccountId, name: &UserName) -> Option<&User> {
        self.account(account)?.users.get(name).map(|user| &**user)
    }

    /// A group by account and name.
    pub fn group(&self, account: &AccountId, name: &GroupName) -> Option<&Group> {
        self.account(account)?
            .groups
            .get(name)
            .map(|group| &**group)
    }

    /// A role by its ARN, path included, with its account.
    pub fn role_by_arn(&self, arn: &Arn) -> Option<(&Account, &Role)> {
        let account = self.iam_account(arn)?;
        let role = account.roles.get(&RoleName::new(arn.name()).ok()?)?;
        (role.arn(&account.id) == arn.as_str()).then_some((account, &**role))
    }

    /// A user by its ARN, path included, with its account.
    pub fn user_by_arn(&self, arn: &Arn) -> Option<(&Account, &User)> {
        let account = self.iam_account(arn)?;
        let user = account.users.get(&UserName::new(arn.name()).ok()?)?;
        (user.arn(&account.id) == arn.as_str()).then_some((account, &**user))
    }

    /// A customer managed policy by its ARN, path included.
    pub fn managed_policy(&self, arn: &Arn) -> Option<&ManagedPolicy> {
        let account = self.iam_account(arn)?;
        account
            .managed_policies
            .values()
            .find(|policy| policy.arn(&account.id) == arn.as_str())
            .map(|policy| &**policy)
    }

    fn iam_account(&self, arn: &Arn) -> Option<&Account> {
        if arn.service() != "iam" {
            return None;
        }
        self.account(&arn.account_id()?)
    }

    /// A resource by exactly its ARN, with its account.
    pub fn resource(&self, arn: &Arn) -> Option<(&Account, &Resource)> {
        self.accounts.values().find_map(|account| {
            account
                .resources
                .get(arn)
                .map(|resource| (&**account, &**resource))
        })
    }

    /// The resource that `arn` is or is part of: an object finds its bucket.
    ///
    /// Part of means that the resource's ARN is followed by `/` or `:`; the longest such resource is meant.
    pub fn resource_containing(&self, arn: &Arn) -> Option<(&Account, &Resource)> {
        let contains = |resource: &Resource| {
            arn.as_str()
                .strip_prefix(resource.arn.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', ':']))
        };
        self.accounts
            .values()
            .flat_map(|account| account.resources.values().map(move |r| (&**account, &**r)))
            .filter(|(_, resource)| contains(resource))
            .max_by_key(|(_, resource)| resource.arn.as_str().len())
    }

    /// The organization, when `account` is a member of it.
    pub fn organization_of(&self, account: &AccountId) -> Option<&Organization> {
        self.account(account)?.parent.as_ref()?;
        self.organization.as_deref()
    }

    /// Whether `account` is the management account of the organization.
    pub fn is_management_account(&self, account: &AccountId) -> bool {
        self.organization_of(account)
            .is_some_and(|it| it.management_account == *account)
    }

    /// The policies of one type on the way from the root to `account`: one list of names a level, root first,
    /// account last (`EVAL-04`, `EVAL-05`); `None` outside of the organization or when the type is disabled.
    pub fn organization_levels(
        &self,
        account: &AccountId,
        policy_type: OrganizationPolicyType,
    ) -> Option<Vec<&[OrganizationPolicyName]>> {
        let organization = self.organization_of(account)?;
        if !organization.is_enabled(policy_type) {
            return None;
        }
        let account = self.account(account)?;
        let node = account.parent.as_ref().unwrap_or(&OrganizationNode::Root);
        let mut levels = vec![organization.root_attachments.of(policy_type)];
        levels.extend(
            organization
                .path_to(node)
                .iter()
                .map(|ou| ou.attachments.of(policy_type)),
        );
        levels.push(account.attachments.of(policy_type));
        Some(levels)
    }

    /// The value of `aws:PrincipalOrgPaths` for `account`, such as `o-a1b2c3d4e5/r-a1b2/ou-a1b2-11111111/`.
    pub fn organization_path(&self, account: &AccountId) -> Option<String> {
        let organization = self.organization_of(account)?;
        let node = self.account(account)?.parent.as_ref()?;
        let mut path = format!("{}/{}/", organization.id, organization.root_id);
        for unit in organization.path_to(node) {
            path.push_str(unit.id.as_str());
            path.push('/');
        }
        Some(path)
    }

    /// The text at a place; `None` when nothing is there, and always for a session policy.
    pub fn policy(&self, location: &PolicyLocation) -> Option<&PolicyText> {
        match location {
            PolicyLocation::TrustPolicy { account, role } => {
                self.role(account, role)?.trust_policy.as_ref()
            }
            PolicyLocation::InlinePolicy { identity, policy } => {
                let policies = match identity {
                    IamIdentity::User { account, name } => {
                        &self.user(account, name)?.inline_policies
                    }
                    IamIdentity::Group { account, name } => {
                        &self.group(account, name)?.inline_policies
                    }
                    IamIdentity::Role { account, name } => {
                        &self.role(account, name)?.inline_policies
                    }
                };
                policies.get(policy)
            }
            PolicyLocation::ManagedPolicy { arn } => aws_managed_policies()
                .iter()
                .find_map(|(known, text)| (known == arn).then_some(text))
                .or_else(|| self.managed_policy(arn).map(|policy| &policy.text)),
            PolicyLocation::ServiceControlPolicy { name } => {
                self.organization_policy(OrganizationPolicyType::ServiceControlPolicy, name)
            }
            PolicyLocation::ResourceControlPolicy { name } => {
                self.organization_policy(OrganizationPolicyType::ResourceControlPolicy, name)
            }
            PolicyLocation::ResourcePolicy { resource } => self
                .resource(resource)
                .and_then(|(_, resource)| resource.policy.as_ref()),
            PolicyLocation::SessionPolicy { .. } => None,
        }
    }

    /// The text of an organization's policy, the AWS managed ones included.
    pub fn organization_policy(
        &self,
        policy_type: OrganizationPolicyType,
        name: &OrganizationPolicyName,
    ) -> Option<&PolicyText> {
        let organization = self.organization.as_ref()?;
        if name.as_str() == policy_type.aws_managed() {
            return Some(match policy_type {
                OrganizationPolicyType::ServiceControlPolicy => full_aws_access(),
                OrganizationPolicyType::ResourceControlPolicy => rcp_full_aws_access(),
            });
        }
        organization
            .policies(policy_type)
            .get(name)
            .map(|policy| &policy.text)
    }

    /// Every place where the customer's policy texts hang: the organization's first, then account by account.
    pub fn policy_locations(&self) -> Vec<PolicyLocation> {
        let mut locations = Vec::new();
        if let Some(organization) = &self.organization {
            let name = |name: &OrganizationPolicyName| name.clone();
            locations.extend(
                organization
                    .service_control_policies
                    .keys()
                    .map(|it| PolicyLocation::ServiceControlPolicy { name: name(it) }),
            );
            locations.extend(
                organization
                    .resource_control_policies
                    .keys()
                    .map(|it| PolicyLocation::ResourceControlPolicy { name: name(it) }),
            );
        }
        for account in self.accounts.values() {
            account_locations(account, &mut locations);
        }
        locations
    }

    /// Where a managed policy is in use, as attachment or boundary.
    pub(crate) fn uses_of_managed_policy(&self, arn: &Arn) -> Option<IamIdentity> {
        self.accounts.values().find_map(|account| {
            let id = &account.id;
            let user = account.users.values().find(|user| {
                user.attached_policies.contains(arn)
                    || user.permissions_boundary.as_ref() == Some(arn)
            });
            let group = account
                .groups
                .values()
                .find(|it| it.attached_policies.contains(arn));
            let role = account.roles.values().find(|role| {
                role.attached_policies.contains(arn)
                    || role.permissions_boundary.as_ref() == Some(arn)
            });
            user.map(|it| IamIdentity::User {
                account: id.clone(),
                name: it.name.clone(),
            })
            .or_else(|| {
                group.map(|it| IamIdentity::Group {
                    account: id.clone(),
                    name: it.name.clone(),
                })
            })
            .or_else(|| {
                role.map(|it| IamIdentity::Role {
                    account: id.clone(),
                    name: it.name.clone(),
                })
            })
        })
    }
}

fn account_locations(account: &Account, locations: &mut Vec<PolicyLocation>) {
    let id = &account.id;
    let mut inline = |identity: IamIdentity, policies: &crate::identity::InlinePolicies| {
        locations.extend(policies.keys().map(|policy| PolicyLocation::InlinePolicy {
            identity: identity.clone(),
            policy: policy.clone(),
        }));
    };
    for user in account.users.values() {
        let identity = IamIdentity::User {
            account: id.clone(),
            name: user.name.clone(),
        };
        inline(identity, &user.inline_policies);
    }
    for group in account.groups.values() {
        let identity = IamIdentity::Group {
            account: id.clone(),
            name: group.name.clone(),
        };
        inline(identity, &group.inline_policies);
    }
    for role in account.roles.values() {
        let identity = IamIdentity::Role {
            account: id.clone(),
            name: role.name.clone(),
        };
        inline(identity, &role.inline_policies);
    }
    locations.extend(
        account
            .roles
            .values()
            .filter(|role| role.trust_policy.is_some())
            .map(|role| PolicyLocation::TrustPolicy {
                account: id.clone(),
                role: role.name.clone(),
            }),
    );
    locations.extend(
        account
            .managed_policies
            .values()
            .filter_map(|policy| Arn::parse(&policy.arn(id)).ok())
            .map(|arn| PolicyLocation::ManagedPolicy { arn }),
    );
    locations.extend(
        account
            .resources
            .values()
            .filter(|resource| resource.policy.is_some())
            .map(|resource| PolicyLocation::ResourcePolicy {
                resource: resource.arn.clone(),
            }),
    );
}
