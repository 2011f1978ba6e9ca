//! Selectors: from the model to what the screen shows.
//!
//! They only read; nothing in here is kept, and the page draws again only what differs.

mod code;
mod data;
mod path;
mod policies;
mod request;
mod shelf;
mod steps;
mod top;
mod tree;
mod why;

pub use data::*;
pub(crate) use request::{ENDPOINT_FIELD, REGION_FIELD};
pub(crate) use shelf::address;
pub(crate) use steps::{steps, verdict_sentence};

use std::rc::Rc;

use crate::model::Model;

/// The whole page.
pub(crate) fn page(model: &Model) -> PageView {
    let view = &model.view;
    let home = model.screen == Screen::Home;
    let dialog = |wanted: Dialog| view.dialog == Some(wanted);
    PageView {
        screen: model.screen,
        top: Rc::new(top::top_bar(model)),
        notices: Rc::new(view.notices.clone()),
        tree: Rc::new(tree::tree(model)),
        request: Rc::new(request::request(model)),
        path: Rc::new(path::path(model)),
        path_form: view.path_form,
        steps: Rc::new(steps(model).unwrap_or_else(steps::no_steps)),
        why: Rc::new(why::why(model)),
        policies: (view.panel == Panel::Policies).then(|| Rc::new(policies::policies(model))),
        wallet: Rc::new(top::wallet(model)),
        panel: view.panel,
        narrow_tab: view.narrow_tab,
        gallery: home.then(|| Rc::new(shelf::gallery(model))),
        dialog: view.dialog,
        share: dialog(Dialog::Share).then(|| Rc::new(shelf::share(model))),
        clock: dialog(Dialog::Clock).then(|| Rc::new(top::clock(model))),
        saves: dialog(Dialog::Saves).then(|| Rc::new(shelf::saves(model))),
    }
}
