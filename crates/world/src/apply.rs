//! Edits on a scenario: a new scenario, or a refusal that says why.
//!
//! Not calls and not the clock: those are the simulation's. Nothing here panics, whatever the edit names.

mod account;
mod identity;
mod organization;
mod policy;
mod resource;
mod story;

use std::sync::Arc;

use aws::AccountId;

use crate::{
    account::Account,
    command::Edit,
    error::{EditError, Noun},
    journal::EntryId,
    organization::Organization,
    quota::QUOTAS,
    scenario::Scenario,
    world::World,
};

/// Applies one edit; `entry` is the journal entry it comes from, which marks what it creates.
///
/// The result shares all that did not change with `scenario`.
///
/// # Errors
/// [`EditError`] when the edit names what is not there, makes what is, or breaks a rule of AWS or a quota.
pub fn apply_edit(scenario: &Scenario, entry: EntryId, edit: &Edit) -> Result<Scenario, EditError> {
    let mut after = scenario.clone();
    match edit {
        Edit::SetTitle { .. }
        | Edit::SetDescription { .. }
        | Edit::SetSettings { .. }
        | Edit::SetRequest { .. }
        | Edit::DeleteRequest { .. }
        | Edit::SetSwitch { .. } => story::apply(&mut after, edit)?,

        Edit::CreateOrganization { .. }
        | Edit::RenameOrganization { .. }
        | Edit::DeleteOrganization
        | Edit::CreateOrganizationalUnit { .. }
        | Edit::RenameOrganizationalUnit { .. }
        | Edit::DeleteOrganizationalUnit { .. }
        | Edit::SetPolicyTypeEnabled { .. }
        | Edit::CreateOrganizationPolicy { .. }
        | Edit::DeleteOrganizationPolicy { .. }
        | Edit::AttachOrganizationPolicy { .. }
        | Edit::DetachOrganizationPolicy { .. } => organization::apply(&mut after.world, edit)?,

        Edit::CreateAccount { .. }
        | Edit::RenameAccount { .. }
        | Edit::DeleteAccount { .. }
        | Edit::MoveAccount { .. }
        | Edit::SetRegionEnabled { .. }
        | Edit::SetGlobalEndpointTokenVersion { .. }
        | Edit::SetCustomerRecords { .. } => account::apply(&mut after.world, entry, edit)?,

        Edit::CreateUser { .. }
        | Edit::DeleteUser { .. }
        | Edit::CreateGroup { .. }
        | Edit::DeleteGroup { .. }
        | Edit::AddUserToGroup { .. }
        | Edit::RemoveUserFromGroup { .. }
        | Edit::CreateRole { .. }
        | Edit::DeleteRole { .. }
        | Edit::SetMaxSessionDuration { .. }
        | Edit::SetPermissionsBoundary { .. }
        | Edit::SetTags { .. } => identity::apply(&mut after.world, entry, edit)?,

        Edit::PutInlinePolicy { .. }
        | Edit::DeleteInlinePolicy { .. }
        | Edit::AttachPolicy { .. }
        | Edit::DetachPolicy { .. }
        | Edit::CreateManagedPolicy { .. }
        | Edit::DeleteManagedPolicy { .. }
        | Edit::SetPolicyText { .. } => policy::apply(&mut after.world, edit)?,

        Edit::CreateResource { .. }
        | Edit::SetResourceNote { .. }
        | Edit::DeleteResourcePolicy { .. }
        | Edit::DeleteResource { .. } => resource::apply(&mut after.world, edit)?,
    }
    if after.world.accounts.len() > QUOTAS.accounts {
        return Err(EditError::QuotaExceeded {
            what: "accounts",
            limit: QUOTAS.accounts,
        });
    }
    if adds_texts(edit) && after.world.policy_locations().len() > QUOTAS.policy_texts {
        return Err(EditError::QuotaExceeded {
            what: "policies",
            limit: QUOTAS.policy_texts,
        });
    }
    Ok(after)
}

/// Whether an edit can raise the number of policy texts, so that typing need not count them.
fn adds_texts(edit: &Edit) -> bool {
    matches!(
        edit,
        Edit::CreateOrganization { .. }
            | Edit::CreateOrganizationPolicy { .. }
            | Edit::CreateAccount { .. }
            | Edit::CreateUser { .. }
            | Edit::CreateGroup { .. }
            | Edit::CreateRole { .. }
            | Edit::PutInlinePolicy { .. }
            | Edit::CreateManagedPolicy { .. }
            | Edit::CreateResource { .. }
            | Edit::SetPolicyText { .. }
    )
}

fn not_found(noun: Noun, name: impl ToString) -> EditError {
    EditError::NotFound {
        noun,
        name: name.to_string(),
    }
}

fn already_exists(noun: Noun, name: impl ToString) -> EditError {
    EditError::AlreadyExists {
        noun,
        name: name.to_string(),
    }
}

fn account_mut<'a>(world: &'a mut World, id: &AccountId) -> Result<&'a mut Account, EditError> {
    let account = world
        .accounts
        .get_mut(id)
        .ok_or_else(|| not_found(Noun::Account, id))?;
    Ok(Arc::make_mut(account))
}

fn organization_mut(world: &mut World) -> Result<&mut Organization, EditError> {
    world
        .organization
        .as_mut()
        .map(Arc::make_mut)
        .ok_or(EditError::NoOrganization)
}

#[cfg(test)]
mod tests;
