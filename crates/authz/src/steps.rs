//! A walk over an explanation in reading order, with paths that name each step.
//!
//! A path stays valid as long as the stack's policies keep their texts; it can be kept in a link.

use crate::{
    ConditionExplanation, ElementOutcome, Explanation, LayerExplanation, PatternValue,
    PolicyExplanation, PrincipalValue, StatementExplanation, ValueExplanation,
};

/// Names one step: a layer, or a policy in it, or a statement in that, and so on; indexes count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StepPath {
    /// The layer.
    pub layer: u16,
    /// The policy in the layer.
    pub policy: Option<u16>,
    /// The statement in the policy.
    pub statement: Option<u16>,
    /// The element in the statement.
    pub element: Option<ElementSlot>,
    /// The value in the element.
    pub value: Option<u16>,
}

/// An element of a statement; conditions are counted one for each operator and key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ElementSlot {
    /// `Principal` or `NotPrincipal`.
    Principal,
    /// `Action` or `NotAction`.
    Action,
    /// `Resource` or `NotResource`.
    Resource,
    /// One operator and key of `Condition`.
    Condition(u16),
}

/// What a step shows.
#[derive(Clone, Copy, Debug)]
pub enum Step<'a> {
    /// A policy type.
    Layer(&'a LayerExplanation),
    /// A policy.
    Policy(&'a PolicyExplanation),
    /// A statement.
    Statement(&'a StatementExplanation),
    /// The `Principal` element.
    Principal(&'a ElementOutcome<PrincipalValue>),
    /// The `Action` element.
    Action(&'a ElementOutcome<PatternValue>),
    /// The `Resource` element.
    Resource(&'a ElementOutcome<PatternValue>),
    /// One condition.
    Condition(&'a ConditionExplanation),
    /// One value of `Principal`.
    PrincipalValue(&'a PrincipalValue),
    /// One value of `Action` or `Resource`.
    PatternValue(&'a PatternValue),
    /// One value of a condition.
    ConditionValue(&'a ValueExplanation),
}

impl Explanation {
    /// Every step in reading order: each part before what it consists of; absent elements have no step.
    pub fn steps(&self) -> Vec<(StepPath, Step<'_>)> {
        let mut steps = Vec::new();
        for (layer, explained) in numbered(&self.layers) {
            let path = StepPath {
                layer,
                policy: None,
                statement: None,
                element: None,
                value: None,
            };
            steps.push((path, Step::Layer(explained)));
            for (policy, explained) in numbered(&explained.policies) {
                let path = StepPath {
                    policy: Some(policy),
                    ..path
                };
                steps.push((path, Step::Policy(explained)));
                for (statement, explained) in numbered(explained.statements()) {
                    push_statement(
                        StepPath {
                            statement: Some(statement),
                            ..path
                        },
                        explained,
                        &mut steps,
                    );
                }
            }
        }
        steps
    }

    /// The step with this path.
    pub fn step(&self, path: &StepPath) -> Option<Step<'_>> {
        self.steps()
            .into_iter()
            .find_map(|(at, step)| (at == *path).then_some(step))
    }
}

fn push_statement<'a>(
    path: StepPath,
    statement: &'a StatementExplanation,
    steps: &mut Vec<(StepPath, Step<'a>)>,
) {
    steps.push((path, Step::Statement(statement)));
    let mut push = |slot: ElementSlot, whole: Step<'a>, values: Vec<Step<'a>>| {
        let path = StepPath {
            element: Some(slot),
            ..path
        };
        steps.push((path, whole));
        let values = (0..=u16::MAX).zip(values).map(|(value, step)| {
            (
                StepPath {
                    value: Some(value),
                    ..path
                },
                step,
            )
        });
        steps.extend(values);
    };
    if let ElementOutcome::Present { values, .. } = &statement.principal {
        let values = values.iter().map(Step::PrincipalValue).collect();
        push(
            ElementSlot::Principal,
            Step::Principal(&statement.principal),
            values,
        );
    }
    if let ElementOutcome::Present { values, .. } = &statement.action {
        let values = values.iter().map(Step::PatternValue).collect();
        push(ElementSlot::Action, Step::Action(&statement.action), values);
    }
    if let ElementOutcome::Present { values, .. } = &statement.resource {
        let values = values.iter().map(Step::PatternValue).collect();
        push(
            ElementSlot::Resource,
            Step::Resource(&statement.resource),
            values,
        );
    }
    for (index, condition) in numbered(&statement.conditions) {
        let values = condition.wanted.iter().map(Step::ConditionValue).collect();
        push(
            ElementSlot::Condition(index),
            Step::Condition(condition),
            values,
        );
    }
}

/// Items with their indexes; a policy is far too short to hold more than a path can count.
fn numbered<T>(items: &[T]) -> impl Iterator<Item = (u16, &T)> {
    (0..=u16::MAX).zip(items)
}
