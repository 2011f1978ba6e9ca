//! Window splitter between two panes: arrows move it, Enter folds the pane away, Home and End go to the ends.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// Which pane a splitter sizes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The accounts, on its left.
    Left,
    /// The explanation, on its right.
    Right,
}

/// Share of the window in percent a pane may take: least, most.
const RANGE: (i32, i32) = (12, 50);

/// What a splitter needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Which pane it sizes.
    pub side: Side,
    /// The id of that pane.
    pub controls: &'static str,
    /// Its name: `Width of the accounts`.
    pub label: &'static str,
    /// Share of the window at the start, in percent.
    pub start: i32,
    /// Whether the pane is folded away.
    pub collapsed: bool,
    /// Folds the pane away or back.
    pub on_collapse: Callback<()>,
}

/// What a key does to a splitter that stands at `at` percent; `None` leaves it where it is.
pub fn moved(key: &str, at: i32, side: Side) -> Option<i32> {
    let outward = if side == Side::Left { 2 } else { -2 };
    let to = match key {
        "ArrowRight" => at + outward,
        "ArrowLeft" => at - outward,
        "Home" => RANGE.0,
        "End" => RANGE.1,
        _ => return None,
    };
    Some(to.clamp(RANGE.0, RANGE.1))
}

/// The line between two panes.
#[component]
pub fn Splitter(props: &Props) -> Html {
    let node = use_node_ref();
    let at = use_state(|| props.start);
    let dragging = use_state(|| false);
    let side = props.side;

    let place = {
        let (node, at) = (node.clone(), at.clone());
        move |percent: i32| {
            let percent = percent.clamp(RANGE.0, RANGE.1);
            at.set(percent);
            write_width(&node, side, percent);
        }
    };
    let onkeydown = {
        let (place, now, collapse) = (place.clone(), *at, props.on_collapse.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" {
                event.prevent_default();
                collapse.emit(());
            } else if let Some(to) = moved(&event.key(), now, side) {
                event.prevent_default();
                place(to);
            }
        })
    };
    let onpointerdown = {
        let dragging = dragging.clone();
        Callback::from(move |event: PointerEvent| {
            if let Some(line) = event.target().and_then(|at| at.dyn_into::<Element>().ok()) {
                // Without the capture a fast drag loses the line, and that is all.
                let _ = line.set_pointer_capture(event.pointer_id());
            }
            dragging.set(true);
        })
    };
    let onpointermove = {
        let held = *dragging;
        Callback::from(move |event: PointerEvent| {
            if let Some(percent) = held.then(|| share(event.client_x(), side)).flatten() {
                place(percent);
            }
        })
    };
    let release = Callback::from(move |_: PointerEvent| dragging.set(false));
    let class = match side {
        Side::Left => "splitter splitter--left",
        Side::Right => "splitter splitter--right",
    };
    html! {
        <div {class} ref={node} role="separator" tabindex="0" aria-orientation="vertical"
            title={props.label} aria-controls={props.controls}
            aria-valuemin={RANGE.0.to_string()} aria-valuemax={RANGE.1.to_string()}
            aria-valuenow={if props.collapsed { RANGE.0 } else { *at }.to_string()}
            aria-valuetext={props.collapsed.then_some("folded away")}
            {onkeydown} {onpointerdown} {onpointermove}
            onpointerup={release.clone()} onpointercancel={release} />
    }
}

/// Where the pointer is, as the pane's share of the window in percent.
fn share(x: i32, side: Side) -> Option<i32> {
    let whole = crate::interop::document()?
        .document_element()?
        .client_width()
        .max(1);
    let width = if side == Side::Left { x } else { whole - x };
    Some(width * 100 / whole)
}

/// Written through the style object, which the page's content security policy allows; an attribute it does not.
fn write_width(node: &NodeRef, side: Side, percent: i32) {
    let shell = node
        .cast::<HtmlElement>()
        .and_then(|line| line.parent_element());
    if let Some(shell) = shell.and_then(|shell| shell.dyn_into::<HtmlElement>().ok()) {
        let name = if side == Side::Left {
            "--left-width"
        } else {
            "--right-width"
        };
        let width = [&percent.to_string(), "vw"].concat();
        // A browser that refuses leaves the columns as they were.
        let _ = shell.style().set_property(name, &width);
    }
}

#[cfg(test)]
mod tests {
    use super::{Side, moved};

    #[test]
    fn arrows_move_the_line_and_not_the_width() {
        assert_eq!(moved("ArrowRight", 20, Side::Left), Some(22));
        assert_eq!(moved("ArrowRight", 30, Side::Right), Some(28));
        assert_eq!(moved("ArrowLeft", 12, Side::Left), Some(12));
        assert_eq!(moved("End", 20, Side::Left), Some(50));
        assert_eq!(moved("a", 20, Side::Left), None);
    }
}
