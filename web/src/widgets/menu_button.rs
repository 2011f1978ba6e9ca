//! Menu button: arrows walk the open menu, Escape and leaving it close it.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Node};
use yew::prelude::*;

use crate::interop::focus;

/// One line of a menu.
#[derive(Clone, PartialEq)]
pub struct Item {
    /// Its text.
    pub label: AttrValue,
    /// A quieter note at its end, such as its key.
    pub note: Option<&'static str>,
    /// What it does.
    pub on_choose: Callback<()>,
}

/// What a menu button needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Classes of the button.
    pub class: &'static str,
    /// Accessible name, when the content alone does not say it.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// The content of the button.
    pub children: Html,
    /// The lines.
    pub items: Vec<Item>,
}

/// A button that opens a menu.
#[component]
pub fn MenuButton(props: &Props) -> Html {
    let open = use_state(|| false);
    let (button, menu) = (use_node_ref(), use_node_ref());

    {
        let menu = menu.clone();
        use_effect_with(*open, move |open| {
            if *open {
                focus_item(&menu, 0);
            }
        });
    }
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let open_by_key = {
        let open = open.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "ArrowDown" {
                event.prevent_default();
                open.set(true);
            }
        })
    };
    let close = {
        let (open, button) = (open.clone(), button.clone());
        Callback::from(move |back: bool| {
            open.set(false);
            if let Some(button) = back.then(|| button.cast::<HtmlElement>()).flatten() {
                focus::give(&button);
            }
        })
    };
    let walk = {
        let (menu, close) = (menu.clone(), close.clone());
        Callback::from(move |event: KeyboardEvent| {
            let (Some(at), count) = position(&menu, &event) else {
                return;
            };
            let to = match event.key().as_str() {
                "ArrowDown" => (at + 1) % count,
                "ArrowUp" => (at + count - 1) % count,
                "Home" => 0,
                "End" => count - 1,
                "Escape" => {
                    event.prevent_default();
                    return close.emit(true);
                }
                "Tab" => return close.emit(true),
                _ => return,
            };
            event.prevent_default();
            focus_item(&menu, to);
        })
    };
    let leave = {
        let (menu, close) = (menu.clone(), close.clone());
        Callback::from(move |event: FocusEvent| {
            let to = event
                .related_target()
                .and_then(|to| to.dyn_into::<Node>().ok());
            let inside = menu
                .cast::<Node>()
                .is_some_and(|menu| menu.contains(to.as_ref()));
            if !inside {
                close.emit(false);
            }
        })
    };
    html! {
        <>
            <button type="button" class={props.class} ref={button} aria-haspopup="menu"
                aria-expanded={open.to_string()} aria-label={props.label.clone()}
                onmousedown={keep_focus()} onclick={toggle} onkeydown={open_by_key}>
                { props.children.clone() }
            </button>
            if *open {
                <div class="menu" role="menu" ref={menu} onkeydown={walk} onfocusout={leave}>
                    { for props.items.iter().map(|item| {
                        let (choose, close) = (item.on_choose.clone(), close.clone());
                        let onclick = Callback::from(move |_: MouseEvent| {
                            // First back to the button, so that a dialog opened now returns there.
                            close.emit(true);
                            choose.emit(());
                        });
                        html! {
                            <button type="button" class="menu__item" role="menuitem" tabindex="-1" {onclick}>
                                { item.label.clone() }
                                if let Some(note) = item.note { <span class="menu__note">{ note }</span> }
                            </button>
                        }
                    }) }
                </div>
            }
        </>
    }
}

/// A press on the button of an open menu must not first close it by taking the focus away.
fn keep_focus() -> Callback<MouseEvent> {
    Callback::from(|event: MouseEvent| event.prevent_default())
}

fn items(menu: &NodeRef) -> Vec<HtmlElement> {
    let Some(menu) = menu.cast::<HtmlElement>() else {
        return Vec::new();
    };
    let Ok(found) = menu.query_selector_all("[role=menuitem]") else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|at| found.item(at)?.dyn_into().ok())
        .collect()
}

fn focus_item(menu: &NodeRef, at: usize) {
    if let Some(item) = items(menu).get(at) {
        focus::give(item);
    }
}

fn position(menu: &NodeRef, event: &KeyboardEvent) -> (Option<usize>, usize) {
    let items = items(menu);
    let here = crate::interop::target(event);
    let at = items
        .iter()
        .position(|item| here.as_ref().is_some_and(|here| item.contains(Some(here))));
    (at, items.len())
}
