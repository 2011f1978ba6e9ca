//! An AWS account with everything in it.
//!
//! Not its colour on the page, which follows from the order of accounts.

use std::sync::Arc;

use aws::{AccountId, Arn};
use sorted::SortedMap;

use crate::{
    form::{keyed, record},
    identity::{Group, ManagedPolicy, Role, User},
    names::{GroupName, PolicyName, RoleName, UserName},
    organization::{Attachments, OrganizationNode},
    resource::Resource,
    settings::AccountSettings,
};

/// An AWS account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its 12-digit id.
    pub id: AccountId,
    /// Its name.
    pub name: String,
    /// Where it stands in the organization, `None` outside of it.
    pub parent: Option<OrganizationNode>,
    /// The organization's policies attached to the account itself; without effect outside of the organization.
    pub attachments: Attachments,
    /// Its settings.
    pub settings: AccountSettings,
    /// Its users, by name.
    pub users: SortedMap<UserName, Arc<User>>,
    /// Its groups, by name.
    pub groups: SortedMap<GroupName, Arc<Group>>,
    /// Its roles, by name.
    pub roles: SortedMap<RoleName, Arc<Role>>,
    /// Its customer managed policies, by name.
    pub managed_policies: SortedMap<PolicyName, Arc<ManagedPolicy>>,
    /// Its resources, by ARN.
    pub resources: SortedMap<Arn, Arc<Resource>>,
    /// What a vendor's own database says of its customers; a picture for people, AWS knows nothing of it.
    pub records: Vec<CustomerRecord>,
}

record! {
    Account:
    id "id",
    name "name",
    parent "parent" or_default,
    attachments "attachments" or_default,
    settings "settings" or_default,
    users "users" or_default,
    groups "groups" or_default,
    roles "roles" or_default,
    managed_policies "managedPolicies" or_default,
    resources "resources" or_default,
    records "records" or_default,
}

/// One row of a vendor's customer records (`DEPUTY-01`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerRecord {
    /// The customer's name.
    pub customer: String,
    /// The external ID that the vendor has given to this customer.
    pub external_id: String,
}

record! {
    CustomerRecord:
    customer "customer",
    external_id "externalId",
}

impl Account {
    /// An empty account outside of any organization.
    pub fn new(id: AccountId, name: &str) -> Account {
        Account {
            id,
            name: name.to_owned(),
            parent: None,
            attachments: Attachments::default(),
            settings: AccountSettings::default(),
            users: SortedMap::new(),
            groups: SortedMap::new(),
            roles: SortedMap::new(),
            managed_policies: SortedMap::new(),
            resources: SortedMap::new(),
            records: Vec::new(),
        }
    }

    /// Whether the account belongs to the organization.
    pub fn is_member(&self) -> bool {
        self.parent.is_some()
    }
}

keyed!(Account by id "id": AccountId);
