//! Many decisions at once: who may do what to which resource.
//!
//! Only decisions are kept; the explanation of a cell is made when it is asked for, from [`MatrixAxes::request`] and
//! [`MatrixAxes::stack`].

mod axes;
mod job;
mod slice;
#[cfg(test)]
mod tests;

pub use axes::{MatrixAxes, MatrixCell, MatrixPrincipal, MatrixResource};
pub use job::{AccessMatrix, MatrixJob, MatrixProgress};
pub use slice::next_slice;
