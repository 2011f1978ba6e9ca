//! What is said to people who listen: one polite region and one that interrupts, each replaced and never queued.

use yew::prelude::*;

/// The two regions. A sentence that repeats gets a different ending, or it would not be said again.
pub fn live_regions(said: &str, urgent: &str, again: bool) -> Html {
    let ending = if again { "\u{a0}" } else { "" };
    html! {
        <>
            <p class="visually-hidden" role="status" aria-live="polite">{ said }{ ending }</p>
            <p class="visually-hidden" role="alert" aria-live="assertive">{ urgent }</p>
        </>
    }
}
