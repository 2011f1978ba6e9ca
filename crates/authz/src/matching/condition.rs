//! One key under one operator of a `Condition` block.
//!
//! What an operator compares is the business of `policy`; here values are counted and negated.

use aws::{RequestContext, Text};
use policy::{CompiledCondition, Operand, OperandMatch, SetQualifier};

use crate::recorder::Recorder;
use crate::{ConditionExplanation, ConditionOutcome, HadValue, ValueExplanation, ValueOutcome};

/// Whether the condition holds (`COND-02` to `COND-19`).
pub(crate) fn match_condition<R: Recorder>(
    condition: &CompiledCondition,
    context: &RequestContext,
    recorder: &mut R,
) -> bool {
    recorder.condition_begins(condition.values.len());
    let had = context
        .get_key(&condition.key)
        .map(|values| values.as_slice());
    let outcome = if condition.operator.is_null() {
        null(condition, had, recorder)
    } else {
        compare(condition, had, context, recorder)
    };
    recorder.condition(|wanted| ConditionExplanation {
        operator_node: condition.operator_node,
        node: condition.node,
        operator: condition.operator_name(),
        negated: condition.operator.negated,
        key: condition.key.text(),
        had: had.map(|values| had_values(condition, values, &wanted, context)),
        wanted,
        outcome,
    });
    outcome.matched()
}

/// The values of the request, for the explanation.
fn had_values(
    condition: &CompiledCondition,
    values: &[String],
    wanted: &[ValueExplanation],
    context: &RequestContext,
) -> Vec<HadValue> {
    let listed = |value: &String| {
        if condition.operator.is_null() {
            return !value.is_empty();
        }
        match values {
            // What matches some value of the request matches the only one.
            [_] => wanted
                .iter()
                .any(|wanted| wanted.outcome == ValueOutcome::Matched),
            _ => is_listed(condition, value, context),
        }
    };
    values
        .iter()
        .map(|value| HadValue {
            text: Text::new(value),
            listed: listed(value),
        })
        .collect()
}

/// `Null` asks whether the key is absent; the empty string counts as absent (`COND-13`).
fn null<R: Recorder>(
    condition: &CompiledCondition,
    had: Option<&[String]>,
    recorder: &mut R,
) -> ConditionOutcome {
    let absent = had.is_none_or(|values| values.iter().all(String::is_empty));
    let mut matched = false;
    for located in &condition.values {
        let fits = located.value.expects_absence() == Some(absent);
        matched |= fits;
        recorder.wanted(|| ValueExplanation {
            node: located.node,
            text: located.value.shared_text(),
            resolved: None,
            outcome: if fits {
                ValueOutcome::Matched
            } else {
                ValueOutcome::NotMatched
            },
        });
    }
    match (had, absent) {
        (None, _) => ConditionOutcome::KeyMissing { matched },
        (Some(_), true) => ConditionOutcome::EmptyValue { matched },
        (Some(_), false) if matched => ConditionOutcome::Matched,
        (Some(_), false) => ConditionOutcome::NotMatched,
    }
}

fn compare<R: Recorder>(
    condition: &CompiledCondition,
    had: Option<&[String]>,
    context: &RequestContext,
    recorder: &mut R,
) -> ConditionOutcome {
    let values = had.unwrap_or_default();
    let wanted = compare_wanted(condition, values, context, recorder);
    let negated = condition.operator.negated;
    if values.is_empty() {
        let matched = condition.if_exists
            || match condition.set {
                Some(SetQualifier::ForAllValues) => true,
                Some(SetQualifier::ForAnyValue) => false,
                None => negated,
            };
        return match had {
            None => ConditionOutcome::KeyMissing { matched },
            Some(_) => ConditionOutcome::EmptyValue { matched },
        };
    }
    let listed = |value: &String| is_listed(condition, value, context);
    let matched = match (condition.set, values) {
        (Some(SetQualifier::ForAllValues), [only]) if only.is_empty() => {
            return ConditionOutcome::EmptyValue { matched: true };
        }
        (Some(SetQualifier::ForAllValues), _) => {
            values.iter().all(|value| listed(value) != negated)
        }
        (Some(SetQualifier::ForAnyValue), _) => values.iter().any(|value| listed(value) != negated),
        (None, [only]) => listed(only) != negated,
        (None, _) => return ConditionOutcome::SeveralValues,
    };
    match wanted {
        Wanted::AllUnresolved => ConditionOutcome::VariableUnresolved { matched },
        Wanted::NothingComparable => ConditionOutcome::WrongType { matched },
        Wanted::Compared if matched => ConditionOutcome::Matched,
        Wanted::Compared => ConditionOutcome::NotMatched,
    }
}

/// Whether some listed value equals `value`, before negation (`COND-02`); a listed value with an unresolved variable,
/// or of another type, never does (`POL-32`, `COND-19`).
fn is_listed(condition: &CompiledCondition, value: &str, context: &RequestContext) -> bool {
    let matches =
        |operand| condition.operator.matches(operand, value, context) == OperandMatch::Matched;
    condition
        .values
        .iter()
        .any(|located| matches(&located.value))
}

/// How far the listed values could be compared at all.
enum Wanted {
    Compared,
    AllUnresolved,
    NothingComparable,
}

/// Compares each listed value with the values of the request, for the explanation.
fn compare_wanted<R: Recorder>(
    condition: &CompiledCondition,
    had: &[String],
    context: &RequestContext,
    recorder: &mut R,
) -> Wanted {
    if !R::EXHAUSTIVE {
        // Without a listener only the truth of the condition counts, and `is_listed` gives that.
        return Wanted::Compared;
    }
    let (mut unresolved, mut wrong_type) = (0, 0);
    for located in &condition.values {
        let outcome = outcome_of(condition, &located.value, had, context);
        unresolved += usize::from(outcome == ValueOutcome::VariableUnresolved);
        wrong_type += usize::from(outcome == ValueOutcome::WrongType);
        recorder.wanted(|| ValueExplanation {
            node: located.node,
            text: located.value.shared_text(),
            resolved: located.value.resolved(context),
            outcome,
        });
    }
    match condition.values.len() {
        0 => Wanted::Compared,
        n if unresolved == n => Wanted::AllUnresolved,
        n if unresolved + wrong_type == n => Wanted::NothingComparable,
        _ => Wanted::Compared,
    }
}

fn outcome_of(
    condition: &CompiledCondition,
    operand: &Operand,
    had: &[String],
    context: &RequestContext,
) -> ValueOutcome {
    let mut outcome = ValueOutcome::NothingToCompare;
    for value in had {
        let one = match condition.operator.matches(operand, value, context) {
            OperandMatch::Matched => return ValueOutcome::Matched,
            OperandMatch::NotMatched => ValueOutcome::NotMatched,
            OperandMatch::WrongType => ValueOutcome::WrongType,
            OperandMatch::VariableUnresolved => ValueOutcome::VariableUnresolved,
        };
        if outcome != ValueOutcome::NotMatched {
            outcome = one;
        }
    }
    outcome
}
