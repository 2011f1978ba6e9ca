//! What happened when a command was carried out.

use authz::{Explanation, PolicyId, PolicyStack, Request};
use aws::{ActionName, ContextKey, Principal, RegionName, Seconds, Timestamp};
use world::{Call, EditError, EntryId, SessionRef, SortedMap, TokenVersion};

use crate::{ApiError, ApiResponse, KeyProvenance, PolicySource, RuleTrace};

/// What happened to one journal entry.
#[derive(Clone, Debug)]
pub enum Record {
    /// An edit.
    Edit(EditRecord),
    /// A call.
    Call(Box<CallRecord>),
    /// The clock was set.
    Clock(ClockRecord),
}

impl Record {
    /// The entry it belongs to.
    pub fn entry(&self) -> EntryId {
        match self {
            Record::Edit(record) => record.entry,
            Record::Call(record) => record.entry,
            Record::Clock(record) => record.entry,
        }
    }

    /// The call, when it was one.
    pub fn call(&self) -> Option<&CallRecord> {
        match self {
            Record::Call(record) => Some(record),
            Record::Edit(_) | Record::Clock(_) => None,
        }
    }
}

/// An edit that was applied, or that no longer applies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditRecord {
    /// The entry.
    pub entry: EntryId,
    /// The clock.
    pub at: Timestamp,
    /// Why the state stayed as it was; `None` when the edit was applied.
    pub refusal: Option<EditError>,
}

/// A setting of the clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockRecord {
    /// The entry.
    pub entry: EntryId,
    /// What the clock said before.
    pub from: Timestamp,
    /// What it says now.
    pub to: Timestamp,
}

/// A call of the simulated cloud, from the endpoint to the answer.
#[derive(Clone, Debug)]
pub struct CallRecord {
    /// The entry, [`LIVE_ENTRY`](crate::LIVE_ENTRY) for a live run.
    pub entry: EntryId,
    /// When AWS saw it.
    pub at: Timestamp,
    /// What was asked.
    pub call: Call,
    /// Who asked; `None` when the caller does not exist and nothing is known of it.
    pub caller: Option<Principal>,
    /// What happened, in order, up to where it ended.
    pub phases: Vec<Phase>,
    /// The answer.
    pub result: Result<ApiResponse, ApiError>,
    /// What is different afterwards; a live run changes nothing but says what it would change.
    pub changes: Vec<StateChange>,
}

impl CallRecord {
    /// The authorizations in order; most calls have one.
    pub fn authorizations(&self) -> impl Iterator<Item = &AuthorizationTrace> {
        self.phases.iter().filter_map(|phase| match phase {
            Phase::Authorization(trace) => Some(&**trace),
            _ => None,
        })
    }

    /// The session that was issued.
    pub fn issued(&self) -> Option<&IssueTrace> {
        self.phases.iter().find_map(|phase| match phase {
            Phase::Issue(trace) => Some(trace),
            _ => None,
        })
    }
}

/// One phase of a call.
#[derive(Clone, Debug)]
pub enum Phase {
    /// Where the request goes.
    Endpoint(EndpointTrace),
    /// Whose credentials signed it.
    Authentication(AuthenticationTrace),
    /// Whether its parameters are well-formed.
    Parameters(ParameterTrace),
    /// Whether policies allow it.
    Authorization(Box<AuthorizationTrace>),
    /// Rules of the service that are no policies.
    ServiceRules(Vec<RuleTrace>),
    /// Credentials are issued.
    Issue(IssueTrace),
}

/// Where a request goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndpointTrace {
    /// What kind of endpoint answers.
    pub kind: EndpointKind,
    /// Its host name.
    pub host: String,
    /// The value of `aws:RequestedRegion` (`KEYS-43`).
    pub requested_region: RegionName,
    /// Whether the host exists; without it nothing is sent (`CLI-18`).
    pub reachable: bool,
}

/// The kinds of endpoints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EndpointKind {
    /// `sts.amazonaws.com` (`TOKEN-10`).
    StsGlobal,
    /// The STS endpoint of one Region (`TOKEN-12`).
    StsRegional(RegionName),
    /// A service's endpoint in one Region.
    ServiceRegional(RegionName),
    /// A service that is one for the whole partition, such as IAM (`TOKEN-52`).
    ServiceGlobal,
}

/// Whose credentials signed a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthenticationTrace {
    /// The access key id that signed; `None` when no credentials are known.
    pub access_key_id: Option<String>,
    /// What came of it.
    pub outcome: AuthenticationOutcome,
}

/// What came of looking at the credentials.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuthenticationOutcome {
    /// Long-term keys, or a sign-in of the user itself.
    LongTerm,
    /// Temporary credentials that are valid here and now.
    Session {
        /// Which session.
        session: SessionRef,
        /// How long it still lasts.
        seconds_left: Seconds,
        /// The version of its token.
        token_version: TokenVersion,
    },
    /// An AWS service with credentials of its own.
    Service,
    /// Nobody signed.
    Unsigned,
    /// The credentials are refused, so no policy is read.
    Refused(AuthenticationRefusal),
}

/// Why credentials are refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuthenticationRefusal {
    /// They expired at this instant (`STS-88`).
    Expired {
        /// When.
        expired_at: Timestamp,
    },
    /// The clock stands before the session was issued.
    NotYetIssued {
        /// When it is issued.
        issued_at: Timestamp,
    },
    /// The account does not exist (any more).
    NoSuchAccount,
    /// The user does not exist (any more).
    NoSuchUser,
    /// No session was issued by this entry.
    NoSuchSession,
    /// A version 1 token in an opt-in Region (`TOKEN-11`).
    TokenVersion {
        /// The Region.
        region: RegionName,
    },
    /// The caller's account has not enabled the opt-in Region (`TOKEN-16`).
    RegionNotEnabled {
        /// The Region.
        region: RegionName,
    },
    /// The Region lies in another partition (`TOKEN-17`).
    AnotherPartition {
        /// The Region.
        region: RegionName,
    },
    /// The operation must be signed.
    SignatureRequired,
}

/// Whether parameters are well-formed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParameterTrace {
    /// What was sent, in the order of the operation's parameters, unknown names last.
    pub sent: Vec<(String, world::ParameterValue)>,
    /// What is wrong; empty when all is well.
    pub problems: Vec<ParameterProblem>,
    /// Who found the problems, or looked last.
    pub checked_by: CheckedBy,
}

/// Who checks parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckedBy {
    /// The caller's own tools, before sending (`STS-83`).
    Client,
    /// The service (`STS-82`).
    Service,
}

/// What is wrong with one parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParameterProblem {
    /// AWS's name of the parameter.
    pub parameter: String,
    /// AWS's words for it.
    pub message: String,
}

/// Whether policies allow one action on one resource.
#[derive(Clone, Debug)]
pub struct AuthorizationTrace {
    /// The action that is authorized, in its canonical spelling.
    pub purpose: ActionName,
    /// The question put to the policies.
    pub request: Request,
    /// The policies that bear on it.
    pub stack: PolicyStack,
    /// The answer.
    pub explanation: Explanation,
    /// Where each policy of the stack comes from.
    pub policies: SortedMap<PolicyId, PolicySource>,
    /// Where each condition key comes from, those included that are absent and often asked for.
    pub provenance: SortedMap<ContextKey, KeyProvenance>,
    /// What else is worth knowing.
    pub notes: Vec<AuthorizationNote>,
}

/// What an observer can see and the caller is not told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AuthorizationNote {
    /// The role does not exist, which is answered like a role that does not trust the caller (`EVAL-52`).
    RoleDoesNotExist,
    /// The role exists without a trust policy.
    RoleWithoutTrustPolicy,
    /// The resource is not part of this world; it is treated as one without tags and without a resource policy.
    ResourceUnknown,
}

/// Credentials that were issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssueTrace {
    /// The new session.
    pub session: SessionRef,
    /// Its access key id.
    pub access_key_id: String,
    /// The session's ARN.
    pub session_arn: String,
    /// The version of its token.
    pub token_version: TokenVersion,
    /// How long it lasts.
    pub duration_seconds: Seconds,
    /// When it ends.
    pub expires_at: Timestamp,
    /// How many role sessions stand before it in the chain, 0 for a role assumed by a user (`STS-12`).
    pub chain_depth: u32,
}

/// A difference between the states before and after a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StateChange {
    /// A session was added.
    SessionIssued(SessionRef),
    /// The clock moved on.
    ClockMoved {
        /// By how much.
        seconds: Seconds,
    },
}
