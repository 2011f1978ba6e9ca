//! The checksum of links: CRC-32 as in zip files and PNG.
//!
//! Bit by bit, because the tables of the fast ways weigh more than all links a visitor will ever open.

/// The reversed polynomial of IEEE 802.3.
const POLYNOMIAL: u32 = 0xEDB8_8320;

/// The checksum of some bytes.
pub(crate) fn crc32(bytes: &[u8]) -> u32 {
    let mut rest = u32::MAX;
    for byte in bytes {
        rest ^= u32::from(*byte);
        for _ in 0..8 {
            let odd = rest & 1;
            rest = (rest >> 1) ^ (POLYNOMIAL * odd);
        }
    }
    !rest
}

#[cfg(test)]
mod tests {
    use super::crc32;

    #[test]
    fn the_check_value_of_the_standard() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        assert_eq!(crc32(b""), 0);
    }

    #[test]
    fn as_another_implementation() {
        let bytes: Vec<u8> = (0..=255).cycle().take(1_000).collect();
        for end in 0..bytes.len() {
            let part = bytes.get(..end).unwrap_or_default();
            assert_eq!(crc32(part), crc32fast::hash(part), "{end}");
        }
    }
}
