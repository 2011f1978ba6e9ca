//! Condition blocks: operators, sets, missing keys, wrong types, variables (`COND`, `POL-30` to `POL-35`).

use serde_json::{Value, from_str, json};

use super::check;
use crate::conformance::holds;

/// Rule, Condition block, request context, whether the block holds.
type Row = (&'static str, &'static str, &'static str, bool);

fn check_rows(version: &str, rows: &[Row]) {
    let json =
        |text: &str| from_str::<Value>(text).unwrap_or_else(|error| json!(error.to_string()));
    check(rows, |(_, condition, context, expected)| {
        let given =
            json!({"condition": json(condition), "context": json(context), "version": version});
        (holds(&given).to_string(), expected.to_string())
    });
}

#[test]
#[rustfmt::skip]
fn several_values_operators_and_keys_cond_01_to_cond_09() {
    check_rows(
        "2012-10-17",
        &[
            ("COND-02", r#"{"StringNotEquals":{"k":["a","b"]}}"#, r#"{"k":["b"]}"#, false),
            ("COND-02", r#"{"StringNotEquals":{"k":["a","b"]}}"#, r#"{"k":["c"]}"#, true),
            ("COND-02", r#"{"StringNotEqualsIgnoreCase":{"k":["A","B"]}}"#, r#"{"k":["b"]}"#, false),
            ("COND-02", r#"{"NumericNotEquals":{"k":["1","2"]}}"#, r#"{"k":["2.0"]}"#, false),
            ("COND-02", r#"{"NotIpAddress":{"k":["10.0.0.0/8","192.0.2.1"]}}"#, r#"{"k":["192.0.2.1"]}"#, false),
            ("COND-02", r#"{"NumericLessThan":{"k":["1","10"]}}"#, r#"{"k":["5"]}"#, true),
            ("COND-01", r#"{"StringEquals":{"k":"a"},"StringNotEquals":{"k":"a"}}"#, r#"{"k":["a"]}"#, false),
            ("COND-01", r#"{"StringEquals":{"k":"a","missing":"x"}}"#, r#"{"k":["a"]}"#, false),
            ("COND-01", r#"{}"#, r#"{}"#, true),
            ("COND-03", r#"{"NumericNotEquals":{"k":"1"}}"#, r#"{}"#, true),
            ("COND-03", r#"{"DateNotEquals":{"k":"2026-01-01"}}"#, r#"{}"#, true),
            ("COND-03", r#"{"NotIpAddress":{"k":"10.0.0.0/8"}}"#, r#"{}"#, true),
            ("COND-03", r#"{"Bool":{"k":"false"}}"#, r#"{}"#, false),
            ("COND-03", r#"{"BinaryEquals":{"k":"QQ=="}}"#, r#"{}"#, false),
            ("COND-03", r#"{"ArnNotEquals":{"k":"arn:aws:iam::*:root"}}"#, r#"{}"#, true),
            ("COND-04", r#"{"BoolIfExists":{"k":"false"}}"#, r#"{}"#, true),
            ("COND-04", r#"{"BoolIfExists":{"k":"false"}}"#, r#"{"k":["true"]}"#, false),
            ("COND-04", r#"{"NumericLessThanIfExists":{"k":"5"}}"#, r#"{}"#, true),
            ("COND-04", r#"{"NotIpAddressIfExists":{"k":"10.0.0.0/8"}}"#, r#"{}"#, true),
            ("COND-04", r#"{"ArnNotLikeIfExists":{"k":"arn:aws:iam::*:root"}}"#, r#"{}"#, true),
            ("COND-04", r#"{"StringEqualsIfExists":{"k":"a"}}"#, r#"{"k":["b"]}"#, false),
            ("COND-05", r#"{"StringEquals":{"AWS:PrincipalTag/TEAM":"a"}}"#, r#"{"aws:principaltag/team":["a"]}"#, true),
            ("COND-07", r#"{"StringEquals":{"k":["a","b"]}}"#, r#"{"k":["a","b"]}"#, false),
            ("COND-07", r#"{"StringNotEquals":{"k":"z"}}"#, r#"{"k":["a","b"]}"#, false),
            ("COND-07", r#"{"StringEqualsIfExists":{"k":"a"}}"#, r#"{"k":["a","b"]}"#, false),
            ("COND-22", r#"{"Bool":{"aws:MultiFactorAuthPresent":"false"}}"#, r#"{}"#, false),
        ],
    );
}

#[test]
#[rustfmt::skip]
fn sets_cond_13_to_cond_18() {
    check_rows(
        "2012-10-17",
        &[
            ("COND-13", r#"{"ForAllValues:StringEquals":{"k":"a"}}"#, r#"{"k":[""]}"#, true),
            ("COND-13", r#"{"ForAllValues:StringEquals":{"k":"a"}}"#, r#"{"k":[]}"#, true),
            ("COND-13", r#"{"ForAllValues:StringEquals":{"k":"a"}}"#, r#"{"k":["a","a"]}"#, true),
            ("COND-13", r#"{"ForAllValues:StringNotEquals":{"k":""}}"#, r#"{"k":[""]}"#, true),
            ("COND-15", r#"{"ForAllValues:StringNotLike":{"k":["a*","b*"]}}"#, r#"{"k":["c","d"]}"#, true),
            ("COND-15", r#"{"ForAllValues:StringNotLike":{"k":["a*","b*"]}}"#, r#"{"k":["c","bx"]}"#, false),
            ("COND-15", r#"{"ForAllValues:StringNotEquals":{"k":"a"}}"#, r#"{}"#, true),
            ("COND-17", r#"{"ForAllValues:StringNotLike":{"aws:ResourceOrgPaths":"o-1/*"}}"#, r#"{}"#, true),
            ("COND-14", r#"{"ForAnyValue:StringEquals":{"k":"a"}}"#, r#"{"k":["b","a"]}"#, true),
            ("COND-14", r#"{"ForAnyValue:StringEquals":{"k":"a"}}"#, r#"{"k":[]}"#, false),
            ("COND-14", r#"{"ForAnyValue:ArnNotLike":{"k":"arn:aws:iam::*:root"}}"#, r#"{}"#, false),
            ("COND-15", r#"{"ForAnyValue:StringNotEquals":{"k":["a","b"]}}"#, r#"{"k":["a","b"]}"#, false),
            ("COND-15", r#"{"ForAnyValue:StringNotEquals":{"k":["a","b"]}}"#, r#"{"k":["c"]}"#, true),
            ("COND-04", r#"{"ForAnyValue:StringEqualsIfExists":{"k":"a"}}"#, r#"{}"#, true),
            ("COND-04", r#"{"ForAnyValue:StringNotEqualsIfExists":{"k":"a"}}"#, r#"{}"#, true),
            ("COND-04", r#"{"ForAnyValue:StringEqualsIfExists":{"k":"a"}}"#, r#"{"k":["b"]}"#, false),
            ("COND-04", r#"{"ForAllValues:StringEqualsIfExists":{"k":"a"}}"#, r#"{}"#, true),
            ("COND-18", r#"{"ForAllValues:Bool":{"k":"true"}}"#, r#"{"k":["true","TRUE"]}"#, true),
            ("COND-18", r#"{"ForAnyValue:Bool":{"k":"true"}}"#, r#"{"k":["false","true"]}"#, true),
            ("COND-19", r#"{"ForAllValues:NumericLessThan":{"k":"9"}}"#, r#"{"k":["1","x"]}"#, false),
            ("COND-19", r#"{"ForAnyValue:NumericNotEquals":{"k":"1"}}"#, r#"{"k":["1","x"]}"#, true),
        ],
    );
}

#[test]
#[rustfmt::skip]
fn null_cond_03_cond_13() {
    check_rows(
        "2012-10-17",
        &[
            ("COND-03", r#"{"Null":{"k":"true"}}"#, r#"{}"#, true),
            ("COND-03", r#"{"Null":{"k":"true"}}"#, r#"{"k":["a"]}"#, false),
            ("COND-03", r#"{"Null":{"k":false}}"#, r#"{"k":["a","b"]}"#, true),
            ("COND-13", r#"{"Null":{"k":"true"}}"#, r#"{"k":[""]}"#, true),
            ("COND-13", r#"{"Null":{"k":"false"}}"#, r#"{"k":[""]}"#, false),
            ("COND-10", r#"{"Null":{"k":"false"}}"#, r#"{"k":[]}"#, false),
            ("COND-02", r#"{"Null":{"k":["true","false"]}}"#, r#"{"k":["a"]}"#, true),
            ("COND-16", r#"{"Null":{"k":"false"},"ForAllValues:StringEquals":{"k":"a"}}"#, r#"{"k":[""]}"#, false),
        ],
    );
}

#[test]
#[rustfmt::skip]
fn texts_numbers_booleans_and_bytes_cond_10_cond_19() {
    check_rows(
        "2012-10-17",
        &[
            ("COND-10", r#"{"StringEqualsIgnoreCase":{"k":"ÄB"}}"#, r#"{"k":["äb"]}"#, true),
            ("COND-10", r#"{"StringLike":{"k":"a?c"}}"#, r#"{"k":["ac"]}"#, false),
            ("COND-10", r#"{"StringLike":{"k":"a*:*/c"}}"#, r#"{"k":["a:b:c/x/c"]}"#, true),
            ("COND-10", r#"{"StringLike":{"k":"*"}}"#, r#"{"k":[""]}"#, true),
            ("COND-10", r#"{"StringLike":{"k":"A*"}}"#, r#"{"k":["abc"]}"#, false),
            ("COND-10", r#"{"StringNotLike":{"k":["a*","b*"]}}"#, r#"{"k":["c"]}"#, true),
            ("POL-25", r#"{"StringEquals":{"k":"a?"}}"#, r#"{"k":["a?"]}"#, true),
            ("POL-25", r#"{"NumericEquals":{"k":"1*"}}"#, r#"{"k":["10"]}"#, false),
            ("POL-04", r#"{"StringEquals":{"k":3600}}"#, r#"{"k":["3600"]}"#, true),
            ("POL-04", r#"{"StringEquals":{"k":true}}"#, r#"{"k":["true"]}"#, true),
            ("POL-04", r#"{"StringEquals":{"k":1.5}}"#, r#"{"k":["1.5"]}"#, true),
            ("COND-10", r#"{"NumericEquals":{"k":"1.50"}}"#, r#"{"k":["1.5"]}"#, true),
            ("COND-10", r#"{"NumericLessThan":{"k":"-1"}}"#, r#"{"k":["-1.5"]}"#, true),
            ("COND-10", r#"{"NumericGreaterThan":{"k":"9"}}"#, r#"{"k":["10"]}"#, true),
            ("COND-10", r#"{"NumericGreaterThanEquals":{"k":"99999999999999999999"}}"#, r#"{"k":["100000000000000000000"]}"#, true),
            ("COND-19", r#"{"NumericEquals":{"k":"ten"}}"#, r#"{"k":["ten"]}"#, false),
            ("COND-19", r#"{"NumericNotEquals":{"k":"10"}}"#, r#"{"k":["ten"]}"#, true),
            ("COND-19", r#"{"NumericLessThan":{"k":"10"}}"#, r#"{"k":[""]}"#, false),
            ("COND-10", r#"{"Bool":{"k":"TRUE"}}"#, r#"{"k":["true"]}"#, true),
            ("COND-10", r#"{"Bool":{"k":["true","false"]}}"#, r#"{"k":["False"]}"#, true),
            ("COND-19", r#"{"Bool":{"k":"false"}}"#, r#"{"k":["no"]}"#, false),
            ("COND-10", r#"{"BinaryEquals":{"k":"QQ=="}}"#, r#"{"k":["QUE="]}"#, false),
            ("COND-10", r#"{"BinaryEquals":{"k":["QQ==","QUE="]}}"#, r#"{"k":["QUE="]}"#, true),
            ("COND-19", r#"{"BinaryEquals":{"k":"?"}}"#, r#"{"k":["?"]}"#, false),
        ],
    );
}

#[test]
#[rustfmt::skip]
fn dates_cond_20_cond_21() {
    check_rows(
        "2012-10-17",
        &[
            ("COND-20", r#"{"DateEquals":{"k":"2026-11-23"}}"#, r#"{"k":["2026-11-23T00:00:00Z"]}"#, true),
            ("COND-20", r#"{"DateEquals":{"k":"2026-11-23T10:00Z"}}"#, r#"{"k":["2026-11-23T11:00:00+01:00"]}"#, true),
            ("COND-20", r#"{"DateEquals":{"k":"2026-11-23T10:00:00-05:30"}}"#, r#"{"k":["2026-11-23T15:30Z"]}"#, true),
            ("COND-20", r#"{"DateEquals":{"k":"2026-11-23T10:00:00.000Z"}}"#, r#"{"k":["1795428000"]}"#, true),
            ("COND-20", r#"{"DateEquals":{"k":1795428000}}"#, r#"{"k":["2026-11-23T10:00:00Z"]}"#, true),
            // Instants are compared as they are, not after cutting off their fractions.
            ("COND-20", r#"{"DateLessThan":{"k":"2026-11-23T10:00:00.500Z"}}"#, r#"{"k":["2026-11-23T10:00:00Z"]}"#, true),
            ("COND-20", r#"{"DateEquals":{"k":"2026-11-23T10:00:00.500Z"}}"#, r#"{"k":["2026-11-23T10:00:00Z"]}"#, false),
            ("COND-20", r#"{"DateGreaterThan":{"k":"2026-11-23T10:00:00.25Z"}}"#, r#"{"k":["2026-11-23T10:00:00.3Z"]}"#, true),
            ("COND-20", r#"{"DateGreaterThanEquals":{"k":"2026-11-23T10:00:00.5Z"}}"#, r#"{"k":["2026-11-23T10:00:00.50Z"]}"#, true),
            ("COND-20", r#"{"DateLessThan":{"k":"0"}}"#, r#"{"k":["1969-12-31T23:59:59.9Z"]}"#, true),
            ("COND-20", r#"{"DateLessThan":{"k":"2026-11-23"}}"#, r#"{"k":["2026-11-22T23:59:59Z"]}"#, true),
            ("COND-19", r#"{"DateLessThan":{"k":"2026-11-23"}}"#, r#"{"k":["yesterday"]}"#, false),
            ("COND-19", r#"{"DateNotEquals":{"k":"2026-11-23"}}"#, r#"{"k":["yesterday"]}"#, true),
            ("COND-19", r#"{"DateNotEquals":{"k":"2026-11-23"}}"#, r#"{"k":["2026-02-30"]}"#, true),
            ("COND-21", r#"{"StringEquals":{"k":"2026-11-23T10:00:00Z"}}"#, r#"{"k":["2026-11-23T10:00Z"]}"#, false),
            ("KEYS-45", r#"{"NumericGreaterThan":{"aws:EpochTime":"1"}}"#, r#"{"aws:EpochTime":["1795428000"]}"#, true),
        ],
    );
}

#[test]
#[rustfmt::skip]
fn addresses_cond_12() {
    check_rows(
        "2012-10-17",
        &[
            ("COND-12", r#"{"IpAddress":{"k":"203.0.113.0/25"}}"#, r#"{"k":["203.0.113.128"]}"#, false),
            ("COND-12", r#"{"IpAddress":{"k":"203.0.113.77/24"}}"#, r#"{"k":["203.0.113.1"]}"#, true),
            ("COND-12", r#"{"IpAddress":{"k":"0.0.0.0/0"}}"#, r#"{"k":["255.255.255.255"]}"#, true),
            ("COND-12", r#"{"IpAddress":{"k":"2001:db8::1"}}"#, r#"{"k":["2001:DB8:0:0:0:0:0:1"]}"#, true),
            ("COND-12", r#"{"IpAddress":{"k":"2001:db8::1"}}"#, r#"{"k":["2001:db8::2"]}"#, false),
            ("COND-12", r#"{"IpAddress":{"k":"::/0"}}"#, r#"{"k":["192.0.2.1"]}"#, false),
            ("COND-12", r#"{"IpAddress":{"k":"192.0.2.0/24"}}"#, r#"{"k":["::ffff:192.0.2.1"]}"#, false),
            ("COND-12", r#"{"NotIpAddress":{"k":"192.0.2.0/24"}}"#, r#"{"k":["2001:db8::1"]}"#, true),
            ("COND-19", r#"{"IpAddress":{"k":"192.0.2.0/33"}}"#, r#"{"k":["192.0.2.0"]}"#, false),
            ("COND-19", r#"{"NotIpAddress":{"k":"192.0.2.0/24"}}"#, r#"{"k":["here"]}"#, true),
            ("COND-02", r#"{"IpAddress":{"k":["192.0.2.0/24","2001:db8::/32"]}}"#, r#"{"k":["2001:db9::"]}"#, false),
        ],
    );
}

#[test]
#[rustfmt::skip]
fn arns_cond_11_pol_23() {
    check_rows(
        "2012-10-17",
        &[
            ("COND-11", r#"{"ArnEquals":{"k":"arn:aws:iam::*:role/*"}}"#, r#"{"k":["arn:aws:iam::111111111111:role/a/b:c"]}"#, true),
            ("COND-11", r#"{"ArnNotEquals":{"k":"arn:aws:iam::*:role/X*"}}"#, r#"{"k":["arn:aws:iam::111111111111:role/Xy"]}"#, false),
            ("POL-23", r#"{"ArnLike":{"k":"arn:aws:s3:::b*"}}"#, r#"{"k":["arn:aws:s3:::bucket/a:b"]}"#, true),
            ("POL-23", r#"{"ArnLike":{"k":"arn:aws:*:topic"}}"#, r#"{"k":["arn:aws:sns:eu-west-1:111111111111:topic"]}"#, false),
            ("POL-23", r#"{"ArnLike":{"k":"arn:aws:sns:?u-west-1:1*1:t*"}}"#, r#"{"k":["arn:aws:sns:eu-west-1:111111111111:t"]}"#, true),
            ("POL-23", r#"{"ArnLike":{"k":"arn:*:iam::*:role/X"}}"#, r#"{"k":["arn:aws-cn:iam::111111111111:role/X"]}"#, true),
            ("COND-10", r#"{"ArnLike":{"k":"*:aws:iam::*:role/X"}}"#, r#"{"k":["arn:aws:iam::111111111111:role/X"]}"#, true),
            ("COND-10", r#"{"ArnLike":{"k":"arn:aws:iam::111111111111:role/x"}}"#, r#"{"k":["arn:aws:iam::111111111111:role/X"]}"#, false),
            ("COND-19", r#"{"ArnLike":{"k":"arn:aws:iam::*"}}"#, r#"{"k":["arn:aws:iam::111111111111:root"]}"#, false),
            ("COND-19", r#"{"ArnNotLike":{"k":"arn:aws:iam::*:*"}}"#, r#"{"k":["111111111111"]}"#, true),
            ("POL-31", r#"{"ArnLike":{"k":"arn:aws:iam::${aws:PrincipalAccount}:role/*"}}"#, r#"{"k":["arn:aws:iam::111111111111:role/X"],"aws:PrincipalAccount":["111111111111"]}"#, true),
            ("POL-35", r#"{"ArnLike":{"k":"arn:aws:iam::111111111111:role/${t}"}}"#, r#"{"k":["arn:aws:iam::111111111111:role/X"],"t":["*"]}"#, false),
        ],
    );
}

#[test]
#[rustfmt::skip]
fn variables_pol_30_to_pol_35() {
    check_rows(
        "2012-10-17",
        &[
            ("POL-30", r#"{"StringEquals":{"k":"${AWS:username}"}}"#, r#"{"k":["alice"],"aws:UserName":["alice"]}"#, true),
            ("POL-30", r#"{"StringEquals":{"k":"${t}"}}"#, r#"{"k":["a"],"t":["a","b"]}"#, false),
            ("POL-30", r#"{"StringNotEquals":{"k":"${t}"}}"#, r#"{"k":["a"],"t":["a","b"]}"#, true),
            ("POL-31", r#"{"Bool":{"k":"${t}"}}"#, r#"{"k":["true"],"t":["TRUE"]}"#, true),
            ("POL-31", r#"{"NumericEquals":{"k":"${t}"}}"#, r#"{"k":["1"],"t":["1"]}"#, false),
            ("POL-31", r#"{"IpAddress":{"k":"${t}"}}"#, r#"{"k":["192.0.2.1"],"t":["192.0.2.1"]}"#, false),
            ("POL-32", r#"{"StringLike":{"k":"${t}*"}}"#, r#"{"k":["a"]}"#, false),
            ("POL-32", r#"{"StringNotLike":{"k":"${t}*"}}"#, r#"{"k":["a"]}"#, true),
            ("POL-32", r#"{"StringEquals":{"k":["${t}","a"]}}"#, r#"{"k":["a"]}"#, true),
            ("POL-32", r#"{"StringNotEquals":{"k":["${t}","a"]}}"#, r#"{"k":["a"]}"#, false),
            ("POL-32", r#"{"ForAnyValue:StringEquals":{"k":"${t}"}}"#, r#"{"k":["a"]}"#, false),
            ("POL-32", r#"{"StringEqualsIfExists":{"k":"${t}"}}"#, r#"{"k":["a"]}"#, false),
            ("POL-33", r#"{"StringEquals":{"k":"${t, 'none'}"}}"#, r#"{"k":["none"]}"#, true),
            ("POL-33", r#"{"StringEquals":{"k":"${t, 'none'}"}}"#, r#"{"k":["x"],"t":["x"]}"#, true),
            ("POL-33", r#"{"StringEquals":{"k":"${t, ''}"}}"#, r#"{"k":[""]}"#, true),
            ("POL-34", r#"{"StringLike":{"k":"${*}${?}${$}*"}}"#, r#"{"k":["*?$end"]}"#, true),
            ("POL-34", r#"{"StringLike":{"k":"a${?}"}}"#, r#"{"k":["ab"]}"#, false),
            ("POL-34", r#"{"StringEquals":{"k":"${$}{t}"}}"#, r#"{"k":["${t}"],"t":["x"]}"#, true),
            ("POL-35", r#"{"StringLike":{"k":"${t}/x"}}"#, r#"{"k":["a/x"],"t":["?"]}"#, false),
        ],
    );
}

#[test]
#[rustfmt::skip]
fn variables_are_text_in_the_old_version_pol_06() {
    check_rows(
        "2008-10-17",
        &[
            ("POL-06", r#"{"StringEquals":{"k":"${t}"}}"#, r#"{"k":["a"],"t":["a"]}"#, false),
            ("POL-06", r#"{"StringEquals":{"k":"${t}"}}"#, r#"{"k":["${t}"],"t":["a"]}"#, true),
            ("POL-06", r#"{"StringNotEquals":{"k":"${t}"}}"#, r#"{"k":["a"],"t":["a"]}"#, true),
            ("POL-06", r#"{"StringLike":{"k":"${*}"}}"#, r#"{"k":["${abc}"]}"#, true),
        ],
    );
}
