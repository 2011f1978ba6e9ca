//! Reads the files of the catalog that the page's build makes (`web/catalog.mjs`), with the crate's own JSON tree.
//!
//! It is strict: a file of another shape is refused as a whole, because half a catalog would call right names wrong.

use aws::catalog::{
    AccessLevel, ActionFacts, Catalog, KeyFacts, KeyType, ResourceTypeFacts, ServiceFacts,
};

use crate::json::{Json, Value, parse_json};

/// Why a file is no part of the catalog, to follow "cannot read the catalog:".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogError(String);

/// Reads one service's file.
///
/// # Errors
/// When the text is not of the expected shape.
pub fn read_catalog_service(text: &str) -> Result<ServiceFacts, CatalogError> {
    let json = read(text)?;
    Ok(ServiceFacts {
        prefix: text_of(&json, "prefix")?,
        name: text_of(&json, "name")?,
        actions: each(&json, "actions", |item| {
            Ok(ActionFacts {
                name: text_of(item, "name")?,
                access: access(&text_of(item, "access")?)?,
                description: text_of(item, "description")?,
                resource_types: each(item, "resources", |name| {
                    // The star marks a type that a request must name; a pattern may leave out either.
                    Ok(string(name)?.trim_end_matches('*').to_owned())
                })?,
                keys: each(item, "keys", string)?,
            })
        })?,
        resource_types: each(&json, "resources", |item| {
            Ok(ResourceTypeFacts {
                name: text_of(item, "name")?,
                arn: text_of(item, "arn")?,
            })
        })?,
        keys: each(&json, "keys", |item| {
            let (value, multivalued) = key_type(&text_of(item, "type")?)?;
            Ok(KeyFacts {
                name: text_of(item, "name")?,
                value,
                multivalued,
            })
        })?,
    })
}

/// Reads the list of all services into a catalog.
///
/// # Errors
/// When the text is not of the expected shape; the catalog is then as before.
pub fn read_catalog_index(text: &str, catalog: &mut Catalog) -> Result<(), CatalogError> {
    let services = each(&read(text)?, "services", |item| {
        Ok((text_of(item, "prefix")?, text_of(item, "name")?))
    })?;
    catalog.set_index(services);
    Ok(())
}

type Read<T> = Result<T, CatalogError>;

fn read(text: &str) -> Read<Json> {
    parse_json(text).map_err(|error| CatalogError(error.message))
}

fn member<'a>(json: &'a Json, name: &str) -> Read<&'a Json> {
    let found = match &json.value {
        Value::Object(members) => members.iter().find(|member| member.name == name),
        _ => None,
    };
    found
        .map(|member| &member.value)
        .ok_or_else(|| CatalogError(format!("found no member `{name}`, expected one")))
}

fn string(json: &Json) -> Read<String> {
    match &json.value {
        Value::Text(text) => Ok(text.clone()),
        other => Err(CatalogError(format!(
            "found {}, expected a string",
            other.kind()
        ))),
    }
}

fn text_of(json: &Json, name: &str) -> Read<String> {
    string(member(json, name)?)
}

fn each<T>(json: &Json, name: &str, read: impl Fn(&Json) -> Read<T>) -> Read<Vec<T>> {
    match &member(json, name)?.value {
        Value::Array(items) => items.iter().map(read).collect(),
        other => Err(CatalogError(format!(
            "found {} in `{name}`, expected an array",
            other.kind()
        ))),
    }
}

fn access(text: &str) -> Read<AccessLevel> {
    match text {
        "List" => Ok(AccessLevel::List),
        "Read" => Ok(AccessLevel::Read),
        "Tagging" => Ok(AccessLevel::Tagging),
        "Write" => Ok(AccessLevel::Write),
        "Permissions management" => Ok(AccessLevel::PermissionsManagement),
        other => Err(CatalogError(format!("found the access level `{other}`"))),
    }
}

fn key_type(text: &str) -> Read<(KeyType, bool)> {
    let (one, multivalued) = match text.strip_prefix("ArrayOf") {
        Some(one) => (one, true),
        None => (text, false),
    };
    let value = match one {
        "String" => KeyType::Text,
        "ARN" => KeyType::Arn,
        "Bool" => KeyType::Boolean,
        "Numeric" => KeyType::Number,
        "Date" => KeyType::Date,
        "IPAddress" => KeyType::Address,
        other => return Err(CatalogError(format!("found the key type `{other}`"))),
    };
    Ok((value, multivalued))
}

impl std::fmt::Display for CatalogError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for CatalogError {}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop at the first surprise")]
    use super::*;

    const STS: &str = r#"{"prefix": "sts", "name": "AWS Security Token Service",
        "actions": [{"name": "AssumeRole", "access": "Write", "description": "…", "resources": ["role*"], "keys": ["sts:ExternalId"]}],
        "resources": [{"name": "role", "arn": "arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}"}],
        "keys": [{"name": "sts:TransitiveTagKeys", "type": "ArrayOfString"}]}"#;

    #[test]
    fn a_service_is_read() {
        let sts = read_catalog_service(STS).unwrap();
        let action = sts.action("assumerole").unwrap();
        assert_eq!(
            (action.access, action.resource_types.as_slice()),
            (AccessLevel::Write, ["role".to_owned()].as_slice())
        );
        let key = sts.key("sts:transitivetagkeys").unwrap();
        assert_eq!((key.value, key.multivalued), (KeyType::Text, true));
    }

    fn check(from: &str, to: &str, expected: &str) {
        let error = read_catalog_service(&STS.replace(from, to)).unwrap_err();
        assert_eq!(error.to_string(), expected);
    }

    #[test]
    fn another_shape_is_refused() {
        check(
            "\"prefix\"",
            "\"Prefix\"",
            "found no member `prefix`, expected one",
        );
        check("\"Write\"", "\"Own\"", "found the access level `Own`");
        check("ArrayOfString", "Text", "found the key type `Text`");
        check(
            "[\"role*\"]",
            "true",
            "found a boolean in `resources`, expected an array",
        );
    }

    #[test]
    fn the_index_is_read() {
        let mut catalog = Catalog::new();
        let text = r#"{"services": [{"prefix": "s3", "name": "Amazon S3"}]}"#;
        assert_eq!(read_catalog_index(text, &mut catalog), Ok(()));
        assert_eq!(catalog.knows("s3"), Some(true));
        assert!(read_catalog_index("[]", &mut catalog).is_err());
    }
}
