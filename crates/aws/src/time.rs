//! Instants in whole seconds and their ISO 8601 forms.

use std::fmt;

use time::{Date, Month, OffsetDateTime, Time};

/// A duration in whole seconds.
pub type Seconds = i64;

/// An instant: whole seconds since 1970-01-01T00:00:00Z, fractions are cut off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

/// Why a text is not an instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidTimestamp(String);

impl Timestamp {
    /// From seconds since the epoch.
    pub const fn from_seconds(seconds: i64) -> Timestamp {
        Timestamp(seconds)
    }

    /// Seconds since the epoch.
    pub const fn seconds(self) -> i64 {
        self.0
    }

    /// The instant `seconds` later (earlier when negative).
    pub const fn plus(self, seconds: Seconds) -> Timestamp {
        Timestamp(self.0.saturating_add(seconds))
    }

    /// Seconds from `earlier` to this instant.
    pub const fn since(self, earlier: Timestamp) -> Seconds {
        self.0.saturating_sub(earlier.0)
    }

    /// Reads the W3C profile of ISO 8601 or epoch seconds (`COND-20`).
    ///
    /// Accepted: `2026-11-23`, `2026-11-23T10:00Z`, `2026-11-23T10:00:00.5+01:00`, `1795428000`.
    pub fn parse(text: &str) -> Result<Timestamp, InvalidTimestamp> {
        Timestamp::parse_with_nanoseconds(text).map(|(at, _)| at)
    }

    /// Reads the same forms, with the nanoseconds that follow the whole second; finer fractions are cut off.
    pub fn parse_with_nanoseconds(text: &str) -> Result<(Timestamp, u32), InvalidTimestamp> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        if !digits.is_empty()
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && digits.len() != 4
        {
            return text
                .parse()
                .map(|seconds| (Timestamp(seconds), 0))
                .map_err(|_| InvalidTimestamp(text.to_owned()));
        }
        parse_w3c(text).ok_or_else(|| InvalidTimestamp(text.to_owned()))
    }

    fn date_time(self) -> Option<OffsetDateTime> {
        OffsetDateTime::from_unix_timestamp(self.0).ok()
    }

    /// `09:41` in UTC.
    pub fn hour_and_minute(self) -> String {
        self.date_time().map_or_else(String::new, |at| {
            format!("{:02}:{:02}", at.hour(), at.minute())
        })
    }

    /// `2026-03-02` in UTC.
    pub fn date(self) -> String {
        self.date_time().map_or_else(String::new, |at| {
            format!(
                "{:04}-{:02}-{:02}",
                at.year(),
                u8::from(at.month()),
                at.day()
            )
        })
    }
}

fn parse_w3c(text: &str) -> Option<(Timestamp, u32)> {
    let (date, rest) = match text.split_once(['T', 't']) {
        Some((date, rest)) => (date, Some(rest)),
        None => (text, None),
    };
    let mut parts = date.splitn(3, '-');
    let year: i32 = number(parts.next()?, 4)?;
    let month: u8 = parts.next().map_or(Some(1), |part| number(part, 2))?;
    let day: u8 = parts.next().map_or(Some(1), |part| number(part, 2))?;
    let date = Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok()?;
    let (clock, offset) = match rest {
        None => (Time::MIDNIGHT, 0),
        Some(rest) => {
            split_offset(rest).and_then(|(clock, offset)| Some((parse_clock(clock)?, offset)))?
        }
    };
    let at = date.with_time(clock).assume_utc();
    Some((Timestamp(at.unix_timestamp() - offset), at.nanosecond()))
}

/// Splits `10:00:00+01:00` into its clock and the offset in seconds; without an offset UTC is meant.
fn split_offset(text: &str) -> Option<(&str, i64)> {
    if let Some(clock) = text.strip_suffix(['Z', 'z']) {
        return Some((clock, 0));
    }
    let Some(at) = text.rfind(['+', '-']) else {
        return Some((text, 0));
    };
    let (clock, offset) = text.split_at_checked(at)?;
    let (sign, offset) = offset.split_at_checked(1)?;
    let (hours, minutes) = offset
        .split_once(':')
        .or_else(|| offset.split_at_checked(2))?;
    let seconds = number::<i64>(hours, 2)? * 3600 + number::<i64>(minutes, 2)? * 60;
    Some((clock, if sign == "-" { -seconds } else { seconds }))
}

fn parse_clock(text: &str) -> Option<Time> {
    let mut parts = text.splitn(3, ':');
    let hour = number(parts.next()?, 2)?;
    let minute = number(parts.next()?, 2)?;
    let (second, nanosecond) = match parts.next() {
        None => (0, 0),
        Some(part) => {
            let (whole, fraction) = part.split_once('.').unwrap_or((part, "0"));
            if fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
                return None;
            }
            (number(whole, 2)?, nanoseconds(fraction))
        }
    };
    Time::from_hms_nano(hour, minute, second, nanosecond).ok()
}

/// Digits after the point as nanoseconds; those after the ninth are cut off.
fn nanoseconds(digits: &str) -> u32 {
    let nine = digits.bytes().chain(std::iter::repeat(b'0')).take(9);
    nine.fold(0, |sum, digit| {
        sum * 10 + u32::from(digit.saturating_sub(b'0'))
    })
}

fn number<N: std::str::FromStr>(text: &str, digits: usize) -> Option<N> {
    let plain = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

/// `2026-03-02T09:00:00Z`, the form AWS uses on the wire.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.date_time() {
            Some(at) => write!(
                f,
                "{}T{:02}:{:02}:{:02}Z",
                self.date(),
                at.hour(),
                at.minute(),
                at.second()
            ),
            None => write!(f, "{}", self.0),
        }
    }
}

impl fmt::Display for InvalidTimestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is not a date: expected ISO 8601 such as `2026-03-02T09:00:00Z`, or epoch seconds",
            self.0
        )
    }
}

impl std::error::Error for InvalidTimestamp {}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        let got = Timestamp::parse(text).ok().map(|at| at.to_string());
        assert_eq!(got.as_deref(), expected, "{text}");
    }

    #[test]
    fn cond_20_accepted_forms() {
        check("2026-11-23", Some("2026-11-23T00:00:00Z"));
        check("2026-11-23T10:00Z", Some("2026-11-23T10:00:00Z"));
        check("2026-11-23T10:00:00Z", Some("2026-11-23T10:00:00Z"));
        check("2026-11-23T10:00:00.750Z", Some("2026-11-23T10:00:00Z"));
        check("2026-11-23T10:00:00+01:30", Some("2026-11-23T08:30:00Z"));
        check("2026-11-23T10:00:00-01:00", Some("2026-11-23T11:00:00Z"));
        check("1795428000", Some("2026-11-23T10:00:00Z"));
        check("2026", Some("2026-01-01T00:00:00Z"));
        check("2026-02-30", None);
        check("2026-11-23T25:00Z", None);
        check("yesterday", None);
        check("", None);
    }

    #[test]
    fn cond_20_fractions_are_kept_for_comparisons() {
        let check = |text: &str, expected: u32| {
            let nanoseconds = Timestamp::parse_with_nanoseconds(text).map(|(_, rest)| rest);
            assert_eq!(nanoseconds, Ok(expected), "{text}");
        };
        check("2026-11-23T10:00:00.75Z", 750_000_000);
        check("2026-11-23T10:00:00.1234567899+01:00", 123_456_789);
        check("2026-11-23T10:00Z", 0);
        check("1795428000", 0);
    }
}
