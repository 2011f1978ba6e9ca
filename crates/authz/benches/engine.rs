//! `cargo bench -p authz`: the engine's speed, natively.
//!
//! With `--rates` it prints one line a measurement, name and number a second, for `cargo xtask bench`.
#![allow(
    clippy::unwrap_used,
    reason = "a benchmark may stop at the first surprise"
)]

mod measured;

use std::time::{Duration, Instant};

use divan::Bencher;
use divan::counter::ItemsCount;

/// How often each thing is measured; the best time counts, as others only slow it down.
const REPEATS: u32 = 7;
const SHORTEST: Duration = Duration::from_millis(150);

#[divan::bench(args = measured::names())]
fn engine(bencher: Bencher<'_, '_>, name: &str) {
    let mut round = measured::round(name);
    let items = round();
    bencher.counter(ItemsCount::new(items)).bench_local(round);
}

fn main() {
    if std::env::args().any(|argument| argument == "--rates") {
        for name in measured::names() {
            println!("{name}\t{}", rate(&name));
        }
    } else {
        divan::main();
    }
}

/// The best rate of several tries, in items a second.
fn rate(name: &str) -> u64 {
    let mut round = measured::round(name);
    (0..REPEATS)
        .map(|_| {
            let (start, mut items) = (Instant::now(), 0);
            while start.elapsed() < SHORTEST {
                items += round();
            }
            let nanoseconds = start.elapsed().as_nanos();
            u64::try_from(u128::from(items) * 1_000_000_000 / nanoseconds).unwrap()
        })
        .max()
        .unwrap()
}
