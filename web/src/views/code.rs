//! Policy text to be read: numbered lines in colours, with marks and the words at their ends.

use lab::view::{CodeLine, Mark, PieceKind};
use yew::prelude::*;

use crate::widgets::icon::icon;

/// The lines, as one block that can be scrolled by keyboard.
pub fn code(label: &str, lines: &[CodeLine]) -> Html {
    html! {
        <div class="code" role="group" aria-label={label.to_owned()} tabindex="0">
            { for lines.iter().map(line) }
        </div>
    }
}

fn line(line: &CodeLine) -> Html {
    let mark = line.mark.map(|mark| match mark {
        Mark::Ok => "code__line--ok",
        Mark::No => "code__line--no",
        Mark::Deciding => "code__line--deciding",
    });
    let labelled = line.label.is_some().then_some("code__line--labelled-below");
    html! {
        <div class={classes!("code__line", mark, labelled)}>
            <span class="code__number">{ line.number }</span>
            <span class="code__text">
                { for line.pieces.iter().map(|piece| match piece.kind {
                    PieceKind::Plain => html! { { &piece.text } },
                    PieceKind::Key => html! { <span class="json-key">{ &piece.text }</span> },
                    PieceKind::Text => html! { <span class="json-string">{ &piece.text }</span> },
                }) }
            </span>
            if let Some(label) = &line.label {
                <span class="code__label">
                    if line.mark == Some(Mark::Ok) { { icon("check") } }
                    { label }
                </span>
            }
        </div>
    }
}
