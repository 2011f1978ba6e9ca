//! Parsed and compiled policies, kept by kind and text.
//!
//! Nothing that is seen depends on what is in the cache: it only saves work.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc, sync::Arc};

use policy::{
    MalformedPolicy, ParsedPolicy, PolicyKind, SharedPolicy, SourceText, compile_policy,
    parse_policy,
};
use world::PolicyText;

/// A text read as one kind of policy.
#[derive(Debug)]
pub struct CachedPolicy {
    /// The text with its diagnostics.
    pub parsed: ParsedPolicy,
    /// The policy ready to be matched, or what AWS would answer to the text.
    pub compiled: Result<SharedPolicy, MalformedPolicy>,
}

/// The cache; shared by all who replay or edit one document.
#[derive(Debug, Default)]
pub struct PolicyCache {
    known: RefCell<KnownPolicies>,
}

type KnownPolicies = BTreeMap<(PolicyKind, Arc<str>), Rc<CachedPolicy>>;

/// Typing makes a new text with every key, so the cache is emptied when it holds this many.
const LIMIT: usize = 2_000;

impl PolicyCache {
    /// An empty cache.
    pub fn new() -> PolicyCache {
        PolicyCache::default()
    }

    /// The text read as `kind`.
    pub fn get(&self, kind: PolicyKind, text: &PolicyText) -> Rc<CachedPolicy> {
        let key = (kind, text.shared());
        if let Some(known) = self.known.borrow().get(&key) {
            return Rc::clone(known);
        }
        let parsed = parse_policy(SourceText::new(text.as_str()), kind);
        let compiled = compile_policy(&parsed);
        let cached = Rc::new(CachedPolicy { parsed, compiled });
        let mut known = self.known.borrow_mut();
        if known.len() >= LIMIT {
            known.clear();
        }
        known.insert(key, Rc::clone(&cached));
        cached
    }
}
