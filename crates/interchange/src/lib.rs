//! What goes in and out as JSON: conformance cases, decisions, explanations and diagnostics.
//!
//! [`wire`] is the only JSON face of engine types; [`conformance`] answers cases with the engine.
//! This crate does *not* decide anything itself and reads no files.
//!
//! ```
//! use interchange::{conformance::answer, wire::read_case};
//! let line = r#"{"id": "ARN-1", "kind": "arn", "given": {"pattern": "arn:aws:s3:::a*", "value": "arn:aws:s3:::ab", "mode": "resource"}}"#;
//! let case = read_case(line).unwrap();
//! assert_eq!(serde_json::to_string(&answer(&case)).unwrap(), r#"{"match":true}"#);
//! ```

pub mod conformance;
pub mod wire;
