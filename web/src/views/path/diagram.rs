//! Draws the positions of `layout` as SVG. Geometry is in attributes, looks are in the style sheet.

use lab::Intent;
use lab::view::{GateSide, Outcome, PathGate, PathNode, PathSide, PathView, RecordsTable};
use yew::prelude::*;

use super::layout::{
    Anchor, CALLOUT_Y, CalloutAt, Drawing, GateAt, Ink, LINE_Y, RECORDS_Y, ROW, Rect, TOP,
    VIEW_TOP, layout,
};
use super::text::fit;
use crate::dispatch::Dispatch;
use crate::views::spine_class;
use crate::widgets::icon::{name, reference};
use crate::widgets::mark::{suffix, symbol};

/// The picture. It is one image to assistive technology, named by its summary; the list says the same.
pub fn diagram(path: &PathView, slides: bool, dispatch: &Dispatch) -> Html {
    let drawing = layout(path);
    let view_box = format!("0 {VIEW_TOP} {} {}", drawing.width, drawing.height);
    html! {
        <svg class="diagram" viewBox={view_box} role="img" aria-label={path.summary.clone()}>
            { side(path.caller.as_ref(), &drawing, 0) }
            { side(path.target.as_ref(), &drawing, 1) }
            { node(&path.caller_node, drawing.caller, false) }
            { node(&path.target_node, drawing.target, !reached(path)) }
            { for drawing.line.iter().map(line) }
            if let Some(x) = drawing.bar { <path class="line line--barred" d={format!("M{x} {}v28", LINE_Y - 14)} /> }
            { service(path, &drawing) }
            { carries(path, &drawing) }
            <g class={if slides { "token" } else { "token token--still" }}
                transform={format!("translate({} {LINE_Y})", drawing.token)}>
                <circle class="token__dot" r="6" />
            </g>
            { for drawing.gates.iter().map(|at| gate(at, dispatch)) }
            if let Some((x, outcome)) = drawing.refusal { { marked(x, outcome, true) } }
            if let Some(words) = &drawing.callout { { callout(words) } }
        </svg>
    }
}

fn words(x: i32, y: i32, class: &'static str, text: &str) -> Html {
    html! { <text x={x.to_string()} y={y.to_string()} {class}>{ text }</text> }
}

fn block(rect: Rect, class: &'static str, radius: &'static str) -> Html {
    html! {
        <rect {class} x={rect.x.to_string()} y={rect.y.to_string()} width={rect.width.to_string()}
            height={rect.height.to_string()} rx={radius} />
    }
}

/// Characters of proportional text that fit a width.
fn room(width: i32) -> usize {
    usize::try_from(width * 10 / 72).unwrap_or(0)
}

fn side(side: Option<&PathSide>, drawing: &Drawing, at: usize) -> Html {
    let Some((side, Some(account))) = side.zip(drawing.territories.get(at).copied()) else {
        return Html::default();
    };
    let border = drawing.borders.get(at).copied().flatten();
    let organization = side.organization.as_deref().zip(border).map(|(name, border)| {
        html! {
            <>
                { block(border, "org__border", "6") }
                { words(border.x + 12, border.y + 21, "org__name", &fit(name, room(border.width - 16))) }
            </>
        }
    });
    let records = side.records.as_ref().zip(drawing.records.get(at).copied());
    html! {
        <>
            { organization }
            <g class={classes!("territory", spine_class(side.account.spine))}>
                { block(account, "territory__outline", "4") }
                { block(Rect { width: 4, ..account }, "territory__spine", "0") }
                { words(account.x + 20, TOP + 28, "territory__name", &fit(&side.account.name, room(account.width - 32))) }
                { words(account.x + 20, TOP + 47, "territory__id", &side.account.id) }
            </g>
            { records.map(|(table, place)| table_of(table, place)) }
        </>
    }
}

/// Whether the request came as far as the resource or a policy on it.
fn reached(path: &PathView) -> bool {
    let at_target =
        |gate: &PathGate| gate.side == GateSide::Target && gate.outcome != Outcome::Unreached;
    path.arrived || path.gates.iter().any(at_target)
}

fn node(node: &PathNode, at: Rect, unreached: bool) -> Html {
    let class = if unreached {
        "node node--unreached"
    } else {
        "node"
    };
    let (x, y) = ((at.x + 12).to_string(), (at.y + 13).to_string());
    html! {
        <g {class}>
            { block(at, "node__box", "4") }
            <use class="node__icon" href={reference(name(node.icon))} {x} {y} width="16" height="16" />
            { words(at.x + 36, at.y + 26, "node__name", &fit(&node.title, room(at.width - 40))) }
            { words(at.x + 12, at.y + 50, "node__note", &fit(&node.detail, room(at.width - 16) + 2)) }
        </g>
    }
}

fn line((from, to, ink): &(i32, i32, Ink)) -> Html {
    let class = match ink {
        Ink::Reached => "line line--reached",
        Ink::Unreached => "line line--unreached",
    };
    html! { <path {class} d={format!("M{from} {LINE_Y}H{to}")} /> }
}

fn service(path: &PathView, drawing: &Drawing) -> Html {
    let x = drawing.service;
    let shape = format!("M{x} {}l20 11.5v23l-20 11.5-20-11.5v-23z", LINE_Y - 23);
    // Short names stand in the shape, longer ones over it.
    let inside = path.service.chars().count() <= 5;
    let name_at = if inside { LINE_Y + 4 } else { LINE_Y - 32 };
    let region_at = if inside { LINE_Y - 38 } else { LINE_Y - 50 };
    html! {
        <g class="sts">
            <path class="sts__shape" d={shape} />
            { words(x, name_at, "sts__name", &path.service) }
            { words(x, region_at, "sts__region", &path.region) }
        </g>
    }
}

fn carries(path: &PathView, drawing: &Drawing) -> Html {
    if path.carries.is_empty() {
        return Html::default();
    }
    let at = drawing.carries;
    let most = usize::try_from((at.width - 22) * 10 / 72).unwrap_or(0);
    html! {
        <g class="carries">
            <path class="line line--thin" d={format!("M{} {}V{}", drawing.service, LINE_Y + 24, at.y)} />
            { block(at, "carries__box", "4") }
            { words(at.x + 12, at.y + 22, "carries__title", "Request carries") }
            { for path.carries.iter().zip((at.y + 44..).step_by(19)).map(|(carried, y)| {
                let text = fit(&carried.text, most);
                if carried.missing {
                    let strip = Rect { x: at.x + 4, y: y - 14, width: at.width - 8, height: 20 };
                    html! {
                        <>
                            { block(strip, "carries__missing-box", "0") }
                            { words(at.x + 12, y, "carries__missing", &text) }
                        </>
                    }
                } else {
                    words(at.x + 12, y, "carries__item", &text)
                }
            }) }
        </g>
    }
}

/// A mark on the line; the current one is larger and ringed.
fn marked(x: i32, outcome: Outcome, current: bool) -> Html {
    let half = if current { 14 } else { 12 };
    let (left, top) = ((x - half).to_string(), (LINE_Y - half).to_string());
    let size = (half * 2).to_string();
    let (x, y) = (x.to_string(), LINE_Y.to_string());
    let hides_line = matches!(outcome, Outcome::Skip | Outcome::Unreached);
    html! {
        <>
            if current {
                <circle class="gate__ring" cx={x.clone()} cy={y.clone()} r="20.5" />
            } else if hides_line {
                <circle class="gate__plate" cx={x.clone()} cy={y.clone()} r="8" />
            }
            <use href={symbol(outcome)} x={left} y={top} width={size.clone()} height={size} />
        </>
    }
}

/// A gate can be pressed with the pointer; by keyboard the steps and the list do the same.
fn gate(at: &GateAt, dispatch: &Dispatch) -> Html {
    let outcome = ["gate--", suffix(at.outcome)].concat();
    let changed = at.current.then_some("gate--changed");
    let (name_x, class) = match at.name_at {
        (x, Anchor::Start) => (x, "gate__name"),
        (x, Anchor::Middle) => (x, "gate__name gate__name--middle"),
        (x, Anchor::End) => (x, "gate__name gate__name--end"),
    };
    html! {
        <g class={classes!("gate", "gate--button", outcome, changed)} onclick={dispatch.click(Intent::StepToStage(at.step))}>
            <circle class="gate__hit" cx={at.x.to_string()} cy={LINE_Y.to_string()} r="22" />
            { marked(at.x, at.outcome, at.current) }
            { for at.name.iter().zip((LINE_Y + 30..).step_by(15)).map(|(line, y)| words(name_x, y, class, line)) }
        </g>
    }
}

fn callout(at: &CalloutAt) -> Html {
    let lines_at = CALLOUT_Y + 20 + 17 * (i32::try_from(at.title.len()).unwrap_or(1) - 1);
    html! {
        <g class={classes!("callout", ["callout--", suffix(at.outcome)].concat())}>
            <path class="callout__stem" d={at.stem.clone()} />
            { for at.title.iter().zip((CALLOUT_Y..).step_by(17)).map(|(line, y)| words(at.x, y, "callout__title", line)) }
            { for at.lines.iter().zip((lines_at..).step_by(17)).map(|(line, y)| words(at.x, y, "callout__text", line)) }
        </g>
    }
}

fn table_of(table: &RecordsTable, (x, width): (i32, i32)) -> Html {
    let columns = i32::try_from(table.columns.len()).unwrap_or(1).max(1);
    let rows = i32::try_from(table.rows.len()).unwrap_or(0) + 1;
    let top = RECORDS_Y + 10;
    // Two columns are a name and an id, of which the id is longer.
    let first = if columns == 2 {
        width * 36 / 100
    } else {
        width / columns
    };
    let rest = (width - first) / (columns - 1).max(1);
    let edge = |column: i32| {
        if column == 0 {
            x
        } else {
            x + first + rest * (column - 1)
        }
    };
    let most = |column: i32| room(if column == 0 { first - 12 } else { rest - 8 }) + 1;
    let horizontal = (1..rows).map(|row| format!("M{x} {}h{width}", top + ROW * row));
    let vertical = (1..columns).map(|column| format!("M{} {top}v{}", edge(column), ROW * rows));
    let rules: String = horizontal.chain(vertical).collect();
    let cells = |cells: &[String], row: i32, class: &'static str| -> Html {
        let y = top + ROW * row + 19;
        cells
            .iter()
            .zip(0..)
            .map(|(text, column)| words(edge(column) + 10, y, class, &fit(text, most(column))))
            .collect()
    };
    html! {
        <g class="records">
            { words(x, RECORDS_Y, "records__title", &table.title) }
            { block(Rect { x, y: top, width, height: ROW * rows }, "records__box", "4") }
            <path class="records__rule" d={rules} />
            { cells(&table.columns, 0, "records__head") }
            { for table.rows.iter().zip(1..).map(|(row, at)| cells(row, at, "records__cell")) }
        </g>
    }
}
