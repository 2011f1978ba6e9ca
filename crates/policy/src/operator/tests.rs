#![allow(clippy::panic, reason = "tests may stop at the first surprise")]

use super::*;

fn check(operator: &str, operand: &str, value: &str, expected: OperandMatch) {
    let spec = OperatorSpec::find(operator).unwrap_or_else(|| panic!("{operator} is an operator"));
    let (operand, _) = spec.operand(operand, true);
    let mut context = RequestContext::new();
    context.set_one("aws:username", "alice");
    context.set_one("aws:referer", "*");
    let got = spec.matches(&operand, value, &context);
    assert_eq!(
        got,
        expected,
        "{operator}: {:?} against {value:?}",
        operand.text()
    );
}

use OperandMatch::{Matched, NotMatched, VariableUnresolved, WrongType};

#[test]
fn cond_10_strings() {
    check("StringEquals", "admin", "admin", Matched);
    check("StringEquals", "admin", "Admin", NotMatched);
    check("StringEquals", "home/*", "home/alice", NotMatched);
    check("StringEquals", "${aws:username}", "alice", Matched);
    check("StringEquals", "${aws:userid}", "", VariableUnresolved);
    check("StringEquals", "a${*}", "a*", Matched);
    check("StringEqualsIgnoreCase", "STRASSE", "strasse", Matched);
    check("StringEqualsIgnoreCase", "ÉTÉ", "été", Matched);
    check("StringLike", "home/?lice/*", "home/alice/docs", Matched);
    check(
        "StringLike",
        "home/${aws:username}/*",
        "home/alice/x",
        Matched,
    );
    check("StringLike", "HOME/*", "home/x", NotMatched);
}

#[test]
fn pol_35_substituted_wildcards_are_inert() {
    check("StringLike", "${aws:referer}", "anything", NotMatched);
    check("StringLike", "${aws:referer}", "*", Matched);
}

#[test]
fn negated_operators_answer_the_positive_comparison() {
    check("StringNotEquals", "admin", "admin", Matched);
    check("StringNotEquals", "admin", "user", NotMatched);
    check("NumericNotEquals", "10", "10.0", Matched);
    check("NotIpAddress", "203.0.113.0/24", "203.0.113.9", Matched);
    check(
        "ArnNotLike",
        "arn:aws:iam::*:role/X",
        "arn:aws:iam::111111111111:role/X",
        Matched,
    );
}

#[test]
fn numbers() {
    check("NumericLessThan", "3600", "120", Matched);
    check("NumericLessThan", "3600", "3600", NotMatched);
    check("NumericLessThanEquals", "10", "10", Matched);
    check("NumericGreaterThan", "10", "10.5", Matched);
    check("NumericGreaterThanEquals", "10", "9.99", NotMatched);
    check("NumericEquals", "10", "ten", WrongType);
    check("NumericEquals", "ten", "10", WrongType);
    check("NumericEquals", "${aws:username}", "10", WrongType);
}

#[test]
fn cond_20_dates_are_instants() {
    check(
        "DateGreaterThan",
        "2020-01-01T00:00:00Z",
        "1767225600",
        Matched,
    );
    check(
        "DateLessThan",
        "1767225600",
        "2025-06-01T00:00:00Z",
        Matched,
    );
    check(
        "DateEquals",
        "2026-11-23T10:00:00+01:00",
        "2026-11-23T09:00Z",
        Matched,
    );
    check(
        "DateGreaterThanEquals",
        "2026-11-23",
        "2026-11-22",
        NotMatched,
    );
    check("DateEquals", "2026-11-23", "yesterday", WrongType);
}

#[test]
fn booleans_and_null() {
    check("Bool", "true", "TRUE", Matched);
    check("Bool", "True", "false", NotMatched);
    check("Bool", "true", "yes", WrongType);
    check("Bool", "${aws:username}", "true", WrongType);
    check("Bool", "${aws:userid}", "true", VariableUnresolved);
    check("Null", "false", "x", Matched);
    check("Null", "true", "x", NotMatched);
    check("Null", "false", "", NotMatched);
}

#[test]
fn binary_compares_bytes() {
    check("BinaryEquals", "RVhBTVBMRQ==", "RVhBTVBMRQ==", Matched);
    check("BinaryEquals", "RVhBTVBMRQ==", "RVhBTVBMRA==", NotMatched);
    check("BinaryEquals", "not base64", "RVhBTVBMRQ==", WrongType);
}

#[test]
fn cond_12_addresses() {
    check("IpAddress", "203.0.113.0/24", "203.0.113.1", Matched);
    check("IpAddress", "203.0.113.77/24", "203.0.113.1", Matched);
    check("IpAddress", "203.0.113.0/24", "203.0.114.1", NotMatched);
    check("IpAddress", "203.0.113.7", "203.0.113.8", NotMatched);
    check(
        "IpAddress",
        "2001:DB8:1234:5678::/64",
        "2001:db8:1234:5678::1",
        Matched,
    );
    check("IpAddress", "0.0.0.0/0", "198.51.100.1", Matched);
    check("IpAddress", "0.0.0.0/0", "2001:db8::1", NotMatched);
    check("IpAddress", "::/0", "203.0.113.1", NotMatched);
    check("IpAddress", "203.0.113.0/33", "203.0.113.1", WrongType);
    check("IpAddress", "203.0.113.0/+8", "203.0.113.1", WrongType);
    check("IpAddress", "203.0.113.0/24", "AWS Internal", WrongType);
}

#[test]
fn cond_11_arns_equal_like() {
    for operator in ["ArnEquals", "ArnLike"] {
        check(
            operator,
            "arn:aws:iam::*:role/Admin*",
            "arn:aws:iam::111111111111:role/AdminEU",
            Matched,
        );
        check(
            operator,
            "arn:aws:iam::*:role/R1",
            "arn:aws:iam::111111111111:role/team/R1",
            NotMatched,
        );
        check(
            operator,
            "arn:aws:iam::*:user/${aws:username}",
            "arn:aws:iam::111111111111:user/alice",
            Matched,
        );
        check(
            operator,
            "*",
            "arn:aws:iam::111111111111:user/alice",
            WrongType,
        );
        check(operator, "arn:aws:iam::*:role/R1", "R1", WrongType);
    }
}

#[test]
fn cond_04_names_with_qualifiers() {
    let read = |name: &str| {
        OperatorName::parse(name).map(|n| {
            (
                n.set.map_or("", SetQualifier::prefix),
                n.spec.name,
                n.if_exists,
            )
        })
    };
    assert_eq!(
        read("ForAnyValue:StringLikeIfExists"),
        Some(("ForAnyValue:", "StringLike", true))
    );
    assert_eq!(read("Null"), Some(("", "Null", false)));
    for wrong in [
        "NullIfExists",
        "ForAllValues:Null",
        "stringEquals",
        "StringEqual",
        "IfExists",
        "forAnyValue:Bool",
    ] {
        assert_eq!(read(wrong), None, "{wrong}");
    }
    assert_eq!(
        OperatorName::suggestion("foranyvalue:stringlike").as_deref(),
        Some("ForAnyValue:StringLike")
    );
    assert_eq!(OperatorName::suggestion("StringIs"), None);
}

#[test]
fn the_registry_is_consistent() {
    for (at, spec) in OPERATORS.iter().enumerate() {
        assert_eq!(spec.negated, spec.name.contains("Not"), "{}", spec.name);
        assert!(spec.docs.ends_with('.'), "{}", spec.name);
        assert_eq!(
            OPERATORS.iter().position(|other| other.name == spec.name),
            Some(at),
            "{} is unique",
            spec.name
        );
    }
    assert_eq!(OPERATORS.len(), 27);
}
