//! Edits of users, groups and roles.
//!
//! Not of the policies they hold.

use std::sync::Arc;

use aws::{AccountId, Arn};
use sorted::SortedMap;

use super::{account_mut, already_exists, not_found, resource::resource_mut};
use crate::{
    command::Edit,
    error::{EditError, Noun},
    identity::{Group, IamIdentity, Role, TagHolder, User},
    journal::EntryId,
    names::{GroupName, RoleName, UserName},
    policy_location::PolicyLocation,
    world::World,
};

pub(super) fn apply(world: &mut World, entry: EntryId, edit: &Edit) -> Result<(), EditError> {
    match edit {
        Edit::CreateUser { account, user } => {
            let user = User {
                created_by: entry,
                ..(**user).clone()
            };
            let account = account_mut(world, account)?;
            if let Some(group) = user
                .groups
                .iter()
                .find(|group| !account.groups.contains_key(*group))
            {
                return Err(not_found(Noun::Group, group));
            }
            insert_new(&mut account.users, Noun::User, user.name.clone(), user)
        }
        Edit::DeleteUser { account, user } => {
            remove(&mut account_mut(world, account)?.users, Noun::User, user)
        }
        Edit::CreateGroup { account, group } => insert_new(
            &mut account_mut(world, account)?.groups,
            Noun::Group,
            group.name.clone(),
            (**group).clone(),
        ),
        Edit::DeleteGroup { account, group } => {
            let account = account_mut(world, account)?;
            remove(&mut account.groups, Noun::Group, group)?;
            for user in account
                .users
                .values_mut()
                .filter(|user| user.groups.contains(group))
            {
                Arc::make_mut(user).groups.remove(group);
            }
            Ok(())
        }
        Edit::AddUserToGroup {
            account,
            user,
            group,
        } => {
            group_mut(world, account, group)?;
            user_mut(world, account, user)?.groups.insert(group.clone());
            Ok(())
        }
        Edit::RemoveUserFromGroup {
            account,
            user,
            group,
        } => {
            if user_mut(world, account, user)?.groups.remove(group) {
                return Ok(());
            }
            Err(not_found(Noun::Group, group))
        }
        Edit::CreateRole { account, role } => {
            check_duration(role.max_session_duration_seconds)?;
            let role = Role {
                created_by: entry,
                ..(**role).clone()
            };
            let roles = &mut account_mut(world, account)?.roles;
            insert_new(roles, Noun::Role, role.name.clone(), role)
        }
        Edit::DeleteRole { account, role } => {
            remove(&mut account_mut(world, account)?.roles, Noun::Role, role)
        }
        Edit::SetMaxSessionDuration {
            account,
            role,
            duration_seconds,
        } => {
            check_duration(*duration_seconds)?;
            role_mut(world, account, role)?.max_session_duration_seconds = *duration_seconds;
            Ok(())
        }
        Edit::SetPermissionsBoundary { identity, boundary } => {
            if let Some(arn) = boundary {
                check_managed_policy(world, arn)?;
            }
            match identity {
                IamIdentity::User { account, name } => {
                    user_mut(world, account, name)?
                        .permissions_boundary
                        .clone_from(boundary);
                }
                IamIdentity::Role { account, name } => {
                    role_mut(world, account, name)?
                        .permissions_boundary
                        .clone_from(boundary);
                }
                IamIdentity::Group { name, .. } => {
                    return Err(EditError::GroupHasNoBoundary {
                        group: name.to_string(),
                    });
                }
            }
            Ok(())
        }
        Edit::SetTags { holder, tags } => {
            match holder {
                TagHolder::User { account, name } => {
                    user_mut(world, account, name)?.tags.clone_from(tags);
                }
                TagHolder::Role { account, name } => {
                    role_mut(world, account, name)?.tags.clone_from(tags);
                }
                TagHolder::Resource { arn } => resource_mut(world, arn)?.tags.clone_from(tags),
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

fn check_duration(duration_seconds: i64) -> Result<(), EditError> {
    if (3600..=43_200).contains(&duration_seconds) {
        return Ok(());
    }
    Err(EditError::MaxSessionDuration { duration_seconds })
}

/// Refuses a managed policy that neither the customer nor AWS has.
pub(super) fn check_managed_policy(world: &World, arn: &Arn) -> Result<(), EditError> {
    world
        .policy(&PolicyLocation::ManagedPolicy { arn: arn.clone() })
        .map(|_| ())
        .ok_or_else(|| not_found(Noun::ManagedPolicy, arn))
}

/// Inserts what has a new name; names of IAM are unique without regard to case.
pub(super) fn insert_new<K: Ord + ToString, V>(
    map: &mut SortedMap<K, Arc<V>>,
    noun: Noun,
    name: K,
    value: V,
) -> Result<(), EditError> {
    let text = name.to_string();
    if map
        .keys()
        .any(|known| known.to_string().eq_ignore_ascii_case(&text))
    {
        return Err(already_exists(noun, text));
    }
    map.insert(name, Arc::new(value));
    Ok(())
}

/// Removes what is there.
pub(super) fn remove<K: Ord + ToString, V>(
    map: &mut SortedMap<K, Arc<V>>,
    noun: Noun,
    name: &K,
) -> Result<(), EditError> {
    map.remove(name)
        .map(|_| ())
        .ok_or_else(|| not_found(noun, name.to_string()))
}

pub(super) fn user_mut<'a>(
    world: &'a mut World,
    account: &AccountId,
    name: &UserName,
) -> Result<&'a mut User, EditError> {
    let user = account_mut(world, account)?.users.get_mut(name);
    user.map(Arc::make_mut)
        .ok_or_else(|| not_found(Noun::User, name))
}

pub(super) fn group_mut<'a>(
    world: &'a mut World,
    account: &AccountId,
    name: &GroupName,
) -> Result<&'a mut Group, EditError> {
    let group = account_mut(world, account)?.groups.get_mut(name);
    group
        .map(Arc::make_mut)
        .ok_or_else(|| not_found(Noun::Group, name))
}

pub(super) fn role_mut<'a>(
    world: &'a mut World,
    account: &AccountId,
    name: &RoleName,
) -> Result<&'a mut Role, EditError> {
    let role = account_mut(world, account)?.roles.get_mut(name);
    role.map(Arc::make_mut)
        .ok_or_else(|| not_found(Noun::Role, name))
}
