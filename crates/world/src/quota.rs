//! The limits of the product, in one table.
//!
//! Not AWS's own quotas: those are rules of the simulation and of the editor.

/// How large things may grow before they are refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotas {
    /// Accounts in a world.
    pub accounts: usize,
    /// Policy texts in a world.
    pub policy_texts: usize,
    /// Entries in a journal.
    pub entries: usize,
    /// Bytes of a document that is read.
    pub document_bytes: usize,
    /// Characters of a title.
    pub title_characters: usize,
}

/// The limits in force; a document from elsewhere is a stranger's input.
pub const QUOTAS: Quotas = Quotas {
    accounts: 50,
    policy_texts: 2_000,
    entries: 5_000,
    document_bytes: 4 * 1024 * 1024,
    title_characters: 120,
};
