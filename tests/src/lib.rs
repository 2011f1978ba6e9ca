//! Tests that cross crates: conformance cases, golden traces, documents and links.
//!
//! This crate is *not* part of the product; it holds only tests and the code that reads their data.

#[cfg(test)]
mod built_in;
#[cfg(test)]
mod conformance;
#[cfg(test)]
mod facts;
#[cfg(test)]
mod links;
#[cfg(test)]
mod regions;
#[cfg(test)]
mod scenarios;
#[cfg(test)]
mod traces;
