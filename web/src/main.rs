//! The page of the playground.
//!
//! This crate is not where anything is decided or computed: it shows what `lab` says and hands back what people do.

use yew::prelude::*;

/// The whole page.
#[component]
fn App() -> Html {
    html! { <main><h1>{ "STS Playground" }</h1></main> }
}

fn main() {
    let document = gloo::utils::document();
    let root = document.get_element_by_id("app").unwrap_or_else(|| gloo::utils::body().into());
    yew::Renderer::<App>::with_root(root).render();
}
