//! Keys of rows with one tab stop, as toolbars and tabs have it: arrows go round, Home and End to the ends.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::interop::focus;

/// Where a key leads in a row of `count`, or nowhere.
pub fn row_key(key: &str, at: usize, count: usize) -> Option<usize> {
    if count == 0 {
        return None;
    }
    match key {
        "ArrowRight" => Some((at + 1) % count),
        "ArrowLeft" => Some((at + count - 1) % count),
        "Home" => Some(0),
        "End" => Some(count - 1),
        _ => None,
    }
}

/// Focuses the neighbour among the buttons of the row that heard the key, and says which it is.
///
/// The row's items are its buttons that are on the screen. It is found by its role: the listener is Yew's, on
/// the page's root.
pub fn move_in_row(event: &KeyboardEvent) -> Option<usize> {
    let at: HtmlElement = event.target()?.dyn_into().ok()?;
    let row = at.closest("[role=toolbar], [role=tablist]").ok()??;
    let buttons = row.query_selector_all("button").ok()?;
    let items: Vec<HtmlElement> = (0..buttons.length())
        .filter_map(|index| buttons.item(index)?.dyn_into::<HtmlElement>().ok())
        .filter(|item| item.offset_width() > 0)
        .collect();
    let here = items.iter().position(|item| item.contains(Some(&at)))?;
    let next = row_key(&event.key(), here, items.len())?;
    event.prevent_default();
    focus::give(items.get(next)?);
    Some(next)
}

#[cfg(test)]
mod tests {
    use super::row_key;

    fn check(key: &str, at: usize, expected: Option<usize>) {
        assert_eq!(row_key(key, at, 5), expected, "{key} at {at} of 5");
    }

    #[test]
    fn arrows_go_round_and_the_ends_have_keys() {
        check("ArrowRight", 0, Some(1));
        check("ArrowRight", 4, Some(0));
        check("ArrowLeft", 0, Some(4));
        check("Home", 3, Some(0));
        check("End", 3, Some(4));
        check("Enter", 3, None);
        assert_eq!(row_key("End", 0, 0), None);
    }
}
