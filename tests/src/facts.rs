//! Tricky inputs, rule by rule of the facts: what a careful reader of the rules expects, against the engine.

mod conditions;
mod gates;
mod grants;
mod patterns;
mod texts;

/// Compares every row's answer with what the rule says, and shows all surprises together.
fn check<R: std::fmt::Debug>(rows: &[R], run: impl Fn(&R) -> (String, String)) {
    let surprises: Vec<String> = rows
        .iter()
        .filter_map(|row| {
            let (found, expected) = run(row);
            (found != expected).then(|| format!("{row:?}\n  found {found}"))
        })
        .collect();
    assert!(surprises.is_empty(), "{}", surprises.join("\n"));
}
