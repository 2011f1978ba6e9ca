//! Private address in `aws:SourceIp`.

use std::net::{IpAddr, Ipv4Addr};

use super::subject::{Finding, Subject, is_key};
use super::{ALL_KINDS, Example, LintSpec};
use crate::{PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "private-source-ip",
    title: "Private address in `aws:SourceIp`",
    severity: Severity::Warning,
    kinds: ALL_KINDS,
    rules: &["KEYS-30", "KEYS-31"],
    docs: "`aws:SourceIp` is the public address a request comes from. Requests through a VPC endpoint do not have \
           it; their private address is `aws:VpcSourceIp`.",
    bad: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
 "Condition": {"IpAddress": {"aws:SourceIp": ["203.0.113.0/24", «"10.0.0.0/8"»]}}}"#,
    },
    good: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
 "Condition": {"IpAddress": {"aws:VpcSourceIp": "10.0.0.0/8"}}}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    subject
        .conditions()
        .filter(|(_, condition)| is_key(condition, "aws:SourceIp"))
        .flat_map(|(_, condition)| &condition.values)
        .filter(|value| is_private(value.value.text()))
        .map(|value| {
            let message = format!(
                "found the private range `{}` for `aws:SourceIp`, expected public addresses",
                value.value.text()
            );
            let help = "for requests through a VPC endpoint use `aws:VpcSourceIp`, `aws:SourceVpc` or `aws:SourceVpce`";
            Finding::new(subject.at(value.node), message, help)
        })
        .collect()
}

/// Whether a range begins at an address that is not routed on the internet.
fn is_private(range: &str) -> bool {
    let address = range.split_once('/').map_or(range, |(address, _)| address);
    match address.parse() {
        Ok(IpAddr::V4(address)) => {
            let [first, second, ..] = address.octets();
            let shared = first == 100 && (64..128).contains(&second);
            let every = address == Ipv4Addr::UNSPECIFIED;
            !every
                && (address.is_private()
                    || address.is_loopback()
                    || address.is_link_local()
                    || shared)
        }
        Ok(IpAddr::V6(address)) => address.is_unique_local() || address.is_unicast_link_local(),
        Err(_) => false,
    }
}
