//! The set.

use std::{borrow::Borrow, fmt};

/// A set in the order of its values.
// Invariant: values rise strictly; every insertion goes through `insert`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SortedSet<T> {
    values: Vec<T>,
}

impl<T> SortedSet<T> {
    /// An empty set.
    pub const fn new() -> SortedSet<T> {
        SortedSet { values: Vec::new() }
    }

    /// How many values there are.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The values, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.values.iter()
    }

    /// Takes out everything.
    pub fn clear(&mut self) {
        self.values.clear();
    }
}

impl<T: Ord> SortedSet<T> {
    fn find<Q: Ord + ?Sized>(&self, value: &Q) -> Result<usize, usize>
    where
        T: Borrow<Q>,
    {
        self.values
            .binary_search_by(|known| known.borrow().cmp(value))
    }

    /// Whether there is a value.
    pub fn contains<Q: Ord + ?Sized>(&self, value: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        self.find(value).is_ok()
    }

    /// Adds a value; says whether it was new.
    pub fn insert(&mut self, value: T) -> bool {
        let place = self.find(&value);
        if let Err(at) = place {
            self.values.insert(at, value);
        }
        place.is_err()
    }

    /// Takes out a value; says whether it was there.
    pub fn remove<Q: Ord + ?Sized>(&mut self, value: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        let place = self.find(value);
        if let Ok(at) = place {
            self.values.remove(at);
        }
        place.is_ok()
    }
}

impl<T> Default for SortedSet<T> {
    fn default() -> SortedSet<T> {
        SortedSet::new()
    }
}

impl<T: fmt::Debug> fmt::Debug for SortedSet<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self).finish()
    }
}

impl<T: Ord> Extend<T> for SortedSet<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, values: I) {
        for value in values {
            self.insert(value);
        }
    }
}

impl<T: Ord> FromIterator<T> for SortedSet<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> SortedSet<T> {
        let mut set = SortedSet::new();
        set.extend(values);
        set
    }
}

impl<T: Ord, const N: usize> From<[T; N]> for SortedSet<T> {
    fn from(values: [T; N]) -> SortedSet<T> {
        values.into_iter().collect()
    }
}

impl<T> IntoIterator for SortedSet<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.values.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a SortedSet<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.values.iter()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::SortedSet;

    proptest! {
        /// Whatever is done, the set behaves as that of the standard library.
        #[test]
        fn as_the_set_of_the_standard_library(
            moves in prop::collection::vec((any::<bool>(), 0u8..12), 0..60)
        ) {
            let (mut ours, mut theirs) = (SortedSet::new(), BTreeSet::new());
            for (insert, value) in moves {
                if insert {
                    prop_assert_eq!(ours.insert(value), theirs.insert(value));
                } else {
                    prop_assert_eq!(ours.remove(&value), theirs.remove(&value));
                }
                prop_assert!(ours.iter().eq(&theirs));
                prop_assert_eq!(ours.contains(&value), theirs.contains(&value));
                prop_assert_eq!(ours.len(), theirs.len());
                prop_assert_eq!(format!("{ours:?}"), format!("{theirs:?}"));
            }
            prop_assert_eq!(&theirs.into_iter().rev().collect::<SortedSet<_>>(), &ours);
        }
    }
}
