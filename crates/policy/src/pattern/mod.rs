//! The patterns of Action and Resource elements.

mod glob;

use aws::{ActionName, RequestContext, Text};

use crate::variable::{Template, Unresolved};
pub(crate) use glob::{Glob, Shape};

/// A value of an Action or NotAction element: `*` and `?` anywhere after the prefix, letter case ignored (`POL-20`).
#[derive(Clone, Debug)]
pub struct ActionPattern {
    text: Text,
    /// In lower case, as is what it is compared with.
    glob: Glob,
}

/// What an [`ActionPattern`] comes down to, in lower case; an index sorts patterns by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionShape<'a> {
    /// One action, without wildcards.
    Exact(&'a str),
    /// Every action that starts so.
    Prefix(&'a str),
    /// Some of the actions that start so.
    Mixed(&'a str),
}

/// A value of a Resource or NotResource element (`POL-22`, `POL-23`, `POL-32`).
#[derive(Clone, Debug)]
pub struct ResourcePattern {
    text: Text,
    form: ResourceForm,
}

#[derive(Clone, Debug)]
enum ResourceForm {
    Ready(Glob),
    /// Has variables, so the pattern differs from request to request.
    Template(Template),
}

/// How a [`ResourcePattern`] fared against one resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternMatch {
    /// Whether it matched, or why that cannot be said.
    pub outcome: PatternOutcome,
    /// The pattern with its variables replaced; `None` when it has no variables or one has no value.
    pub resolved: Option<String>,
}

/// The outcomes of a comparison with a [`ResourcePattern`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PatternOutcome {
    /// The resource matches.
    Matched,
    /// The resource does not match.
    NotMatched,
    /// The named variable has no single value in the request, so the pattern matches nothing (`POL-32`).
    VariableUnresolved(String),
}

impl ActionPattern {
    pub(crate) fn new(text: &str) -> ActionPattern {
        ActionPattern {
            text: Text::new(text),
            glob: Glob::new(&text.to_ascii_lowercase(), Shape::Text),
        }
    }

    /// Whether an action is one of those the pattern names.
    pub fn matches(&self, action: &ActionName) -> bool {
        self.glob.matches(action.folded())
    }

    pub(crate) fn matches_text(&self, action: &str) -> bool {
        self.glob.matches(&action.to_ascii_lowercase())
    }

    /// What the pattern comes down to.
    pub fn shape(&self) -> ActionShape<'_> {
        let head = self.glob.head();
        if self.glob.is_exact() {
            ActionShape::Exact(head)
        } else if self.glob.is_prefix() {
            ActionShape::Prefix(head)
        } else {
            ActionShape::Mixed(head)
        }
    }

    /// The pattern as written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The pattern as written, to keep.
    pub fn shared_text(&self) -> Text {
        self.text.clone()
    }
}

impl ResourcePattern {
    /// Compiles a pattern; variables are read only after the fifth colon (`POL-31`).
    ///
    /// Also returns the `${…}` that are no variables and stay text.
    pub(crate) fn new(text: &str, variables: bool) -> (ResourcePattern, Vec<String>) {
        let resource_part = text
            .match_indices(':')
            .nth(4)
            .map_or(text.len(), |(at, _)| at + 1);
        let (template, mut strange) = if variables {
            Template::parse(text, resource_part)
        } else {
            (Template::literal(text), Vec::new())
        };
        if variables && text.find("${").is_some_and(|at| at < resource_part) {
            strange.push("${".to_owned());
        }
        let form = if template.has_variables() {
            ResourceForm::Template(template)
        } else {
            // Without variables nothing can be unresolved; the literal reading is only there for the type.
            let glob = Glob::resolve(&template, Shape::Resource, &RequestContext::new());
            ResourceForm::Ready(glob.unwrap_or_else(|_| Glob::new(text, Shape::Resource)))
        };
        (
            ResourcePattern {
                text: Text::new(text),
                form,
            },
            strange,
        )
    }

    /// Compares with the ARN of a resource, or with `*` for actions that have no resource.
    pub fn matches(&self, resource: &str, context: &RequestContext) -> PatternMatch {
        match &self.form {
            ResourceForm::Ready(glob) => PatternMatch {
                outcome: outcome(glob.matches(resource)),
                resolved: None,
            },
            ResourceForm::Template(template) => {
                match Glob::resolve(template, Shape::Resource, context) {
                    Ok(glob) => PatternMatch {
                        outcome: outcome(glob.matches(resource)),
                        resolved: template.resolve(context).ok(),
                    },
                    Err(Unresolved(name)) => PatternMatch {
                        outcome: PatternOutcome::VariableUnresolved(name),
                        resolved: None,
                    },
                }
            }
        }
    }

    /// The pattern as written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The pattern as written, to keep.
    pub fn shared_text(&self) -> Text {
        self.text.clone()
    }

    /// What every resource that matches starts with; empty for patterns that differ from request to request.
    pub fn head(&self) -> &str {
        match &self.form {
            ResourceForm::Ready(glob) => glob.head(),
            ResourceForm::Template(_) => "",
        }
    }

    /// Whether the pattern differs from request to request.
    pub fn has_variables(&self) -> bool {
        matches!(self.form, ResourceForm::Template(_))
    }
}

fn outcome(matched: bool) -> PatternOutcome {
    if matched {
        PatternOutcome::Matched
    } else {
        PatternOutcome::NotMatched
    }
}
