//! The axes of an access matrix.

use aws::{AccountId, ActionName, Principal, RequestContext};

use crate::{Attached, Levels, NotInPlay, PolicyStack, Request, ResourceKind};

/// The three axes: every principal does every action to every resource.
#[derive(Clone, Debug)]
pub struct MatrixAxes {
    /// Who asks.
    pub principals: Vec<MatrixPrincipal>,
    /// What is to be done.
    pub actions: Vec<ActionName>,
    /// To what.
    pub resources: Vec<MatrixResource>,
}

/// A caller with all policies that come with it; [`PolicyStack`] says what each is.
#[derive(Clone, Debug)]
pub struct MatrixPrincipal {
    /// Who asks.
    pub principal: Principal,
    /// The condition keys of its requests that do not depend on the resource.
    pub context: RequestContext,
    /// Service control policies of its account.
    pub service_control: Levels,
    /// The policy of the VPC endpoint its calls go through.
    pub vpc_endpoint: Option<Attached>,
    /// Its identity-based policies.
    pub identity: Vec<Attached>,
    /// Its permissions boundary.
    pub boundary: Option<Attached>,
    /// Its session policies.
    pub session: Option<Vec<Attached>>,
}

/// A resource with all policies that come with it; [`PolicyStack`] says what each is.
#[derive(Clone, Debug)]
pub struct MatrixResource {
    /// Its ARN, or `*`.
    pub arn: String,
    /// The account that owns it.
    pub account: Option<AccountId>,
    /// The condition keys that come with it; they replace those of the principal.
    pub context: RequestContext,
    /// Resource control policies of its account.
    pub resource_control: Levels,
    /// What kind of resource-based policy it has.
    pub kind: ResourceKind,
    /// That policy.
    pub policy: Option<Attached>,
}

/// One cell, by the places of its principal, action and resource on their axes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MatrixCell {
    /// The place of the principal.
    pub principal: usize,
    /// The place of the action.
    pub action: usize,
    /// The place of the resource.
    pub resource: usize,
}

impl MatrixAxes {
    /// The number of cells.
    pub fn cells(&self) -> usize {
        self.principals.len() * self.actions.len() * self.resources.len()
    }

    /// The request of a cell; `None` for a place beyond its axis.
    pub fn request(&self, cell: MatrixCell) -> Option<Request> {
        let principal = self.principals.get(cell.principal)?;
        let resource = self.resources.get(cell.resource)?;
        let mut request = principal.request(self.actions.get(cell.action)?);
        resource.fill_in(&mut request);
        Some(request)
    }

    /// The policies of a cell, which are the same for all actions; `None` for a place beyond its axis.
    pub fn stack(&self, cell: MatrixCell) -> Option<PolicyStack> {
        let own = self.principals.get(cell.principal)?.stack();
        let resource = self.resources.get(cell.resource)?.stack();
        Some(PolicyStack {
            resource_control: resource.resource_control,
            resource_kind: resource.resource_kind,
            resource: resource.resource,
            ..own
        })
    }
}

impl MatrixPrincipal {
    /// A request without a resource yet.
    pub(super) fn request(&self, action: &ActionName) -> Request {
        Request {
            principal: self.principal.clone(),
            action: action.clone(),
            resource: String::new(),
            resource_account: None,
            context: self.context.clone(),
        }
    }

    /// The caller's part of a stack.
    pub(super) fn stack(&self) -> PolicyStack {
        PolicyStack {
            service_control: self.service_control.clone(),
            vpc_endpoint: self.vpc_endpoint.clone(),
            identity: self.identity.clone(),
            boundary: self.boundary.clone(),
            session: self.session.clone(),
            ..PolicyStack::empty(ResourceKind::Generic)
        }
    }
}

impl MatrixResource {
    /// Puts the resource into a request whose context is its principal's.
    pub(super) fn fill_in(&self, request: &mut Request) {
        request.resource.clear();
        request.resource.push_str(&self.arn);
        request.resource_account.clone_from(&self.account);
        for (key, values) in self.context.iter() {
            request.context.set_key(key.clone(), values.clone());
        }
    }

    /// The resource's part of a stack.
    pub(super) fn stack(&self) -> PolicyStack {
        PolicyStack {
            resource_control: self.resource_control.clone(),
            service_control: Levels::NotInPlay(NotInPlay::NoPolicy),
            resource: self.policy.clone(),
            ..PolicyStack::empty(self.kind)
        }
    }
}
