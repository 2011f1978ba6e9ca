//! The preset dictionary of format 1.
//!
//! Its bytes are part of the format: changing one makes every link ever sent unreadable.
//! A better dictionary is a new file, `dict-2.txt`, with a new format character.

/// The dictionary that links of format 1 are packed with.
pub(crate) const DICTIONARY_1: &[u8] = include_bytes!("dict-1.txt");

#[cfg(test)]
mod tests {
    use super::DICTIONARY_1;

    #[test]
    fn the_dictionary_never_changes() {
        let seen = (DICTIONARY_1.len(), crc32fast::hash(DICTIONARY_1));
        assert_eq!(seen, (LENGTH, CHECKSUM));
    }

    const LENGTH: usize = 12_426;
    const CHECKSUM: u32 = 0x3344_22F2;
}
