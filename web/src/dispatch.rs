//! How every component speaks to the root: one context that never makes anyone draw again.

use lab::Intent;
use yew::prelude::*;

/// Takes intents to the root component.
#[derive(Clone, Default)]
pub struct Dispatch(Callback<Intent>);

/// Every dispatch leads to the same root, so a new one changes nothing for those who hold the old.
impl PartialEq for Dispatch {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Dispatch {
    /// Wraps the root's callback.
    pub fn new(to_root: Callback<Intent>) -> Self {
        Self(to_root)
    }

    /// Sends one intent.
    pub fn send(&self, intent: Intent) {
        self.0.emit(intent);
    }

    /// A click that sends this intent.
    pub fn click(&self, intent: Intent) -> Callback<MouseEvent> {
        let to_root = self.0.clone();
        Callback::from(move |_| to_root.emit(intent.clone()))
    }

    /// A callback over a text, such as a field's new value.
    pub fn text(&self, make: impl Fn(String) -> Intent + 'static) -> Callback<String> {
        let to_root = self.0.clone();
        Callback::from(move |text| to_root.emit(make(text)))
    }
}

/// The dispatch of the page; outside the page, in a test of one widget, it leads nowhere.
#[hook]
pub fn use_dispatch() -> Dispatch {
    use_context::<Dispatch>().unwrap_or_default()
}
