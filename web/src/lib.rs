//! The page of the playground.
//!
//! This crate is *not* where anything is decided or computed: it draws what `lab` says and hands back what
//! people do. Components hold only what nobody else needs to know, such as an open list or a column's width.

mod app;
mod dispatch;
mod effects;
mod interop;
mod views;
pub mod widgets;

/// Puts the application in the place of the static picture.
///
/// A panic is handed to the page's crash screen, which offers what was last saved.
pub fn start() {
    std::panic::set_hook(Box::new(|info| interop::crash::report(&info.to_string())));
    let Some(place) = interop::element("app") else {
        return;
    };
    place.set_text_content(None);
    yew::Renderer::<app::App>::with_root(place).render();
}
