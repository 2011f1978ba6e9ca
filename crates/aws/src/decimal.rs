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

/// The parts of a decimal number where its text stands; the same invariant.
#[derive(Clone, Copy)]
struct Parts<'a> {
    negative: bool,
    whole: &'a str,
    fraction: &'a str,
}

impl Decimal {
    /// Reads `-12`, `3.50`, `+0.1`, `.5`; anything else is not a number for a Numeric operator.
    pub fn parse(text: &str) -> Option<Decimal> {
        let parts = Parts::parse(text)?;
        Some(Decimal {
            negative: parts.negative,
            whole: parts.whole.to_owned(),
            fraction: parts.fraction.to_owned(),
        })
    }

    /// How this number compares with the number in a text; `None` when the text is no number.
    pub fn compare_with(&self, text: &str) -> Option<Ordering> {
        Some(self.parts().compare(Parts::parse(text)?))
    }

    fn parts(&self) -> Parts<'_> {
        Parts {
            negative: self.negative,
            whole: &self.whole,
            fraction: &self.fraction,
        }
    }
}

impl<'a> Parts<'a> {
    fn parse(text: &'a str) -> Option<Parts<'a>> {
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
        let whole = whole.trim_start_matches('0');
        let fraction = fraction.trim_end_matches('0');
        let zero = whole.is_empty() && fraction.is_empty();
        Some(Parts {
            negative: negative && !zero,
            whole,
            fraction,
        })
    }

    fn compare(self, other: Parts<'_>) -> Ordering {
        let size = |a: Parts<'_>, b: Parts<'_>| {
            (a.whole.len().cmp(&b.whole.len()))
                .then_with(|| a.whole.cmp(b.whole))
                .then_with(|| a.fraction.cmp(b.fraction))
        };
        match (self.negative, other.negative) {
            (false, false) => size(self, other),
            (true, true) => size(other, self),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Decimal) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Decimal) -> Ordering {
        self.parts().compare(other.parts())
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
        let in_place = Decimal::parse(left).and_then(|l| l.compare_with(right));
        assert_eq!(in_place, expected, "{left} against {right}");
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
