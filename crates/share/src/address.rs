//! What the fragment of an address asks for.
//!
//! Not the opening of it: a link is only looked at from outside here.

use world::Slug;

use crate::{
    envelope,
    error::ShareError,
    view::{LinkView, split_view},
};

/// What an address asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// No fragment, or only where to look: the visitor's own work.
    Workspace(LinkView),
    /// `#/`: the gallery.
    Home,
    /// `#/s/<slug>`: a built-in scenario.
    Scenario {
        /// Its name.
        slug: Slug,
        /// Where to look.
        view: LinkView,
    },
    /// `#1d…` or `#1r…`, whole as far as can be seen from outside; [`decode_link`](crate::decode_link) opens it.
    Link {
        /// The fragment, from `#` on.
        fragment: String,
        /// Where to look.
        view: LinkView,
    },
    /// A link that cannot be opened.
    Broken(ShareError),
    /// `#/s/<name>` with a name that no scenario can have.
    UnknownScenario(String),
    /// Anything else, such as an anchor inside the page.
    Other(String),
}

/// Reads the fragment of an address, with or without its `#`.
///
/// Punctuation that a sentence left behind the link is dropped, and characters that a chat program has escaped are
/// restored.
pub fn parse_address(fragment: &str) -> Address {
    let text = tidy(fragment);
    let (front, view) = split_view(&text);
    match front {
        "" => return Address::Workspace(view),
        "/" => return Address::Home,
        _ => {}
    }
    if let Some(slug) = front.strip_prefix("/s/") {
        return match Slug::new(slug) {
            Ok(slug) => Address::Scenario { slug, view },
            Err(_) => Address::UnknownScenario(slug.to_owned()),
        };
    }
    match envelope::check(&text) {
        Ok(view) => Address::Link {
            fragment: format!("#{text}"),
            view,
        },
        Err(ShareError::NotALink) => Address::Other(text),
        Err(error) => Address::Broken(error),
    }
}

fn tidy(fragment: &str) -> String {
    let text = fragment.strip_prefix('#').unwrap_or(fragment);
    let text = text
        .trim()
        .trim_end_matches([')', ']', '>', '"', '\'', ',', ';', ':', '!', '?']);
    let mut tidied = text.to_owned();
    for (escaped, plain) in [
        ("%7E", "~"),
        ("%7e", "~"),
        ("%26", "&"),
        ("%3D", "="),
        ("%3d", "="),
    ] {
        tidied = tidied.replace(escaped, plain);
    }
    tidied
}
