//! One statement: it applies when every element it has matches.

use policy::CompiledStatement;

use crate::matching::action::match_action;
use crate::matching::condition::match_condition;
use crate::matching::principal::{Caller, PrincipalMatch, match_principal};
use crate::matching::resource::match_resource;
use crate::recorder::{NoTrace, Recorder};
use crate::{
    ElementKind, ElementOutcome, Request, ResourceGrant, StatementExplanation, StatementOutcome,
    StatementRef,
};

/// What stays the same while the statements of a layer are looked at.
#[derive(Clone, Copy)]
pub(crate) struct Scene<'a> {
    pub(crate) request: &'a Request,
    pub(crate) caller: Caller<'a>,
    /// Whether the layer is an endpoint policy, where `{"AWS": "*"}` means less (`POL-24`).
    pub(crate) in_endpoint_policy: bool,
    /// Whether the statements' actions are known to match; only for deciding, never for an explanation.
    pub(crate) action_matches: bool,
}

/// What the elements of a statement came to.
struct Elements {
    /// The first that does not match.
    first: Option<ElementKind>,
    principal: PrincipalMatch,
    action: bool,
    resource: bool,
}

/// The way in which a statement names the caller, when the statement applies.
pub(crate) fn applies(scene: Scene<'_>, statement: &CompiledStatement) -> Option<ResourceGrant> {
    let elements = match_elements(scene, statement, &mut NoTrace);
    (elements.first.is_none()).then_some(elements.principal.grant)
}

/// As [`applies`], for the recorder as well.
pub(crate) fn match_statement<R: Recorder>(
    scene: Scene<'_>,
    reference: StatementRef,
    statement: &CompiledStatement,
    switched_off: bool,
    recorder: &mut R,
) -> Option<ResourceGrant> {
    if switched_off && !R::EXHAUSTIVE {
        return None;
    }
    let Elements {
        first,
        principal,
        action,
        resource,
    } = match_elements(scene, statement, recorder);
    let outcome = match first {
        _ if switched_off => StatementOutcome::SwitchedOff,
        Some(first) => StatementOutcome::NotMatched { first },
        None => StatementOutcome::Matched,
    };
    recorder.statement(|parts| StatementExplanation {
        statement: reference,
        effect: statement.effect,
        outcome,
        principal: match &statement.principal {
            None => ElementOutcome::Absent,
            Some(element) => ElementOutcome::Present {
                node: element.node,
                negated: element.negated,
                matched: principal.matched,
                values: parts.principals,
            },
        },
        principal_note: principal.note,
        grant: principal.grant,
        action: ElementOutcome::Present {
            node: statement.action.node,
            negated: statement.action.negated,
            matched: action,
            values: parts.actions,
        },
        resource: match &statement.resource {
            None => ElementOutcome::Absent,
            Some(element) => ElementOutcome::Present {
                node: element.node,
                negated: element.negated,
                matched: resource,
                values: parts.resources,
            },
        },
        conditions: parts.conditions,
    });
    (outcome == StatementOutcome::Matched).then_some(principal.grant)
}

/// Matches the elements in their order, up to the first that does not match unless the recorder wants them all.
fn match_elements<R: Recorder>(
    scene: Scene<'_>,
    statement: &CompiledStatement,
    recorder: &mut R,
) -> Elements {
    recorder.statement_begins(statement);
    let principal = match_principal(
        statement.principal.as_ref(),
        statement.effect,
        scene.caller,
        scene.in_endpoint_policy,
        recorder,
    );
    let mut found = Elements {
        first: (!principal.matched).then_some(ElementKind::Principal),
        principal,
        action: true,
        resource: true,
    };
    if found.is_settled::<R>() {
        return found;
    }
    if !scene.action_matches {
        found.action = match_action(&statement.action, &scene.request.action, recorder);
        found.note(found.action, ElementKind::Action);
        if found.is_settled::<R>() {
            return found;
        }
    }
    found.resource = match_resource(
        statement.resource.as_ref(),
        &scene.request.resource,
        &scene.request.context,
        recorder,
    );
    found.note(found.resource, ElementKind::Resource);
    for condition in &statement.conditions {
        if found.is_settled::<R>() {
            return found;
        }
        let holds = match_condition(condition, &scene.request.context, recorder);
        found.note(holds, ElementKind::Condition);
    }
    found
}

impl Elements {
    fn note(&mut self, matched: bool, element: ElementKind) {
        if !matched && self.first.is_none() {
            self.first = Some(element);
        }
    }

    fn is_settled<R: Recorder>(&self) -> bool {
        self.first.is_some() && !R::EXHAUSTIVE
    }
}
