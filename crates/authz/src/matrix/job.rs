//! Filling an access matrix in slices, so that a page stays awake.

use super::{MatrixAxes, MatrixCell};
use crate::plan::Half;
use crate::{Decision, PolicyStack, decide};

/// A matrix being filled, action by action, and for each action principal by principal.
///
/// It counts cells and knows no clock, so that a job does the same work wherever it runs.
#[derive(Debug)]
pub struct MatrixJob {
    axes: MatrixAxes,
    /// The callers' parts of the stacks.
    callers: Vec<PolicyStack>,
    /// The resources' parts of the stacks.
    owners: Vec<PolicyStack>,
    /// In the order in which they are filled.
    decisions: Vec<Decision>,
}

/// How far a job is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MatrixProgress {
    /// Cells that are filled.
    pub done: usize,
    /// All cells.
    pub total: usize,
}

/// A filled matrix.
#[derive(Debug)]
pub struct AccessMatrix {
    axes: MatrixAxes,
    decisions: Vec<Decision>,
}

impl MatrixJob {
    /// A job with all its work before it.
    pub fn new(axes: MatrixAxes) -> MatrixJob {
        MatrixJob {
            callers: axes.principals.iter().map(|one| one.stack()).collect(),
            owners: axes.resources.iter().map(|one| one.stack()).collect(),
            decisions: Vec::with_capacity(axes.cells()),
            axes,
        }
    }

    /// How far the job is.
    pub fn progress(&self) -> MatrixProgress {
        MatrixProgress {
            done: self.decisions.len(),
            total: self.axes.cells(),
        }
    }

    /// Fills so many more cells, or those that are left.
    pub fn advance(&mut self, cells: u32) -> MatrixProgress {
        let more = usize::try_from(cells).unwrap_or(usize::MAX);
        let end = (self.decisions.len().saturating_add(more)).min(self.axes.cells());
        while self.decisions.len() < end {
            self.advance_in_action(end);
        }
        self.progress()
    }

    /// Fills the rest of the current action, at most up to `end`.
    fn advance_in_action(&mut self, end: usize) {
        let across = self.axes.resources.len();
        let of_action = self.axes.principals.len() * across;
        let (place, within) = (
            self.decisions.len() / of_action,
            self.decisions.len() % of_action,
        );
        let Some(action) = self.axes.actions.get(place) else {
            return;
        };
        let owners: Vec<Half<'_>> = (self.owners.iter())
            .map(|stack| Half::of(stack, action))
            .collect();
        let (first, mut skip) = (within / across, within % across);
        let principals = self.axes.principals.iter().zip(&self.callers);
        for (nth, (principal, stack)) in principals.enumerate().skip(first) {
            let mut request = principal.request(action);
            let caller = Half::of(stack, action);
            for (at, (resource, owner)) in
                (self.axes.resources.iter().zip(&owners).enumerate()).skip(skip)
            {
                if self.decisions.len() == end {
                    return;
                }
                resource.fill_in(&mut request);
                let cell = MatrixCell {
                    principal: nth,
                    action: place,
                    resource: at,
                };
                let decided = Half::decide(&request, &caller, owner)
                    .or_else(|| Some(decide(&request, &self.axes.stack(cell)?)));
                self.decisions
                    .push(decided.unwrap_or(Decision::ImplicitDeny));
                if resource.context.iter().next().is_some() {
                    request.context.clone_from(&principal.context);
                }
            }
            skip = 0;
        }
    }

    /// The matrix, once every cell is filled; before that the job itself.
    pub fn finish(self) -> Result<AccessMatrix, Box<MatrixJob>> {
        if self.decisions.len() < self.axes.cells() {
            return Err(Box::new(self));
        }
        Ok(AccessMatrix {
            axes: self.axes,
            decisions: self.decisions,
        })
    }
}

impl AccessMatrix {
    /// The axes.
    pub fn axes(&self) -> &MatrixAxes {
        &self.axes
    }

    /// The decision of a cell; `None` for a place beyond its axis.
    pub fn decision(&self, cell: MatrixCell) -> Option<Decision> {
        let (principals, resources) = (self.axes.principals.len(), self.axes.resources.len());
        if cell.principal >= principals || cell.resource >= resources {
            return None;
        }
        let row = cell.action * principals + cell.principal;
        self.decisions.get(row * resources + cell.resource).copied()
    }
}
