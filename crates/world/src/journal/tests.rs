//! Undo, redo, groups and typing.

#![allow(clippy::unwrap_used, reason = "tests may stop at the first surprise")]

use super::*;
use crate::command::Edit;

fn title(text: &str) -> Command {
    Command::Edit(Edit::SetTitle {
        title: text.to_owned(),
    })
}

fn clock(seconds: i64) -> Command {
    Command::SetClock {
        to: aws::Timestamp::from_seconds(seconds),
    }
}

/// Entries as `id:what`, with a bar at the head.
fn check(journal: &Journal, expected: &str) {
    let mut words = Vec::new();
    for (at, entry) in journal.entries().iter().enumerate() {
        if at == journal.head() {
            words.push("|".to_owned());
        }
        let what = match &entry.command {
            Command::Edit(Edit::SetTitle { title }) => title.clone(),
            Command::SetClock { to } => to.seconds().to_string(),
            other => format!("{other:?}"),
        };
        words.push(format!("{}:{what}", entry.id));
    }
    assert_eq!(words.join(" "), expected);
}

#[test]
fn a_new_command_cuts_the_tail_and_never_reuses_an_id() {
    let mut journal = Journal::default();
    assert!(!journal.undo() && !journal.redo());
    journal.push(clock(1)).unwrap();
    journal.push(clock(2)).unwrap();
    assert!(journal.undo());
    check(&journal, "1:1 | 2:2");
    journal.push(clock(3)).unwrap();
    check(&journal, "1:1 3:3");
    assert!(!journal.can_redo());
    assert_eq!(journal.entry(EntryId(2)), None);
    assert_eq!(
        journal.entry(EntryId(3)).map(|entry| entry.id),
        Some(EntryId(3))
    );
    journal.undo();
    journal.cut_redo();
    assert_eq!(journal.next_id(), EntryId(4));
}

#[test]
fn a_group_goes_and_comes_back_as_one() {
    let mut journal = Journal::default();
    journal.push(clock(1)).unwrap();
    assert_eq!(
        journal.push_group(vec![clock(2), clock(3)]).unwrap(),
        [EntryId(2), EntryId(3)]
    );
    journal.push_group(vec![clock(4), clock(5)]).unwrap();
    journal.undo();
    check(&journal, "1:1 2:2 3:3 | 4:4 5:5");
    journal.undo();
    check(&journal, "1:1 | 2:2 3:3 4:4 5:5");
    journal.redo();
    check(&journal, "1:1 2:2 3:3 | 4:4 5:5");
}

#[test]
fn typing_coalesces_until_it_is_finished() {
    let mut journal = Journal::default();
    journal.push_typing(title("a")).unwrap();
    journal.push_typing(title("ab")).unwrap();
    check(&journal, "2:ab");
    journal.finish_typing();
    journal.push_typing(title("abc")).unwrap();
    check(&journal, "2:ab 3:abc");
    journal.push(clock(1)).unwrap();
    journal.push_typing(title("abcd")).unwrap();
    check(&journal, "2:ab 3:abc 4:1 5:abcd");
    journal
        .push_typing(Command::Edit(Edit::RenameOrganization { name: "x".into() }))
        .unwrap();
    journal.undo();
    journal.undo();
    journal.push_typing(title("z")).unwrap();
    check(&journal, "2:ab 3:abc 4:1 7:z");
    journal.undo();
    journal.cut_redo();
    journal.undo();
    journal.cut_redo();
    journal.push_typing(title("q")).unwrap();
    check(&journal, "2:ab 3:abc 8:q");
}

#[test]
fn the_floor_holds() {
    let mut journal = Journal::default();
    journal.push_typing(title("a")).unwrap();
    journal.raise_floor_to_head();
    assert!(!journal.can_undo() && !journal.undo());
    journal.push_typing(title("b")).unwrap();
    check(&journal, "1:a 2:b");
    assert!(journal.undo());
    assert!(!journal.undo());
    assert_eq!((journal.head(), journal.floor()), (1, 1));
}

#[test]
fn a_full_journal_refuses_and_stays_as_it_was() {
    let mut journal = Journal::default();
    for _ in 0..QUOTAS.entries {
        journal.push(clock(0)).unwrap();
    }
    let full = JournalFull { limit: 5_000 };
    assert_eq!(journal.push(clock(1)), Err(full));
    journal.undo();
    assert_eq!(journal.push_group(vec![clock(1), clock(2)]), Err(full));
    assert!(journal.can_redo());
    assert_eq!(
        full.to_string(),
        "the history holds 5000 steps already: expected room for one more"
    );
}
