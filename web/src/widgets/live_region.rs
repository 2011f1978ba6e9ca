//! What is said to people who listen: one polite region and one that interrupts, each replaced and never queued.

use yew::prelude::*;

/// The two regions.
pub fn live_regions(said: &str, urgent: &str) -> Html {
    html! {
        <>
            <p class="visually-hidden" role="status" aria-live="polite">{ said }</p>
            <p class="visually-hidden" role="alert" aria-live="assertive">{ urgent }</p>
        </>
    }
}
