//! Condition key that does not exist.

use aws::catalog::{GLOBAL_KEYS, global_key};

use super::spelling::nearest;
use super::subject::{Finding, Subject};
use super::{ALL_KINDS, Example, LintSpec};
use crate::{PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "unknown-condition-key",
    title: "Condition key that does not exist",
    severity: Severity::Warning,
    kinds: ALL_KINDS,
    rules: &["COND-08", "KEYS-01"],
    docs: "No request has a key of this name, so it counts as absent. AWS accepts any name. Tags are named behind a \
           slash, as in `aws:PrincipalTag/team`.",
    bad: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
 "Condition": {"StringEquals": {«"aws:PrincipalOrgsID"»: "o-example1234"}}}"#,
    },
    good: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
 "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-example1234"}}}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    subject
        .conditions()
        .filter_map(|(_, condition)| {
            let key = condition.key.as_str();
            let (prefix, _) = key.split_once(':')?;
            if global_key(key).is_some() {
                return None;
            }
            let global = GLOBAL_KEYS.iter().map(|known| known.name);
            let near = if prefix.eq_ignore_ascii_case("aws") {
                nearest_key(key, global)
            } else {
                let service = subject.facts.catalog.service(prefix)?;
                if service.key(key).is_some() {
                    return None;
                }
                nearest_key(
                    key,
                    global.chain(service.keys.iter().map(|known| known.name.as_str())),
                )
            };
            let message = format!("found the condition key `{key}`, which no request has");
            let help = near.map(|near| format!("did you mean `{near}`?"));
            Some(Finding {
                at: subject.key_at(condition),
                message,
                help,
            })
        })
        .collect()
}

/// The nearest name; of a key with a free part only what stands in front of it is compared.
fn nearest_key<'a>(key: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let (name, free) = match key.split_once('/') {
        Some((name, free)) => (name, Some(free)),
        None => (key, None),
    };
    let heads = known.map(|known| {
        known
            .split_once('/')
            .map_or((known, false), |(head, _)| (head, true))
    });
    let heads: Vec<_> = heads.collect();
    let near = nearest(name, heads.iter().map(|(head, _)| *head))?;
    let has_free_part = heads.contains(&(near, true));
    Some(match free {
        Some(free) if has_free_part => format!("{near}/{free}"),
        None if has_free_part => format!("{near}/…"),
        _ => near.to_owned(),
    })
}
