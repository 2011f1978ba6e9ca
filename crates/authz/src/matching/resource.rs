//! `Resource` and `NotResource`.

use aws::RequestContext;
use policy::{Element, PatternOutcome, ResourcePattern};

use crate::PatternValue;
use crate::recorder::Recorder;

/// Whether the element, negation included, matches the resource.
///
/// A trust policy has none and means its role (`EVAL-45`).
///
/// A pattern with a variable that has no value matches nothing, under `NotResource` too (`POL-32`).
pub(crate) fn match_resource<R: Recorder>(
    element: Option<&Element<ResourcePattern>>,
    resource: &str,
    context: &RequestContext,
    recorder: &mut R,
) -> bool {
    let Some(element) = element else { return true };
    let mut any = false;
    for located in &element.values {
        let fits = located.value.matches(resource, context);
        any |= fits.outcome == PatternOutcome::Matched;
        recorder.resource(|| PatternValue {
            node: located.node,
            text: located.value.shared_text(),
            resolved: fits.resolved,
            outcome: fits.outcome,
        });
        if any && !R::EXHAUSTIVE {
            break;
        }
    }
    any != element.negated
}
