use proptest::prelude::*;

use super::*;

fn check(shape: Shape, pattern: &str, value: &str, expected: bool) {
    assert_eq!(
        Glob::new(pattern, shape).matches(value),
        expected,
        "{pattern} against {value} as {shape:?}"
    );
}

/// The rules read literally: try every length of every run.
fn naive(atoms: &[Atom], value: &[char]) -> bool {
    let Some((atom, after)) = atoms.split_first() else {
        return value.is_empty();
    };
    let one = |allowed: bool| {
        allowed
            && value
                .split_first()
                .is_some_and(|(_, rest)| naive(after, rest))
    };
    let first = value.first().copied();
    let run = |stop: &dyn Fn(char) -> bool| {
        let longest = value.iter().position(|c| stop(*c)).unwrap_or(value.len());
        (0..=longest).any(|n| value.get(n..).is_some_and(|rest| naive(after, rest)))
    };
    match atom {
        Atom::Char(expected) => one(first == Some(*expected)),
        Atom::One => one(true),
        Atom::SegmentOne => one(first != Some(':')),
        Atom::Run => run(&|_| false),
        Atom::SegmentRun => run(&|c| c == ':'),
    }
}

#[test]
fn text_wildcards_cross_everything() {
    check(Shape::Text, "*", "", true);
    check(Shape::Text, "", "", true);
    check(Shape::Text, "", "a", false);
    check(Shape::Text, "?", "", false);
    check(Shape::Text, "?", "é", true);
    check(Shape::Text, "a*b?d", "a::b:d", true);
    check(Shape::Text, "*ab", "aab", true);
    check(Shape::Text, "a*", "ba", false);
}

#[test]
fn pol_23_resource_star_that_ends_a_segment_crosses_colons() {
    check(
        Shape::Resource,
        "arn:aws:sns:*",
        "arn:aws:sns:us-east-1:111111111111:topic",
        true,
    );
    check(
        Shape::Resource,
        "arn:aws:sns:*:topic",
        "arn:aws:sns:us-east-1:111111111111:topic",
        true,
    );
    check(
        Shape::Resource,
        "arn:aws:sns:us-*:topic",
        "arn:aws:sns:us-east-1:111111111111:topic",
        true,
    );
    check(
        Shape::Resource,
        "arn:aws:sns:*1:topic",
        "arn:aws:sns:us-east-1:111111111111:topic",
        false,
    );
    check(
        Shape::Resource,
        "arn:aws:sns:us?east-1:1:t",
        "arn:aws:sns:us:east-1:1:t",
        false,
    );
    check(
        Shape::Resource,
        "arn:aws:s3:::b/a*z",
        "arn:aws:s3:::b/a:b/z",
        true,
    );
    check(Shape::Resource, "*:a*b", "x:aq:ab", true);
}

#[test]
fn pol_23_arn_operators_compare_part_by_part() {
    check(
        Shape::ArnParts,
        "arn:aws:sns:*:topic",
        "arn:aws:sns:us-east-1:111111111111:topic",
        false,
    );
    check(
        Shape::ArnParts,
        "arn:*:sns:*:*:topic",
        "arn:aws:sns:us-east-1:111111111111:topic",
        true,
    );
    check(
        Shape::ArnParts,
        "arn:aws:iam::*:role/*",
        "arn:aws:iam::111111111111:role/team/R1",
        true,
    );
    check(
        Shape::ArnParts,
        "*",
        "arn:aws:iam::111111111111:role/R1",
        false,
    );
}

#[test]
fn texts_of_every_length_are_compared_whole() {
    for length in 0..40 {
        let text = "x".repeat(length);
        check(Shape::Text, &text, &text, true);
        check(Shape::Text, &format!("{text}*"), &text, true);
        check(Shape::Text, &text, &format!("{text}x"), false);
        for at in 0..length {
            let mut other = text.clone();
            other.replace_range(at..=at, "y");
            check(Shape::Text, &text, &other, false);
            check(Shape::Text, &format!("{text}*"), &other, false);
            check(
                Shape::Text,
                &format!("?*{text}"),
                &format!("z{other}"),
                false,
            );
        }
    }
}

proptest! {
    #[test]
    fn agrees_with_the_rules_read_literally(pattern in "[abé:*?]{0,10}", value in "[abé:]{0,12}", shape in 0..3) {
        let shape = [Shape::Text, Shape::ArnParts, Shape::Resource].into_iter().nth(shape as usize).unwrap_or(Shape::Text);
        let glob = Glob::new(&pattern, shape);
        let characters: Vec<char> = value.chars().collect();
        prop_assert_eq!(glob.matches(&value), naive(&atoms_of(&pattern, shape), &characters), "{} against {} as {:?}", pattern, value, shape);
    }

    #[test]
    fn work_is_bounded_by_value_times_pattern(pattern in "[ab:*?]{0,40}", value in "[ab:]{0,200}") {
        for shape in [Shape::Text, Shape::ArnParts, Shape::Resource] {
            let steps = Glob::new(&pattern, shape).steps(&value);
            let bound = 2 * (pattern.len() + 1) * (value.len() + 2);
            prop_assert!(steps <= bound, "{} steps for {} against {}", steps, pattern, value);
        }
    }
}

#[test]
fn a_hundred_stars_against_a_long_value() {
    let value = "a".repeat(10_000);
    for pattern in [
        "a*".repeat(100) + "b",
        "*a?".repeat(100) + "b",
        "*".repeat(100) + "b",
    ] {
        for shape in [Shape::Text, Shape::ArnParts, Shape::Resource] {
            let steps = Glob::new(&pattern, shape).steps(&value);
            assert!(steps < 10_000 * 300, "{steps} steps for {pattern}");
        }
    }
}
