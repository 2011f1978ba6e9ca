//! Tree view, single select: one tab stop that wanders, arrows, Home, End and typing ahead.
//!
//! Rows come as one list in reading order with their levels; closed branches are not in it.

use std::rc::Rc;

use lab::Intent;
use lab::view::{TreeRow, TreeView};
use yew::prelude::*;

use super::icon::{icon, name, small_icon};
use crate::dispatch::{Dispatch, use_dispatch};
use crate::interop::focus;
use crate::views::{Part, spine_class};

/// What a key does in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// Focus this row.
    Focus(usize),
    /// Open or close this row.
    Toggle(usize),
    /// Select this row.
    Select(usize),
}

/// The rule of every key; `None` leaves the key to the page.
pub fn tree_key(rows: &[&TreeRow], at: usize, key: &str) -> Option<Move> {
    let row = rows.get(at)?;
    let last = rows.len() - 1;
    match key {
        "ArrowDown" => Some(Move::Focus((at + 1).min(last))),
        "ArrowUp" => Some(Move::Focus(at.saturating_sub(1))),
        "Home" => Some(Move::Focus(0)),
        "End" => Some(Move::Focus(last)),
        "ArrowRight" => match row.expanded {
            Some(false) => Some(Move::Toggle(at)),
            Some(true) => Some(Move::Focus((at + 1).min(last))),
            None => Some(Move::Focus(at)),
        },
        "ArrowLeft" if row.expanded == Some(true) => Some(Move::Toggle(at)),
        "ArrowLeft" => {
            let parent = (0..at).rev().find(|other| {
                rows.get(*other)
                    .is_some_and(|other| other.level < row.level)
            });
            Some(Move::Focus(parent.unwrap_or(at)))
        }
        "Enter" | " " => Some(Move::Select(at)),
        _ => ahead(rows, at, key).map(Move::Focus),
    }
}

/// The next row whose name begins with the letter, going round.
fn ahead(rows: &[&TreeRow], at: usize, key: &str) -> Option<usize> {
    let mut letters = key.chars();
    let letter = letters
        .next()
        .filter(|letter| letter.is_alphanumeric() && letters.next().is_none())?;
    let begins = |row: &&TreeRow| {
        row.label
            .chars()
            .next()
            .is_some_and(|first| first.eq_ignore_ascii_case(&letter))
    };
    (1..=rows.len())
        .map(|ahead| (at + ahead) % rows.len())
        .find(|to| rows.get(*to).is_some_and(begins))
}

/// The accounts and what is in them.
#[component]
pub fn Tree(props: &Part<TreeView>) -> Html {
    let dispatch = use_dispatch();
    // The row with the tab stop; before anybody came here it is the selected one.
    let stop = use_state(|| None::<String>);
    let rows: Vec<&TreeRow> = props
        .view
        .groups
        .iter()
        .flat_map(|group| &group.rows)
        .collect();
    let at = stop
        .as_ref()
        .and_then(|key| rows.iter().position(|row| row.key == *key))
        .or_else(|| rows.iter().position(|row| row.selected))
        .unwrap_or(0);

    let onkeydown = {
        let (view, dispatch, stop) = (Rc::clone(&props.view), dispatch.clone(), stop.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.ctrl_key() || event.meta_key() || event.alt_key() {
                return;
            }
            let rows: Vec<&TreeRow> = view.groups.iter().flat_map(|group| &group.rows).collect();
            let Some(done) = tree_key(&rows, at, &event.key()) else {
                return;
            };
            event.prevent_default();
            let key = |row: usize| rows.get(row).map(|row| row.key.clone());
            match done {
                Move::Focus(row) => {
                    stop.set(key(row));
                    focus::by_id(&row_id(row));
                }
                Move::Toggle(row) => key(row).into_iter().for_each(|key| {
                    dispatch.send(Intent::ToggleTreeRow(key));
                }),
                Move::Select(row) => key(row).into_iter().for_each(|key| {
                    dispatch.send(Intent::SelectTreeRow(key));
                }),
            }
        })
    };
    let mut index = 0;
    let groups = props
        .view
        .groups
        .iter()
        .enumerate()
        .map(|(group_at, group)| {
            let heading_id = ["tree-group-", &group_at.to_string()].concat();
            let items: Html = group
                .rows
                .iter()
                .map(|row| {
                    index += 1;
                    item(row, index - 1, index - 1 == at, &dispatch, &stop)
                })
                .collect();
            html! {
                <>
                    if let Some(heading) = &group.heading {
                        <h3 class="accounts__heading" id={heading_id.clone()}>{ heading }</h3>
                    }
                    <ul class="tree" role="tree" onkeydown={onkeydown.clone()}
                        aria-label={group.heading.is_none().then_some("Organization")}
                        aria-labelledby={group.heading.is_some().then_some(heading_id)}>
                        { items }
                    </ul>
                </>
            }
        });
    html! { { for groups } }
}

fn row_id(at: usize) -> String {
    ["tree-row-", &at.to_string()].concat()
}

fn item(
    row: &TreeRow,
    at: usize,
    stop_here: bool,
    dispatch: &Dispatch,
    stop: &UseStateHandle<Option<String>>,
) -> Html {
    let select = {
        let (dispatch, stop, key) = (dispatch.clone(), stop.clone(), row.key.clone());
        Callback::from(move |_: MouseEvent| {
            stop.set(Some(key.clone()));
            dispatch.send(Intent::SelectTreeRow(key.clone()));
        })
    };
    let toggle = {
        let (dispatch, key) = (dispatch.clone(), row.key.clone());
        Callback::from(move |event: MouseEvent| {
            event.stop_propagation();
            dispatch.send(Intent::ToggleTreeRow(key.clone()));
        })
    };
    let account = row
        .spine
        .map(|spine| classes!("tree__row--account", spine_class(spine)));
    html! {
        <li class="tree__item" role="treeitem" key={row.key.clone()} id={row_id(at)}
            aria-level={row.level.to_string()} aria-posinset={row.position.to_string()}
            aria-setsize={row.siblings.to_string()} aria-expanded={row.expanded.map(|open| open.to_string())}
            aria-selected={row.selected.to_string()} aria-label={row.spoken.clone()}
            tabindex={if stop_here { "0" } else { "-1" }}>
            <div class={classes!("tree__row", account)} onclick={select}>
                if row.expanded.is_some() {
                    <span class="tree__twisty" onclick={toggle}>{ small_icon("chevron") }</span>
                }
                if row.spine.is_some() { <span class="spine" /> }
                if let Some(picture) = row.icon.filter(|_| row.spine.is_none()) { { icon(name(picture)) } }
                <span class={if row.spine.is_some() { "tree__text" } else { "truncate" }}>
                    <span class="tree__name">{ &row.label }</span>
                    if let Some(detail) = &row.detail { { " " }<span class="tree__id">{ detail }</span> }
                </span>
                if !row.badges.is_empty() {
                    <span class="tree__badges">
                        { for row.badges.iter().map(|badge| html! { <span class="tag">{ badge }</span> }) }
                    </span>
                }
            </div>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(label: &str, level: u8, expanded: Option<bool>) -> TreeRow {
        TreeRow {
            key: label.into(),
            level,
            position: 1,
            siblings: 1,
            label: label.into(),
            detail: None,
            badges: Vec::new(),
            icon: None,
            spine: None,
            expanded,
            selected: false,
            spoken: label.into(),
        }
    }

    /// Acme > Workloads > Prod > (VendorReadOnly, Deployer); Security is closed.
    fn check(at: usize, key: &str, expected: Option<Move>) {
        let rows = [
            row("Acme", 1, Some(true)),
            row("Workloads", 2, Some(true)),
            row("VendorReadOnly", 3, None),
            row("Deployer", 3, None),
            row("Security", 2, Some(false)),
        ];
        let rows: Vec<&TreeRow> = rows.iter().collect();
        assert_eq!(tree_key(&rows, at, key), expected, "{key} at {at}");
    }

    #[test]
    fn up_and_down_walk_the_rows_and_stop_at_the_ends() {
        check(0, "ArrowDown", Some(Move::Focus(1)));
        check(4, "ArrowDown", Some(Move::Focus(4)));
        check(0, "ArrowUp", Some(Move::Focus(0)));
        check(2, "Home", Some(Move::Focus(0)));
        check(2, "End", Some(Move::Focus(4)));
    }

    #[test]
    fn right_opens_then_enters_and_left_closes_then_leaves() {
        check(4, "ArrowRight", Some(Move::Toggle(4)));
        check(1, "ArrowRight", Some(Move::Focus(2)));
        check(2, "ArrowRight", Some(Move::Focus(2)));
        check(1, "ArrowLeft", Some(Move::Toggle(1)));
        check(3, "ArrowLeft", Some(Move::Focus(1)));
        check(4, "ArrowLeft", Some(Move::Focus(0)));
    }

    #[test]
    fn letters_go_to_the_next_name_that_begins_so() {
        check(0, "d", Some(Move::Focus(3)));
        check(3, "V", Some(Move::Focus(2)));
        check(4, "s", Some(Move::Focus(4)));
        check(0, "q", None);
        check(0, "F6", None);
    }

    #[test]
    fn enter_and_space_select() {
        check(2, "Enter", Some(Move::Select(2)));
        check(2, " ", Some(Move::Select(2)));
    }
}
