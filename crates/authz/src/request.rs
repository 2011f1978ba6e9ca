//! What is asked.

use aws::{AccountId, ActionName, Principal, RequestContext};

/// One action on one resource by one caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Who asks.
    pub principal: Principal,
    /// What is to be done.
    pub action: ActionName,
    /// The resource's ARN, or `*` for actions without one.
    pub resource: String,
    /// The account that owns the resource; `None` for actions without a resource, which belong to the caller's account.
    pub resource_account: Option<AccountId>,
    /// All condition keys of the request.
    pub context: RequestContext,
}

impl Request {
    /// Whether caller and resource are in one account; callers without an account never are (`EVAL-36`).
    pub fn same_account(&self) -> bool {
        match (&self.principal.account, &self.resource_account) {
            (None, _) => false,
            (Some(_), None) => true,
            (Some(caller), Some(owner)) => caller == owner,
        }
    }
}
