//! Icons out of the sprite in `index.html`. None stands without words beside it, except the transport arrows,
//! undo and redo, whose buttons are named for assistive technology.

use lab::view::Icon;
use yew::prelude::*;

/// An icon by the name of its symbol, without `i-`.
pub fn icon(name: &str) -> Html {
    sized(name, "icon")
}

/// The same at 12 px.
pub fn small_icon(name: &str) -> Html {
    sized(name, "icon icon--small")
}

/// The same at 20 px.
pub fn large_icon(name: &str) -> Html {
    sized(name, "icon icon--large")
}

fn sized(name: &str, class: &'static str) -> Html {
    html! {
        <svg {class} aria-hidden="true"><use href={reference(name)} /></svg>
    }
}

/// The address of a symbol inside the page.
pub fn reference(name: &str) -> AttrValue {
    ["#i-", name].concat().into()
}

/// The symbol of a thing of the cloud.
pub fn name(icon: Icon) -> &'static str {
    match icon {
        Icon::Role => "role",
        Icon::User => "user",
        Icon::Account => "account",
        Icon::Folder => "folder",
        Icon::Bucket => "bucket",
        Icon::Resource => "resource",
        Icon::Policy => "document",
        Icon::Key => "key",
        Icon::Root => "organization",
        Icon::Service => "resource",
    }
}
