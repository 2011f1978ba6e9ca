//! Ids and simulated secrets, derived from the scenario's seed and the journal.
//!
//! Not cryptography: whoever has the document can derive them again, which is the point.

use aws::{AccessKeyKind, AccountId, UniqueIdKind};
use world::{EntryId, OrganizationPolicyName, Role, TokenVersion, User};

/// A stream of characters that depends on nothing but its seed, entry, purpose and ordinal.
pub(crate) struct IdSource(u64);

const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const LOWER: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

impl IdSource {
    /// A stream of its own for each combination of arguments.
    pub(crate) fn new(seed: u32, entry: EntryId, purpose: &str, ordinal: u32) -> IdSource {
        // FNV-1a over all parts; the purpose ends in a byte that no text contains.
        let parts = [
            &seed.to_le_bytes()[..],
            &entry.0.to_le_bytes(),
            purpose.as_bytes(),
            &[0xFF],
            &ordinal.to_le_bytes(),
        ];
        let hash = parts
            .concat()
            .iter()
            .fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
                (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01B3)
            });
        IdSource(hash)
    }

    // The step of SplitMix64.
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn text(&mut self, alphabet: &[u8], length: usize) -> String {
        (0..length)
            .map(|_| {
                // The alphabets hold 32 or 64 letters, so masking chooses evenly.
                let index = self.next() & (alphabet.len() as u64 - 1);
                usize::try_from(index)
                    .ok()
                    .and_then(|index| alphabet.get(index))
                    .map_or('A', |byte| char::from(*byte))
            })
            .collect()
    }
}

/// The three parts of temporary credentials, all marked as examples (`TOKEN-02`, `TOKEN-04`).
pub(crate) fn temporary_credentials(
    seed: u32,
    entry: EntryId,
    ordinal: u32,
    version: TokenVersion,
) -> [String; 3] {
    let key = IdSource::new(seed, entry, "access key", ordinal).text(BASE32, 9);
    let secret = IdSource::new(seed, entry, "secret access key", ordinal).text(BASE64, 30);
    let mut token = IdSource::new(seed, entry, "session token", ordinal);
    // Version 2 tokens are longer than version 1 tokens (`TOKEN-05`).
    let token = match version {
        TokenVersion::Version1 => format!("FwoGZXIvYXdzEXAMPLETOKEN{}", token.text(BASE64, 128)),
        TokenVersion::Version2 => {
            format!("IQoJb3JpZ2luX2VjEXAMPLETOKEN{}", token.text(BASE64, 240))
        }
    };
    [
        format!("{}{key}EXAMPLE", AccessKeyKind::Temporary.prefix()),
        format!("{secret}EXAMPLEKEY"),
        token,
    ]
}

/// The long-term access key id of a user or root user.
pub(crate) fn long_term_key(seed: u32, created_by: EntryId, owner: &str) -> String {
    access_key_id(
        seed,
        created_by,
        AccessKeyKind::LongTerm,
        &format!("long-term key of {owner}"),
    )
}

/// The access key id of a user who signed in; these credentials are the user's own (`EVAL-12`).
pub(crate) fn sign_in_key(seed: u32, created_by: EntryId, owner: &str) -> String {
    access_key_id(
        seed,
        created_by,
        AccessKeyKind::Temporary,
        &format!("sign-in of {owner}"),
    )
}

fn access_key_id(seed: u32, created_by: EntryId, kind: AccessKeyKind, purpose: &str) -> String {
    format!(
        "{}{}EXAMPLE",
        kind.prefix(),
        IdSource::new(seed, created_by, purpose, 0).text(BASE32, 9)
    )
}

/// `AIDA…`, 21 characters.
pub(crate) fn user_id(seed: u32, account: &AccountId, user: &User) -> String {
    unique_id(
        seed,
        user.created_by,
        UniqueIdKind::User,
        &format!("user {account} {}", user.name),
    )
}

/// `AROA…`, 21 characters.
pub(crate) fn role_id(seed: u32, account: &AccountId, role: &Role) -> String {
    unique_id(
        seed,
        role.created_by,
        UniqueIdKind::Role,
        &format!("role {account} {}", role.name),
    )
}

fn unique_id(seed: u32, created_by: EntryId, kind: UniqueIdKind, purpose: &str) -> String {
    format!(
        "{}{}EXAMPLE",
        kind.prefix(),
        IdSource::new(seed, created_by, purpose, 0).text(BASE32, 10)
    )
}

/// `p-…`, the id of a service or resource control policy (`POL-60`).
pub(crate) fn organization_policy_id(seed: u32, name: &OrganizationPolicyName) -> String {
    let purpose = format!("organization policy {name}");
    format!(
        "p-{}",
        IdSource::new(seed, EntryId::START, &purpose, 0).text(LOWER, 10)
    )
}

/// The encoded message of an EC2 denial (`ERR-12`), marked as an example.
pub(crate) fn encoded_message(seed: u32, entry: EntryId, ordinal: u32) -> String {
    format!(
        "EXAMPLE-{}",
        IdSource::new(seed, entry, "encoded message", ordinal).text(BASE64, 96)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_have_the_shapes_of_token_02_and_token_04() {
        let [key, secret, token] = temporary_credentials(7, EntryId(3), 0, TokenVersion::Version2);
        assert!(
            key.starts_with("ASIA") && key.len() == 20 && key.contains("EXAMPLE"),
            "{key}"
        );
        assert!(secret.len() == 40 && secret.contains("EXAMPLE"), "{secret}");
        assert!(
            token.starts_with("IQoJb3JpZ2luX2Vj") && token.contains("EXAMPLE"),
            "{token}"
        );
        let [_, _, older] = temporary_credentials(7, EntryId(3), 0, TokenVersion::Version1);
        assert!(
            older.starts_with("FwoGZXIvYXdz") && older.len() < token.len(),
            "{older}"
        );
    }

    #[test]
    fn seed_entry_and_ordinal_each_change_the_key() {
        let key = |seed, entry, ordinal| {
            let [key, ..] =
                temporary_credentials(seed, EntryId(entry), ordinal, TokenVersion::Version2);
            key
        };
        let first = key(1, 1, 0);
        assert_eq!(first, key(1, 1, 0));
        for other in [key(2, 1, 0), key(1, 2, 0), key(1, 1, 1)] {
            assert_ne!(first, other);
        }
    }
}
