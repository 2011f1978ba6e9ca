//! Home: the built-in scenarios, and one's own work.

use lab::Intent;
use lab::view::{GalleryView, ScenarioRow};
use yew::prelude::*;

use super::Part;
use super::saves::{file_field, list};
use crate::dispatch::{Dispatch, use_dispatch};
use crate::interop::focus::id;

/// The whole page.
#[component]
pub fn Gallery(props: &Part<GalleryView>) -> Html {
    let dispatch = use_dispatch();
    let asking = use_state(|| None::<String>);
    let gallery = &*props.view;
    html! {
        <main class="home" id={id::MAIN} tabindex="-1">
            <div class="home__inner">
                <h1 class="home__title">{ "Who may call what, and why" }</h1>
                <p class="home__lead">
                    { "Watch a request travel through the policies of AWS accounts, stop at the line that decides, change it, and run it again. Nothing leaves this browser." }
                </p>
                <div class="home__columns">
                    <section aria-labelledby="watch">
                        <h2 class="gallery__title" id="watch">{ "Watch" }</h2>
                        <ul>{ for gallery.scenarios.iter().map(|row| scenario(row, &dispatch)) }</ul>
                    </section>
                    <section aria-labelledby="work">
                        <h2 class="gallery__title" id="work">{ "Your work" }</h2>
                        if gallery.saves.is_empty() {
                            <p class="empty__text">{ "Nothing is saved here yet. What you change is saved by itself." }</p>
                        }
                        { list(&gallery.saves, &asking, &dispatch) }
                        <div class="gallery__actions">
                            <button type="button" class="button"
                                onclick={dispatch.click(Intent::BackToMyWork)}>{ "Continue my work" }</button>
                        </div>
                        <div class="gallery__actions">{ file_field(&dispatch) }</div>
                    </section>
                </div>
            </div>
        </main>
    }
}

/// Slugs are the application's own names, so they may be addresses; an ordinary click does not load them.
fn scenario(row: &ScenarioRow, dispatch: &Dispatch) -> Html {
    let (to, slug) = (dispatch.clone(), row.slug.clone());
    let onclick = Callback::from(move |event: MouseEvent| {
        if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
            event.prevent_default();
            to.send(Intent::OpenScenario(slug.clone()));
        }
    });
    let calls = if row.calls == 1 { " call" } else { " calls" };
    html! {
        <li class="gallery__item" key={row.slug.clone()}>
            <a class="gallery__link" href={["#/s/", &row.slug].concat()} {onclick}>
                <span class="gallery__name">{ &row.title }</span>
                <span class="gallery__say">{ &row.see }</span>
                <span class="gallery__note">{ row.calls }{ calls }</span>
            </a>
        </li>
    }
}
