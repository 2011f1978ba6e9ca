//! `Action` and `NotAction`.

use aws::ActionName;
use policy::{ActionPattern, Element, PatternOutcome};

use crate::PatternValue;
use crate::recorder::Recorder;

/// Whether the element, negation included, matches the action (`POL-20`, `POL-27`).
pub(crate) fn match_action<R: Recorder>(
    element: &Element<ActionPattern>,
    action: &ActionName,
    recorder: &mut R,
) -> bool {
    let mut any = false;
    for located in &element.values {
        let fits = located.value.matches(action);
        any |= fits;
        recorder.action(|| PatternValue {
            node: located.node,
            text: located.value.shared_text(),
            resolved: None,
            outcome: if fits {
                PatternOutcome::Matched
            } else {
                PatternOutcome::NotMatched
            },
        });
        if any && !R::EXHAUSTIVE {
            break;
        }
    }
    any != element.negated
}
