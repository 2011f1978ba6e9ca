//! The application without a browser: model, intents, effects, the stepper, and selectors that return plain data.
//!
//! This crate does *not* touch the browser: `web` feeds it intents, carries out its effects and draws its views.

mod bench;
mod command_line;
mod effect;
mod fixes;
mod form;
mod intent;
mod model;
mod places;
mod scenarios;
mod steps;
mod store;
mod texts;
mod update;
pub mod view;

pub use effect::{Effect, FocusTarget, TimerName};
pub use intent::{Intent, StartUp};

/// The application: intents in, effects out, and the page as data.
pub struct Lab {
    model: model::Model,
}

impl Default for Lab {
    fn default() -> Lab {
        Lab::new()
    }
}

impl Lab {
    /// The application as a first visit sees it, before [`Intent::Start`] has told what the browser holds.
    pub fn new() -> Lab {
        Lab {
            model: update::first_model(),
        }
    }

    /// Carries out one intent; the effects are for the outside to do, in order.
    pub fn update(&mut self, intent: Intent) -> Vec<Effect> {
        update::update(&mut self.model, intent)
    }

    /// What the page shows now.
    pub fn view(&self) -> view::PageView {
        view::page(&self.model)
    }
}

#[cfg(test)]
mod journeys;
