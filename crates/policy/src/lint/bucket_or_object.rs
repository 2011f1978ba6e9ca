//! Bucket where an object is meant, or the reverse.

use super::subject::{Finding, Subject, actions, resources};
use super::{Example, LintSpec};
use crate::{PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "bucket-or-object",
    title: "Bucket where an object is meant, or the reverse",
    severity: Severity::Warning,
    kinds: &[
        PolicyKind::Identity,
        PolicyKind::Resource,
        PolicyKind::Boundary,
        PolicyKind::Session,
    ],
    rules: &["POL-22"],
    docs: "`s3:ListBucket` is about the bucket, `arn:aws:s3:::name`, and `s3:GetObject` about its objects, \
           `arn:aws:s3:::name/*`. A statement with only the other kind of ARN never matches.",
    bad: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Allow", "Action": ["s3:GetObject", «"s3:ListBucket"»], "Resource": "arn:aws:s3:::example-bucket/*"}"#,
    },
    good: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Allow", "Action": ["s3:GetObject", "s3:ListBucket"], "Resource": ["arn:aws:s3:::example-bucket", "arn:aws:s3:::example-bucket/*"]}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for statement in subject.statements() {
        let named: Option<Vec<&str>> = resources(statement)
            .into_iter()
            .map(|(_, text)| text.strip_prefix("arn:aws:s3:::"))
            .collect();
        let Some(named) = named.filter(|named| !named.is_empty()) else {
            continue;
        };
        let only_objects = named.iter().all(|name| name.contains('/'));
        let only_buckets = named.iter().all(|name| !name.contains(['/', '*', '$']));
        for value in actions(statement) {
            let text = value.value.text();
            let about = |kind: &str| is_only_about(subject, text, kind);
            let (is, wanted) = if only_objects && about("bucket") {
                ("buckets", "arn:aws:s3:::name")
            } else if only_buckets && about("object") {
                ("objects", "arn:aws:s3:::name/*")
            } else {
                continue;
            };
            let message = format!("found `{text}`, which is about {is}, with no ARN of {is}");
            let help = format!("add an ARN such as `{wanted}`");
            found.push(Finding::new(subject.at(value.node), message, help));
        }
    }
    found
}

/// Whether all resource types of an S3 action are of one kind: a bucket or access point, or an object in one.
fn is_only_about(subject: &Subject<'_>, action: &str, kind: &str) -> bool {
    let facts = action
        .split_once(':')
        .filter(|(prefix, _)| prefix.eq_ignore_ascii_case("s3"))
        .and_then(|(prefix, name)| subject.facts.catalog.service(prefix)?.action(name));
    facts.is_some_and(|facts| {
        facts.resource_types.iter().any(|name| name == kind)
            && facts
                .resource_types
                .iter()
                .all(|name| name.ends_with("object") == (kind == "object"))
    })
}
