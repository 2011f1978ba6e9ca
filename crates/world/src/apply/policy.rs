//! Edits of policy texts and of what managed policies are attached to.
//!
//! Not a check of the texts: that a text is valid is seen to before an edit is made.

use std::sync::Arc;

use aws::Arn;

use super::{
    account_mut, already_exists,
    identity::{check_managed_policy, group_mut, insert_new, role_mut, user_mut},
    not_found,
    organization::{noun, refuse_aws_managed},
    organization_mut,
    resource::resource_mut,
};
use crate::{
    command::Edit,
    error::{EditError, Noun},
    identity::{AttachedPolicies, IamIdentity, InlinePolicies},
    names::OrganizationPolicyName,
    organization::OrganizationPolicyType,
    policy_location::PolicyLocation,
    policy_text::{PolicyText, aws_managed_policies},
    world::World,
};

pub(super) fn apply(world: &mut World, edit: &Edit) -> Result<(), EditError> {
    match edit {
        Edit::PutInlinePolicy {
            identity,
            policy,
            text,
        } => {
            inline_mut(world, identity)?.insert(policy.clone(), text.clone());
            Ok(())
        }
        Edit::DeleteInlinePolicy { identity, policy } => inline_mut(world, identity)?
            .remove(policy)
            .map(|_| ())
            .ok_or_else(|| not_found(Noun::InlinePolicy, policy)),
        Edit::AttachPolicy { identity, policy } => {
            check_managed_policy(world, policy)?;
            let attached = attached_mut(world, identity)?;
            if attached.contains(policy) {
                return Err(already_exists(Noun::AttachedPolicy, policy));
            }
            attached.push(policy.clone());
            Ok(())
        }
        Edit::DetachPolicy { identity, policy } => {
            let attached = attached_mut(world, identity)?;
            let at = attached.iter().position(|known| known == policy);
            attached.remove(at.ok_or_else(|| not_found(Noun::AttachedPolicy, policy))?);
            Ok(())
        }
        Edit::CreateManagedPolicy { account, policy } => insert_new(
            &mut account_mut(world, account)?.managed_policies,
            Noun::ManagedPolicy,
            policy.name.clone(),
            (**policy).clone(),
        ),
        Edit::DeleteManagedPolicy { account, policy } => {
            let known = account_mut(world, account)?.managed_policies.get(policy);
            let known = known.ok_or_else(|| not_found(Noun::ManagedPolicy, policy))?;
            let arn = Arn::parse(&known.arn(account)).ok();
            if let Some(by) = arn.and_then(|arn| world.uses_of_managed_policy(&arn)) {
                let (noun, name, by) = (Noun::ManagedPolicy, policy.to_string(), by.to_string());
                return Err(EditError::InUse { noun, name, by });
            }
            account_mut(world, account)?.managed_policies.remove(policy);
            Ok(())
        }
        Edit::SetPolicyText { location, text } => set_text(world, location, text),
        _ => Ok(()),
    }
}

fn inline_mut<'a>(
    world: &'a mut World,
    identity: &IamIdentity,
) -> Result<&'a mut InlinePolicies, EditError> {
    Ok(match identity {
        IamIdentity::User { account, name } => &mut user_mut(world, account, name)?.inline_policies,
        IamIdentity::Group { account, name } => {
            &mut group_mut(world, account, name)?.inline_policies
        }
        IamIdentity::Role { account, name } => &mut role_mut(world, account, name)?.inline_policies,
    })
}

fn attached_mut<'a>(
    world: &'a mut World,
    identity: &IamIdentity,
) -> Result<&'a mut AttachedPolicies, EditError> {
    Ok(match identity {
        IamIdentity::User { account, name } => {
            &mut user_mut(world, account, name)?.attached_policies
        }
        IamIdentity::Group { account, name } => {
            &mut group_mut(world, account, name)?.attached_policies
        }
        IamIdentity::Role { account, name } => {
            &mut role_mut(world, account, name)?.attached_policies
        }
    })
}

fn set_text(
    world: &mut World,
    location: &PolicyLocation,
    text: &PolicyText,
) -> Result<(), EditError> {
    let text = text.clone();
    match location {
        PolicyLocation::TrustPolicy { account, role } => {
            role_mut(world, account, role)?.trust_policy = Some(text);
        }
        PolicyLocation::InlinePolicy { identity, policy } => {
            let known = inline_mut(world, identity)?.get_mut(policy);
            *known.ok_or_else(|| not_found(Noun::InlinePolicy, policy))? = text;
        }
        PolicyLocation::ManagedPolicy { arn } => set_managed_text(world, arn, text)?,
        PolicyLocation::ServiceControlPolicy { name } => {
            set_organization_text(
                world,
                OrganizationPolicyType::ServiceControlPolicy,
                name,
                text,
            )?;
        }
        PolicyLocation::ResourceControlPolicy { name } => {
            set_organization_text(
                world,
                OrganizationPolicyType::ResourceControlPolicy,
                name,
                text,
            )?;
        }
        PolicyLocation::ResourcePolicy { resource } => {
            resource_mut(world, resource)?.policy = Some(text);
        }
        PolicyLocation::SessionPolicy { index, .. } => {
            return Err(not_found(Noun::SessionPolicy, index));
        }
    }
    Ok(())
}

fn set_managed_text(world: &mut World, arn: &Arn, text: PolicyText) -> Result<(), EditError> {
    if aws_managed_policies().iter().any(|(known, _)| known == arn) {
        return Err(EditError::AwsManaged {
            name: arn.to_string(),
        });
    }
    let missing = || not_found(Noun::ManagedPolicy, arn);
    let account = account_mut(world, &arn.account_id().ok_or_else(missing)?)?;
    let id = account.id.clone();
    let mut policies = account.managed_policies.values_mut();
    let policy = policies
        .find(|policy| policy.arn(&id) == arn.as_str())
        .ok_or_else(missing)?;
    Arc::make_mut(policy).text = text;
    Ok(())
}

fn set_organization_text(
    world: &mut World,
    policy_type: OrganizationPolicyType,
    name: &OrganizationPolicyName,
    text: PolicyText,
) -> Result<(), EditError> {
    refuse_aws_managed(policy_type, name)?;
    let policy = organization_mut(world)?
        .policies_mut(policy_type)
        .get_mut(name);
    Arc::make_mut(policy.ok_or_else(|| not_found(noun(policy_type), name))?).text = text;
    Ok(())
}
