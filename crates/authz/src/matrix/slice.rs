//! How long a slice of work may be.

/// What a slice aims at, in microseconds: half of a turn of a page.
const AIM: u64 = 8_000;
/// Slices grow no faster than this, so that one of slower cells stays far below 50 milliseconds.
const FASTEST_GROWTH: u64 = 2;
/// The first slice, and the least.
const LEAST: u64 = 256;

/// The cells of the next slice, from those of the last and the microseconds they took; the first slice is `(0, 0)`.
pub fn next_slice(cells: u32, microseconds: u32) -> u32 {
    let (cells, took) = (u64::from(cells), u64::from(microseconds.max(1)));
    let aimed = cells * AIM / took;
    let next = aimed.min(cells * FASTEST_GROWTH).max(LEAST);
    u32::try_from(next).unwrap_or(u32::MAX)
}
