//! One folder or file a part of the screen, each drawn from its part of `lab`'s view and from nothing else.

pub mod clock;
pub mod code;
pub mod gallery;
pub mod notices;
pub mod path;
pub mod policies;
pub mod request;
pub mod saves;
pub mod share;
pub mod shell;
pub mod shortcuts;
pub mod steps;
pub mod topbar;
pub mod wallet;
pub mod why;

use std::rc::Rc;

use lab::view::Spine;
use yew::prelude::*;

/// The part of the view a component draws. The root keeps a part that did not change, so the same place in
/// memory means the same picture.
#[derive(Properties)]
pub struct Part<T: 'static> {
    /// The part.
    pub view: Rc<T>,
}

impl<T> PartialEq for Part<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.view, &other.view)
    }
}

/// The class of an account's colour.
pub fn spine_class(spine: Spine) -> &'static str {
    match spine {
        Spine::A => "account-a",
        Spine::B => "account-b",
        Spine::C => "account-c",
    }
}
