//! Exact decimal numbers for the Numeric operators: comparison only, no arithmetic, no floats.

use std::cmp::Ordering;

/// A decimal number of any length, compared exactly.
// Invariant: no leading zeros in `whole`, no trailing zeros in `fraction`, zero is never negative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decimal {
    negative: bool,
    whole: String,
    fraction: String,
}

impl Decimal {
    /// Reads `-12`, `3.50`, `+0.1`, `.5`; anything else is not a number for a Numeric operator.
    pub fn parse(text: &str) -> Option<Decimal> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if (whole.is_empty() && fraction.is_empty()) || !all_digits(whole) || !all_digits(fraction)
        {
            return None;
        }
        let whole = whole.trim_start_matches('0').to_owned();
        let fraction = fraction.trim_end_matches('0').to_owned();
        let zero = whole.is_empty() && fraction.is_empty();
        Some(Decimal {
            negative: negative && !zero,
            whole,
            fraction,
        })
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Decimal) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Decimal) -> Ordering {
        let size = |a: &Decimal, b: &Decimal| {
            (a.whole.len().cmp(&b.whole.len()))
                .then_with(|| a.whole.cmp(&b.whole))
                .then_with(|| a.fraction.cmp(&b.fraction))
        };
        match (self.negative, other.negative) {
            (false, false) => size(self, other),
            (true, true) => size(other, self),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(left: &str, right: &str, expected: Option<Ordering>) {
        let got = Decimal::parse(left)
            .zip(Decimal::parse(right))
            .map(|(l, r)| l.cmp(&r));
        assert_eq!(got, expected, "{left} against {right}");
    }

    #[test]
    fn order() {
        check("1", "1.0", Some(Ordering::Equal));
        check("0.10", ".1", Some(Ordering::Equal));
        check("-0", "0", Some(Ordering::Equal));
        check("9", "10", Some(Ordering::Less));
        check("-9", "-10", Some(Ordering::Greater));
        check("1.05", "1.5", Some(Ordering::Less));
        check(
            "123456789012345678901234567890",
            "123456789012345678901234567891",
            Some(Ordering::Less),
        );
        check("1e3", "1", None);
        check("", "1", None);
        check(".", "1", None);
        check("1.2.3", "1", None);
    }
}
