//! Helpers for the JSON of documents: AWS names as strings, maps as lists, no duplicate keys.
//!
//! Not a format of its own: the shapes are declared at the nouns, this file only says how leaves are spelled.

use std::{collections::BTreeMap, fmt, marker::PhantomData, sync::Arc};

use aws::{AccountId, ActionName, Arn, RegionName, Timestamp};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, MapAccess, SeqAccess, Visitor},
};

/// A value that documents spell as one string.
pub(crate) trait TextForm: Sized + fmt::Display {
    /// Reads the string, or says what was expected.
    fn read(text: &str) -> Result<Self, String>;
}

impl TextForm for AccountId {
    fn read(text: &str) -> Result<AccountId, String> {
        AccountId::new(text).map_err(|error| error.to_string())
    }
}

impl TextForm for Arn {
    fn read(text: &str) -> Result<Arn, String> {
        Arn::parse(text).map_err(|error| error.to_string())
    }
}

impl TextForm for ActionName {
    fn read(text: &str) -> Result<ActionName, String> {
        ActionName::parse(text).map_err(|error| error.to_string())
    }
}

impl TextForm for RegionName {
    fn read(text: &str) -> Result<RegionName, String> {
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if !text.is_empty() && text.len() <= 64 && text.bytes().all(plain) {
            Ok(RegionName::new(text))
        } else {
            Err(format!(
                "`{text}` is not a Region code: expected one such as `eu-west-1`"
            ))
        }
    }
}

impl TextForm for Timestamp {
    fn read(text: &str) -> Result<Timestamp, String> {
        let at = Timestamp::parse(text).map_err(|error| error.to_string())?;
        // An instant that its own print does not give back would make saving lossy.
        match Timestamp::parse(&at.to_string()) {
            Ok(again) if again == at => Ok(at),
            _ => Err(format!(
                "`{text}` is out of range: expected a year from 0000 to 9999"
            )),
        }
    }
}

/// `#[serde(with = "text")]`: one value as a string.
pub(crate) mod text {
    use super::{Deserialize, Deserializer, Error, Serializer, TextForm};

    pub(crate) fn serialize<T: TextForm, S: Serializer>(
        value: &T,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.collect_str(value)
    }

    pub(crate) fn deserialize<'de, T: TextForm, D: Deserializer<'de>>(
        from: D,
    ) -> Result<T, D::Error> {
        T::read(&String::deserialize(from)?).map_err(D::Error::custom)
    }
}

/// `#[serde(with = "text_option")]`: an optional value as a string.
pub(crate) mod text_option {
    use super::{Deserialize, Deserializer, Error, Serializer, TextForm};

    pub(crate) fn serialize<T: TextForm, S: Serializer>(
        value: &Option<T>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => to.collect_str(value),
            None => to.serialize_none(),
        }
    }

    pub(crate) fn deserialize<'de, T: TextForm, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<T>, D::Error> {
        let text = Option::<String>::deserialize(from)?;
        text.map(|text| T::read(&text))
            .transpose()
            .map_err(D::Error::custom)
    }
}

/// `#[serde(with = "text_list")]`: values as a list of strings, in order, none twice.
pub(crate) mod text_list {
    use super::{Deserialize, Deserializer, Error, Serializer, TextForm};

    pub(crate) fn serialize<T: TextForm, S: Serializer>(
        values: &[T],
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.collect_seq(values.iter().map(ToString::to_string))
    }

    pub(crate) fn deserialize<'de, T: TextForm + PartialEq, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Vec<T>, D::Error> {
        let mut values = Vec::new();
        for text in Vec::<String>::deserialize(from)? {
            let value = T::read(&text).map_err(D::Error::custom)?;
            if values.contains(&value) {
                return Err(D::Error::custom(format_args!("`{text}` is listed twice")));
            }
            values.push(value);
        }
        Ok(values)
    }
}

/// `#[serde(with = "text_set")]`: a set of values as a sorted list of strings.
pub(crate) mod text_set {
    use std::collections::BTreeSet;

    use super::{Deserializer, Serializer, TextForm, text_list};

    pub(crate) fn serialize<T: TextForm, S: Serializer>(
        values: &BTreeSet<T>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.collect_seq(values.iter().map(ToString::to_string))
    }

    pub(crate) fn deserialize<'de, T: TextForm + Ord, D: Deserializer<'de>>(
        from: D,
    ) -> Result<BTreeSet<T>, D::Error> {
        Ok(text_list::deserialize(from)?.into_iter().collect())
    }
}

/// A noun that carries its own key, so that maps of it are stored as lists.
pub(crate) trait Keyed {
    /// What it is looked up by.
    type Key: Ord + Clone + fmt::Display;
    /// The key.
    fn key(&self) -> Self::Key;
}

/// `#[serde(with = "keyed")]`: a map from a noun's key to the noun, as a list of nouns.
pub(crate) mod keyed {
    use super::{
        Arc, BTreeMap, Deserialize, Deserializer, Error, Keyed, PhantomData, SeqAccess, Serialize,
        Serializer, Visitor, fmt,
    };

    pub(crate) fn serialize<V: Keyed + Serialize, S: Serializer>(
        map: &BTreeMap<V::Key, Arc<V>>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.collect_seq(map.values())
    }

    pub(crate) fn deserialize<'de, V, D>(from: D) -> Result<BTreeMap<V::Key, Arc<V>>, D::Error>
    where
        V: Keyed + Deserialize<'de>,
        D: Deserializer<'de>,
    {
        from.deserialize_seq(ListVisitor(PhantomData))
    }

    struct ListVisitor<V>(PhantomData<V>);

    impl<'de, V: Keyed + Deserialize<'de>> Visitor<'de> for ListVisitor<V> {
        type Value = BTreeMap<V::Key, Arc<V>>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
            let mut map = BTreeMap::new();
            while let Some(value) = list.next_element::<V>()? {
                let key = value.key();
                if map.insert(key.clone(), Arc::new(value)).is_some() {
                    return Err(A::Error::custom(format_args!("`{key}` is listed twice")));
                }
            }
            Ok(map)
        }
    }
}

/// `#[serde(with = "unique_map")]`: a map as an object whose keys may not repeat.
pub(crate) mod unique_map {
    use super::{
        BTreeMap, Deserialize, Deserializer, Error, MapAccess, PhantomData, Serialize, Serializer,
        Visitor, fmt,
    };

    pub(crate) fn serialize<K: Serialize, V: Serialize, S: Serializer>(
        map: &BTreeMap<K, V>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.collect_map(map)
    }

    pub(crate) fn deserialize<'de, K, V, D>(from: D) -> Result<BTreeMap<K, V>, D::Error>
    where
        K: Deserialize<'de> + Ord + Clone + fmt::Display,
        V: Deserialize<'de>,
        D: Deserializer<'de>,
    {
        from.deserialize_map(MapVisitor(PhantomData))
    }

    struct MapVisitor<K, V>(PhantomData<(K, V)>);

    impl<'de, K, V> Visitor<'de> for MapVisitor<K, V>
    where
        K: Deserialize<'de> + Ord + Clone + fmt::Display,
        V: Deserialize<'de>,
    {
        type Value = BTreeMap<K, V>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
            let mut map = BTreeMap::new();
            while let Some((key, value)) = object.next_entry::<K, V>()? {
                if map.insert(key.clone(), value).is_some() {
                    return Err(A::Error::custom(format_args!(
                        "the key `{key}` is given twice"
                    )));
                }
            }
            Ok(map)
        }
    }
}

/// Whether a member equals its default and is therefore left out of documents.
pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
