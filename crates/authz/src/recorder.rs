//! What the evaluator tells while it works: nothing when only the decision counts, everything for an explanation.

use policy::CompiledStatement;

use crate::{
    CombineStep, ConditionExplanation, LayerExplanation, PatternValue, PolicyExplanation,
    PrincipalValue, StatementExplanation, ValueExplanation,
};

/// Receives the parts of an explanation, children before their parent.
///
/// Every part comes as a closure, so that nothing is built when nobody listens.
pub(crate) trait Recorder {
    /// Whether the evaluator looks at everything, also at what no longer matters.
    const EXHAUSTIVE: bool;

    /// The statements of a policy follow.
    fn policy_begins(&mut self, _statements: usize) {}
    /// The values of this statement follow.
    fn statement_begins(&mut self, _statement: &CompiledStatement) {}
    /// The values of this condition follow.
    fn condition_begins(&mut self, _values: usize) {}
    fn principal(&mut self, _value: impl FnOnce() -> PrincipalValue) {}
    fn action(&mut self, _value: impl FnOnce() -> PatternValue) {}
    fn resource(&mut self, _value: impl FnOnce() -> PatternValue) {}
    fn wanted(&mut self, _value: impl FnOnce() -> ValueExplanation) {}
    fn condition(&mut self, _make: impl FnOnce(Vec<ValueExplanation>) -> ConditionExplanation) {}
    fn statement(&mut self, _make: impl FnOnce(StatementParts) -> StatementExplanation) {}
    fn policy(&mut self, _make: impl FnOnce(Vec<StatementExplanation>) -> PolicyExplanation) {}
    fn layer(&mut self, _make: impl FnOnce(Vec<PolicyExplanation>) -> LayerExplanation) {}
    fn step(&mut self, _step: CombineStep) {}
}

/// The values of one statement, gathered before the statement itself is known.
#[derive(Default)]
pub(crate) struct StatementParts {
    pub(crate) principals: Vec<PrincipalValue>,
    pub(crate) actions: Vec<PatternValue>,
    pub(crate) resources: Vec<PatternValue>,
    pub(crate) conditions: Vec<ConditionExplanation>,
}

/// Listens to nothing.
pub(crate) struct NoTrace;

impl Recorder for NoTrace {
    const EXHAUSTIVE: bool = false;
}

/// Builds the whole tree, bottom up.
#[derive(Default)]
pub(crate) struct Tracer {
    wanted: Vec<ValueExplanation>,
    parts: StatementParts,
    statements: Vec<StatementExplanation>,
    policies: Vec<PolicyExplanation>,
    pub(crate) layers: Vec<LayerExplanation>,
    pub(crate) steps: Vec<CombineStep>,
}

impl Recorder for Tracer {
    const EXHAUSTIVE: bool = true;

    fn policy_begins(&mut self, statements: usize) {
        self.statements.reserve_exact(statements);
    }

    fn statement_begins(&mut self, statement: &CompiledStatement) {
        let parts = &mut self.parts;
        let principals = statement
            .principal
            .as_ref()
            .map_or(0, |one| one.values.len());
        let resources = statement
            .resource
            .as_ref()
            .map_or(0, |one| one.values.len());
        parts.principals.reserve_exact(principals);
        parts.actions.reserve_exact(statement.action.values.len());
        parts.resources.reserve_exact(resources);
        parts.conditions.reserve_exact(statement.conditions.len());
    }

    fn condition_begins(&mut self, values: usize) {
        self.wanted.reserve_exact(values);
    }

    fn principal(&mut self, value: impl FnOnce() -> PrincipalValue) {
        self.parts.principals.push(value());
    }

    fn action(&mut self, value: impl FnOnce() -> PatternValue) {
        self.parts.actions.push(value());
    }

    fn resource(&mut self, value: impl FnOnce() -> PatternValue) {
        self.parts.resources.push(value());
    }

    fn wanted(&mut self, value: impl FnOnce() -> ValueExplanation) {
        self.wanted.push(value());
    }

    fn condition(&mut self, make: impl FnOnce(Vec<ValueExplanation>) -> ConditionExplanation) {
        let wanted = std::mem::take(&mut self.wanted);
        self.parts.conditions.push(make(wanted));
    }

    fn statement(&mut self, make: impl FnOnce(StatementParts) -> StatementExplanation) {
        let parts = std::mem::take(&mut self.parts);
        self.statements.push(make(parts));
    }

    fn policy(&mut self, make: impl FnOnce(Vec<StatementExplanation>) -> PolicyExplanation) {
        let statements = std::mem::take(&mut self.statements);
        self.policies.push(make(statements));
    }

    fn layer(&mut self, make: impl FnOnce(Vec<PolicyExplanation>) -> LayerExplanation) {
        let policies = std::mem::take(&mut self.policies);
        self.layers.push(make(policies));
    }

    fn step(&mut self, step: CombineStep) {
        self.steps.push(step);
    }
}
