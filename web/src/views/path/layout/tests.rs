#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "tests may stop at the first surprise"
)]

use lab::view::{AccountTag, CarriedLine, Icon, RecordsTable, Spine};

use super::*;

fn side(name: &str, organization: Option<&str>) -> PathSide {
    PathSide {
        account: AccountTag {
            name: name.into(),
            id: "111122223333".into(),
            spine: Spine::A,
        },
        organization: organization.map(Into::into),
        records: None,
    }
}

fn gate(step: usize, side: GateSide, outcome: Outcome) -> PathGate {
    PathGate {
        step,
        label: "Identity policy".into(),
        side,
        outcome,
        current: false,
    }
}

/// The vendor's call as in the picture of the workspace: one gate of each kind, stopped at the last.
fn vendor() -> PathView {
    let node = |title: &str, detail: &str| PathNode {
        icon: Icon::Role,
        title: title.into(),
        detail: detail.into(),
    };
    let mut gates = vec![
        gate(3, GateSide::Caller, Outcome::Allow),
        gate(4, GateSide::TargetBorder, Outcome::Allow),
        gate(5, GateSide::Target, Outcome::Gap),
    ];
    gates[2].current = true;
    PathView {
        summary: "The trust policy stops the request.".into(),
        caller: Some(side("Nightjar", None)),
        target: Some(side("Acme Prod", Some("Organization Acme / OU Workloads"))),
        caller_node: node("CollectorApp", "session run-0412"),
        target_node: node("VendorReadOnly", "trust policy, 1 statement"),
        service: "STS".into(),
        region: "eu-west-1".into(),
        gates,
        carries: vec![CarriedLine {
            text: "acme-nightly".into(),
            missing: false,
        }],
        callout: Some(Callout {
            title: "Trust policy: none applies".into(),
            lines: vec!["It asks for an external ID.".into()],
            outcome: Outcome::Gap,
        }),
        arrived: false,
    }
}

fn one_account_view() -> PathView {
    let mut path = vendor();
    path.target = None;
    path.gates.remove(1);
    path
}

#[test]
fn two_accounts_stand_as_in_the_workspace_picture() {
    let drawing = layout(&vendor());
    assert_eq!(
        drawing.territories[0],
        Some(Rect {
            x: 16,
            y: 84,
            width: 228,
            height: 442
        })
    );
    assert_eq!(drawing.borders[0], None);
    let places: Vec<i32> = drawing.gates.iter().map(|gate| gate.x).collect();
    assert_eq!(places, [244, 406, 482]);
    assert_eq!(drawing.territories[1].unwrap().x, 432);
    assert_eq!(drawing.borders[1].unwrap().x, 406);
    assert_eq!(drawing.target.x, 512);
}

#[test]
fn the_line_has_a_gap_before_an_implicit_deny_and_is_dotted_behind_it() {
    let drawing = layout(&vendor());
    assert_eq!(
        drawing.line,
        [(224, 458, Ink::Reached), (506, 512, Ink::Unreached)]
    );
    assert_eq!(drawing.bar, None);
    assert_eq!(drawing.token, 452);
}

#[test]
fn an_explicit_deny_bars_the_line() {
    let mut path = vendor();
    path.gates[1].outcome = Outcome::Bar;
    path.gates[1].current = true;
    path.gates[2] = gate(5, GateSide::Target, Outcome::Unreached);
    let drawing = layout(&path);
    assert_eq!(drawing.line[0], (224, 390, Ink::Reached));
    assert_eq!(drawing.bar, Some(389));
}

#[test]
fn an_allowed_request_arrives() {
    let mut path = vendor();
    path.gates[2].outcome = Outcome::Allow;
    path.arrived = true;
    path.callout = None;
    let drawing = layout(&path);
    assert_eq!(drawing.line, [(224, 512, Ink::Reached)]);
}

#[test]
fn refused_credentials_stop_before_the_first_gate() {
    let mut path = vendor();
    for gate in &mut path.gates {
        (gate.outcome, gate.current) = (Outcome::Unreached, false);
    }
    path.callout.as_mut().unwrap().outcome = Outcome::Reject;
    let drawing = layout(&path);
    assert_eq!(drawing.refusal, Some((224, Outcome::Reject)));
    assert!(
        drawing
            .line
            .iter()
            .all(|(_, _, ink)| *ink == Ink::Unreached)
    );
}

#[test]
fn many_gates_keep_their_distance_and_their_order() {
    let mut path = vendor();
    path.gates = [GateSide::Caller; 4]
        .into_iter()
        .chain([GateSide::TargetBorder; 2])
        .chain([GateSide::Target; 3])
        .enumerate()
        .map(|(step, side)| gate(step, side, Outcome::Allow))
        .collect();
    for path in [
        path.clone(),
        PathView {
            target: None,
            ..path
        },
    ] {
        let drawing = layout(&path);
        let mut last = drawing.caller.right();
        for gate in &drawing.gates {
            assert!(gate.x >= last + 20, "{} after {last}", gate.x);
            last = gate.x;
        }
        assert!(drawing.target.x >= last + 20);
        assert!(drawing.width > drawing.target.right());
    }
}

#[test]
fn one_account_holds_both_ends_and_the_service() {
    let drawing = layout(&one_account_view());
    let account = drawing.territories[0].unwrap();
    assert_eq!(drawing.territories[1], None);
    assert!(account.x < drawing.caller.x && drawing.target.right() < account.right());
    assert!(drawing.gates[0].x < drawing.service && drawing.service < drawing.gates[1].x);
}

#[test]
fn a_caller_without_an_account_stands_free() {
    let mut path = vendor();
    path.caller = None;
    let drawing = layout(&path);
    assert_eq!(drawing.territories[0], None);
    assert!(drawing.territories[1].is_some());
}

#[test]
fn words_of_a_gate_on_a_border_are_led_into_its_account() {
    let mut path = vendor();
    path.gates[2].current = false;
    path.gates[0].current = true;
    let callout = layout(&path).callout.unwrap();
    assert_eq!(callout.x, 36);
    assert_eq!(callout.stem, "M244 250V284H228");
}

#[test]
fn accounts_grow_with_their_records() {
    let mut path = vendor();
    path.caller.as_mut().unwrap().records = Some(RecordsTable {
        title: "Its customer records".into(),
        columns: vec!["customer".into(), "external ID".into()],
        rows: vec![vec!["Acme".into(), "acme-7f3c91".into()]; 6],
    });
    let drawing = layout(&path);
    assert!(drawing.territories[0].unwrap().height > 442);
    assert!(drawing.height > layout(&vendor()).height);
}
