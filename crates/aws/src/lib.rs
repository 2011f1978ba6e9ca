//! The vocabulary of AWS: accounts, ARNs, actions, Regions, principals, request context, instants and numbers.
//!
//! This crate is *not* about policies and decides nothing; it only gives names their shapes.
//!
//! ```
//! use aws::{AccountId, Arn};
//! let role = Arn::parse("arn:aws:iam::444455556666:role/VendorReadOnly").unwrap();
//! assert_eq!(role.account(), "444455556666");
//! assert_eq!(role.account_id(), AccountId::new("444455556666").ok());
//! ```

mod account;
mod action;
mod arn;
mod base64;
pub mod catalog;
mod context;
mod decimal;
mod principal;
mod rcp;
mod region;
mod text;
mod time;
mod unique_id;

pub use account::{AccountId, InvalidAccountId};
pub use action::{ActionName, InvalidAction};
pub use arn::{Arn, InvalidArn};
pub use base64::Base64;
pub use context::{ContextKey, ContextValues, RequestContext};
pub use decimal::Decimal;
pub use principal::{InvalidPrincipal, Principal, PrincipalKind};
pub use rcp::is_covered_by_rcps;
pub use region::{InvalidRegion, Partition, REGIONS, RegionFacts, RegionName, region_facts};
pub use text::Text;
pub use time::{InvalidTimestamp, Seconds, Timestamp};
pub use unique_id::{AccessKeyKind, UniqueIdKind};
