//! Words for one statement: what it says, and why it applies or not.

use authz::{
    ConditionExplanation, ConditionOutcome, ElementKind, ElementOutcome, PatternOutcome,
    PatternValue, PrincipalNote, PrincipalOutcome, PrincipalValue, Request, StatementExplanation,
    StatementOutcome,
};
use policy::{Effect, PrincipalPattern};

use super::{count, list};

/// Sentences about one statement in front of one request.
pub(crate) fn statement_sentences(
    statement: &StatementExplanation,
    request: &Request,
) -> Vec<String> {
    let mut sentences = vec![plain_words(statement)];
    match statement.outcome {
        StatementOutcome::SwitchedOff => {
            sentences.push("It is switched off, so it counts as absent.".to_owned());
        }
        StatementOutcome::Matched => sentences.push("It applies to this request.".to_owned()),
        StatementOutcome::NotMatched { .. } => {
            sentences.push(why_not(statement, request, "It"));
        }
    }
    sentences
}

/// What a statement says: `Allows sts:AssumeRole for account 111122223333 if sts:ExternalId equals acme-7f3c91.`
pub(crate) fn plain_words(statement: &StatementExplanation) -> String {
    let verb = match statement.effect {
        Effect::Allow => "Allows",
        Effect::Deny => "Forbids",
    };
    let mut words = format!(
        "{verb} {}",
        element_words(&statement.action, "everything but ")
    );
    if let ElementOutcome::Present { .. } = statement.resource {
        let on = element_words(&statement.resource, "everything but ");
        words.push_str(&if on == "everything" {
            " on every resource".to_owned()
        } else {
            format!(" on {on}")
        });
    }
    if let ElementOutcome::Present {
        negated, values, ..
    } = &statement.principal
    {
        let names: Vec<String> = values
            .iter()
            .map(|value| principal_words(&value.pattern))
            .collect();
        let not = if *negated { "everyone but " } else { "" };
        words.push_str(&format!(" for {not}{}", list(&names)));
    }
    let conditions: Vec<String> = statement
        .conditions
        .iter()
        .map(|it| format!("{} {}", it.key, condition_wants_words(it)))
        .collect();
    if !conditions.is_empty() {
        words.push_str(&format!(" if {}", list(&conditions)));
    }
    words.push('.');
    words
}

fn element_words(element: &ElementOutcome<PatternValue>, not: &str) -> String {
    match element {
        ElementOutcome::Absent => "everything".to_owned(),
        ElementOutcome::Present {
            negated, values, ..
        } => {
            let names: Vec<String> = values.iter().map(|value| value.text.to_string()).collect();
            if !*negated && names.iter().any(|name| name == "*") {
                return "everything".to_owned();
            }
            let shown = if names.len() > 4 {
                let first: Vec<String> = names.iter().take(3).cloned().collect();
                format!("{} and {} more", first.join(", "), names.len() - 3)
            } else {
                list(&names)
            };
            if *negated {
                format!("{not}{shown}")
            } else {
                shown
            }
        }
    }
}

fn principal_words(pattern: &PrincipalPattern) -> String {
    match pattern {
        PrincipalPattern::Everyone | PrincipalPattern::EveryAws => "everyone".to_owned(),
        PrincipalPattern::Account(account) => format!("account {account}"),
        PrincipalPattern::Arn(arn) => arn.to_string(),
        PrincipalPattern::UniqueId(id) => format!("the deleted principal {id}"),
        PrincipalPattern::Federated(name) | PrincipalPattern::Service(name) => name.clone(),
        PrincipalPattern::CanonicalUser(id) => format!("canonical user {id}"),
    }
}

fn condition_wants_words(condition: &ConditionExplanation) -> String {
    let values = condition_wants(condition);
    match condition.operator.as_str() {
        "StringEquals" | "NumericEquals" | "ArnEquals" | "Bool" | "DateEquals" => {
            format!("is {values}")
        }
        "StringNotEquals" | "ArnNotEquals" | "NumericNotEquals" | "DateNotEquals" => {
            format!("is not {values}")
        }
        "StringLike" | "ArnLike" => format!("is like {values}"),
        "StringNotLike" | "ArnNotLike" => format!("is not like {values}"),
        "IpAddress" => format!("is in {values}"),
        "NotIpAddress" => format!("is not in {values}"),
        "DateLessThan" => format!("is before {values}"),
        "DateGreaterThan" => format!("is after {values}"),
        "Null" if values == "true" => "is absent".to_owned(),
        "Null" if values == "false" => "is present".to_owned(),
        operator => format!("meets {operator} {values}"),
    }
}

/// The values that a condition lists.
pub(crate) fn condition_wants(condition: &ConditionExplanation) -> String {
    let shown: Vec<String> = condition
        .wanted
        .iter()
        .map(|value| {
            value
                .resolved
                .clone()
                .unwrap_or_else(|| value.text.to_string())
        })
        .collect();
    if condition.negated {
        shown.join(" nor ")
    } else {
        shown.join(" or ")
    }
}

/// What the request had, and what follows: `absent, so not met`.
pub(crate) fn condition_had(condition: &ConditionExplanation) -> String {
    let met = if condition.outcome.matched() {
        "met"
    } else {
        "not met"
    };
    let values = |had: &Option<Vec<authz::HadValue>>| {
        had.iter()
            .flatten()
            .map(|value| value.text.to_string())
            .collect::<Vec<_>>()
            .join(", ")
    };
    match condition.outcome {
        ConditionOutcome::KeyMissing { .. } => format!("absent, so {met}"),
        ConditionOutcome::EmptyValue { .. } => format!("empty, so {met}"),
        ConditionOutcome::SeveralValues => {
            format!(
                "{}: several values without a set operator, so not met",
                values(&condition.had)
            )
        }
        ConditionOutcome::VariableUnresolved { .. } => {
            format!(
                "{}, but the policy's variable has no value, so {met}",
                values(&condition.had)
            )
        }
        ConditionOutcome::WrongType { .. } => {
            format!(
                "{}, which is not of the operator's type, so {met}",
                values(&condition.had)
            )
        }
        ConditionOutcome::Matched | ConditionOutcome::NotMatched => {
            format!("{}, so {met}", values(&condition.had))
        }
    }
}

/// Why a statement that does not apply does not, as a sentence about `subject`, such as `It`.
pub(crate) fn why_not(
    statement: &StatementExplanation,
    request: &Request,
    subject: &str,
) -> String {
    let StatementOutcome::NotMatched { first } = statement.outcome else {
        return format!("{subject} applies.");
    };
    match first {
        ElementKind::Principal => principal_reason(statement, request, subject),
        ElementKind::Action => format!("{subject} does not cover the action {}.", request.action),
        ElementKind::Resource => resource_reason(statement, request, subject),
        ElementKind::Condition => conditions_reason(statement, subject),
    }
}

fn principal_reason(statement: &StatementExplanation, request: &Request, subject: &str) -> String {
    match statement.principal_note {
        Some(PrincipalNote::Exempt) => {
            return format!("{subject} exempts the caller, whom NotPrincipal lists.");
        }
        Some(PrincipalNote::OnlyWithDeny) => {
            return format!("{subject} uses NotPrincipal, which has no meaning in an Allow.");
        }
        Some(
            PrincipalNote::HasBoundary
            | PrincipalNote::AccountNotListed
            | PrincipalNote::CallerNotListed,
        )
        | None => {}
    }
    let caller = request.principal.name_in_errors();
    let values: &[PrincipalValue] = statement.principal.values();
    match values {
        [only] => {
            let named = principal_words(&only.pattern);
            match only.outcome {
                PrincipalOutcome::DeletedPrincipal => {
                    format!("{subject} names {named}.")
                }
                _ => format!("{subject} names {named}, and the caller is {caller}."),
            }
        }
        values => format!(
            "{subject} names {}, none of which is the caller, {caller}.",
            count(values.len(), "principal")
        ),
    }
}

fn resource_reason(statement: &StatementExplanation, request: &Request, subject: &str) -> String {
    let unresolved = statement
        .resource
        .values()
        .iter()
        .find_map(|value| match &value.outcome {
            PatternOutcome::VariableUnresolved(name) => Some(name),
            _ => None,
        });
    match unresolved {
        Some(name) => {
            format!("{subject} needs ${{{name}}}, which has no value in this request.")
        }
        None => format!(
            "{subject} does not cover the resource {}.",
            request.resource
        ),
    }
}

fn conditions_reason(statement: &StatementExplanation, subject: &str) -> String {
    let mut failed = statement
        .conditions
        .iter()
        .filter(|it| !it.outcome.matched());
    let first = failed.next();
    if let (Some(only), None) = (first, failed.next())
        && statement.effect == Effect::Allow
        && only.key.eq_ignore_ascii_case("sts:ExternalId")
    {
        return match only.outcome {
            ConditionOutcome::KeyMissing { .. } => {
                format!("{subject} needs an external ID, and the request did not send one.")
            }
            _ => format!("{subject} needs another external ID than the request sent."),
        };
    }
    let failed = statement
        .conditions
        .iter()
        .filter(|it| !it.outcome.matched());
    let reasons: Vec<String> = failed
        .map(|it| {
            format!(
                "only if {}, and the request had {}",
                demand(it),
                had_short(it)
            )
        })
        .collect();
    format!("{subject} applies {}.", reasons.join("; "))
}

/// What a condition asks for: `sts:ExternalId is acme-7f3c91`.
fn demand(condition: &ConditionExplanation) -> String {
    format!("{} {}", condition.key, condition_wants_words(condition))
}

/// What a condition has to do with a denial: `Policy wants sts:ExternalId acme-7f3c91, request had none.`
pub(crate) fn finding(condition: &ConditionExplanation, forbids: bool) -> String {
    let had = had_short(condition);
    if forbids {
        return format!(
            "Policy forbids it when {}, request had {had}.",
            demand(condition)
        );
    }
    let plain = [
        "StringEquals",
        "StringLike",
        "ArnEquals",
        "ArnLike",
        "Bool",
        "NumericEquals",
    ];
    let wants = if plain.contains(&&*condition.operator) {
        format!("{} {}", condition.key, condition_wants(condition))
    } else {
        demand(condition)
    };
    format!("Policy wants {wants}, request had {had}.")
}

/// What the request had: its values, or `none`.
fn had_short(condition: &ConditionExplanation) -> String {
    match &condition.had {
        None => "none".to_owned(),
        Some(values) => values
            .iter()
            .map(|it| it.text.to_string())
            .collect::<Vec<_>>()
            .join(", "),
    }
}
