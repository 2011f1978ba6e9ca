//! The readable end of an address: `~r=nightly&s=6&p=why&m=present`.
//!
//! It stands outside of the payload, so that stepping changes a few characters and people can edit it by hand.
//! It holds no data of the document.

use world::Slug;

/// Where a link asks to look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkView {
    /// The saved request to show, `r`.
    pub request: Option<Slug>,
    /// The step of its run, counted from 1, `s`.
    pub step: Option<u32>,
    /// Whether steps are statements instead of gates, `d=all`.
    pub every_statement: bool,
    /// The panel to open, `p`, such as `why`.
    pub panel: Option<Slug>,
    /// The mode of the page, `m`.
    pub mode: Option<LinkMode>,
}

/// A mode of the page that a link can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkMode {
    /// `present`: for a projector.
    Present,
    /// `embed`: inside another page.
    Embed,
}

impl LinkView {
    /// The end with its leading `~`, empty when there is nothing to say.
    pub fn to_suffix(&self) -> String {
        let mut parts = Vec::new();
        if let Some(request) = &self.request {
            parts.push(format!("r={request}"));
        }
        if let Some(step) = self.step {
            parts.push(format!("s={step}"));
        }
        if self.every_statement {
            parts.push("d=all".to_owned());
        }
        if let Some(panel) = &self.panel {
            parts.push(format!("p={panel}"));
        }
        match self.mode {
            Some(LinkMode::Present) => parts.push("m=present".to_owned()),
            Some(LinkMode::Embed) => parts.push("m=embed".to_owned()),
            None => {}
        }
        if parts.is_empty() {
            String::new()
        } else {
            format!("~{}", parts.join("&"))
        }
    }

    /// Reads what follows the `~`; what is not understood is left out, since people write this by hand.
    pub(crate) fn parse(text: &str) -> LinkView {
        let mut view = LinkView::default();
        for part in text.split('&') {
            match part.split_once('=') {
                Some(("r", value)) => view.request = Slug::new(value).ok(),
                Some(("s", value)) => view.step = value.parse().ok(),
                Some(("d", value)) => view.every_statement = value == "all",
                Some(("p", value)) => view.panel = Slug::new(value).ok(),
                Some(("m", "present")) => view.mode = Some(LinkMode::Present),
                Some(("m", "embed")) => view.mode = Some(LinkMode::Embed),
                _ => {}
            }
        }
        view
    }
}

/// Parts an address into what names the document and where to look.
pub(crate) fn split_view(fragment: &str) -> (&str, LinkView) {
    match fragment.split_once('~') {
        Some((front, suffix)) => (front, LinkView::parse(suffix)),
        None => (fragment, LinkView::default()),
    }
}
