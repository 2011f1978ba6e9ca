//! The project's own commands; being written.
fn main() {}
