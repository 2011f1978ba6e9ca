//! The prefixes of unique ids and access key ids (`TOKEN-01`).

/// What kind of entity a unique id names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UniqueIdKind {
    /// `AIDA…`
    User,
    /// `AROA…`
    Role,
    /// `AGPA…`
    Group,
    /// `ANPA…`
    ManagedPolicy,
}

impl UniqueIdKind {
    /// The four letters in front.
    pub const fn prefix(self) -> &'static str {
        match self {
            UniqueIdKind::User => "AIDA",
            UniqueIdKind::Role => "AROA",
            UniqueIdKind::Group => "AGPA",
            UniqueIdKind::ManagedPolicy => "ANPA",
        }
    }

    /// The kind a text claims by its prefix.
    pub fn of(text: &str) -> Option<UniqueIdKind> {
        [
            UniqueIdKind::User,
            UniqueIdKind::Role,
            UniqueIdKind::Group,
            UniqueIdKind::ManagedPolicy,
        ]
        .into_iter()
        .find(|kind| {
            text.starts_with(kind.prefix()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
    }
}

/// What kind of credentials an access key id belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccessKeyKind {
    /// `AKIA…`, a long-term key.
    LongTerm,
    /// `ASIA…`, a temporary key.
    Temporary,
}

impl AccessKeyKind {
    /// The four letters in front.
    pub const fn prefix(self) -> &'static str {
        match self {
            AccessKeyKind::LongTerm => "AKIA",
            AccessKeyKind::Temporary => "ASIA",
        }
    }
}
