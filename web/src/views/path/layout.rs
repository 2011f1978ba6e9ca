//! Where everything of the picture stands: a pure function from the view to positions.
//!
//! Nothing here draws. One line runs at one height from the caller to the resource; accounts are territories
//! around its ends, gates stand on it in their order, the service is in the middle.

use lab::view::{Callout, GateSide, Outcome, PathGate, PathNode, PathSide, PathView};

use super::text::{fit, wrap};

/// Height of the line.
pub const LINE_Y: i32 = 228;
/// Top edge of the accounts.
pub const TOP: i32 = 84;
/// Top edge of the picture; what is above stays free for the organization's name.
pub const VIEW_TOP: i32 = 40;
/// First line of the words under a gate.
pub const CALLOUT_Y: i32 = 300;
/// Title of a table of records; its box begins ten below.
pub const RECORDS_Y: i32 = 402;
/// Height of a row of a table of records.
pub const ROW: i32 = 30;
/// Distance between neighbouring gates.
const GATE: i32 = 64;
/// Least width of the picture.
const LEAST: i32 = 716;
/// Bottom edge of the accounts when nothing asks for more.
const BOTTOM: i32 = 526;

/// Left edge, top edge, width and height.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rect {
    /// Left edge.
    pub x: i32,
    /// Top edge.
    pub y: i32,
    /// Width.
    pub width: i32,
    /// Height.
    pub height: i32,
}

impl Rect {
    /// Right edge.
    pub fn right(self) -> i32 {
        self.x + self.width
    }

    fn spanning(left: i32, right: i32, y: i32, bottom: i32) -> Self {
        Self {
            x: left,
            y,
            width: right - left,
            height: bottom - y,
        }
    }
}

/// Which way a text runs from its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// To the right.
    Start,
    /// Both ways.
    Middle,
    /// To the left.
    End,
}

/// A gate on the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GateAt {
    /// Its stage, for jumping there.
    pub step: usize,
    /// Position along the line.
    pub x: i32,
    /// Its outcome.
    pub outcome: Outcome,
    /// The current one.
    pub current: bool,
    /// The lines of its name.
    pub name: Vec<String>,
    /// Where the name stands, and which way it runs.
    pub name_at: (i32, Anchor),
}

/// How a part of the line is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// The request came through here.
    Reached,
    /// It never got here.
    Unreached,
}

/// Words at the current gate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalloutAt {
    /// Left edge of the words.
    pub x: i32,
    /// The stem's path.
    pub stem: String,
    /// Lines of the title.
    pub title: Vec<String>,
    /// Lines under it.
    pub lines: Vec<String>,
    /// Its outcome.
    pub outcome: Outcome,
}

/// All positions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// Width of the picture.
    pub width: i32,
    /// Height of the picture, from `VIEW_TOP`.
    pub height: i32,
    /// Dashed borders: the caller's organization and the resource's.
    pub borders: [Option<Rect>; 2],
    /// Accounts: the caller's and the resource's.
    pub territories: [Option<Rect>; 2],
    /// The caller.
    pub caller: Rect,
    /// The resource.
    pub target: Rect,
    /// The service's middle.
    pub service: i32,
    /// What the request carries.
    pub carries: Rect,
    /// The gates.
    pub gates: Vec<GateAt>,
    /// A refusal that is at no gate: where, and which.
    pub refusal: Option<(i32, Outcome)>,
    /// The line in parts: from, to, how.
    pub line: Vec<(i32, i32, Ink)>,
    /// The bar across the line, for an explicit deny.
    pub bar: Option<i32>,
    /// Where the request is.
    pub token: i32,
    /// Words at the current gate.
    pub callout: Option<CalloutAt>,
    /// Left edge and width of the tables of records: caller's, resource's.
    pub records: [(i32, i32); 2],
}

/// Lays the picture out.
pub fn layout(path: &PathView) -> Drawing {
    let ground = if path.target.is_some() || path.caller.is_none() {
        two_accounts(path)
    } else {
        one_account(path)
    };
    finish(path, ground)
}

/// Positions along the line, before the rest follows from them.
struct Ground {
    left: i32,
    right: i32,
    /// Right edge of the caller's account and left edge of the resource's; `None` when they are one.
    split: Option<(i32, i32)>,
    caller: (i32, i32),
    target: (i32, i32),
    service: i32,
    gates: Vec<i32>,
    carries: i32,
}

/// A quarter of a pixel is lost here and there; the picture has no finer grid than whole pixels.
fn text_width(characters: usize, tenths_each: i32) -> i32 {
    i32::try_from(characters).unwrap_or(i32::MAX / 100) * tenths_each / 10
}

fn node_width(node: &PathNode, least: i32) -> i32 {
    let title = 50 + text_width(node.title.chars().count(), 75);
    let detail = 26 + text_width(node.detail.chars().count(), 72);
    title.max(detail).clamp(least, 250)
}

fn carries_width(path: &PathView) -> i32 {
    let longest = path
        .carries
        .iter()
        .map(|line| line.text.chars().count())
        .max()
        .unwrap_or(0);
    (24 + text_width(longest, 73)).clamp(134, 200)
}

fn count(path: &PathView, sides: &[GateSide]) -> i32 {
    let found = path
        .gates
        .iter()
        .filter(|gate| sides.contains(&gate.side))
        .count();
    i32::try_from(found).unwrap_or(0)
}

fn in_organization(side: Option<&PathSide>) -> bool {
    side.is_some_and(|side| side.organization.is_some())
}

/// The caller's account on the left, the resource's on the right; gates on the borders and before the resource.
fn two_accounts(path: &PathView) -> Ground {
    let (callers, borders, targets) = (
        count(path, &[GateSide::Caller]),
        count(path, &[GateSide::TargetBorder]),
        count(path, &[GateSide::Target]),
    );
    let caller_border = if in_organization(path.caller.as_ref()) {
        12
    } else {
        0
    };
    let carries = carries_width(path);

    let left = 16 + caller_border;
    let caller = (left + 20, node_width(&path.caller_node, 188));
    let caller_end = caller.0 + caller.1;
    let split_left = caller_end
        + if callers < 2 {
            20
        } else {
            32 + GATE * (callers - 1)
        };
    let between = (carries + 16).max(162);
    let service = split_left + caller_border + between / 2;
    let border = split_left + caller_border + between + GATE * (borders - 1).max(0);
    let split_right = border + 26;
    let target_left = split_right
        + if targets == 0 {
            20
        } else {
            80 + GATE * (targets - 1)
        };
    let target = (target_left, node_width(&path.target_node, 164));

    let mut at = [
        split_left - GATE * (callers - 1),
        border - GATE * (borders - 1),
        split_right + 50,
    ];
    let gates = path
        .gates
        .iter()
        .map(|gate| take(&mut at, gate.side))
        .collect();
    Ground {
        left,
        right: target.0 + target.1 + 16,
        split: Some((split_left, split_right)),
        caller,
        target,
        service,
        gates,
        carries,
    }
}

/// The next free position on a side.
fn take(at: &mut [i32; 3], side: GateSide) -> i32 {
    let [caller, border, target] = at;
    let next = match side {
        GateSide::Caller => caller,
        GateSide::TargetBorder => border,
        GateSide::Target => target,
    };
    *next += GATE;
    *next - GATE
}

/// Everything in one account, spread evenly over the width.
fn one_account(path: &PathView) -> Ground {
    let before = count(path, &[GateSide::Caller]);
    let after = count(path, &[GateSide::TargetBorder, GateSide::Target]);
    let left = if in_organization(path.caller.as_ref()) {
        28
    } else {
        16
    };
    let caller = (left + 20, node_width(&path.caller_node, 150));
    let caller_end = caller.0 + caller.1;
    let width = node_width(&path.target_node, 150);

    // Gates and service stand between the two nodes with equal gaps.
    let stops = before + after + 1;
    let natural = GATE * (stops + 1);
    let room = (LEAST - left - 20 - width - caller_end).max(natural);
    let gap = room / (stops + 1);
    let service = caller_end + gap * (before + 1);
    let gates = path.gates.iter().scan((0, 0), |(passed, behind), gate| {
        if gate.side == GateSide::Caller {
            *passed += 1;
            Some(caller_end + gap * *passed)
        } else {
            *behind += 1;
            Some(service + gap * *behind)
        }
    });
    let gates = gates.collect();
    let target = (caller_end + gap * (stops + 1), width);
    Ground {
        left,
        right: target.0 + width + 20,
        split: None,
        caller,
        target,
        service,
        gates,
        carries: carries_width(path),
    }
}

fn finish(path: &PathView, ground: Ground) -> Drawing {
    let records = [path.caller.as_ref(), path.target.as_ref()]
        .into_iter()
        .filter_map(|side| side?.records.as_ref())
        .map(|table| i32::try_from(table.rows.len()).unwrap_or(0) + 1)
        .max();
    let bottom = records.map_or(BOTTOM, |rows| BOTTOM.max(RECORDS_Y + 34 + ROW * rows));
    let (caller_right, target_left) = ground.split.unwrap_or((ground.right, ground.right));

    let territories = [
        path.caller
            .as_ref()
            .map(|_| Rect::spanning(ground.left, caller_right, TOP, bottom)),
        path.target
            .as_ref()
            .map(|_| Rect::spanning(target_left, ground.right, TOP, bottom)),
    ];
    let border = |side: Option<&PathSide>, account: Option<Rect>, outset: i32| {
        account.filter(|_| in_organization(side)).map(|account| {
            Rect::spanning(
                account.x - outset,
                account.right() + 12,
                TOP - 32,
                bottom + 12,
            )
        })
    };
    let borders = [
        border(path.caller.as_ref(), territories[0], 12),
        border(path.target.as_ref(), territories[1], 26),
    ];
    let node = |(x, width): (i32, i32)| Rect {
        x,
        y: LINE_Y - 32,
        width,
        height: 64,
    };
    let (caller, target) = (node(ground.caller), node(ground.target));
    let gates = gates_at(path, &ground);
    let refusal = refusal(path, &gates, caller.right(), target.x);
    let carried = i32::try_from(path.carries.len()).unwrap_or(0);
    let carries = Rect {
        x: ground.service - ground.carries / 2,
        y: CALLOUT_Y,
        width: ground.carries,
        height: 34 + 19 * carried + 8,
    };
    let (line, bar) = line(path, &gates, refusal, (caller.right(), target.x));
    let areas = [
        (
            caller.x,
            if ground.split.is_some() {
                caller_right - 16
            } else {
                carries.x - 12
            },
        ),
        if ground.split.is_some() {
            (target_left + 20, ground.right - 16)
        } else {
            (carries.right() + 12, ground.right - 16)
        },
    ];
    Drawing {
        width: ground.right
            + if borders.iter().any(Option::is_some) {
                24
            } else {
                16
            },
        height: bottom + 24 - VIEW_TOP,
        borders,
        territories,
        caller,
        target,
        service: ground.service,
        carries,
        refusal,
        line,
        bar,
        token: token(path, &gates, refusal, (caller.right(), target.x)),
        callout: path
            .callout
            .as_ref()
            .map(|words| callout(words, path, &gates, refusal, areas)),
        records: [
            (caller.x, caller.width),
            (target_left + 20, ground.right - target_left - 36),
        ],
        gates,
    }
}

fn gates_at(path: &PathView, ground: &Ground) -> Vec<GateAt> {
    let place = |(gate, x): (&PathGate, &i32)| {
        let on_border = ground
            .split
            .is_some_and(|(left, right)| *x == left || *x == right - 26);
        let name_at = match gate.side {
            GateSide::Caller if on_border => (x + 14, Anchor::Start),
            GateSide::TargetBorder if on_border => (x - 6, Anchor::End),
            _ => (*x, Anchor::Middle),
        };
        // Where the words of the reason stand under a gate, they name it.
        let explained = gate.current && path.callout.is_some() && name_at.1 == Anchor::Middle;
        GateAt {
            step: gate.step,
            x: *x,
            outcome: gate.outcome,
            current: gate.current,
            name: if explained {
                Vec::new()
            } else {
                wrap(&gate.label, 11, 3)
            },
            name_at,
        }
    };
    path.gates.iter().zip(&ground.gates).map(place).collect()
}

fn stops(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Gap | Outcome::Bar | Outcome::Reject)
}

/// Credentials and parameters are refused before the first gate; the service's own rules after the last.
fn refusal(path: &PathView, gates: &[GateAt], start: i32, end: i32) -> Option<(i32, Outcome)> {
    let outcome = path.callout.as_ref()?.outcome;
    if !stops(outcome) || gates.iter().any(|gate| gate.current || stops(gate.outcome)) {
        return None;
    }
    let any_reached = gates.iter().any(|gate| gate.outcome != Outcome::Unreached);
    Some((if any_reached { end } else { start }, outcome))
}

type Parts = (Vec<(i32, i32, Ink)>, Option<i32>);

/// The line up to the last gate that was reached, and dotted behind what stopped the request.
fn line(
    path: &PathView,
    gates: &[GateAt],
    refusal: Option<(i32, Outcome)>,
    (start, end): (i32, i32),
) -> Parts {
    let reached = gates
        .iter()
        .rev()
        .find(|gate| gate.outcome != Outcome::Unreached);
    let (at, outcome) = match (refusal, reached) {
        (Some((x, outcome)), _) => (x, outcome),
        (None, Some(gate)) if stops(gate.outcome) => (gate.x, gate.outcome),
        _ if path.arrived => return (vec![(start, end, Ink::Reached)], None),
        (None, Some(gate)) => (gate.x, Outcome::Allow),
        (None, None) => return (vec![(start, end, Ink::Unreached)], None),
    };
    let (before, behind) = match outcome {
        Outcome::Gap => (24, 24),
        Outcome::Bar => (16, 24),
        Outcome::Reject => (20, 24),
        Outcome::Allow | Outcome::Skip | Outcome::Unreached => (0, 0),
    };
    let parts = [
        (start, at - before, Ink::Reached),
        (at + behind, end, Ink::Unreached),
    ];
    let parts = parts
        .into_iter()
        .filter(|(from, to, _)| from < to)
        .collect();
    (parts, (outcome == Outcome::Bar).then_some(at - 17))
}

fn token(
    path: &PathView,
    gates: &[GateAt],
    refusal: Option<(i32, Outcome)>,
    (start, end): (i32, i32),
) -> i32 {
    if let Some((x, _)) = refusal {
        return (x - 30).max(start);
    }
    match gates.iter().find(|gate| gate.current) {
        Some(gate) if stops(gate.outcome) => (gate.x - 30).max(start),
        Some(gate) => gate.x,
        None if path.arrived => end,
        None => {
            let reached = gates
                .iter()
                .rev()
                .find(|gate| gate.outcome != Outcome::Unreached);
            reached.map_or(start, |gate| gate.x)
        }
    }
}

/// The words stand in the account the gate belongs to; the stem leads there from gates on a border.
fn callout(
    words: &Callout,
    path: &PathView,
    gates: &[GateAt],
    refusal: Option<(i32, Outcome)>,
    areas: [(i32, i32); 2],
) -> CalloutAt {
    let current = path.gates.iter().zip(gates).find(|(gate, _)| gate.current);
    let (at, with_caller) = match (current, refusal) {
        (Some((gate, placed)), _) => (placed.x, gate.side == GateSide::Caller),
        (None, Some((x, _))) => (x, x < areas[1].0),
        (None, None) => (areas[1].0, false),
    };
    let (from, to) = if with_caller { areas[0] } else { areas[1] };
    let room = usize::try_from((to - from) * 10 / 61).unwrap_or(0).max(12);
    let title = wrap(&words.title, room * 9 / 10, 2);
    let mut lines: Vec<String> = words
        .lines
        .iter()
        .flat_map(|line| wrap(line, room, 4))
        .collect();
    let most = 6 - title.len();
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            *last = fit(&[last.as_str(), " …"].concat(), room + 2);
        }
    }
    let down = |x: i32, y: i32| format!("M{x} {}V{y}", LINE_Y + 22);
    let stem = if at < from {
        format!("{}H{from}", down(at, CALLOUT_Y - 16))
    } else if at > to {
        format!("{}H{to}", down(at, CALLOUT_Y - 16))
    } else {
        down(at, CALLOUT_Y - 18)
    };
    CalloutAt {
        x: from,
        stem,
        title,
        lines,
        outcome: words.outcome,
    }
}

#[cfg(test)]
mod tests;
