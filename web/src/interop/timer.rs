//! The timers `lab` asks for, one of each name.

use std::collections::BTreeMap;

use gloo::timers::callback::Timeout;
use lab::{Intent, TimerName};

use crate::dispatch::Dispatch;

/// The timers that run; dropping one stops it.
#[derive(Default)]
pub struct Timers(BTreeMap<TimerName, Timeout>);

impl Timers {
    /// Starts a timer, anew when it runs already.
    pub fn set(&mut self, timer: TimerName, after_ms: u32, dispatch: &Dispatch) {
        let dispatch = dispatch.clone();
        let running = Timeout::new(after_ms, move || dispatch.send(Intent::TimerFired(timer)));
        self.0.insert(timer, running);
    }

    /// Stops a timer.
    pub fn stop(&mut self, timer: TimerName) {
        self.0.remove(&timer);
    }
}
