//! `cargo bench -p authz`: the engine's speed, natively.
//!
//! With `--rates` it prints one line a measurement, name and number a second, for `cargo xtask bench`; a part of a name
//! after it leaves out the others.
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
    let mut after_rates = std::env::args().skip_while(|argument| argument != "--rates");
    if after_rates.next().is_none() {
        return divan::main();
    }
    let wanted = after_rates.find(|argument| !argument.starts_with("--"));
    let names = measured::names().into_iter();
    for name in names.filter(|name| wanted.as_ref().is_none_or(|part| name.contains(part))) {
        println!("{name}\t{}", rate(&name));
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
