//! The top bar, the wallet and the clock.

use aws::Timestamp;
use world::{Command, Edit, TokenVersion};

use super::{ClockView, NoticeAction, TopBarView, WalletRow, WalletView};
use crate::Intent;
use crate::model::Model;
use crate::places::{caller_key, time_left};
use crate::store::Slot;

/// The top bar.
pub(super) fn top_bar(model: &Model) -> TopBarView {
    let journal = &model.bench.document.journal;
    let undo = journal
        .can_undo()
        .then(|| journal.applied().last())
        .flatten();
    let redo = journal.entries().get(journal.head());
    TopBarView {
        title: model.bench.state().scenario().title.clone(),
        saved: match model.bench.slot {
            Slot::Visiting => "Shared scenario, not saved".to_owned(),
            Slot::Scenario(_) | Slot::Copy(_) => model.view.saved.clone(),
        },
        undo: undo.map(|entry| command_words(&entry.command).to_owned()),
        redo: redo.map(|entry| command_words(&entry.command).to_owned()),
        clock: shown(model.bench.state().now()),
        theme: model.view.theme,
    }
}

/// `2026-03-02 09:00:00Z`
fn shown(at: Timestamp) -> String {
    at.to_string().replace('T', " ")
}

/// What a command was, for "Undo: …".
fn command_words(command: &Command) -> &'static str {
    match command {
        Command::Call(_) => "the call",
        Command::SetClock { .. } => "setting the clock",
        Command::Edit(edit) => match edit {
            Edit::SetPolicyText { .. } | Edit::PutInlinePolicy { .. } => "editing a policy",
            Edit::SetRequest { .. } => "changing the request",
            Edit::SetSwitch { .. } => "switching a policy",
            Edit::SetTitle { .. } => "renaming",
            _ => "editing the scenario",
        },
    }
}

/// The wallet, newest session first.
pub(super) fn wallet(model: &Model) -> WalletView {
    let state = model.bench.state();
    let now = state.now();
    let current = model
        .bench
        .saved_request()
        .map(|request| caller_key(&request.call.caller));
    let rows = state.sessions().iter().rev().map(|session| {
        let key = caller_key(&world::CallerRef::Session(session.reference.clone()));
        let version = match session.token_version {
            TokenVersion::Version1 => "token v1",
            TokenVersion::Version2 => "token v2",
        };
        let mut facts = vec![
            ("Session ARN".to_owned(), session.principal.name_in_errors()),
            ("Issued".to_owned(), session.issued_at.to_string()),
            ("Expires".to_owned(), session.expires_at.to_string()),
            ("Access key id".to_owned(), session.access_key_id.clone()),
            ("Issued by".to_owned(), endpoint_words(&session.issued_by)),
        ];
        if let Some(by) = &session.assumed_by {
            facts.push(("Assumed by".to_owned(), by.name_in_errors()));
        }
        if session.chain_depth > 0 {
            facts.push((
                "Role chaining".to_owned(),
                "yes, at most one hour".to_owned(),
            ));
        }
        let caller = current.as_ref() == Some(&key);
        WalletRow {
            key,
            name: session.role_session_name.clone(),
            detail: format!("{} session, {version}", session.role_arn.name()),
            left: time_left(session.expires_at, now),
            expired: session.is_expired(now),
            facts,
            caller,
        }
    });
    WalletView {
        rows: rows.collect(),
    }
}

fn endpoint_words(endpoint: &world::EndpointChoice) -> String {
    match endpoint {
        world::EndpointChoice::Default => "a regional STS endpoint".to_owned(),
        world::EndpointChoice::Global => "the global endpoint, sts.amazonaws.com".to_owned(),
        world::EndpointChoice::Regional(region) => format!("sts.{region}.amazonaws.com"),
    }
}

/// The clock's popover.
pub(super) fn clock(model: &Model) -> ClockView {
    let state = model.bench.state();
    let jump = |label: &str, intent: Intent| NoticeAction {
        label: label.to_owned(),
        intent,
    };
    let mut jumps = vec![
        jump("+15 minutes", Intent::AdvanceClock(15 * 60)),
        jump("+1 hour", Intent::AdvanceClock(3600)),
    ];
    let next = state
        .sessions()
        .iter()
        .filter(|it| !it.is_expired(state.now()))
        .map(|it| it.expires_at)
        .min();
    if let Some(expiry) = next {
        jumps.push(jump(
            "Before the next expiry",
            Intent::SetClock(expiry.plus(-60).to_string()),
        ));
        jumps.push(jump(
            "After the next expiry",
            Intent::SetClock(expiry.plus(60).to_string()),
        ));
    }
    ClockView {
        now: state.now().to_string(),
        jumps,
        problem: model.view.clock_problem.clone(),
    }
}
