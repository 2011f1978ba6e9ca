//! The set qualifiers in front of a condition operator.

/// How an operator is applied to a key with several values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SetQualifier {
    /// Every value in the request must match; true as well when there is none (`COND-13`).
    ForAllValues,
    /// At least one value in the request must match; false when there is none (`COND-14`).
    ForAnyValue,
}

impl SetQualifier {
    /// The spelling in front of the operator, colon included.
    pub const fn prefix(self) -> &'static str {
        match self {
            SetQualifier::ForAllValues => "ForAllValues:",
            SetQualifier::ForAnyValue => "ForAnyValue:",
        }
    }

    /// Splits an operator's member name into its qualifier and the rest.
    pub(crate) fn split(name: &str) -> (Option<SetQualifier>, &str) {
        [SetQualifier::ForAllValues, SetQualifier::ForAnyValue]
            .into_iter()
            .find_map(|set| Some((Some(set), name.strip_prefix(set.prefix())?)))
            .unwrap_or((None, name))
    }
}
