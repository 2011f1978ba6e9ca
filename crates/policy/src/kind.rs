//! The kinds of policies, which differ in the elements they allow (`POL-02`).

/// What a policy document is used as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PolicyKind {
    /// Attached to a user, group or role; also customer managed policies.
    Identity,
    /// The resource-based policy of a role.
    Trust,
    /// Attached to a resource such as a bucket, a queue or a KMS key.
    Resource,
    /// A permissions boundary.
    Boundary,
    /// Passed with an AssumeRole or GetFederationToken call.
    Session,
    /// A service control policy.
    ServiceControl,
    /// A resource control policy.
    ResourceControl,
    /// Attached to a VPC endpoint.
    VpcEndpoint,
}
