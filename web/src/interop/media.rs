//! What the browser and its system prefer, and the colours of the page.

use gloo::events::EventListener;
use lab::Intent;
use lab::view::Theme;
use web_sys::VisibilityState;

use super::{document, window};
use crate::dispatch::Dispatch;

/// Whether a media query holds.
pub fn matches(query: &str) -> bool {
    let list = window().and_then(|window| window.match_media(query).ok().flatten());
    list.is_some_and(|list| list.matches())
}

/// Whether things may move.
pub fn motion_welcome() -> bool {
    !matches("(prefers-reduced-motion: reduce)")
}

/// Whether somebody can see the page.
pub fn visible() -> bool {
    document().is_some_and(|page| page.visibility_state() == VisibilityState::Visible)
}

/// Paints with a theme: an attribute the style sheet reads; without it the system decides.
pub fn apply_theme(theme: Theme) {
    let Some(root) = document().and_then(|page| page.document_element()) else {
        return;
    };
    let name = match theme {
        Theme::System => {
            // The call fails for no attribute name that is legal.
            let _ = root.remove_attribute("data-theme");
            return;
        }
        Theme::Light => "light",
        Theme::Dark => "dark",
    };
    let _ = root.set_attribute("data-theme", name);
}

/// Tells when the page is being left or put out of sight, which on a phone may be the last thing it hears.
pub fn watch_leaving(dispatch: &Dispatch) -> Vec<EventListener> {
    let (Some(window), Some(page)) = (window(), document()) else {
        return Vec::new();
    };
    let (at_hide, at_change) = (dispatch.clone(), dispatch.clone());
    vec![
        EventListener::new(&window, "pagehide", move |_| at_hide.send(Intent::Leaving)),
        EventListener::new(&page, "visibilitychange", move |_| {
            if !visible() {
                at_change.send(Intent::Leaving);
            }
        }),
    ]
}
