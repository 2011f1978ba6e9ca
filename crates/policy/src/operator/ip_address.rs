//! `IpAddress`: addresses and CIDR ranges, version 4 and 6 apart (`COND-12`).

use std::net::IpAddr;

use super::operand::Form;
use super::{OperandMatch, OperatorSpec};

/// A range of addresses.
// Invariant: `prefix` is at most 32 for version 4 and at most 128 for version 6.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Network {
    address: IpAddr,
    prefix: u32,
}

impl Network {
    /// Reads `203.0.113.0/24` or `2001:db8::/32`; without a prefix the single address is meant.
    fn parse(text: &str) -> Option<Network> {
        let (address, prefix) = match text.split_once('/') {
            Some((address, prefix)) => (address, Some(prefix)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().ok()?;
        let longest = if address.is_ipv4() { 32 } else { 128 };
        let prefix = match prefix {
            None => longest,
            Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
                digits.parse().ok()?
            }
            Some(_) => return None,
        };
        (prefix <= longest).then_some(Network { address, prefix })
    }

    fn contains(self, other: IpAddr) -> bool {
        match (self.address, other) {
            (IpAddr::V4(range), IpAddr::V4(other)) => {
                (range.to_bits() ^ other.to_bits()).leading_zeros() >= self.prefix
            }
            (IpAddr::V6(range), IpAddr::V6(other)) => {
                (range.to_bits() ^ other.to_bits()).leading_zeros() >= self.prefix
            }
            _ => false,
        }
    }
}

const fn ip_address(name: &'static str, negated: bool, docs: &'static str) -> OperatorSpec {
    OperatorSpec {
        name,
        negated,
        variables: false,
        wildcards: false,
        docs,
        expects: "an address or CIDR range such as `203.0.113.0/24`",
        refuses_bad_operands: false,
        read: |_, text| Network::parse(text).map_or(Form::Unreadable, Form::Network),
        compare: |form, value, _| match (form, value.parse()) {
            (Form::Network(network), Ok(address)) => OperandMatch::of(network.contains(address)),
            _ => OperandMatch::WrongType,
        },
    }
}

pub(super) static IP_ADDRESS: OperatorSpec = ip_address(
    "IpAddress",
    false,
    "The value lies in one of the listed addresses or CIDR ranges.",
);
pub(super) static NOT_IP_ADDRESS: OperatorSpec = ip_address(
    "NotIpAddress",
    true,
    "The value lies in none of the listed addresses or CIDR ranges.",
);
