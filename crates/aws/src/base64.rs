//! Base64, as binary values are written in policies, and its variant for addresses.
//!
//! Not fast and not lenient: short texts, one spelling for each value, no white space.

/// A variant of base64 (RFC 4648).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base64 {
    /// With `+`, `/` and padding by `=`.
    Standard,
    /// With `-`, `_` and no padding, fit for addresses.
    Url,
}

impl Base64 {
    /// Writes bytes.
    pub fn encode(self, bytes: &[u8]) -> String {
        let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
        let mut pending = Bits::default();
        for byte in bytes {
            pending.push(u32::from(*byte), 8);
            while let Some(digit) = pending.take(6) {
                text.push(self.character(digit));
            }
        }
        if pending.count > 0 {
            pending.push(0, 6 - pending.count);
            text.extend(pending.take(6).map(|digit| self.character(digit)));
        }
        while self == Base64::Standard && !text.len().is_multiple_of(4) {
            text.push('=');
        }
        text
    }

    /// Reads bytes; `None` for any text that [`Base64::encode`] does not write.
    pub fn decode(self, text: &str) -> Option<Vec<u8>> {
        let digits = match self {
            Base64::Standard if !text.len().is_multiple_of(4) => return None,
            Base64::Standard => text
                .strip_suffix("==")
                .or(text.strip_suffix('='))
                .unwrap_or(text),
            Base64::Url => text,
        };
        let mut bytes = Vec::with_capacity(digits.len() / 4 * 3 + 2);
        let mut pending = Bits::default();
        for character in digits.bytes() {
            pending.push(self.digit(character)?, 6);
            bytes.extend(pending.take(8).and_then(|byte| u8::try_from(byte).ok()));
        }
        // A digit that is left over or bits that say something would be a second spelling.
        (pending.count < 6 && pending.bits == 0).then_some(bytes)
    }

    /// The last two characters of the alphabet.
    const fn last_two(self) -> [u8; 2] {
        match self {
            Base64::Standard => *b"+/",
            Base64::Url => *b"-_",
        }
    }

    fn character(self, digit: u32) -> char {
        let [plus, slash] = self.last_two();
        let digit = u8::try_from(digit).unwrap_or_default();
        char::from(match digit {
            0..=25 => b'A' + digit,
            26..=51 => b'a' + (digit - 26),
            52..=61 => b'0' + (digit - 52),
            62 => plus,
            _ => slash,
        })
    }

    fn digit(self, character: u8) -> Option<u32> {
        let [plus, slash] = self.last_two();
        let digit = match character {
            b'A'..=b'Z' => character - b'A',
            b'a'..=b'z' => character - b'a' + 26,
            b'0'..=b'9' => character - b'0' + 52,
            _ if character == plus => 62,
            _ if character == slash => 63,
            _ => return None,
        };
        Some(u32::from(digit))
    }
}

/// Bits that wait until there are enough of them, at most 14.
#[derive(Default)]
struct Bits {
    bits: u32,
    count: u32,
}

impl Bits {
    fn push(&mut self, bits: u32, count: u32) {
        self.bits = (self.bits << count) | bits;
        self.count += count;
    }

    /// The oldest `count` bits, when there are as many.
    fn take(&mut self, count: u32) -> Option<u32> {
        let left = self.count.checked_sub(count)?;
        let taken = self.bits >> left;
        self.bits &= (1 << left) - 1;
        self.count = left;
        Some(taken)
    }
}

#[cfg(test)]
mod tests {
    use super::Base64;

    fn check(bytes: &[u8], standard: &str, url: &str) {
        for (kind, text) in [(Base64::Standard, standard), (Base64::Url, url)] {
            assert_eq!(kind.encode(bytes), text);
            assert_eq!(kind.decode(text).as_deref(), Some(bytes), "{text}");
        }
    }

    #[test]
    fn the_examples_of_the_standard() {
        check(b"", "", "");
        check(b"f", "Zg==", "Zg");
        check(b"fo", "Zm8=", "Zm8");
        check(b"foo", "Zm9v", "Zm9v");
        check(b"foob", "Zm9vYg==", "Zm9vYg");
        check(b"fooba", "Zm9vYmE=", "Zm9vYmE");
        check(b"foobar", "Zm9vYmFy", "Zm9vYmFy");
        check(&[0xfb, 0xff, 0xfe], "+//+", "-__-");
    }

    #[test]
    fn every_byte_in_every_place_reads_back() {
        let bytes: Vec<u8> = (0..=255).collect();
        for start in 0..4 {
            let part = bytes.get(start..).unwrap_or_default();
            for kind in [Base64::Standard, Base64::Url] {
                assert_eq!(kind.decode(&kind.encode(part)).as_deref(), Some(part));
            }
        }
    }

    #[test]
    fn other_spellings_are_refused() {
        let refused = |kind: Base64, texts: &[&str]| {
            for text in texts {
                assert_eq!(kind.decode(text), None, "{text}");
            }
        };
        refused(
            Base64::Standard,
            &[
                "Zg", "Zg=", "Zh==", "Zm9=", "Z===", "====", "=", "Z g=", "Zg==Zg==", "-__-",
                "Zm9v\n",
            ],
        );
        refused(
            Base64::Url,
            &["Z", "Zh", "Zm9", "Zg==", "+//+", "Zm9v ", "Zmé"],
        );
    }
}
