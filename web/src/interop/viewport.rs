//! Whether the page is narrow: below 900 px it is laid out for a phone.

use gloo::events::EventListener;
use yew::prelude::*;

use super::{media, window};

const NARROW: &str = "(max-width: 899.98px)";

/// Whether the page is narrow now; draws anew when that changes.
#[hook]
pub fn use_narrow() -> bool {
    let narrow = use_state(|| media::matches(NARROW));
    let setter = narrow.setter();
    use_effect_with((), move |()| {
        let list = window().and_then(|window| window.match_media(NARROW).ok().flatten());
        let listener = list.map(|list| {
            EventListener::new(&list, "change", move |_| setter.set(media::matches(NARROW)))
        });
        move || drop(listener)
    });
    *narrow
}
