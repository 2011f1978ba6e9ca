#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests may stop at the first surprise"
)]

use std::fmt::Write;
use std::path::Path;

use aws::AccountId;
use aws::catalog::Catalog;
use expect_test::expect_file;

use super::*;
use crate::{SourceText, Span, parse_policy};

/// A few actions of a few services, in the form of the files of the catalog.
fn catalog() -> Catalog {
    let mut catalog = Catalog::new();
    for text in include_str!("testdata/catalog.jsonl").lines() {
        catalog.add(read_catalog_service(text).unwrap());
    }
    let index = r#"{"services": [{"prefix": "dynamodb", "name": "Amazon DynamoDB"}, {"prefix": "s3", "name": "Amazon S3"},
        {"prefix": "iam", "name": "IAM"}, {"prefix": "sts", "name": "STS"}, {"prefix": "ec2", "name": "Amazon EC2"},
        {"prefix": "organizations", "name": "Organizations"}, {"prefix": "route53", "name": "Route 53"},
        {"prefix": "cloudfront", "name": "CloudFront"}, {"prefix": "support", "name": "Support"}]}"#;
    read_catalog_index(index, &mut catalog).unwrap();
    catalog
}

fn lint(kind: PolicyKind, text: &str, catalog: &Catalog) -> Vec<Diagnostic> {
    let own = [AccountId::new("111122223333").unwrap()];
    let facts = LintFacts {
        catalog,
        own_accounts: &own,
    };
    let policy = parse_policy(SourceText::new(text), kind);
    let errors: Vec<_> = policy
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error)
        .collect();
    assert!(errors.is_empty(), "{errors:?} in {text}");
    lint_policy(&policy, kind, &facts)
}

/// The text without its marks, and what they stand around.
fn marked(text: &str) -> (String, Span) {
    let start = text.find('«').unwrap();
    let end = text.find('»').unwrap() - '«'.len_utf8();
    let span = Span {
        start: u32::try_from(start).unwrap(),
        end: u32::try_from(end).unwrap(),
    };
    (text.replace(['«', '»'], ""), span)
}

#[test]
fn each_bad_example_fires_its_lint_at_the_mark() {
    let catalog = catalog();
    let mut wrong = String::new();
    for spec in LINTS {
        let (text, span) = marked(&spec.bad.document());
        let found = lint(spec.bad.kind, &text, &catalog);
        let got: Vec<_> = found
            .iter()
            .map(|found| (found.code, found.severity, found.primary))
            .collect();
        if got != [(spec.code, spec.severity, span)] {
            writeln!(wrong, "{}: {found:#?}, expected at {span:?}", spec.code).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn no_good_example_fires_any_lint() {
    let catalog = catalog();
    let mut wrong = String::new();
    for spec in LINTS {
        let found = lint(spec.good.kind, &spec.good.document(), &catalog);
        if !found.is_empty() {
            writeln!(wrong, "{}: {found:#?}", spec.code).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn without_a_catalog_nothing_is_called_unknown() {
    let empty = Catalog::new();
    for spec in LINTS {
        let (text, _) = marked(&spec.bad.document());
        let all = lint(spec.bad.kind, &text, &catalog());
        for found in lint(spec.bad.kind, &text, &empty) {
            assert!(all.contains(&found), "{found:?}");
        }
    }
}

#[test]
fn messages_keep_the_style_of_the_house() {
    let catalog = catalog();
    for spec in LINTS {
        assert!(
            spec.docs.ends_with('.') && !spec.title.ends_with('.'),
            "{}",
            spec.code
        );
        assert!(
            !spec.rules.is_empty() && spec.kinds.contains(&spec.bad.kind),
            "{}",
            spec.code
        );
        let (text, _) = marked(&spec.bad.document());
        for found in lint(spec.bad.kind, &text, &catalog) {
            let message = &found.message;
            assert!(
                message.starts_with("found ") && !message.ends_with('.'),
                "{message}"
            );
            let help = found.help.unwrap_or_default();
            assert!(!help.is_empty(), "{message}");
        }
    }
}

#[test]
fn the_registry_lists_each_file_of_the_folder() {
    const OTHERS: [&str; 5] = ["mod", "catalog_file", "spelling", "subject", "tests"];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lint");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .filter(|name| !OTHERS.contains(&name.as_str()))
        .map(|name| name.replace('_', "-"))
        .collect();
    files.sort();
    let codes: Vec<_> = LINTS.iter().map(|spec| spec.code).collect();
    assert_eq!(codes, files);
}

fn check(kind: PolicyKind, statements: &str, expected: &[&str]) {
    let text = format!("{{\"Version\": \"2012-10-17\", \"Statement\": [{statements}]}}");
    let found = lint(kind, &text, &catalog());
    let codes: Vec<_> = found.iter().map(|found| found.code).collect();
    assert_eq!(codes, expected, "{statements}");
}

fn check_conditions(conditions: &str, expected: &[&str]) {
    let statement =
        r#"{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*", "Condition": {"#;
    check(
        PolicyKind::Identity,
        &format!("{statement}{conditions}}}}}"),
        expected,
    );
}

#[test]
fn cond_01_contradictions_are_proved_and_not_guessed() {
    let never = &["condition-never-true"];
    check_conditions(
        r#""NumericLessThan": {"s3:max-keys": "10"}, "NumericGreaterThan": {"s3:max-keys": "10"}"#,
        never,
    );
    check_conditions(
        r#""NumericLessThan": {"s3:max-keys": "11"}, "NumericGreaterThan": {"s3:max-keys": "10"}"#,
        &[],
    );
    check_conditions(
        r#""StringEquals": {"s3:prefix": "a"}, "StringNotEquals": {"s3:prefix": ["b", "a"]}"#,
        never,
    );
    check_conditions(
        r#""StringEquals": {"s3:prefix": ["a", "c"]}, "StringNotEquals": {"s3:prefix": "a"}"#,
        &[],
    );
    check_conditions(
        r#""StringEquals": {"s3:prefix": "a"}, "Null": {"s3:prefix": "true"}"#,
        never,
    );
    check_conditions(
        r#""StringEqualsIfExists": {"s3:prefix": "a"}, "Null": {"s3:prefix": "true"}"#,
        &[],
    );
    check_conditions(
        r#""StringEquals": {"s3:prefix": "${aws:username}"}, "StringLike": {"s3:prefix": "a*"}"#,
        &[],
    );
}

#[test]
fn deputy_20_another_account_needs_an_external_id() {
    let trust = |principal: &str| {
        format!(
            r#"{{"Effect": "Allow", "Principal": {{"AWS": "{principal}"}}, "Action": "sts:AssumeRole"}}"#
        )
    };
    let open = &["third-party-without-external-id"];
    check(PolicyKind::Trust, &trust("999999999999"), open);
    check(
        PolicyKind::Trust,
        &trust("arn:aws:iam::999999999999:role/App"),
        open,
    );
    check(PolicyKind::Trust, &trust("111122223333"), &[]);
}

#[test]
fn a_text_with_errors_has_no_lints() {
    let policy = parse_policy(SourceText::new("{"), PolicyKind::Trust);
    let facts = LintFacts {
        catalog: &catalog(),
        own_accounts: &[],
    };
    assert_eq!(lint_policy(&policy, PolicyKind::Trust, &facts), []);
}

#[test]
fn long_texts_are_not_linted() {
    let everything = r#"{"Effect": "Allow", "Action": "*", "Resource": "*"}"#;
    let padded = |bytes: usize| format!("{everything}{}", " ".repeat(bytes));
    check(PolicyKind::Identity, &padded(1_000), &["allow-everything"]);
    check(PolicyKind::Identity, &padded(MAX_LINTED_BYTES), &[]);
}

/// `docs/lints.md` is made of the registry; `UPDATE_EXPECT=1` writes it anew.
#[test]
fn the_documentation_is_that_of_the_registry() {
    let mut text = String::from(
        "# Lints\n\n\
         What `lint_policy` says about a policy that AWS accepts.\n\
         A warning means that the policy does other than it seems to; a note may be meant so.\n\
         The rules are those of `docs/aws-facts.md`.\n\
         This file is made of the registry in `crates/policy/src/lint/mod.rs` by its tests.\n\n\
         | lint | finds | severity | policies | rules |\n| --- | --- | --- | --- | --- |\n",
    );
    for spec in LINTS {
        let kinds: Vec<_> = spec.kinds.iter().map(|kind| kind_name(*kind)).collect();
        let kinds = if spec.kinds.len() == ALL_KINDS.len() {
            "all".to_owned()
        } else {
            kinds.join(", ")
        };
        let severity = severity_name(spec.severity);
        let (code, title, rules) = (spec.code, spec.title, spec.rules.join(", "));
        writeln!(
            text,
            "| [`{code}`](#{code}) | {title} | {severity} | {kinds} | {rules} |"
        )
        .unwrap();
    }
    for spec in LINTS {
        writeln!(text, "\n## {}\n\n{}.\n", spec.code, spec.title).unwrap();
        for sentence in spec.docs.split_inclusive(". ") {
            writeln!(text, "{}", sentence.trim()).unwrap();
        }
        let (bad, good) = (spec.bad.shown(), spec.good.shown());
        let kind = kind_name(spec.bad.kind);
        writeln!(
            text,
            "\nFires ({kind}):\n\n```json\n{bad}\n```\n\nDoes not fire:\n\n```json\n{good}\n```"
        )
        .unwrap();
    }
    expect_file!["../../../../docs/lints.md"].assert_eq(&text);
}

fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn kind_name(kind: PolicyKind) -> &'static str {
    match kind {
        PolicyKind::Identity => "identity",
        PolicyKind::Trust => "trust",
        PolicyKind::Resource => "resource",
        PolicyKind::Boundary => "boundary",
        PolicyKind::Session => "session",
        PolicyKind::ServiceControl => "SCP",
        PolicyKind::ResourceControl => "RCP",
        PolicyKind::VpcEndpoint => "VPC endpoint",
    }
}
