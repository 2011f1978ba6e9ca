//! Tests that cross crates: conformance cases, golden traces, documents and links.
//!
//! This crate is *not* part of the product; it holds only tests and the code that reads their data.

#[cfg(test)]
mod conformance;
#[cfg(test)]
mod regions;
