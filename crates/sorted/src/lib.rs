//! Maps and sets that keep their order: one sorted vector each.
//!
//! They stand where a `BTreeMap` or `BTreeSet` of the standard library could stand, and behave the same.
//! They are *not* for large or hot collections: inserting in front of others moves those.
//! A world has few of everything, and the code of a tree, once for each type of key and value, was an eighth of the
//! page's wasm; a vector needs a fraction of that.
//!
//! ```
//! use sorted::{SortedMap, SortedSet};
//! let mut map: SortedMap<String, u32> = [("b".to_owned(), 2), ("a".to_owned(), 1)].into();
//! assert_eq!(map.insert("b".to_owned(), 3), Some(2));
//! assert_eq!(map.get("b"), Some(&3));
//! assert!(map.keys().eq(["a", "b"]));
//! let set: SortedSet<u32> = [3, 1, 3].into_iter().collect();
//! assert!(set.iter().eq(&[1, 3]));
//! ```

mod map;
mod set;

pub use map::SortedMap;
pub use set::SortedSet;
