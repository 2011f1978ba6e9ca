//! Where a policy text hangs.
//!
//! Not which policies apply to a request: that is worked out by the simulation.

use aws::{AccountId, Arn};
use serde::{Deserialize, Serialize};

use crate::{
    call::SessionRef,
    identity::IamIdentity,
    names::{OrganizationPolicyName, PolicyName, RoleName},
    serial::text,
};

/// The place of one policy text.
///
/// A permissions boundary is no place of its own: it refers to a managed policy.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    deny_unknown_fields
)]
pub enum PolicyLocation {
    /// The trust policy of a role.
    TrustPolicy {
        /// Its account.
        #[serde(with = "text")]
        account: AccountId,
        /// The role.
        role: RoleName,
    },
    /// An inline policy of a user, group or role.
    InlinePolicy {
        /// Who holds it.
        identity: IamIdentity,
        /// Its name.
        policy: PolicyName,
    },
    /// A managed policy, the customer's or AWS's.
    ManagedPolicy {
        /// Its ARN.
        #[serde(with = "text")]
        arn: Arn,
    },
    /// A service control policy of the organization.
    ServiceControlPolicy {
        /// Its name.
        name: OrganizationPolicyName,
    },
    /// A resource control policy of the organization.
    ResourceControlPolicy {
        /// Its name.
        name: OrganizationPolicyName,
    },
    /// The policy of a resource.
    ResourcePolicy {
        /// The resource's ARN.
        #[serde(with = "text")]
        resource: Arn,
    },
    /// A session policy passed when a session was issued; found in the session, never in a world.
    SessionPolicy {
        /// The session.
        session: SessionRef,
        /// Which of its session policies, counted from 0.
        index: u32,
    },
}
