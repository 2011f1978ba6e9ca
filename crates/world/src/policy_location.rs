//! Where a policy text hangs.
//!
//! Not which policies apply to a request: that is worked out by the simulation.

use aws::{AccountId, Arn};

use crate::{
    call::SessionRef,
    form::choice,
    identity::IamIdentity,
    names::{OrganizationPolicyName, PolicyName, RoleName},
};

/// The place of one policy text.
///
/// A permissions boundary is no place of its own: it refers to a managed policy.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PolicyLocation {
    /// The trust policy of a role.
    TrustPolicy {
        /// Its account.
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

choice! {
    PolicyLocation:
    TrustPolicy "trustPolicy" { account "account", role "role" },
    InlinePolicy "inlinePolicy" { identity "identity", policy "policy" },
    ManagedPolicy "managedPolicy" { arn "arn" },
    ServiceControlPolicy "serviceControlPolicy" { name "name" },
    ResourceControlPolicy "resourceControlPolicy" { name "name" },
    ResourcePolicy "resourcePolicy" { resource "resource" },
    SessionPolicy "sessionPolicy" { session "session", index "index" },
}
