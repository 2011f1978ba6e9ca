//! What each kind of policy demands and forbids (`POL-01`, `POL-02`, `SCP-09`, `SCP-30`, `EVAL-55`).

use crate::PolicyKind;

/// The demands of one kind of policy.
pub(super) struct Rules {
    /// How the kind is called in messages.
    pub(super) name: &'static str,
    /// Whether `Principal` is required; otherwise it is forbidden.
    pub(super) principal: bool,
    /// Whether `NotPrincipal` may stand in place of `Principal`, with Deny only (`EVAL-55`, `EVAL-58`).
    pub(super) not_principal: bool,
    /// Whether `Resource` is required; otherwise it is forbidden.
    pub(super) resource: bool,
    /// Whether the document may have an `Id` (`POL-01`).
    pub(super) id: bool,
    /// Whether a Sid is held to letters and digits and must be unique (`POL-07`).
    pub(super) strict_sid: bool,
    /// What is asked of `Version`.
    pub(super) version: VersionRule,
}

/// What a kind asks of the `Version` element.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum VersionRule {
    /// Either version, or none (`POL-06`).
    Any,
    /// `2012-10-17` when written; AWS's own examples leave it out (`SCP-09`).
    NewOrAbsent,
    /// `2012-10-17` must be written.
    New,
}

impl Rules {
    pub(super) const fn of(kind: PolicyKind) -> Rules {
        let identity = Rules {
            name: "an identity-based policy",
            principal: false,
            not_principal: false,
            resource: true,
            id: false,
            strict_sid: true,
            version: VersionRule::New,
        };
        match kind {
            PolicyKind::Identity => identity,
            PolicyKind::Boundary => Rules {
                name: "a permissions boundary",
                ..identity
            },
            // POL-51: STS does not make the version check of CreatePolicy and Put*Policy.
            PolicyKind::Session => Rules {
                name: "a session policy",
                version: VersionRule::Any,
                ..identity
            },
            PolicyKind::ServiceControl => Rules {
                name: "a service control policy",
                version: VersionRule::NewOrAbsent,
                ..identity
            },
            PolicyKind::ResourceControl => Rules {
                name: "a resource control policy",
                principal: true,
                ..identity
            },
            PolicyKind::Trust => Rules {
                name: "a trust policy",
                principal: true,
                resource: false,
                id: true,
                version: VersionRule::Any,
                ..identity
            },
            PolicyKind::Resource => Rules {
                name: "a resource-based policy",
                principal: true,
                not_principal: true,
                id: true,
                strict_sid: false,
                version: VersionRule::Any,
                ..identity
            },
            PolicyKind::VpcEndpoint => Rules {
                name: "a VPC endpoint policy",
                principal: true,
                not_principal: true,
                id: true,
                strict_sid: false,
                version: VersionRule::Any,
                ..identity
            },
        }
    }
}
