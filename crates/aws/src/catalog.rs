//! What AWS services have: actions, resource types and condition keys.
//!
//! Lint, completion and forms ask here; nothing that *decides* does, so an empty catalog changes no answer.
//! The global condition keys are compiled in ([`GLOBAL_KEYS`]); services are added as they are loaded.

mod global_keys;

use std::collections::BTreeMap;

pub use global_keys::{GLOBAL_KEYS, GlobalKey, Presence, global_key};

/// What a condition key's values are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum KeyType {
    /// Any text.
    Text,
    /// An ARN.
    Arn,
    /// `true` or `false`.
    Boolean,
    /// A number.
    Number,
    /// An instant in ISO 8601.
    Date,
    /// An instant in epoch seconds, which Date and Numeric operators both read.
    EpochSeconds,
    /// An IP address.
    Address,
}

/// What an action does to its resources, the most telling word of AWS's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AccessLevel {
    /// Lists resources.
    List,
    /// Reads what is in them.
    Read,
    /// Changes tags only.
    Tagging,
    /// Creates, changes or deletes.
    Write,
    /// Changes who may do what.
    PermissionsManagement,
}

/// One action of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionFacts {
    /// The name without the prefix, such as `AssumeRole`.
    pub name: String,
    /// What it does to its resources.
    pub access: AccessLevel,
    /// AWS's description.
    pub description: String,
    /// The names of the resource types it is about; empty when only `*` makes sense.
    pub resource_types: Vec<String>,
    /// The condition keys it brings, beside the global ones; `${…}` stands for a free part.
    pub keys: Vec<String>,
}

/// One resource type of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResourceTypeFacts {
    /// Such as `role`.
    pub name: String,
    /// The shape of its ARNs, with `${…}` for what varies.
    pub arn: String,
}

/// One condition key of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyFacts {
    /// Such as `sts:ExternalId`; `${…}` stands for a free part.
    pub name: String,
    /// What its values are.
    pub value: KeyType,
    /// Whether it may have several values in a request (`COND-06`).
    pub multivalued: bool,
}

/// One service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceFacts {
    /// The prefix of its actions, such as `sts`.
    pub prefix: String,
    /// Its name for people.
    pub name: String,
    /// Its actions.
    pub actions: Vec<ActionFacts>,
    /// Its resource types.
    pub resource_types: Vec<ResourceTypeFacts>,
    /// The condition keys its actions know.
    pub keys: Vec<KeyFacts>,
}

/// What is loaded of the catalog so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalog {
    names: BTreeMap<String, String>,
    services: BTreeMap<String, ServiceFacts>,
}

impl Catalog {
    /// A catalog of which nothing is loaded.
    pub fn new() -> Catalog {
        Catalog::default()
    }

    /// Takes in the list of all services, as prefix and name.
    pub fn set_index(&mut self, services: impl IntoIterator<Item = (String, String)>) {
        let folded = |(prefix, name): (String, String)| (prefix.to_ascii_lowercase(), name);
        self.names = services.into_iter().map(folded).collect();
    }

    /// Takes in one service.
    pub fn add(&mut self, service: ServiceFacts) {
        self.services
            .insert(service.prefix.to_ascii_lowercase(), service);
    }

    /// A service by its prefix in any letter case, when it is loaded.
    pub fn service(&self, prefix: &str) -> Option<&ServiceFacts> {
        self.services.get(&prefix.to_ascii_lowercase())
    }

    /// All services by prefix, with their names; empty until the index is loaded.
    pub fn index(&self) -> impl Iterator<Item = (&str, &str)> {
        self.names
            .iter()
            .map(|(prefix, name)| (prefix.as_str(), name.as_str()))
    }

    /// Whether a service of this prefix exists; `None` until the index is loaded.
    pub fn knows(&self, prefix: &str) -> Option<bool> {
        let prefix = prefix.to_ascii_lowercase();
        if self.services.contains_key(&prefix) {
            return Some(true);
        }
        (!self.names.is_empty()).then(|| self.names.contains_key(&prefix))
    }
}

impl ServiceFacts {
    /// An action by its name without the prefix, in any letter case (`POL-20`).
    pub fn action(&self, name: &str) -> Option<&ActionFacts> {
        self.actions
            .iter()
            .find(|action| action.name.eq_ignore_ascii_case(name))
    }

    /// A resource type by its name.
    pub fn resource_type(&self, name: &str) -> Option<&ResourceTypeFacts> {
        self.resource_types.iter().find(|found| found.name == name)
    }

    /// A condition key in any letter case, free parts included.
    pub fn key(&self, name: &str) -> Option<&KeyFacts> {
        self.keys.iter().find(|key| fits(&key.name, name))
    }
}

/// Whether a key name fits a pattern with one `${…}`, which stands for at least one character.
fn fits(pattern: &str, name: &str) -> bool {
    let Some((before, rest)) = pattern.split_once("${") else {
        return pattern.eq_ignore_ascii_case(name);
    };
    let after = rest.split_once('}').map_or("", |(_, after)| after);
    let (pattern, name) = (
        (before.to_ascii_lowercase(), after.to_ascii_lowercase()),
        name.to_ascii_lowercase(),
    );
    name.len() > pattern.0.len() + pattern.1.len()
        && name.starts_with(&pattern.0)
        && name.ends_with(&pattern.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalog() -> Catalog {
        let mut catalog = Catalog::new();
        let key = |name: &str| KeyFacts {
            name: name.to_owned(),
            value: KeyType::Text,
            multivalued: false,
        };
        catalog.add(ServiceFacts {
            prefix: "sts".to_owned(),
            name: "AWS Security Token Service".to_owned(),
            actions: Vec::new(),
            resource_types: Vec::new(),
            keys: vec![key("sts:ExternalId"), key("sts:RequestContext/${Key}")],
        });
        catalog
    }

    fn check(key: &str, expected: Option<&str>) {
        let catalog = catalog();
        let found = catalog.service("STS").and_then(|sts| sts.key(key));
        assert_eq!(found.map(|key| key.name.as_str()), expected, "{key}");
    }

    #[test]
    fn cond_05_keys_are_found_in_any_letter_case() {
        check("STS:externalid", Some("sts:ExternalId"));
        check("sts:ExternalIds", None);
        check("sts:requestcontext/team", Some("sts:RequestContext/${Key}"));
        check("sts:RequestContext/", None);
    }

    #[test]
    fn what_is_not_loaded_is_not_known() {
        let mut catalog = catalog();
        assert_eq!(
            (catalog.knows("Sts"), catalog.knows("s4")),
            (Some(true), None)
        );
        catalog.set_index([("s3".to_owned(), "Amazon S3".to_owned())]);
        assert_eq!(
            (catalog.knows("S3"), catalog.knows("s4")),
            (Some(true), Some(false))
        );
        assert!(catalog.service("s3").is_none());
    }
}
