//! Policy variable that never has a value.

use aws::ContextKey;
use aws::catalog::{GLOBAL_KEYS, global_key};

use super::spelling::nearest;
use super::subject::{Finding, Subject, variables};
use super::{ALL_KINDS, Example, LintSpec};
use crate::{PolicyKind, Severity};

pub(super) const LINT: LintSpec = LintSpec {
    code: "variable-without-value",
    title: "Policy variable that never has a value",
    severity: Severity::Warning,
    kinds: ALL_KINDS,
    rules: &["POL-30", "POL-32"],
    docs: "A variable takes the value of a key with one value. A key that no request has, or one with several \
           values, gives none: a resource with it matches nothing, and a positive condition is false.",
    bad: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Allow", "Action": "s3:GetObject", "Resource": «"arn:aws:s3:::example-bucket/${aws:usrname}/*"»}"#,
    },
    good: Example {
        kind: PolicyKind::Identity,
        text: r#"{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/${aws:username}/*"}"#,
    },
    check,
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    if !subject.knows_variables() {
        return Vec::new();
    }
    let resources = subject
        .statements()
        .iter()
        .filter_map(|statement| statement.resource.as_ref());
    let resources = resources
        .flat_map(|element| &element.values)
        .map(|value| (value.node, value.value.text()));
    let operands = subject
        .conditions()
        .filter(|(_, condition)| condition.operator.variables);
    let operands = operands
        .flat_map(|(_, condition)| &condition.values)
        .map(|value| (value.node, value.value.text()));
    let mut found = Vec::new();
    for (node, text) in resources.chain(operands) {
        for name in variables(text) {
            let known = subject.key(&ContextKey::new(name));
            if known.is_some_and(|key| key.multivalued) {
                let message = format!(
                    "found the variable `{name}`, which can have several values in a request"
                );
                found.push(Finding::new(
                    subject.at(node),
                    message,
                    "a variable takes keys with one value only",
                ));
            } else if is_unknown(name) {
                let message = format!("found the variable `{name}`, which no request has");
                let near = nearest(name, GLOBAL_KEYS.iter().map(|known| known.name));
                let help = near.map(|near| format!("did you mean `{near}`?"));
                found.push(Finding {
                    at: subject.at(node),
                    message,
                    help,
                });
            }
        }
    }
    found
}

/// Whether a name is of the global keys and still none of them.
fn is_unknown(name: &str) -> bool {
    name.get(..4)
        .is_some_and(|prefix| prefix.eq_ignore_ascii_case("aws:"))
        && global_key(name).is_none()
}
