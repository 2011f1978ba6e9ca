//! The nearest of several names, for a name that is none of them.

/// The candidate with the fewest slips of a typist away from a name, when those are few for its length.
///
/// Letter case does not count. A slip is a letter too many, too few, wrong, or swapped with its neighbour.
pub(crate) fn nearest<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let most = (name.chars().count() / 4).clamp(1, 3);
    let wanted = folded(name);
    candidates
        .into_iter()
        .map(|candidate| (slips(&wanted, &folded(candidate)), candidate))
        .filter(|(slips, _)| *slips <= most)
        .min()
        .map(|(_, candidate)| candidate)
}

fn folded(text: &str) -> Vec<char> {
    text.chars().map(|c| c.to_ascii_lowercase()).collect()
}

/// The distance of optimal string alignment, row by row.
fn slips(left: &[char], right: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).collect();
    let get = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX / 2);
    for (i, a) in left.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in right.iter().enumerate() {
            let replaced = get(&last, j) + usize::from(a != b);
            let mut best = replaced.min(get(&last, j + 1) + 1).min(get(&row, j) + 1);
            let swapped =
                i > 0 && j > 0 && left.get(i - 1) == Some(b) && right.get(j - 1) == Some(a);
            if swapped {
                best = best.min(get(&before, j - 1) + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    get(&last, right.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: Option<&str>) {
        let names = ["GetObject", "PutObject", "ListBucket", "s3"];
        assert_eq!(nearest(name, names), expected, "{name}");
    }

    #[test]
    fn few_slips_have_a_suggestion() {
        check("GetObjct", Some("GetObject"));
        check("getobejct", Some("GetObject"));
        check("ListBuckets", Some("ListBucket"));
        check("se", Some("s3"));
        check("DeleteObject", None);
        check("", None);
    }
}
