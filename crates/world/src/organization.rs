//! An organization: its root, organizational units, and the policies attached to them.
//!
//! Not the evaluation of those policies, and not the accounts, which say themselves where they belong.

use std::{fmt, sync::Arc};

use aws::AccountId;
use json::{Json, Writer};
use sorted::SortedMap;

use crate::{
    form::{Form, Problem, choice, keyed, record, text},
    names::{OrganizationId, OrganizationPolicyName, OrganizationalUnitId, RootId},
    policy_text::{FULL_AWS_ACCESS, PolicyText, RCP_FULL_AWS_ACCESS},
};

/// An AWS organization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organization {
    /// Its id.
    pub id: OrganizationId,
    /// The id of its root.
    pub root_id: RootId,
    /// The name shown to people; AWS itself gives organizations none.
    pub name: String,
    /// The management account, which no SCP or RCP limits (`EVAL-06`, `EVAL-07`).
    pub management_account: AccountId,
    /// Whether service control policies are enabled.
    pub scps_enabled: bool,
    /// Whether resource control policies are enabled.
    pub rcps_enabled: bool,
    /// What is attached to the root.
    pub root_attachments: Attachments,
    /// The organizational units, by id; each names its parent.
    pub organizational_units: SortedMap<OrganizationalUnitId, Arc<OrganizationalUnit>>,
    /// The customer's service control policies, by name; [`FULL_AWS_ACCESS`] is AWS's own and not listed.
    pub service_control_policies: SortedMap<OrganizationPolicyName, Arc<OrganizationPolicy>>,
    /// The customer's resource control policies, by name; [`RCP_FULL_AWS_ACCESS`] is AWS's own and not listed.
    pub resource_control_policies: SortedMap<OrganizationPolicyName, Arc<OrganizationPolicy>>,
}

record! {
    Organization:
    id "id",
    root_id "rootId",
    name "name",
    management_account "managementAccount",
    scps_enabled "scpsEnabled" or true,
    rcps_enabled "rcpsEnabled" or true,
    root_attachments "rootAttachments" or_default,
    organizational_units "organizationalUnits" or_default,
    service_control_policies "serviceControlPolicies" or_default,
    resource_control_policies "resourceControlPolicies" or_default,
}

/// A folder of accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganizationalUnit {
    /// Its id.
    pub id: OrganizationalUnitId,
    /// Its name.
    pub name: String,
    /// The OU above it, or the root.
    pub parent: OrganizationNode,
    /// What is attached to it.
    pub attachments: Attachments,
}

record! {
    OrganizationalUnit:
    id "id",
    name "name",
    parent "parent" or_default,
    attachments "attachments" or_default,
}

/// A service or resource control policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganizationPolicy {
    /// Its name.
    pub name: OrganizationPolicyName,
    /// Its text.
    pub text: PolicyText,
}

record! {
    OrganizationPolicy:
    name "name",
    text "text",
}

/// The kinds of policies that an organization attaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OrganizationPolicyType {
    /// Limits what principals of the organization's accounts may do (`EVAL-05`).
    ServiceControlPolicy,
    /// Limits what may be done to resources of the organization's accounts (`EVAL-04`).
    ResourceControlPolicy,
}

choice! {
    OrganizationPolicyType:
    ServiceControlPolicy "SERVICE_CONTROL_POLICY" (),
    ResourceControlPolicy "RESOURCE_CONTROL_POLICY" (),
}

impl OrganizationPolicyType {
    /// The policy that AWS provides and attaches for this type.
    pub const fn aws_managed(self) -> &'static str {
        match self {
            OrganizationPolicyType::ServiceControlPolicy => FULL_AWS_ACCESS,
            OrganizationPolicyType::ResourceControlPolicy => RCP_FULL_AWS_ACCESS,
        }
    }
}

impl fmt::Display for OrganizationPolicyType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            OrganizationPolicyType::ServiceControlPolicy => "service control policy",
            OrganizationPolicyType::ResourceControlPolicy => "resource control policy",
        })
    }
}

/// The policies attached to one root, OU or account, in the order of attaching.
///
/// The default is what AWS attaches by itself: `FullAWSAccess` and `RCPFullAWSAccess`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachments {
    /// Names of service control policies.
    pub service_control_policies: Vec<OrganizationPolicyName>,
    /// Names of resource control policies.
    pub resource_control_policies: Vec<OrganizationPolicyName>,
}

record! {
    Attachments:
    service_control_policies "serviceControlPolicies" or attached(FULL_AWS_ACCESS),
    resource_control_policies "resourceControlPolicies" or attached(RCP_FULL_AWS_ACCESS),
}

impl Attachments {
    /// The names of one type, in the order of attaching.
    pub fn of(&self, policy_type: OrganizationPolicyType) -> &[OrganizationPolicyName] {
        match policy_type {
            OrganizationPolicyType::ServiceControlPolicy => &self.service_control_policies,
            OrganizationPolicyType::ResourceControlPolicy => &self.resource_control_policies,
        }
    }

    /// The same, to be changed.
    pub(crate) fn of_mut(
        &mut self,
        policy_type: OrganizationPolicyType,
    ) -> &mut Vec<OrganizationPolicyName> {
        match policy_type {
            OrganizationPolicyType::ServiceControlPolicy => &mut self.service_control_policies,
            OrganizationPolicyType::ResourceControlPolicy => &mut self.resource_control_policies,
        }
    }
}

impl Default for Attachments {
    fn default() -> Attachments {
        Attachments {
            service_control_policies: attached(FULL_AWS_ACCESS),
            resource_control_policies: attached(RCP_FULL_AWS_ACCESS),
        }
    }
}

/// The names that AWS attaches by itself: one.
fn attached(name: &str) -> Vec<OrganizationPolicyName> {
    OrganizationPolicyName::new(name).into_iter().collect()
}

/// A place in the tree of an organization that can hold accounts; `root` or an OU id in documents.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum OrganizationNode {
    /// The root.
    #[default]
    Root,
    /// An organizational unit.
    OrganizationalUnit(OrganizationalUnitId),
}

/// What an organization's policy can be attached to; `root`, an OU id or an account id in documents.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AttachmentTarget {
    /// The root.
    Root,
    /// An organizational unit.
    OrganizationalUnit(OrganizationalUnitId),
    /// A member account.
    Account(AccountId),
}

impl fmt::Display for OrganizationNode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OrganizationNode::Root => f.write_str("root"),
            OrganizationNode::OrganizationalUnit(id) => id.fmt(f),
        }
    }
}

impl fmt::Display for AttachmentTarget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AttachmentTarget::Root => f.write_str("root"),
            AttachmentTarget::OrganizationalUnit(id) => id.fmt(f),
            AttachmentTarget::Account(id) => id.fmt(f),
        }
    }
}

impl Form for OrganizationNode {
    fn read(json: &Json) -> Result<OrganizationNode, Problem> {
        match text(json)? {
            "root" => Ok(OrganizationNode::Root),
            id => OrganizationalUnitId::new(id)
                .map(OrganizationNode::OrganizationalUnit)
                .map_err(|_| {
                    let message = format!("`{id}` is no parent: expected `root` or an OU id");
                    Problem::new(json, message)
                }),
        }
    }

    fn write(&self, to: &mut Writer) {
        to.text(&self.to_string());
    }

    fn is_left_out(&self) -> bool {
        *self == OrganizationNode::Root
    }
}

impl Form for AttachmentTarget {
    fn read(json: &Json) -> Result<AttachmentTarget, Problem> {
        let id = text(json)?;
        if id == "root" {
            return Ok(AttachmentTarget::Root);
        }
        if let Ok(account) = AccountId::new(id) {
            return Ok(AttachmentTarget::Account(account));
        }
        OrganizationalUnitId::new(id)
            .map(AttachmentTarget::OrganizationalUnit)
            .map_err(|_| {
                let message = format!(
                    "`{id}` is nothing to attach to: expected `root`, an OU id or an account id"
                );
                Problem::new(json, message)
            })
    }

    fn write(&self, to: &mut Writer) {
        to.text(&self.to_string());
    }
}

keyed!(OrganizationalUnit by id "id": OrganizationalUnitId);

keyed!(OrganizationPolicy by name "name": OrganizationPolicyName);

impl Organization {
    /// The OUs from just below the root down to `node`; empty for the root itself.
    ///
    /// A parent that does not exist ends the path, and a circle is cut, so that broken documents stay readable.
    pub fn path_to(&self, node: &OrganizationNode) -> Vec<&OrganizationalUnit> {
        let mut path = Vec::new();
        let mut at = node;
        while let OrganizationNode::OrganizationalUnit(id) = at {
            let Some(unit) = self.organizational_units.get(id) else {
                break;
            };
            if path.len() > self.organizational_units.len() {
                break;
            }
            path.push(&**unit);
            at = &unit.parent;
        }
        path.reverse();
        path
    }

    /// The customer's policies of one type.
    pub fn policies(
        &self,
        policy_type: OrganizationPolicyType,
    ) -> &SortedMap<OrganizationPolicyName, Arc<OrganizationPolicy>> {
        match policy_type {
            OrganizationPolicyType::ServiceControlPolicy => &self.service_control_policies,
            OrganizationPolicyType::ResourceControlPolicy => &self.resource_control_policies,
        }
    }

    /// The same, to be changed.
    pub(crate) fn policies_mut(
        &mut self,
        policy_type: OrganizationPolicyType,
    ) -> &mut SortedMap<OrganizationPolicyName, Arc<OrganizationPolicy>> {
        match policy_type {
            OrganizationPolicyType::ServiceControlPolicy => &mut self.service_control_policies,
            OrganizationPolicyType::ResourceControlPolicy => &mut self.resource_control_policies,
        }
    }

    /// Whether a type of policies is enabled.
    pub fn is_enabled(&self, policy_type: OrganizationPolicyType) -> bool {
        match policy_type {
            OrganizationPolicyType::ServiceControlPolicy => self.scps_enabled,
            OrganizationPolicyType::ResourceControlPolicy => self.rcps_enabled,
        }
    }
}
