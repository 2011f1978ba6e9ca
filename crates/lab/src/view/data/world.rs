//! The tree of accounts, the wallet and the clock.

use super::{Icon, NoticeAction, Spine};

/// The tree of accounts: rows in reading order, collapsed ones left out.
#[derive(Clone, Debug, PartialEq)]
pub struct TreeView {
    /// The organization (may be empty) and "Outside the organization".
    pub groups: Vec<TreeGroup>,
}

/// One group of the tree.
#[derive(Clone, Debug, PartialEq)]
pub struct TreeGroup {
    /// `Outside the organization`; `None` for the organization's own group.
    pub heading: Option<String>,
    /// Rows in reading order.
    pub rows: Vec<TreeRow>,
}

/// One row of the tree.
#[derive(Clone, Debug, PartialEq)]
pub struct TreeRow {
    /// Stable name of the row, sent back in intents.
    pub key: String,
    /// `aria-level`, from 1.
    pub level: u8,
    /// `aria-posinset`, from 1.
    pub position: u16,
    /// `aria-setsize`.
    pub siblings: u16,
    /// Its name.
    pub label: String,
    /// An id in mono under or beside the name.
    pub detail: Option<String>,
    /// `2 SCPs`, `caller`.
    pub badges: Vec<String>,
    /// Its icon; accounts have a spine instead.
    pub icon: Option<Icon>,
    /// Colour of an account.
    pub spine: Option<Spine>,
    /// Open or closed; `None` for leaves.
    pub expanded: Option<bool>,
    /// The selected row.
    pub selected: bool,
    /// The whole name for assistive technology: `Workloads, organizational unit, 2 SCPs`.
    pub spoken: String,
}

/// The credentials wallet.
#[derive(Clone, Debug, PartialEq)]
pub struct WalletView {
    /// Sessions, newest first.
    pub rows: Vec<WalletRow>,
}

/// One session.
#[derive(Clone, Debug, PartialEq)]
pub struct WalletRow {
    /// Sent back in intents (use as caller).
    pub key: String,
    /// `run-0412`
    pub name: String,
    /// `CollectorApp session, token v2`
    pub detail: String,
    /// `58 min left`, `expired at 10:00`
    pub left: String,
    /// Expired ones stay, struck through.
    pub expired: bool,
    /// Everything of it, label and value, in a disclosure: issued, expires, access key id, issued by, endpoint.
    pub facts: Vec<(String, String)>,
    /// The present caller.
    pub caller: bool,
}

/// The clock's popover.
#[derive(Clone, Debug, PartialEq)]
pub struct ClockView {
    /// `2026-03-02T09:00:00Z`
    pub now: String,
    /// Jumps: label and intent.
    pub jumps: Vec<NoticeAction>,
    /// What is wrong with the typed time.
    pub problem: Option<String>,
}
