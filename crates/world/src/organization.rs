//! An organization: its root, organizational units, and the policies attached to them.
//!
//! Not the evaluation of those policies, and not the accounts, which say themselves where they belong.

use std::{collections::BTreeMap, fmt, sync::Arc};

use aws::AccountId;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use crate::{
    names::{OrganizationId, OrganizationPolicyName, OrganizationalUnitId, RootId},
    policy_text::{FULL_AWS_ACCESS, PolicyText, RCP_FULL_AWS_ACCESS},
    serial::{Keyed, is_default, keyed, text},
};

/// An AWS organization.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Organization {
    /// Its id.
    pub id: OrganizationId,
    /// The id of its root.
    pub root_id: RootId,
    /// The name shown to people; AWS itself gives organizations none.
    pub name: String,
    /// The management account, which no SCP or RCP limits (`EVAL-06`, `EVAL-07`).
    #[serde(with = "text")]
    pub management_account: AccountId,
    /// Whether service control policies are enabled.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub scps_enabled: bool,
    /// Whether resource control policies are enabled.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub rcps_enabled: bool,
    /// What is attached to the root.
    #[serde(default, skip_serializing_if = "is_default")]
    pub root_attachments: Attachments,
    /// The organizational units, by id; each names its parent.
    #[serde(default, with = "keyed", skip_serializing_if = "BTreeMap::is_empty")]
    pub organizational_units: BTreeMap<OrganizationalUnitId, Arc<OrganizationalUnit>>,
    /// The customer's service control policies, by name; [`FULL_AWS_ACCESS`] is AWS's own and not listed.
    #[serde(default, with = "keyed", skip_serializing_if = "BTreeMap::is_empty")]
    pub service_control_policies: BTreeMap<OrganizationPolicyName, Arc<OrganizationPolicy>>,
    /// The customer's resource control policies, by name; [`RCP_FULL_AWS_ACCESS`] is AWS's own and not listed.
    #[serde(default, with = "keyed", skip_serializing_if = "BTreeMap::is_empty")]
    pub resource_control_policies: BTreeMap<OrganizationPolicyName, Arc<OrganizationPolicy>>,
}

/// A folder of accounts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OrganizationalUnit {
    /// Its id.
    pub id: OrganizationalUnitId,
    /// Its name.
    pub name: String,
    /// The OU above it, or the root.
    #[serde(default, skip_serializing_if = "is_default")]
    pub parent: OrganizationNode,
    /// What is attached to it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub attachments: Attachments,
}

/// A service or resource control policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OrganizationPolicy {
    /// Its name.
    pub name: OrganizationPolicyName,
    /// Its text.
    pub text: PolicyText,
}

/// The kinds of policies that an organization attaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum OrganizationPolicyType {
    /// Limits what principals of the organization's accounts may do (`EVAL-05`).
    #[serde(rename = "SERVICE_CONTROL_POLICY")]
    ServiceControlPolicy,
    /// Limits what may be done to resources of the organization's accounts (`EVAL-04`).
    #[serde(rename = "RESOURCE_CONTROL_POLICY")]
    ResourceControlPolicy,
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Attachments {
    /// Names of service control policies.
    #[serde(skip_serializing_if = "only_full_aws_access")]
    pub service_control_policies: Vec<OrganizationPolicyName>,
    /// Names of resource control policies.
    #[serde(skip_serializing_if = "only_rcp_full_aws_access")]
    pub resource_control_policies: Vec<OrganizationPolicyName>,
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
            service_control_policies: OrganizationPolicyName::new(FULL_AWS_ACCESS)
                .into_iter()
                .collect(),
            resource_control_policies: OrganizationPolicyName::new(RCP_FULL_AWS_ACCESS)
                .into_iter()
                .collect(),
        }
    }
}

fn only_full_aws_access(names: &[OrganizationPolicyName]) -> bool {
    matches!(names, [name] if name.as_str() == FULL_AWS_ACCESS)
}

fn only_rcp_full_aws_access(names: &[OrganizationPolicyName]) -> bool {
    matches!(names, [name] if name.as_str() == RCP_FULL_AWS_ACCESS)
}

fn yes() -> bool {
    true
}

fn is_yes(value: &bool) -> bool {
    *value
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

impl Serialize for OrganizationNode {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for OrganizationNode {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<OrganizationNode, D::Error> {
        let text = String::deserialize(from)?;
        if text == "root" {
            return Ok(OrganizationNode::Root);
        }
        OrganizationalUnitId::new(&text)
            .map(OrganizationNode::OrganizationalUnit)
            .map_err(|_| {
                D::Error::custom(format_args!(
                    "`{text}` is no parent: expected `root` or an OU id"
                ))
            })
    }
}

impl Serialize for AttachmentTarget {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for AttachmentTarget {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<AttachmentTarget, D::Error> {
        let text = String::deserialize(from)?;
        if text == "root" {
            return Ok(AttachmentTarget::Root);
        }
        if let Ok(account) = AccountId::new(&text) {
            return Ok(AttachmentTarget::Account(account));
        }
        OrganizationalUnitId::new(&text)
            .map(AttachmentTarget::OrganizationalUnit)
            .map_err(|_| {
                D::Error::custom(format_args!(
                    "`{text}` is nothing to attach to: expected `root`, an OU id or an account id"
                ))
            })
    }
}

impl Keyed for OrganizationalUnit {
    type Key = OrganizationalUnitId;
    fn key(&self) -> OrganizationalUnitId {
        self.id.clone()
    }
}

impl Keyed for OrganizationPolicy {
    type Key = OrganizationPolicyName;
    fn key(&self) -> OrganizationPolicyName {
        self.name.clone()
    }
}

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
    ) -> &BTreeMap<OrganizationPolicyName, Arc<OrganizationPolicy>> {
        match policy_type {
            OrganizationPolicyType::ServiceControlPolicy => &self.service_control_policies,
            OrganizationPolicyType::ResourceControlPolicy => &self.resource_control_policies,
        }
    }

    /// The same, to be changed.
    pub(crate) fn policies_mut(
        &mut self,
        policy_type: OrganizationPolicyType,
    ) -> &mut BTreeMap<OrganizationPolicyName, Arc<OrganizationPolicy>> {
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
