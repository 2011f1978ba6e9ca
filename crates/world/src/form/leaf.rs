//! Values that are one string, one number or one word.

use std::net::IpAddr;

use aws::{AccountId, ActionName, Arn, RegionName, Timestamp};
use json::{Json, Value, Writer};

use super::{Form, Problem};

/// The content of a string.
pub(crate) fn text(json: &Json) -> Result<&str, Problem> {
    match &json.value {
        Value::Text(text) => Ok(text),
        _ => Err(Problem::wrong_kind(json, "a string")),
    }
}

/// A whole number from `least` to `most`.
fn whole(json: &Json, least: i64, most: i64) -> Result<i64, Problem> {
    let Value::Number(written) = &json.value else {
        return Err(Problem::wrong_kind(json, "a whole number"));
    };
    let number = written.parse().ok();
    number
        .filter(|number| (least..=most).contains(number))
        .ok_or_else(|| {
            let written = json::shortened(written);
            let message = format!(
                "`{written}` is out of range: expected a whole number from {least} to {most}"
            );
            Problem::new(json, message)
        })
}

impl Form for String {
    fn read(json: &Json) -> Result<String, Problem> {
        Ok(text(json)?.to_owned())
    }

    fn write(&self, to: &mut Writer) {
        to.text(self);
    }

    fn is_left_out(&self) -> bool {
        self.is_empty()
    }
}

impl Form for bool {
    fn read(json: &Json) -> Result<bool, Problem> {
        match json.value {
            Value::Boolean(value) => Ok(value),
            _ => Err(Problem::wrong_kind(json, "`true` or `false`")),
        }
    }

    fn write(&self, to: &mut Writer) {
        to.word(if *self { "true" } else { "false" });
    }

    fn is_left_out(&self) -> bool {
        !self
    }
}

impl Form for i64 {
    fn read(json: &Json) -> Result<i64, Problem> {
        whole(json, i64::MIN, i64::MAX)
    }

    fn write(&self, to: &mut Writer) {
        to.word(&self.to_string());
    }
}

impl Form for u32 {
    fn read(json: &Json) -> Result<u32, Problem> {
        // In range, since `whole` has looked.
        whole(json, 0, u32::MAX.into()).map(|number| u32::try_from(number).unwrap_or_default())
    }

    fn write(&self, to: &mut Writer) {
        i64::from(*self).write(to);
    }

    fn is_left_out(&self) -> bool {
        *self == 0
    }
}

impl Form for usize {
    fn read(json: &Json) -> Result<usize, Problem> {
        u32::read(json).map(|number| usize::try_from(number).unwrap_or(usize::MAX))
    }

    fn write(&self, to: &mut Writer) {
        to.word(&self.to_string());
    }

    fn is_left_out(&self) -> bool {
        *self == 0
    }
}

impl Form for AccountId {
    fn read(json: &Json) -> Result<AccountId, Problem> {
        AccountId::new(text(json)?).map_err(|error| Problem::new(json, error.to_string()))
    }

    fn write(&self, to: &mut Writer) {
        to.text(self.as_str());
    }
}

impl Form for Arn {
    fn read(json: &Json) -> Result<Arn, Problem> {
        Arn::parse(text(json)?).map_err(|error| Problem::new(json, error.to_string()))
    }

    fn write(&self, to: &mut Writer) {
        to.text(self.as_str());
    }

    fn is_listed_once() -> bool {
        true
    }
}

impl Form for ActionName {
    fn read(json: &Json) -> Result<ActionName, Problem> {
        ActionName::parse(text(json)?).map_err(|error| Problem::new(json, error.to_string()))
    }

    fn write(&self, to: &mut Writer) {
        to.text(self.as_str());
    }
}

impl Form for RegionName {
    fn read(json: &Json) -> Result<RegionName, Problem> {
        RegionName::parse(text(json)?).map_err(|error| Problem::new(json, error.to_string()))
    }

    fn write(&self, to: &mut Writer) {
        to.text(self.as_str());
    }
}

impl Form for Timestamp {
    fn read(json: &Json) -> Result<Timestamp, Problem> {
        let written = text(json)?;
        let at =
            Timestamp::parse(written).map_err(|error| Problem::new(json, error.to_string()))?;
        // An instant that its own print does not give back would make saving lossy.
        match Timestamp::parse(&at.to_string()) {
            Ok(again) if again == at => Ok(at),
            _ => {
                let message =
                    format!("`{written}` is out of range: expected a year from 0000 to 9999");
                Err(Problem::new(json, message))
            }
        }
    }

    fn write(&self, to: &mut Writer) {
        to.text(&self.to_string());
    }
}

impl Form for IpAddr {
    fn read(json: &Json) -> Result<IpAddr, Problem> {
        let written = text(json)?;
        written.parse().map_err(|_| {
            let message =
                format!("`{written}` is not an IP address: expected one such as `203.0.113.10`");
            Problem::new(json, message)
        })
    }

    fn write(&self, to: &mut Writer) {
        to.text(&self.to_string());
    }
}
