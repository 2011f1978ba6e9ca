//! IAM users, groups, roles and customer managed policies.
//!
//! Not their ids: unique ids are made by the simulation from [`Role::created_by`] and [`User::created_by`].

use std::fmt;

use aws::{AccountId, Arn, Seconds};
use sorted::{SortedMap, SortedSet};

use crate::{
    form::{choice, keyed, record},
    journal::EntryId,
    names::{GroupName, IamPath, PolicyName, RoleName, UserName},
    policy_text::PolicyText,
};

/// Tags as key and value; keys keep their case.
pub type Tags = SortedMap<String, String>;

/// Inline policies by name.
pub type InlinePolicies = SortedMap<PolicyName, PolicyText>;

/// ARNs of attached managed policies, in the order of attaching.
pub type AttachedPolicies = Vec<Arn>;

/// An IAM user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Its name.
    pub name: UserName,
    /// Its path, part of its ARN.
    pub path: IamPath,
    /// The groups it is in.
    pub groups: SortedSet<GroupName>,
    /// Its inline policies.
    pub inline_policies: InlinePolicies,
    /// Its attached managed policies.
    pub attached_policies: AttachedPolicies,
    /// The managed policy that bounds it (`EVAL-09`).
    pub permissions_boundary: Option<Arn>,
    /// Its tags.
    pub tags: Tags,
    /// The journal entry that made it, `START` when the scenario began with it.
    ///
    /// A user deleted and made again has another creator, and so another unique id.
    pub created_by: EntryId,
}

record! {
    User:
    name "name",
    path "path" or_default,
    groups "groups" or_default,
    inline_policies "inlinePolicies" or_default,
    attached_policies "attachedPolicies" or_default,
    permissions_boundary "permissionsBoundary" or_default,
    tags "tags" or_default,
    created_by "createdBy" or_default,
}

/// An IAM group; it can hold policies but is never a principal (`EVAL-27`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its name.
    pub name: GroupName,
    /// Its path, part of its ARN.
    pub path: IamPath,
    /// Its inline policies.
    pub inline_policies: InlinePolicies,
    /// Its attached managed policies.
    pub attached_policies: AttachedPolicies,
}

record! {
    Group:
    name "name",
    path "path" or_default,
    inline_policies "inlinePolicies" or_default,
    attached_policies "attachedPolicies" or_default,
}

/// An IAM role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// Its name.
    pub name: RoleName,
    /// Its path, part of its ARN but not of its sessions' ARNs (`STS-22`).
    pub path: IamPath,
    /// Who may assume it; `None` in a half-built world, where nobody may.
    pub trust_policy: Option<PolicyText>,
    /// The longest session, 3,600 to 43,200 seconds (`STS-10`).
    pub max_session_duration_seconds: Seconds,
    /// Its inline policies.
    pub inline_policies: InlinePolicies,
    /// Its attached managed policies.
    pub attached_policies: AttachedPolicies,
    /// The managed policy that bounds it (`EVAL-09`).
    pub permissions_boundary: Option<Arn>,
    /// Its tags.
    pub tags: Tags,
    /// Whether a service owns it, which exempts it from SCPs and RCPs (`EVAL-06`, `EVAL-07`).
    pub service_linked: bool,
    /// The journal entry that made it, `START` when the scenario began with it.
    ///
    /// A role deleted and made again has another creator, and so another unique id.
    pub created_by: EntryId,
}

record! {
    Role:
    name "name",
    path "path" or_default,
    trust_policy "trustPolicy" or_default,
    max_session_duration_seconds "maxSessionDurationSeconds" or one_hour(),
    inline_policies "inlinePolicies" or_default,
    attached_policies "attachedPolicies" or_default,
    permissions_boundary "permissionsBoundary" or_default,
    tags "tags" or_default,
    service_linked "serviceLinked" or_default,
    created_by "createdBy" or_default,
}

/// A customer managed policy; only its default version is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManagedPolicy {
    /// Its name.
    pub name: PolicyName,
    /// Its path, part of its ARN.
    pub path: IamPath,
    /// Its text.
    pub text: PolicyText,
}

record! {
    ManagedPolicy:
    name "name",
    path "path" or_default,
    text "text",
}

/// What in IAM can hold inline and attached policies.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum IamIdentity {
    /// A user.
    User {
        /// Its account.
        account: AccountId,
        /// Its name.
        name: UserName,
    },
    /// A group.
    Group {
        /// Its account.
        account: AccountId,
        /// Its name.
        name: GroupName,
    },
    /// A role.
    Role {
        /// Its account.
        account: AccountId,
        /// Its name.
        name: RoleName,
    },
}

choice! {
    IamIdentity:
    User "user" { account "account", name "name" },
    Group "group" { account "account", name "name" },
    Role "role" { account "account", name "name" },
}

/// What can carry tags.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TagHolder {
    /// A user.
    User {
        /// Its account.
        account: AccountId,
        /// Its name.
        name: UserName,
    },
    /// A role.
    Role {
        /// Its account.
        account: AccountId,
        /// Its name.
        name: RoleName,
    },
    /// A resource.
    Resource {
        /// Its ARN.
        arn: Arn,
    },
}

choice! {
    TagHolder:
    User "user" { account "account", name "name" },
    Role "role" { account "account", name "name" },
    Resource "resource" { arn "arn" },
}

impl Role {
    /// A role without policies, tags and boundary, with the path `/` and sessions of at most one hour.
    pub fn new(name: RoleName, trust_policy: PolicyText) -> Role {
        Role {
            name,
            path: IamPath::root(),
            trust_policy: Some(trust_policy),
            max_session_duration_seconds: one_hour(),
            inline_policies: InlinePolicies::new(),
            attached_policies: AttachedPolicies::new(),
            permissions_boundary: None,
            tags: Tags::new(),
            service_linked: false,
            created_by: EntryId::START,
        }
    }

    /// Its ARN in `account`.
    pub fn arn(&self, account: &AccountId) -> String {
        format!("arn:aws:iam::{account}:role{}{}", self.path, self.name)
    }
}

impl User {
    /// A user without policies, groups, tags and boundary, with the path `/`.
    pub fn new(name: UserName) -> User {
        User {
            name,
            path: IamPath::root(),
            groups: SortedSet::new(),
            inline_policies: InlinePolicies::new(),
            attached_policies: AttachedPolicies::new(),
            permissions_boundary: None,
            tags: Tags::new(),
            created_by: EntryId::START,
        }
    }

    /// Its ARN in `account`.
    pub fn arn(&self, account: &AccountId) -> String {
        format!("arn:aws:iam::{account}:user{}{}", self.path, self.name)
    }
}

impl Group {
    /// A group without policies, with the path `/`.
    pub fn new(name: GroupName) -> Group {
        Group {
            name,
            path: IamPath::root(),
            inline_policies: InlinePolicies::new(),
            attached_policies: AttachedPolicies::new(),
        }
    }

    /// Its ARN in `account`.
    pub fn arn(&self, account: &AccountId) -> String {
        format!("arn:aws:iam::{account}:group{}{}", self.path, self.name)
    }
}

impl ManagedPolicy {
    /// A policy with the path `/`.
    pub fn new(name: PolicyName, text: PolicyText) -> ManagedPolicy {
        ManagedPolicy {
            name,
            path: IamPath::root(),
            text,
        }
    }

    /// Its ARN in `account`.
    pub fn arn(&self, account: &AccountId) -> String {
        format!("arn:aws:iam::{account}:policy{}{}", self.path, self.name)
    }
}

impl IamIdentity {
    /// The account it lives in.
    pub fn account(&self) -> &AccountId {
        match self {
            IamIdentity::User { account, .. }
            | IamIdentity::Group { account, .. }
            | IamIdentity::Role { account, .. } => account,
        }
    }
}

/// `user `ops-lena``, for messages.
impl fmt::Display for IamIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            IamIdentity::User { name, .. } => write!(f, "user `{name}`"),
            IamIdentity::Group { name, .. } => write!(f, "group `{name}`"),
            IamIdentity::Role { name, .. } => write!(f, "role `{name}`"),
        }
    }
}

fn one_hour() -> Seconds {
    3600
}

keyed!(User by name "name": UserName);

keyed!(Group by name "name": GroupName);

keyed!(Role by name "name": RoleName);

keyed!(ManagedPolicy by name "name": PolicyName);
