//! The rules of a service that are no policies, and what this simulation leaves out.

use aws::{AccountId, RegionName, Seconds};

/// What became of one rule, in the order of checking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleTrace {
    /// The request keeps it.
    Passed(Rule),
    /// The request breaks it, and is refused.
    Failed(Rule),
    /// AWS would look at this, the simulation does not.
    NotModelled(NotModelled),
}

/// A rule with what it was checked against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// A session may not be longer than the role's setting (`STS-11`).
    MaxSessionDuration {
        /// What was asked for, or 3,600 when nothing was (`STS-13`).
        requested_seconds: Seconds,
        /// The role's setting.
        maximum_seconds: Seconds,
    },
    /// A role session that assumes a role gets at most one hour (`STS-12`).
    RoleChaining {
        /// What was asked for, or 3,600 when nothing was.
        requested_seconds: Seconds,
        /// 3,600.
        maximum_seconds: Seconds,
    },
    /// The account that the credentials are for must use the Region of the endpoint (`TOKEN-36`).
    RegionActive {
        /// The role's account.
        account: AccountId,
        /// The endpoint's Region.
        region: RegionName,
    },
    /// A tag that was inherited as transitive cannot be passed again (`STS-24`).
    TransitiveTags {
        /// The inherited keys, as they were first spelled.
        inherited: Vec<String>,
    },
    /// A source identity stays what it is through chaining (`STS-25`).
    SourceIdentityKept {
        /// What the calling session has.
        inherited: String,
    },
    /// GetSessionToken and GetFederationToken take long-term credentials only (`EVAL-66`).
    LongTermCredentialsOnly,
}

/// What the simulation leaves out, said rather than guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NotModelled {
    /// `SerialNumber` and `TokenCode` are accepted but not checked, and set no MFA keys (`STS-26`).
    MfaParameters,
    /// `PolicyArns` are accepted but do not limit the session (`EVAL-10`).
    PolicyArns,
    /// `ProvidedContexts` need sts:SetContext but set no keys (`KEYS-67`).
    ProvidedContexts,
    /// The packed size of session policies and tags is not worked out (`STS-91`).
    PackedPolicySize,
    /// A VPC endpoint has no policy here, so it lets everything pass.
    VpcEndpointPolicy,
    /// An STS operation of which only the authorization is simulated, not its parameters and answer.
    StsOperation,
}
