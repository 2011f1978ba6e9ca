//! Raw deflate with a preset dictionary and a hard limit on what comes out.
//!
//! Not zlib and not gzip: there is no header, and the checksum is the envelope's.

use miniz_oxide::{
    deflate::core::{
        CompressorOxide, TDEFLFlush, TDEFLStatus, compress_to_output,
        create_comp_flags_from_zip_params,
    },
    inflate::{
        TINFLStatus,
        core::{DecompressorOxide, decompress, inflate_flags},
    },
};

use crate::{dictionary::DICTIONARY_1, error::ShareError, limits::LINK_LIMITS};

/// Packs bytes; never fails.
pub(crate) fn pack(data: &[u8]) -> Vec<u8> {
    // Level 10 is the slowest and tightest; window bits of zero or less mean raw deflate.
    let mut state = CompressorOxide::new(create_comp_flags_from_zip_params(10, 0, 0));
    // What the dictionary packs to is thrown away: the flush ends on a whole byte, and what follows may refer back.
    let (status, _) = compress_to_output(&mut state, DICTIONARY_1, TDEFLFlush::Sync, |_| true);
    debug_assert_eq!(status, TDEFLStatus::Okay);
    let mut packed = Vec::new();
    let (status, _) = compress_to_output(&mut state, data, TDEFLFlush::Finish, |bytes| {
        packed.extend_from_slice(bytes);
        true
    });
    debug_assert_eq!(status, TDEFLStatus::Done);
    packed
}

/// Unpacks bytes into at most [`LINK_LIMITS`]`.document_bytes`.
pub(crate) fn unpack(packed: &[u8]) -> Result<Vec<u8>, ShareError> {
    let limit = LINK_LIMITS.document_bytes;
    // The buffer's length is the limit: back-references reach into the dictionary in front, and nothing grows.
    let mut buffer = vec![0; DICTIONARY_1.len() + limit];
    if let Some(front) = buffer.get_mut(..DICTIONARY_1.len()) {
        front.copy_from_slice(DICTIONARY_1);
    }
    let (status, read, written) = decompress(
        &mut DecompressorOxide::new(),
        packed,
        &mut buffer,
        DICTIONARY_1.len(),
        inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF,
    );
    match status {
        TINFLStatus::Done if read == packed.len() => Ok(buffer
            .split_off(DICTIONARY_1.len())
            .into_iter()
            .take(written)
            .collect()),
        TINFLStatus::HasMoreOutput => Err(ShareError::DocumentTooLarge { limit }),
        _ => Err(ShareError::Corrupted),
    }
}
