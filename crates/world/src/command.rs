//! What can change a document: edits, calls and the clock.
//!
//! Not what happens in the interface; and nothing here does anything, see `apply_edit` and the simulation.

use aws::{AccountId, Arn, RegionName, Seconds, Timestamp};

use crate::{
    account::{Account, CustomerRecord},
    call::Call,
    form::choice,
    identity::{Group, IamIdentity, ManagedPolicy, Role, TagHolder, Tags, User},
    names::{
        GroupName, OrganizationPolicyName, OrganizationalUnitId, PolicyName, RoleName, Slug,
        UserName,
    },
    organization::{
        AttachmentTarget, Organization, OrganizationNode, OrganizationPolicy,
        OrganizationPolicyType, OrganizationalUnit,
    },
    policy_location::PolicyLocation,
    policy_text::PolicyText,
    resource::Resource,
    scenario::{SavedRequest, Switch},
    settings::{ScenarioSettings, TokenVersion},
};

/// One step of the story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// The scenario changes.
    Edit(Edit),
    /// The simulated cloud is called.
    Call(Box<Call>),
    /// The clock is set, forwards or backwards.
    SetClock {
        /// To this instant.
        to: Timestamp,
    },
}

choice! {
    Command:
    Edit "edit" (it),
    Call "call" (it),
    SetClock "setClock" { to "to" },
}

/// A change of the scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Sets the scenario's title.
    SetTitle {
        /// The new title.
        title: String,
    },
    /// Sets what there is to see.
    SetDescription {
        /// The new description.
        description: String,
    },
    /// Sets how the simulated cloud behaves.
    SetSettings {
        /// The new settings.
        settings: ScenarioSettings,
    },
    /// Adds a saved request at the end, or replaces the one of the same slug in its place.
    SetRequest {
        /// The request.
        request: Box<SavedRequest>,
    },
    /// Deletes a saved request.
    DeleteRequest {
        /// Its slug.
        slug: Slug,
    },
    /// Switches a policy or one statement on or off, to see what would happen.
    SetSwitch {
        /// What is switched.
        switch: Switch,
        /// Whether it takes part.
        enabled: bool,
    },

    /// Founds the organization; its management account becomes a member.
    CreateOrganization {
        /// The organization.
        organization: Box<Organization>,
    },
    /// Renames the organization.
    RenameOrganization {
        /// The new name.
        name: String,
    },
    /// Dissolves the organization; its accounts stay, outside.
    DeleteOrganization,
    /// Makes an organizational unit.
    CreateOrganizationalUnit {
        /// The unit.
        unit: OrganizationalUnit,
    },
    /// Renames an organizational unit.
    RenameOrganizationalUnit {
        /// Its id.
        unit: OrganizationalUnitId,
        /// The new name.
        name: String,
    },
    /// Deletes an empty organizational unit.
    DeleteOrganizationalUnit {
        /// Its id.
        unit: OrganizationalUnitId,
    },
    /// Enables or disables a type of policies for the whole organization.
    SetPolicyTypeEnabled {
        /// The type.
        policy_type: OrganizationPolicyType,
        /// Whether it is enabled.
        enabled: bool,
    },
    /// Makes a service or resource control policy.
    CreateOrganizationPolicy {
        /// Its type.
        policy_type: OrganizationPolicyType,
        /// The policy.
        policy: OrganizationPolicy,
    },
    /// Deletes a service or resource control policy that is attached nowhere.
    DeleteOrganizationPolicy {
        /// Its type.
        policy_type: OrganizationPolicyType,
        /// Its name.
        name: OrganizationPolicyName,
    },
    /// Attaches a service or resource control policy.
    AttachOrganizationPolicy {
        /// Its type.
        policy_type: OrganizationPolicyType,
        /// Its name.
        name: OrganizationPolicyName,
        /// To what.
        target: AttachmentTarget,
    },
    /// Detaches a service or resource control policy.
    DetachOrganizationPolicy {
        /// Its type.
        policy_type: OrganizationPolicyType,
        /// Its name.
        name: OrganizationPolicyName,
        /// From what.
        target: AttachmentTarget,
    },

    /// Makes an account, with whatever is already in it.
    CreateAccount {
        /// The account.
        account: Box<Account>,
    },
    /// Renames an account.
    RenameAccount {
        /// Its id.
        account: AccountId,
        /// The new name.
        name: String,
    },
    /// Deletes an account with everything in it.
    DeleteAccount {
        /// Its id.
        account: AccountId,
    },
    /// Moves an account within the organization, into it, or out of it.
    MoveAccount {
        /// Its id.
        account: AccountId,
        /// Where to; `None` takes it out.
        parent: Option<OrganizationNode>,
    },
    /// Enables or disables an opt-in Region in an account.
    SetRegionEnabled {
        /// The account.
        account: AccountId,
        /// The Region.
        region: RegionName,
        /// Whether it is enabled.
        enabled: bool,
    },
    /// Sets which tokens the global endpoint issues for an account.
    SetGlobalEndpointTokenVersion {
        /// The account.
        account: AccountId,
        /// The version.
        version: TokenVersion,
    },
    /// Sets a vendor's customer records.
    SetCustomerRecords {
        /// The vendor's account.
        account: AccountId,
        /// All rows, in order.
        records: Vec<CustomerRecord>,
    },

    /// Makes a user.
    CreateUser {
        /// Its account.
        account: AccountId,
        /// The user.
        user: Box<User>,
    },
    /// Deletes a user with its inline policies.
    DeleteUser {
        /// Its account.
        account: AccountId,
        /// Its name.
        user: UserName,
    },
    /// Makes a group.
    CreateGroup {
        /// Its account.
        account: AccountId,
        /// The group.
        group: Box<Group>,
    },
    /// Deletes a group; its users leave it.
    DeleteGroup {
        /// Its account.
        account: AccountId,
        /// Its name.
        group: GroupName,
    },
    /// Puts a user into a group.
    AddUserToGroup {
        /// The account of both.
        account: AccountId,
        /// The user.
        user: UserName,
        /// The group.
        group: GroupName,
    },
    /// Takes a user out of a group.
    RemoveUserFromGroup {
        /// The account of both.
        account: AccountId,
        /// The user.
        user: UserName,
        /// The group.
        group: GroupName,
    },
    /// Makes a role.
    CreateRole {
        /// Its account.
        account: AccountId,
        /// The role.
        role: Box<Role>,
    },
    /// Deletes a role with its policies.
    DeleteRole {
        /// Its account.
        account: AccountId,
        /// Its name.
        role: RoleName,
    },
    /// Sets the longest session of a role.
    SetMaxSessionDuration {
        /// The role's account.
        account: AccountId,
        /// The role.
        role: RoleName,
        /// 3,600 to 43,200 seconds (`STS-10`).
        duration_seconds: Seconds,
    },
    /// Sets or removes the permissions boundary of a user or role.
    SetPermissionsBoundary {
        /// The user or role.
        identity: IamIdentity,
        /// The managed policy; `None` removes the boundary.
        boundary: Option<Arn>,
    },
    /// Sets all tags of a user, role or resource.
    SetTags {
        /// What carries them.
        holder: TagHolder,
        /// The tags.
        tags: Tags,
    },

    /// Makes an inline policy, or replaces the one of the same name.
    PutInlinePolicy {
        /// Who holds it.
        identity: IamIdentity,
        /// Its name.
        policy: PolicyName,
        /// Its text.
        text: PolicyText,
    },
    /// Deletes an inline policy.
    DeleteInlinePolicy {
        /// Who holds it.
        identity: IamIdentity,
        /// Its name.
        policy: PolicyName,
    },
    /// Attaches a managed policy.
    AttachPolicy {
        /// To whom.
        identity: IamIdentity,
        /// The policy's ARN, the customer's or AWS's.
        policy: Arn,
    },
    /// Detaches a managed policy.
    DetachPolicy {
        /// From whom.
        identity: IamIdentity,
        /// The policy's ARN.
        policy: Arn,
    },
    /// Makes a customer managed policy.
    CreateManagedPolicy {
        /// Its account.
        account: AccountId,
        /// The policy.
        policy: Box<ManagedPolicy>,
    },
    /// Deletes a customer managed policy that nothing uses.
    DeleteManagedPolicy {
        /// Its account.
        account: AccountId,
        /// Its name.
        policy: PolicyName,
    },
    /// Sets the text of a policy; trust and resource policies need not have existed before.
    SetPolicyText {
        /// Where it hangs.
        location: PolicyLocation,
        /// The new text.
        text: PolicyText,
    },

    /// Makes a resource.
    CreateResource {
        /// The account that owns it.
        account: AccountId,
        /// The resource.
        resource: Box<Resource>,
    },
    /// Sets the remark on a resource.
    SetResourceNote {
        /// The resource.
        resource: Arn,
        /// The remark.
        note: String,
    },
    /// Deletes a resource's policy.
    DeleteResourcePolicy {
        /// The resource.
        resource: Arn,
    },
    /// Deletes a resource.
    DeleteResource {
        /// The resource.
        resource: Arn,
    },
}

choice! {
    Edit:
    SetTitle "setTitle" { title "title" },
    SetDescription "setDescription" { description "description" },
    SetSettings "setSettings" { settings "settings" },
    SetRequest "setRequest" { request "request" },
    DeleteRequest "deleteRequest" { slug "slug" },
    SetSwitch "setSwitch" { switch "switch", enabled "enabled" },
    CreateOrganization "createOrganization" { organization "organization" },
    RenameOrganization "renameOrganization" { name "name" },
    DeleteOrganization "deleteOrganization" (),
    CreateOrganizationalUnit "createOrganizationalUnit" { unit "unit" },
    RenameOrganizationalUnit "renameOrganizationalUnit" { unit "unit", name "name" },
    DeleteOrganizationalUnit "deleteOrganizationalUnit" { unit "unit" },
    SetPolicyTypeEnabled "setPolicyTypeEnabled" { policy_type "policyType", enabled "enabled" },
    CreateOrganizationPolicy "createOrganizationPolicy" { policy_type "policyType", policy "policy" },
    DeleteOrganizationPolicy "deleteOrganizationPolicy" { policy_type "policyType", name "name" },
    AttachOrganizationPolicy "attachOrganizationPolicy" { policy_type "policyType", name "name", target "target" },
    DetachOrganizationPolicy "detachOrganizationPolicy" { policy_type "policyType", name "name", target "target" },
    CreateAccount "createAccount" { account "account" },
    RenameAccount "renameAccount" { account "account", name "name" },
    DeleteAccount "deleteAccount" { account "account" },
    MoveAccount "moveAccount" { account "account", parent "parent" or_default },
    SetRegionEnabled "setRegionEnabled" { account "account", region "region", enabled "enabled" },
    SetGlobalEndpointTokenVersion "setGlobalEndpointTokenVersion" { account "account", version "version" },
    SetCustomerRecords "setCustomerRecords" { account "account", records "records" },
    CreateUser "createUser" { account "account", user "user" },
    DeleteUser "deleteUser" { account "account", user "user" },
    CreateGroup "createGroup" { account "account", group "group" },
    DeleteGroup "deleteGroup" { account "account", group "group" },
    AddUserToGroup "addUserToGroup" { account "account", user "user", group "group" },
    RemoveUserFromGroup "removeUserFromGroup" { account "account", user "user", group "group" },
    CreateRole "createRole" { account "account", role "role" },
    DeleteRole "deleteRole" { account "account", role "role" },
    SetMaxSessionDuration "setMaxSessionDuration" { account "account", role "role", duration_seconds "durationSeconds" },
    SetPermissionsBoundary "setPermissionsBoundary" { identity "identity", boundary "boundary" or_default },
    SetTags "setTags" { holder "holder", tags "tags" },
    PutInlinePolicy "putInlinePolicy" { identity "identity", policy "policy", text "text" },
    DeleteInlinePolicy "deleteInlinePolicy" { identity "identity", policy "policy" },
    AttachPolicy "attachPolicy" { identity "identity", policy "policy" },
    DetachPolicy "detachPolicy" { identity "identity", policy "policy" },
    CreateManagedPolicy "createManagedPolicy" { account "account", policy "policy" },
    DeleteManagedPolicy "deleteManagedPolicy" { account "account", policy "policy" },
    SetPolicyText "setPolicyText" { location "location", text "text" },
    CreateResource "createResource" { account "account", resource "resource" },
    SetResourceNote "setResourceNote" { resource "resource", note "note" },
    DeleteResourcePolicy "deleteResourcePolicy" { resource "resource" },
    DeleteResource "deleteResource" { resource "resource" },
}

impl Command {
    /// The text that an edit types at, for coalescing: only edits of the same text may become one entry.
    pub(crate) fn typed_text(&self) -> Option<TypedText<'_>> {
        match self {
            Command::Edit(Edit::SetPolicyText { location, .. }) => {
                Some(TypedText::Policy(location))
            }
            Command::Edit(Edit::SetTitle { .. }) => Some(TypedText::Title),
            Command::Edit(Edit::SetDescription { .. }) => Some(TypedText::Description),
            Command::Edit(Edit::SetRequest { request }) => Some(TypedText::Request(&request.slug)),
            Command::Edit(Edit::SetResourceNote { resource, .. }) => {
                Some(TypedText::Note(resource))
            }
            _ => None,
        }
    }
}

/// A text that people type.
#[derive(PartialEq, Eq)]
pub(crate) enum TypedText<'a> {
    Policy(&'a PolicyLocation),
    Title,
    Description,
    Request(&'a Slug),
    Note(&'a Arn),
}
