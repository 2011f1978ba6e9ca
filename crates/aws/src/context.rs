//! The request context: condition keys and their values.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// A condition key name; equality and order ignore case (`COND-05`), printing keeps the spelling.
#[derive(Clone)]
pub struct ContextKey {
    spelling: Arc<str>,
    folded: Arc<str>,
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
        ContextKey { spelling, folded }
    }

    /// The name as spelled.
    pub fn as_str(&self) -> &str {
        &self.spelling
    }

    /// The name in lower case, the form that is compared.
    pub fn folded(&self) -> &str {
        &self.folded
    }
}

impl PartialEq for ContextKey {
    fn eq(&self, other: &ContextKey) -> bool {
        self.folded == other.folded
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
impl std::borrow::Borrow<str> for ContextKey {
    fn borrow(&self) -> &str {
        &self.folded
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
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct RequestContext(BTreeMap<ContextKey, ContextValues>);

impl RequestContext {
    /// An empty context.
    pub fn new() -> RequestContext {
        RequestContext::default()
    }

    /// Sets a key, replacing what it had.
    pub fn set(&mut self, key: &str, values: ContextValues) {
        self.0.insert(ContextKey::new(key), values);
    }

    /// Sets a key to one value.
    pub fn set_one(&mut self, key: &str, value: impl Into<String>) {
        self.set(key, ContextValues::one(value));
    }

    /// Removes a key.
    pub fn remove(&mut self, key: &str) {
        self.0.remove(&ContextKey::new(key));
    }

    /// The values of a key, ignoring the case of its name; `None` when the key is absent.
    pub fn get(&self, key: &str) -> Option<&ContextValues> {
        if key.bytes().any(|byte| byte.is_ascii_uppercase()) {
            self.0.get(key.to_ascii_lowercase().as_str())
        } else {
            self.0.get(key)
        }
    }

    /// The values of a key whose folded name is at hand.
    pub fn get_key(&self, key: &ContextKey) -> Option<&ContextValues> {
        self.0.get(key)
    }

    /// All keys in the order of their folded names.
    pub fn iter(&self) -> impl Iterator<Item = (&ContextKey, &ContextValues)> {
        self.0.iter()
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
}
