//! One statement: it applies when every element it has matches.

use policy::CompiledStatement;

use crate::matching::action::match_action;
use crate::matching::condition::match_condition;
use crate::matching::principal::{Caller, match_principal};
use crate::matching::resource::match_resource;
use crate::recorder::Recorder;
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
}

/// The way in which a statement names the caller, when the statement applies.
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
    let mut first = None;
    let mut note = |matched: bool, element: ElementKind| {
        if !matched && first.is_none() {
            first = Some(element);
        }
        matched || R::EXHAUSTIVE
    };

    let principal = match_principal(
        statement.principal.as_ref(),
        statement.effect,
        scene.caller,
        scene.in_endpoint_policy,
        recorder,
    );
    if !note(principal.matched, ElementKind::Principal) {
        return None;
    }
    let action = match_action(&statement.action, &scene.request.action, recorder);
    if !note(action, ElementKind::Action) {
        return None;
    }
    let resource = match_resource(
        statement.resource.as_ref(),
        &scene.request.resource,
        &scene.request.context,
        recorder,
    );
    if !note(resource, ElementKind::Resource) {
        return None;
    }
    for condition in &statement.conditions {
        let holds = match_condition(condition, &scene.request.context, recorder);
        if !note(holds, ElementKind::Condition) {
            return None;
        }
    }

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
