//! What the user builds (organization, accounts, users, roles, resources, policy texts) and how it is changed and
//! stored: commands, the journal with undo, and the one persisted document.
//!
//! This crate does *not* read policies, decide requests or issue credentials: policies are texts here, calls are
//! names and values, and nothing happens by itself.
//! It does not know the machine's clock either; every instant comes from the document.

mod account;
mod apply;
mod call;
mod command;
mod document;
mod error;
mod form;
mod identity;
mod journal;
mod names;
mod organization;
mod policy_location;
mod policy_text;
mod quota;
mod resource;
mod scenario;
mod session;
mod settings;
#[cfg(test)]
mod test_support;
mod world;

pub use account::{Account, CustomerRecord};
pub use apply::apply_edit;
pub use call::{
    ApiCall, Call, CallerRef, EndpointChoice, IdentityProviderToken, MfaState, ParameterValue,
    Parameters, RequestOrigin, SessionRef,
};
pub use command::{Command, Edit};
pub use document::{Document, DocumentNote, SCHEMA_VERSION, read_document, write_document};
pub use error::{DocumentError, EditError, JournalFull, Noun};
pub use identity::{
    AttachedPolicies, Group, IamIdentity, InlinePolicies, ManagedPolicy, Role, TagHolder, Tags,
    User,
};
pub use journal::{Entry, EntryId, Journal};
pub use names::{
    GroupName, IamPath, InvalidName, OrganizationId, OrganizationPolicyName, OrganizationalUnitId,
    PolicyName, RoleName, RootId, Slug, UserName, VpcEndpointId,
};
pub use organization::{
    AttachmentTarget, Attachments, Organization, OrganizationNode, OrganizationPolicy,
    OrganizationPolicyType, OrganizationalUnit,
};
pub use policy_location::PolicyLocation;
pub use policy_text::{
    FULL_AWS_ACCESS, FULL_AWS_ACCESS_TEXT, PolicyText, RCP_FULL_AWS_ACCESS,
    RCP_FULL_AWS_ACCESS_TEXT, aws_managed_policies,
};
pub use quota::{QUOTAS, Quotas};
pub use resource::Resource;
pub use scenario::{SavedRequest, Scenario, Switch, clean_title};
pub use session::SeededSession;
pub use settings::{AccountSettings, ScenarioSettings, TokenVersion};
pub use sorted::{SortedMap, SortedSet};
pub use world::World;
