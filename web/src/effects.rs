//! Carries out what `lab` asks of the browser: one match, each arm one call into `interop`.

use lab::{Effect, FocusTarget, Intent};

use crate::dispatch::Dispatch;
use crate::interop::{address, clipboard, download, media, storage, timer::Timers};

/// What is left for the page itself, because it is drawn or must wait for the drawing.
#[derive(Default)]
pub struct Left {
    /// Where the focus goes once the page has been drawn.
    pub focus: Option<FocusTarget>,
    /// What the live region says, and whether it interrupts.
    pub said: Option<(String, bool)>,
}

/// Carries out the effects in their order.
pub fn run(effects: Vec<Effect>, timers: &mut Timers, dispatch: &Dispatch) -> Left {
    let mut left = Left::default();
    for effect in effects {
        match effect {
            Effect::Save { key, text, report } => {
                let outcome = storage::write(&key, &text);
                if report {
                    dispatch.send(Intent::Saved(outcome.map(|()| storage::local_time())));
                }
            }
            Effect::Forget(key) => storage::remove(&key),
            Effect::ReplaceAddress(fragment) => address::replace(&fragment),
            Effect::PushAddress(fragment) => address::push(&fragment),
            Effect::CopyText { text, what } => clipboard::copy(text, what, dispatch.clone()),
            Effect::Download { name, text } => download::offer(&name, &text),
            Effect::Focus(target) => left.focus = Some(target),
            Effect::Announce { text, urgent } => left.said = Some((text, urgent)),
            Effect::SetTimer { timer, after_ms } => timers.set(timer, after_ms, dispatch),
            Effect::StopTimer(timer) => timers.stop(timer),
            Effect::ApplyTheme(theme) => media::apply_theme(theme),
        }
    }
    left
}
