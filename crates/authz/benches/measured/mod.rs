//! What is measured, the same natively and as WebAssembly: names, and closures that do a round of work.
//!
//! Clocks are *not* here: who calls a round times it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a benchmark may stop at the first surprise"
)]

mod made;
mod workloads;

use authz::{MatrixJob, StackIndex, decide, decide_indexed, decide_planned, explain};

use made::{CURVE, curve, matrix, stars};
use workloads::{LETTERS, Workload, workload};

/// One round of work; answers how many decisions, explanations, cells or comparisons it was.
pub type Round = Box<dyn FnMut() -> u64>;

/// The names of everything that is measured, in the order of the table.
pub fn names() -> Vec<String> {
    let of_workloads = [
        "decide",
        "decide by plan of one action",
        "decide without index",
        "explain",
    ];
    let mut names: Vec<String> = of_workloads
        .iter()
        .flat_map(|what| LETTERS.map(|letter| format!("{what} ({letter})")))
        .collect();
    names.extend(CURVE.map(|statements| format!("decide, {statements} statements")));
    names.push("compare 10,000 characters with 100 stars".to_owned());
    names.push("matrix of 1,000 × 200 × 50".to_owned());
    names
}

/// The work of a name, with everything prepared that may be prepared beforehand.
pub fn round(name: &str) -> Round {
    if let Some((what, letter)) = name
        .strip_suffix(')')
        .and_then(|name| name.split_once(" ("))
    {
        return of_workload(what, workload(letter));
    }
    let statements = name
        .strip_prefix("decide, ")
        .and_then(|name| name.strip_suffix(" statements"));
    if let Some(statements) = statements {
        return of_workload("decide", curve(statements.parse().unwrap()));
    }
    if name.starts_with("matrix") {
        let axes = matrix();
        return Box::new(move || {
            let mut job = MatrixJob::new(axes.clone());
            let total = job.progress().total;
            while job.advance(20_000).done < total {}
            u64::try_from(total).unwrap()
        });
    }
    let (stack, request) = stars();
    let index = StackIndex::new(Box::leak(Box::new(stack)));
    Box::new(move || {
        std::hint::black_box(decide_indexed(&request, &index));
        1
    })
}

/// Goes through all requests of a workload once.
fn of_workload(what: &str, workload: Workload) -> Round {
    // Indexes borrow their stack, and a benchmark needs both to its end.
    let Workload { stack, requests } = workload;
    let stack = Box::leak(Box::new(stack));
    let count = u64::try_from(requests.len()).unwrap();
    macro_rules! each {
        ($request:ident, $answer:expr) => {
            Box::new(move || {
                for $request in &requests {
                    std::hint::black_box($answer);
                }
                count
            })
        };
    }
    match what {
        "decide" => {
            let index = StackIndex::new(stack);
            each!(request, decide_indexed(request, &index))
        }
        "decide by plan of one action" => {
            let plan = StackIndex::new(stack).plan(&requests[0].action);
            each!(request, decide_planned(request, &plan))
        }
        "decide without index" => each!(request, decide(request, stack)),
        "explain" => each!(request, explain(request, stack)),
        unknown => panic!("nothing is called {unknown}"),
    }
}
