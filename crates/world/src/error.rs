//! Refusals: why an edit, a journal or a document is not accepted.
//!
//! Not errors of the simulated AWS, which are data of the simulation.

use std::fmt;

/// The kinds of things an edit can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is the noun it is called")]
pub enum Noun {
    Account,
    Organization,
    OrganizationalUnit,
    ServiceControlPolicy,
    ResourceControlPolicy,
    User,
    Group,
    Role,
    InlinePolicy,
    ManagedPolicy,
    AttachedPolicy,
    Resource,
    ResourcePolicy,
    SavedRequest,
    SessionPolicy,
}

impl fmt::Display for Noun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Noun::Account => "account",
            Noun::Organization => "organization",
            Noun::OrganizationalUnit => "organizational unit",
            Noun::ServiceControlPolicy => "service control policy",
            Noun::ResourceControlPolicy => "resource control policy",
            Noun::User => "user",
            Noun::Group => "group",
            Noun::Role => "role",
            Noun::InlinePolicy => "inline policy",
            Noun::ManagedPolicy => "managed policy",
            Noun::AttachedPolicy => "attached policy",
            Noun::Resource => "resource",
            Noun::ResourcePolicy => "resource policy",
            Noun::SavedRequest => "saved request",
            Noun::SessionPolicy => "session policy",
        })
    }
}

/// Why an edit does not apply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditError {
    /// The edit names something that is not there.
    NotFound {
        /// What.
        noun: Noun,
        /// Its name.
        name: String,
    },
    /// The edit makes something that is already there; names of IAM are compared without case.
    AlreadyExists {
        /// What.
        noun: Noun,
        /// Its name.
        name: String,
    },
    /// There is no organization.
    NoOrganization,
    /// Something is still in use.
    InUse {
        /// What.
        noun: Noun,
        /// Its name.
        name: String,
        /// By what.
        by: String,
    },
    /// `RCPFullAWSAccess` cannot be detached (`EVAL-04`).
    RcpFullAwsAccessStays,
    /// The last service control policy cannot be detached (`POL-55`).
    LastServiceControlPolicy {
        /// From what.
        target: String,
    },
    /// The management account stays in its organization.
    ManagementAccountStays {
        /// Its id.
        account: String,
    },
    /// An AWS managed policy cannot be changed.
    AwsManaged {
        /// Its name or ARN.
        name: String,
    },
    /// Groups have no permissions boundary.
    GroupHasNoBoundary {
        /// The group.
        group: String,
    },
    /// A session duration out of range (`STS-10`).
    MaxSessionDuration {
        /// What was asked for.
        duration_seconds: i64,
    },
    /// OUs are nested at most five deep below the root.
    TooDeep {
        /// The id of the unit.
        unit: String,
    },
    /// A limit of the product is reached.
    QuotaExceeded {
        /// Of what.
        what: &'static str,
        /// How many there may be.
        limit: usize,
    },
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EditError::NotFound { noun, name } => write!(f, "there is no {noun} `{name}`"),
            EditError::AlreadyExists { noun, name } => {
                write!(
                    f,
                    "there is already the {noun} `{name}`: expected another name"
                )
            }
            EditError::NoOrganization => f.write_str("there is no organization in this world"),
            EditError::InUse { noun, name, by } => {
                write!(
                    f,
                    "the {noun} `{name}` is still used by {by}: expected it to be unused"
                )
            }
            EditError::RcpFullAwsAccessStays => {
                f.write_str("`RCPFullAWSAccess` is attached everywhere and cannot be detached")
            }
            EditError::LastServiceControlPolicy { target } => write!(
                f,
                "this is the last service control policy of `{target}`: expected at least one to stay attached"
            ),
            EditError::ManagementAccountStays { account } => write!(
                f,
                "`{account}` is the management account: it stays in the organization as long as that exists"
            ),
            EditError::AwsManaged { name } => {
                write!(f, "`{name}` is managed by AWS and cannot be changed")
            }
            EditError::GroupHasNoBoundary { group } => {
                write!(
                    f,
                    "`{group}` is a group: expected a user or a role to hold the boundary"
                )
            }
            EditError::MaxSessionDuration { duration_seconds } => write!(
                f,
                "`{duration_seconds}` seconds is no session duration of a role: expected 3600 to 43200"
            ),
            EditError::TooDeep { unit } => {
                write!(
                    f,
                    "`{unit}` would be too deep: expected at most five levels of OUs below the root"
                )
            }
            EditError::QuotaExceeded { what, limit } => {
                write!(
                    f,
                    "there are already {limit} {what}: expected no more than that"
                )
            }
        }
    }
}

impl std::error::Error for EditError {}

/// The journal has as many entries as it may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JournalFull {
    /// How many entries there may be.
    pub limit: usize,
}

impl fmt::Display for JournalFull {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the history holds {} steps already: expected room for one more",
            self.limit
        )
    }
}

impl std::error::Error for JournalFull {}

/// Why a text is not a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocumentError {
    /// The text is too long.
    TooLarge {
        /// Its bytes.
        bytes: usize,
        /// How many there may be.
        limit: usize,
    },
    /// The text is not JSON, or nested too deeply.
    NotJson {
        /// What is wrong, with line and column.
        problem: String,
    },
    /// The JSON is something else.
    NotADocument,
    /// A newer version of the playground wrote it.
    NewerVersion {
        /// The version found.
        found: u32,
        /// The newest version known here.
        known: u32,
    },
    /// A member is missing, unknown or of the wrong shape.
    Shape {
        /// What is wrong, with line and column.
        problem: String,
    },
    /// Members contradict each other.
    Inconsistent {
        /// What is wrong.
        problem: String,
    },
    /// There is more of something than there may be.
    QuotaExceeded {
        /// Of what.
        what: &'static str,
        /// How many there are.
        found: usize,
        /// How many there may be.
        limit: usize,
    },
}

impl fmt::Display for DocumentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DocumentError::TooLarge { bytes, limit } => {
                write!(f, "the document has {bytes} bytes: expected at most {limit}")
            }
            DocumentError::NotJson { problem } => write!(f, "the document is not JSON: {problem}"),
            DocumentError::NotADocument => f.write_str(
                "this is not a document of the playground: expected an object with the version `v` as a number",
            ),
            DocumentError::NewerVersion { found, known } => write!(
                f,
                "the document was made with a newer version of the playground: its format is {found}, known is {known}"
            ),
            DocumentError::Shape { problem } => {
                write!(f, "the document has an unexpected shape: {problem}")
            }
            DocumentError::Inconsistent { problem } => {
                write!(f, "the document contradicts itself: {problem}")
            }
            DocumentError::QuotaExceeded { what, found, limit } => {
                write!(f, "the document has {found} {what}: expected at most {limit}")
            }
        }
    }
}

impl std::error::Error for DocumentError {}
