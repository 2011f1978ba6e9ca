//! Tests of the public face: the conformance cases, places of nodes, and texts made by chance.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may stop at the first surprise"
)]

mod conformance;
mod places;
mod properties;
