//! The marks of outcomes. Shape carries the meaning and colour repeats it, so a mark reads in greyscale.

use lab::view::Outcome;
use yew::prelude::*;

/// How large a mark is drawn, as the class that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// 16 px, in legends.
    Small,
    /// 18 px, in rows.
    Row,
    /// 20 px, in stations.
    Station,
    /// 24 px, beside a verdict.
    Large,
}

/// A mark; the words for it stand beside it or in the name of its button.
pub fn mark(outcome: Outcome, size: Size) -> Html {
    let class = match size {
        Size::Small => "mark mark--small",
        Size::Row => "mark mark--row",
        Size::Station => "mark",
        Size::Large => "mark mark--large",
    };
    html! {
        <svg {class} aria-hidden="true"><use href={symbol(outcome)} /></svg>
    }
}

/// The symbol of an outcome in the sprite.
pub fn symbol(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Allow => "#g-allow",
        Outcome::Gap => "#g-gap",
        Outcome::Bar => "#g-bar",
        Outcome::Reject => "#g-rej",
        Outcome::Skip => "#g-skip",
        Outcome::Unreached => "#g-none",
    }
}

/// The last part of the classes that depend on an outcome.
pub fn suffix(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Allow => "allow",
        Outcome::Gap => "gap",
        Outcome::Bar => "bar",
        Outcome::Reject => "reject",
        Outcome::Skip => "skip",
        Outcome::Unreached => "unreached",
    }
}
