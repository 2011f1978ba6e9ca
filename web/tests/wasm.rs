//! Widgets in a real browser: what they draw, and what their keys do. The rules themselves are tested beside them.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests may stop at the first surprise"
)]

use std::cell::RefCell;
use std::rc::Rc;

use lab::view::{Outcome, PickerGroup, PickerOption, PickerView};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web::widgets::combobox::{Combobox, Props as ComboboxProps};
use web::widgets::mark::{Size, mark};
use web_sys::{Element, HtmlElement, HtmlInputElement, KeyboardEvent, KeyboardEventInit};
use yew::prelude::*;

wasm_bindgen_test_configure!(run_in_browser);

fn place() -> Element {
    let page = web_sys::window().unwrap().document().unwrap();
    let place = page.create_element("div").unwrap();
    page.body().unwrap().append_child(&place).unwrap();
    place
}

/// Yew draws in a microtask, so a timer's turn comes after it.
async fn drawn() {
    let turn = js_sys::Promise::new(&mut |done, _| {
        web_sys::window()
            .unwrap()
            .set_timeout_with_callback(&done)
            .unwrap();
    });
    wasm_bindgen_futures::JsFuture::from(turn).await.unwrap();
}

fn find(place: &Element, selector: &str) -> HtmlElement {
    place
        .query_selector(selector)
        .unwrap()
        .expect(selector)
        .unchecked_into()
}

fn press(at: &HtmlElement, key: &str) {
    let init = KeyboardEventInit::new();
    init.set_key(key);
    init.set_bubbles(true);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
    at.dispatch_event(&event).unwrap();
}

fn option(value: &str) -> PickerOption {
    PickerOption {
        value: value.into(),
        label: value.into(),
        detail: None,
    }
}

fn callers() -> PickerView {
    PickerView {
        label: "Caller".into(),
        value: "ops-lena".into(),
        text: "ops-lena".into(),
        spine: None,
        free_text: false,
        groups: vec![PickerGroup {
            label: "Nightjar".into(),
            options: vec![option("CollectorApp"), option("ops-lena")],
        }],
        problem: None,
    }
}

#[wasm_bindgen_test]
async fn a_combobox_filters_and_takes_by_keyboard() {
    let place = place();
    let picked = Rc::new(RefCell::new(Vec::new()));
    let on_pick = {
        let picked = Rc::clone(&picked);
        Callback::from(move |value: String| picked.borrow_mut().push(value))
    };
    let props = ComboboxProps {
        id: "caller",
        picker: callers(),
        invalid: false,
        on_pick,
    };
    yew::Renderer::<Combobox>::with_root_and_props(place.clone(), props).render();
    drawn().await;

    let field = find(&place, "[role=combobox]");
    assert_eq!(
        field.get_attribute("aria-expanded").as_deref(),
        Some("false")
    );
    field.focus().unwrap();
    press(&field, "ArrowDown");
    drawn().await;
    assert_eq!(
        field.get_attribute("aria-expanded").as_deref(),
        Some("true")
    );
    assert_eq!(
        place.query_selector_all("[role=option]").unwrap().length(),
        2
    );

    field.unchecked_ref::<HtmlInputElement>().set_value("coll");
    field.dispatch_event(&bubbling("input")).unwrap();
    drawn().await;
    let shown = find(&place, "[role=option]");
    assert_eq!(shown.text_content().as_deref(), Some("CollectorApp"));
    assert_eq!(
        field.get_attribute("aria-activedescendant"),
        Some(shown.id())
    );
    assert_eq!(
        place.query_selector_all("[role=option]").unwrap().length(),
        1
    );

    press(&field, "Enter");
    drawn().await;
    assert_eq!(*picked.borrow(), ["CollectorApp"]);
    assert_eq!(
        field.get_attribute("aria-expanded").as_deref(),
        Some("false")
    );
}

fn bubbling(kind: &str) -> Event {
    let init = web_sys::EventInit::new();
    init.set_bubbles(true);
    Event::new_with_event_init_dict(kind, &init).unwrap()
}

#[component]
fn Marks() -> Html {
    let all = [
        Outcome::Allow,
        Outcome::Gap,
        Outcome::Bar,
        Outcome::Reject,
        Outcome::Skip,
        Outcome::Unreached,
    ];
    html! { { for all.into_iter().map(|outcome| mark(outcome, Size::Row)) } }
}

#[wasm_bindgen_test]
async fn every_outcome_has_a_mark_of_its_own_in_the_namespace_of_svg() {
    let place = place();
    yew::Renderer::<Marks>::with_root(place.clone()).render();
    drawn().await;
    let marks = place.query_selector_all("svg.mark > use").unwrap();
    let mut symbols: Vec<String> = (0..marks.length())
        .map(|at| marks.item(at).unwrap().unchecked_into::<Element>())
        .map(|mark| {
            assert_eq!(
                mark.namespace_uri().as_deref(),
                Some("http://www.w3.org/2000/svg")
            );
            mark.get_attribute("href").unwrap()
        })
        .collect();
    symbols.sort();
    symbols.dedup();
    assert_eq!(symbols.len(), 6);
}
