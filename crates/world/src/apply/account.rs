//! Edits of accounts and their settings.
//!
//! Not of the users, roles and resources in them.

use std::sync::Arc;

use super::{account_mut, already_exists, not_found, organization::check_node};
use crate::{
    account::Account,
    command::Edit,
    error::{EditError, Noun},
    journal::EntryId,
    organization::{Attachments, OrganizationNode},
    world::World,
};

pub(super) fn apply(world: &mut World, entry: EntryId, edit: &Edit) -> Result<(), EditError> {
    match edit {
        Edit::CreateAccount { account } => create(world, entry, account),
        Edit::RenameAccount { account, name } => {
            account_mut(world, account)?.name.clone_from(name);
            Ok(())
        }
        Edit::DeleteAccount { account } => {
            account_mut(world, account)?;
            refuse_management_account(world, account)?;
            world.accounts.remove(account);
            Ok(())
        }
        Edit::MoveAccount { account, parent } => {
            account_mut(world, account)?;
            check_parent(world, parent.as_ref())?;
            if parent.is_none() {
                refuse_management_account(world, account)?;
            }
            let account = account_mut(world, account)?;
            if account.is_member() != parent.is_some() {
                // What is attached belongs to the membership: AWS attaches its own policies anew on joining.
                account.attachments = Attachments::default();
            }
            account.parent.clone_from(parent);
            Ok(())
        }
        Edit::SetRegionEnabled {
            account,
            region,
            enabled,
        } => {
            let regions = &mut account_mut(world, account)?.settings.enabled_regions;
            if *enabled {
                regions.insert(region.clone());
            } else {
                regions.remove(region);
            }
            Ok(())
        }
        Edit::SetGlobalEndpointTokenVersion { account, version } => {
            account_mut(world, account)?
                .settings
                .global_endpoint_token_version = *version;
            Ok(())
        }
        Edit::SetCustomerRecords { account, records } => {
            account_mut(world, account)?.records.clone_from(records);
            Ok(())
        }
        _ => Ok(()),
    }
}

fn create(world: &mut World, entry: EntryId, account: &Account) -> Result<(), EditError> {
    if world.accounts.contains_key(&account.id) {
        return Err(already_exists(Noun::Account, &account.id));
    }
    check_parent(world, account.parent.as_ref())?;
    if let Some(arn) = account
        .resources
        .keys()
        .find(|arn| world.resource(arn).is_some())
    {
        return Err(already_exists(Noun::Resource, arn));
    }
    let mut account = account.clone();
    for user in account.users.values_mut() {
        Arc::make_mut(user).created_by = entry;
    }
    for role in account.roles.values_mut() {
        Arc::make_mut(role).created_by = entry;
    }
    world.accounts.insert(account.id.clone(), Arc::new(account));
    Ok(())
}

fn check_parent(world: &World, parent: Option<&OrganizationNode>) -> Result<(), EditError> {
    match (parent, &world.organization) {
        (None, _) => Ok(()),
        (Some(_), None) => Err(EditError::NoOrganization),
        (Some(node), Some(organization)) => check_node(organization, node),
    }
}

fn refuse_management_account(world: &World, account: &aws::AccountId) -> Result<(), EditError> {
    match &world.organization {
        Some(organization) if organization.management_account == *account => {
            Err(EditError::ManagementAccountStays {
                account: account.to_string(),
            })
        }
        _ if world.account(account).is_none() => Err(not_found(Noun::Account, account)),
        _ => Ok(()),
    }
}
