//! Edits of resources.
//!
//! Not of their policies' texts, except for taking a policy away.

use std::sync::Arc;

use aws::Arn;

use super::{account_mut, already_exists, not_found};
use crate::{
    command::Edit,
    error::{EditError, Noun},
    resource::Resource,
    world::World,
};

pub(super) fn apply(world: &mut World, edit: &Edit) -> Result<(), EditError> {
    match edit {
        Edit::CreateResource { account, resource } => {
            if world.resource(&resource.arn).is_some() {
                return Err(already_exists(Noun::Resource, &resource.arn));
            }
            let resources = &mut account_mut(world, account)?.resources;
            resources.insert(resource.arn.clone(), Arc::new((**resource).clone()));
            Ok(())
        }
        Edit::SetResourceNote { resource, note } => {
            resource_mut(world, resource)?.note.clone_from(note);
            Ok(())
        }
        Edit::DeleteResourcePolicy { resource } => resource_mut(world, resource)?
            .policy
            .take()
            .map(|_| ())
            .ok_or_else(|| not_found(Noun::ResourcePolicy, resource)),
        Edit::DeleteResource { resource } => {
            let owner = world
                .resource(resource)
                .map(|(account, _)| account.id.clone());
            let owner = owner.ok_or_else(|| not_found(Noun::Resource, resource))?;
            account_mut(world, &owner)?.resources.remove(resource);
            Ok(())
        }
        _ => Ok(()),
    }
}

pub(super) fn resource_mut<'a>(
    world: &'a mut World,
    arn: &Arn,
) -> Result<&'a mut Resource, EditError> {
    let mut accounts = world.accounts.values_mut();
    let account = accounts.find(|account| account.resources.contains_key(arn));
    let resource = account.and_then(|account| Arc::make_mut(account).resources.get_mut(arn));
    resource
        .map(Arc::make_mut)
        .ok_or_else(|| not_found(Noun::Resource, arn))
}
