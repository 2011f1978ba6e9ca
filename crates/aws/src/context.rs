//! The request context: condition keys and their values.

use std::fmt;
use std::sync::Arc;

use crate::Text;

/// A condition key name; equality and order ignore case (`COND-05`), printing keeps the spelling.
#[derive(Clone)]
// Invariant: `folded` is `spelling` in lower case and `hash` is its hash, upheld by `ContextKey::new`.
pub struct ContextKey {
    spelling: Arc<str>,
    folded: Arc<str>,
    hash: u64,
}

impl ContextKey {
    /// Wraps a key name.
    pub fn new(name: &str) -> ContextKey {
        let spelling: Arc<str> = name.into();
        let upper = name.bytes().any(|byte| byte.is_ascii_uppercase());
        let folded = if upper {
            name.to_ascii_lowercase().into()
        } else {
            Arc::clone(&spelling)
        };
        ContextKey {
            hash: hash(name),
            spelling,
            folded,
        }
    }

    /// The name as spelled.
    pub fn as_str(&self) -> &str {
        &self.spelling
    }

    /// The name as spelled, to keep.
    pub fn text(&self) -> Text {
        Text::shared(&self.spelling)
    }

    /// The name in lower case, the form that is compared.
    pub fn folded(&self) -> &str {
        &self.folded
    }
}

/// FNV-1a of the name in lower case.
fn hash(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3)
    })
}

impl PartialEq for ContextKey {
    fn eq(&self, other: &ContextKey) -> bool {
        self.hash == other.hash && self.folded == other.folded
    }
}
impl Eq for ContextKey {}
impl PartialOrd for ContextKey {
    fn partial_cmp(&self, other: &ContextKey) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for ContextKey {
    fn cmp(&self, other: &ContextKey) -> std::cmp::Ordering {
        self.folded.cmp(&other.folded)
    }
}
impl fmt::Display for ContextKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.spelling)
    }
}
impl fmt::Debug for ContextKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.spelling)
    }
}

/// The values of one key: single-valued or multivalued is a property of the request (`COND-06`).
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ContextValues(Vec<String>);

impl ContextValues {
    /// One value.
    pub fn one(value: impl Into<String>) -> ContextValues {
        ContextValues(vec![value.into()])
    }

    /// Several values, in the order given.
    pub fn many(values: impl IntoIterator<Item = String>) -> ContextValues {
        ContextValues(values.into_iter().collect())
    }

    /// The values in order.
    pub fn as_slice(&self) -> &[String] {
        &self.0
    }

    /// The value when there is exactly one.
    pub fn single(&self) -> Option<&str> {
        match self.0.as_slice() {
            [value] => Some(value),
            _ => None,
        }
    }
}

/// All condition keys of one request; a key that is not in here is absent from the request.
// Invariant: `entries` are in the order of their keys, each key once, and `hashes` are the keys' hashes in that order,
// upheld by `RequestContext::set` and `RequestContext::remove`.
#[derive(Debug, PartialEq, Eq, Default)]
pub struct RequestContext {
    /// Apart from the entries, so that a look-up runs over a few neighbouring words.
    hashes: Vec<u64>,
    entries: Vec<(ContextKey, ContextValues)>,
}

impl RequestContext {
    /// An empty context.
    pub fn new() -> RequestContext {
        RequestContext::default()
    }

    /// Sets a key, replacing what it had.
    pub fn set(&mut self, key: &str, values: ContextValues) {
        self.set_key(ContextKey::new(key), values);
    }

    /// Sets a key that is at hand, replacing what it had.
    pub fn set_key(&mut self, key: ContextKey, values: ContextValues) {
        match self.entries.binary_search_by(|(own, _)| own.cmp(&key)) {
            Ok(at) => {
                if let Some(entry) = self.entries.get_mut(at) {
                    *entry = (key, values);
                }
            }
            Err(at) => {
                self.hashes.insert(at, key.hash);
                self.entries.insert(at, (key, values));
            }
        }
    }

    /// Sets a key to one value.
    pub fn set_one(&mut self, key: &str, value: impl Into<String>) {
        self.set(key, ContextValues::one(value));
    }

    /// Removes a key.
    pub fn remove(&mut self, key: &str) {
        let key = ContextKey::new(key);
        if let Ok(at) = self.entries.binary_search_by(|(own, _)| own.cmp(&key)) {
            self.hashes.remove(at);
            self.entries.remove(at);
        }
    }

    /// The values of a key, ignoring the case of its name; `None` when the key is absent.
    pub fn get(&self, key: &str) -> Option<&ContextValues> {
        self.find(hash(key), |own| own.folded.eq_ignore_ascii_case(key))
    }

    /// The values of a key that is at hand.
    pub fn get_key(&self, key: &ContextKey) -> Option<&ContextValues> {
        self.find(key.hash, |own| own.folded == key.folded)
    }

    /// Hashes may collide, so that only the name settles it.
    fn find(&self, hash: u64, is: impl Fn(&ContextKey) -> bool) -> Option<&ContextValues> {
        let mut places = self.hashes.iter().enumerate();
        places.find_map(|(at, own)| {
            let (key, values) = self.entries.get(at).filter(|_| *own == hash)?;
            is(key).then_some(values)
        })
    }

    /// All keys in the order of their folded names.
    pub fn iter(&self) -> impl Iterator<Item = (&ContextKey, &ContextValues)> {
        self.entries.iter().map(|(key, values)| (key, values))
    }
}

impl Clone for RequestContext {
    fn clone(&self) -> RequestContext {
        RequestContext {
            hashes: self.hashes.clone(),
            entries: self.entries.clone(),
        }
    }

    /// Keeps the memory of the texts it replaces, which counts where contexts are rebuilt for every cell of a matrix.
    fn clone_from(&mut self, source: &RequestContext) {
        self.hashes.clone_from(&source.hashes);
        self.entries.truncate(source.entries.len());
        let (same, more) = source.entries.split_at(self.entries.len());
        for ((key, values), (new_key, new_values)) in self.entries.iter_mut().zip(same) {
            if key.spelling != new_key.spelling {
                key.clone_from(new_key);
            }
            values.0.clone_from(&new_values.0);
        }
        self.entries.extend_from_slice(more);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cond_05_key_names_ignore_case() {
        let mut context = RequestContext::new();
        context.set_one("aws:PrincipalArn", "x");
        assert_eq!(
            context
                .get("AWS:principalARN")
                .and_then(ContextValues::single),
            Some("x")
        );
        context.set_one("AWS:PRINCIPALARN", "y");
        assert_eq!(context.iter().count(), 1);
        assert_eq!(
            context
                .get("aws:principalarn")
                .and_then(ContextValues::single),
            Some("y")
        );
    }

    #[test]
    fn a_context_that_is_cloned_into_another_equals_its_source() {
        let context = |keys: &[&str]| {
            let mut context = RequestContext::new();
            for key in keys {
                context.set_one(key, format!("value of {key}"));
            }
            context
        };
        for (old, new) in [
            (vec![], vec!["a", "b"]),
            (vec!["b", "c"], vec!["A", "b"]),
            (vec!["a", "b", "c"], vec!["c"]),
        ] {
            let mut cloned = context(&old);
            cloned.clone_from(&context(&new));
            assert_eq!(cloned, context(&new));
            assert_eq!(format!("{cloned:?}"), format!("{:?}", context(&new)));
        }
    }

    #[test]
    fn a_removed_key_is_absent() {
        let mut context = RequestContext::new();
        context.set_one("aws:b", "1");
        context.set_one("aws:A", "2");
        context.remove("AWS:B");
        assert_eq!(context.get("aws:b"), None);
        assert_eq!(
            context.get("aws:a").and_then(ContextValues::single),
            Some("2")
        );
    }
}
