//! An AWS account with everything in it.
//!
//! Not its colour on the page, which follows from the order of accounts.

use std::{collections::BTreeMap, sync::Arc};

use aws::{AccountId, Arn};
use serde::{Deserialize, Serialize};

use crate::{
    identity::{Group, ManagedPolicy, Role, User},
    names::{GroupName, PolicyName, RoleName, UserName},
    organization::{Attachments, OrganizationNode},
    resource::Resource,
    serial::{Keyed, is_default, keyed, text},
    settings::AccountSettings,
};

/// An AWS account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Account {
    /// Its 12-digit id.
    #[serde(with = "text")]
    pub id: AccountId,
    /// Its name.
    pub name: String,
    /// Where it stands in the organization, `None` outside of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<OrganizationNode>,
    /// The organization's policies attached to the account itself; without effect outside of the organization.
    #[serde(default, skip_serializing_if = "is_default")]
    pub attachments: Attachments,
    /// Its settings.
    #[serde(default, skip_serializing_if = "is_default")]
    pub settings: AccountSettings,
    /// Its users, by name.
    #[serde(default, with = "keyed", skip_serializing_if = "BTreeMap::is_empty")]
    pub users: BTreeMap<UserName, Arc<User>>,
    /// Its groups, by name.
    #[serde(default, with = "keyed", skip_serializing_if = "BTreeMap::is_empty")]
    pub groups: BTreeMap<GroupName, Arc<Group>>,
    /// Its roles, by name.
    #[serde(default, with = "keyed", skip_serializing_if = "BTreeMap::is_empty")]
    pub roles: BTreeMap<RoleName, Arc<Role>>,
    /// Its customer managed policies, by name.
    #[serde(default, with = "keyed", skip_serializing_if = "BTreeMap::is_empty")]
    pub managed_policies: BTreeMap<PolicyName, Arc<ManagedPolicy>>,
    /// Its resources, by ARN.
    #[serde(default, with = "keyed", skip_serializing_if = "BTreeMap::is_empty")]
    pub resources: BTreeMap<Arn, Arc<Resource>>,
    /// What a vendor's own database says of its customers; a picture for people, AWS knows nothing of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<CustomerRecord>,
}

/// One row of a vendor's customer records (`DEPUTY-01`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CustomerRecord {
    /// The customer's name.
    pub customer: String,
    /// The external ID that the vendor has given to this customer.
    pub external_id: String,
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
            users: BTreeMap::new(),
            groups: BTreeMap::new(),
            roles: BTreeMap::new(),
            managed_policies: BTreeMap::new(),
            resources: BTreeMap::new(),
            records: Vec::new(),
        }
    }

    /// Whether the account belongs to the organization.
    pub fn is_member(&self) -> bool {
        self.parent.is_some()
    }
}

impl Keyed for Account {
    type Key = AccountId;
    fn key(&self) -> AccountId {
        self.id.clone()
    }
}
