//! The gallery, saves and sharing.

/// The gallery.
#[derive(Clone, Debug, PartialEq)]
pub struct GalleryView {
    /// Built-in scenarios.
    pub scenarios: Vec<ScenarioRow>,
    /// Named saves and the last work.
    pub saves: Vec<SaveRow>,
}

/// A built-in scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct ScenarioRow {
    /// Its name in `#/s/<slug>`.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// What you will see.
    pub see: String,
    /// How many calls it has.
    pub calls: usize,
}

/// A save.
#[derive(Clone, Debug, PartialEq)]
pub struct SaveRow {
    /// Sent back in intents.
    pub key: String,
    /// Its name, or the title of the document.
    pub name: String,
    /// `saved by name`, `scenario, with your changes`
    pub detail: String,
    /// Whether it can be deleted; changes of a built-in scenario are taken back by starting over.
    pub deletable: bool,
    /// Why it cannot be read; it is then listed and not opened.
    pub problem: Option<String>,
}

/// The share dialog.
#[derive(Clone, Debug, PartialEq)]
pub struct ShareView {
    /// This step, or from the start.
    pub scope: ShareFrom,
    /// The fragment, from `#` on; the page puts its own address before it.
    pub fragment: Result<String, String>,
    /// `1,434 characters. Fits in Slack and email. …`
    pub length: String,
    /// What the visitor will see.
    pub preview: String,
}

/// Where the visitor begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum ShareFrom {
    /// At the step shown now.
    #[default]
    ThisStep,
    /// At the first step.
    Start,
}
