//! Edits of the organization, its units and its policies.
//!
//! Not the moving of accounts in it, which are edits of the accounts.

use std::sync::Arc;

use super::{account_mut, already_exists, not_found, organization_mut};
use crate::{
    command::Edit,
    error::{EditError, Noun},
    names::{OrganizationPolicyName, OrganizationalUnitId},
    organization::{
        AttachmentTarget, Attachments, Organization, OrganizationNode, OrganizationPolicyType,
        OrganizationalUnit,
    },
    policy_text::RCP_FULL_AWS_ACCESS,
    world::World,
};

/// How many OUs may lie between the root and an account.
const DEEPEST_UNIT: usize = 5;

pub(super) fn apply(world: &mut World, edit: &Edit) -> Result<(), EditError> {
    match edit {
        Edit::CreateOrganization { organization } => create(world, organization),
        Edit::RenameOrganization { name } => {
            organization_mut(world)?.name.clone_from(name);
            Ok(())
        }
        Edit::DeleteOrganization => delete(world),
        Edit::CreateOrganizationalUnit { unit } => create_unit(organization_mut(world)?, unit),
        Edit::RenameOrganizationalUnit { unit, name } => {
            unit_mut(organization_mut(world)?, unit)?
                .name
                .clone_from(name);
            Ok(())
        }
        Edit::DeleteOrganizationalUnit { unit } => delete_unit(world, unit),
        Edit::SetPolicyTypeEnabled {
            policy_type,
            enabled,
        } => {
            let organization = organization_mut(world)?;
            match policy_type {
                OrganizationPolicyType::ServiceControlPolicy => {
                    organization.scps_enabled = *enabled
                }
                OrganizationPolicyType::ResourceControlPolicy => {
                    organization.rcps_enabled = *enabled
                }
            }
            Ok(())
        }
        Edit::CreateOrganizationPolicy {
            policy_type,
            policy,
        } => {
            let policies = organization_mut(world)?.policies_mut(*policy_type);
            let taken = policy.name.as_str() == policy_type.aws_managed();
            if taken || policies.contains_key(&policy.name) {
                return Err(already_exists(noun(*policy_type), &policy.name));
            }
            policies.insert(policy.name.clone(), Arc::new(policy.clone()));
            Ok(())
        }
        Edit::DeleteOrganizationPolicy { policy_type, name } => {
            delete_policy(world, *policy_type, name)
        }
        Edit::AttachOrganizationPolicy {
            policy_type,
            name,
            target,
        } => attach(world, *policy_type, name, target),
        Edit::DetachOrganizationPolicy {
            policy_type,
            name,
            target,
        } => detach(world, *policy_type, name, target),
        _ => Ok(()),
    }
}

pub(super) fn noun(policy_type: OrganizationPolicyType) -> Noun {
    match policy_type {
        OrganizationPolicyType::ServiceControlPolicy => Noun::ServiceControlPolicy,
        OrganizationPolicyType::ResourceControlPolicy => Noun::ResourceControlPolicy,
    }
}

fn create(world: &mut World, organization: &Organization) -> Result<(), EditError> {
    if let Some(known) = &world.organization {
        return Err(already_exists(Noun::Organization, &known.id));
    }
    let management = account_mut(world, &organization.management_account)?;
    management.parent = Some(OrganizationNode::Root);
    world.organization = Some(Arc::new(organization.clone()));
    Ok(())
}

fn delete(world: &mut World) -> Result<(), EditError> {
    world.organization.take().ok_or(EditError::NoOrganization)?;
    for account in world
        .accounts
        .values_mut()
        .filter(|account| account.parent.is_some())
    {
        let account = Arc::make_mut(account);
        account.parent = None;
        account.attachments = Attachments::default();
    }
    Ok(())
}

/// Refuses a parent that is not in the organization.
pub(super) fn check_node(
    organization: &Organization,
    node: &OrganizationNode,
) -> Result<(), EditError> {
    match node {
        OrganizationNode::Root => Ok(()),
        OrganizationNode::OrganizationalUnit(id) => organization
            .organizational_units
            .get(id)
            .map(|_| ())
            .ok_or_else(|| not_found(Noun::OrganizationalUnit, id)),
    }
}

fn create_unit(
    organization: &mut Organization,
    unit: &OrganizationalUnit,
) -> Result<(), EditError> {
    if organization.organizational_units.contains_key(&unit.id) {
        return Err(already_exists(Noun::OrganizationalUnit, &unit.id));
    }
    check_node(organization, &unit.parent)?;
    if organization.path_to(&unit.parent).len() >= DEEPEST_UNIT {
        return Err(EditError::TooDeep {
            unit: unit.id.to_string(),
        });
    }
    organization
        .organizational_units
        .insert(unit.id.clone(), Arc::new(unit.clone()));
    Ok(())
}

fn unit_mut<'a>(
    organization: &'a mut Organization,
    id: &OrganizationalUnitId,
) -> Result<&'a mut OrganizationalUnit, EditError> {
    let unit = organization.organizational_units.get_mut(id);
    unit.map(Arc::make_mut)
        .ok_or_else(|| not_found(Noun::OrganizationalUnit, id))
}

fn delete_unit(world: &mut World, id: &OrganizationalUnitId) -> Result<(), EditError> {
    let node = OrganizationNode::OrganizationalUnit(id.clone());
    let account = world
        .accounts
        .values()
        .find(|account| account.parent.as_ref() == Some(&node));
    let by_account = account.map(|account| format!("account `{}`", account.id));
    let organization = organization_mut(world)?;
    check_node(organization, &node)?;
    let unit = organization
        .organizational_units
        .values()
        .find(|unit| unit.parent == node);
    let by_unit = unit.map(|unit| format!("organizational unit `{}`", unit.id));
    if let Some(by) = by_account.or(by_unit) {
        let noun = Noun::OrganizationalUnit;
        return Err(EditError::InUse {
            noun,
            name: id.to_string(),
            by,
        });
    }
    organization.organizational_units.remove(id);
    Ok(())
}

fn delete_policy(
    world: &mut World,
    policy_type: OrganizationPolicyType,
    name: &OrganizationPolicyName,
) -> Result<(), EditError> {
    refuse_aws_managed(policy_type, name)?;
    let holds = |attachments: &Attachments| attachments.of(policy_type).contains(name);
    let account = world
        .accounts
        .values()
        .find(|it| it.is_member() && holds(&it.attachments));
    let by_account = account.map(|account| format!("account `{}`", account.id));
    let organization = organization_mut(world)?;
    if !organization.policies(policy_type).contains_key(name) {
        return Err(not_found(noun(policy_type), name));
    }
    let by_root = holds(&organization.root_attachments).then(|| "the root".to_owned());
    let unit = organization
        .organizational_units
        .values()
        .find(|unit| holds(&unit.attachments));
    let by_unit = unit.map(|unit| format!("organizational unit `{}`", unit.id));
    if let Some(by) = by_root.or(by_unit).or(by_account) {
        return Err(EditError::InUse {
            noun: noun(policy_type),
            name: name.to_string(),
            by,
        });
    }
    organization.policies_mut(policy_type).remove(name);
    Ok(())
}

/// Refuses to change what AWS provides.
pub(super) fn refuse_aws_managed(
    policy_type: OrganizationPolicyType,
    name: &OrganizationPolicyName,
) -> Result<(), EditError> {
    if name.as_str() == policy_type.aws_managed() {
        return Err(EditError::AwsManaged {
            name: name.to_string(),
        });
    }
    Ok(())
}

fn attachments_mut<'a>(
    world: &'a mut World,
    target: &AttachmentTarget,
) -> Result<&'a mut Attachments, EditError> {
    match target {
        AttachmentTarget::Root => Ok(&mut organization_mut(world)?.root_attachments),
        AttachmentTarget::OrganizationalUnit(id) => {
            Ok(&mut unit_mut(organization_mut(world)?, id)?.attachments)
        }
        AttachmentTarget::Account(id) => {
            organization_mut(world)?;
            let account = account_mut(world, id)?;
            // An account outside of the organization has nothing to attach to.
            if !account.is_member() {
                return Err(not_found(Noun::Account, id));
            }
            Ok(&mut account.attachments)
        }
    }
}

fn attach(
    world: &mut World,
    policy_type: OrganizationPolicyType,
    name: &OrganizationPolicyName,
    target: &AttachmentTarget,
) -> Result<(), EditError> {
    if world.organization_policy(policy_type, name).is_none() {
        organization_mut(world)?;
        return Err(not_found(noun(policy_type), name));
    }
    let names = attachments_mut(world, target)?.of_mut(policy_type);
    if names.contains(name) {
        return Err(already_exists(Noun::AttachedPolicy, name));
    }
    names.push(name.clone());
    Ok(())
}

fn detach(
    world: &mut World,
    policy_type: OrganizationPolicyType,
    name: &OrganizationPolicyName,
    target: &AttachmentTarget,
) -> Result<(), EditError> {
    if policy_type == OrganizationPolicyType::ResourceControlPolicy
        && name.as_str() == RCP_FULL_AWS_ACCESS
    {
        return Err(EditError::RcpFullAwsAccessStays);
    }
    let names = attachments_mut(world, target)?.of_mut(policy_type);
    let at = names.iter().position(|known| known == name);
    let at = at.ok_or_else(|| not_found(Noun::AttachedPolicy, name))?;
    if names.len() == 1 {
        return Err(EditError::LastServiceControlPolicy {
            target: target.to_string(),
        });
    }
    names.remove(at);
    Ok(())
}
