#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests may stop at the first surprise"
)]

use aws::{ActionName, RequestContext};
use policy::PolicyKind;

use super::*;
use crate::fixture::{ACCOUNT, OTHER, account, alice, dev_session, statements};
use crate::{Decision, Level, Levels, NotInPlay, ResourceKind, decide};

/// Two callers, three actions, three resources, with a policy of every type somewhere.
fn axes(service_levels: usize) -> MatrixAxes {
    let allow_all = r#"{"Effect": "Allow", "Action": "*", "Resource": "*"}"#;
    let service_control = Levels::InPlay(
        (0u32..)
            .take(service_levels)
            .map(|nth| Level {
                name: "level".to_owned(),
                policies: vec![statements(nth, PolicyKind::ServiceControl, allow_all)],
            })
            .collect(),
    );
    let principal = |principal, identity: &str, boundary: Option<&str>| MatrixPrincipal {
        principal,
        context: RequestContext::new(),
        service_control: service_control.clone(),
        vpc_endpoint: None,
        identity: vec![statements(100, PolicyKind::Identity, identity)],
        boundary: boundary.map(|text| statements(101, PolicyKind::Boundary, text)),
        session: None,
    };
    let resource = |arn: &str, owner: &str, zone: &str, policy: Option<&str>| {
        let mut context = RequestContext::new();
        if !zone.is_empty() {
            context.set_one("aws:ResourceTag/zone", zone);
        }
        MatrixResource {
            arn: arn.to_owned(),
            account: Some(account(owner)),
            context,
            resource_control: Levels::NotInPlay(NotInPlay::NoOrganization),
            kind: ResourceKind::Generic,
            policy: policy.map(|text| statements(200, PolicyKind::Resource, text)),
        }
    };
    let zoned = r#"{"Effect": "Allow", "Action": "s3:*", "Resource": "*",
        "Condition": {"StringEqualsIfExists": {"aws:ResourceTag/zone": "inner"}}},
        {"Effect": "Deny", "NotAction": ["s3:Get*", "s3:Put*"], "Resource": "*"}"#;
    MatrixAxes {
        principals: vec![
            principal(alice(), zoned, None),
            principal(
                dev_session(),
                allow_all,
                Some(r#"{"Effect": "Allow", "Action": "s3:?et*", "Resource": "*"}"#),
            ),
        ],
        actions: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]
            .map(|name| ActionName::parse(name).unwrap())
            .to_vec(),
        resources: vec![
            resource("arn:aws:s3:::inner/f", ACCOUNT, "inner", None),
            resource("arn:aws:s3:::plain/f", ACCOUNT, "", None),
            resource(
                "arn:aws:s3:::outer/f",
                OTHER,
                "outer",
                Some(
                    r#"{"Effect": "Allow", "Principal": {"AWS": "111111111111"}, "Action": "s3:GetObject", "Resource": "*"}"#,
                ),
            ),
        ],
    }
}

fn cells(axes: &MatrixAxes) -> Vec<MatrixCell> {
    let mut cells = Vec::new();
    for action in 0..axes.actions.len() {
        for principal in 0..axes.principals.len() {
            for resource in 0..axes.resources.len() {
                cells.push(MatrixCell {
                    principal,
                    action,
                    resource,
                });
            }
        }
    }
    cells
}

/// Fills the matrix in slices of this size and compares every cell with a decision of its own.
fn check(axes: MatrixAxes, slice: u32) {
    let mut job = MatrixJob::new(axes.clone());
    let mut slices = 0;
    while job.advance(slice).done < axes.cells() {
        slices += 1;
        assert!(slices < 100, "slices of {slice} come to an end");
    }
    let Ok(matrix) = job.finish() else {
        panic!("slices of {slice} fill the matrix");
    };
    for cell in cells(&axes) {
        let alone = decide(&axes.request(cell).unwrap(), &axes.stack(cell).unwrap());
        assert_eq!(matrix.decision(cell), Some(alone), "{cell:?}");
    }
}

#[test]
fn every_cell_is_what_it_would_be_alone() {
    for slice in [1, 2, 5, 7, 1_000] {
        check(axes(2), slice);
    }
}

#[test]
fn more_levels_than_have_room_are_decided_all_the_same() {
    check(axes(60), 4);
}

#[test]
fn the_cells_differ() {
    let mut job = MatrixJob::new(axes(1));
    job.advance(u32::MAX);
    let matrix = job.finish().unwrap();
    let count = |wanted| {
        let decisions = cells(matrix.axes())
            .into_iter()
            .map(|cell| matrix.decision(cell));
        decisions
            .filter(|decision| *decision == Some(wanted))
            .count()
    };
    assert_eq!(
        [
            count(Decision::Allow),
            count(Decision::ImplicitDeny),
            count(Decision::ExplicitDeny)
        ],
        [7, 8, 3]
    );
}

#[test]
fn places_beyond_an_axis_have_no_cell() {
    let axes = axes(1);
    let beyond = MatrixCell {
        principal: 2,
        action: 0,
        resource: 0,
    };
    assert!(axes.request(beyond).is_none() && axes.stack(beyond).is_none());
    let mut job = MatrixJob::new(axes);
    job.advance(17);
    let Err(mut job) = job.finish() else {
        panic!("one cell is missing");
    };
    job.advance(1);
    assert_eq!(job.finish().unwrap().decision(beyond), None);
}

#[test]
fn slices_aim_at_eight_milliseconds() {
    let check = |cells, microseconds, expected| {
        assert_eq!(next_slice(cells, microseconds), expected);
    };
    check(0, 0, 256);
    check(1_000, 1_000, 2_000);
    check(1_000, 6_000, 1_333);
    check(40_000, 16_000, 20_000);
    check(40_000, 8_000_000, 256);
    check(u32::MAX, 0, u32::MAX);
}
