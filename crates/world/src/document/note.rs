//! Remarks on a document that was read: references that lead nowhere.
//!
//! Not errors: such a document opens, and the simulation answers as AWS would.

use std::fmt;

use aws::Arn;
use sorted::SortedSet;

use super::Document;
use crate::{
    account::Account,
    call::{CallerRef, SessionRef},
    command::Command,
    identity::IamIdentity,
    journal::EntryId,
    names::{OrganizationPolicyName, Slug},
    organization::{AttachmentTarget, OrganizationNode, OrganizationPolicyType},
    policy_location::PolicyLocation,
    scenario::Scenario,
    world::World,
};

/// A remark on a document that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocumentNote {
    /// A saved request is made by someone who is not in the scenario at its start.
    RequestCallerMissing {
        /// The request.
        request: Slug,
    },
    /// A call of the story is made with a session that no earlier entry can have issued.
    EntryCallerMissing {
        /// The entry.
        entry: EntryId,
    },
    /// A policy is attached that does not exist.
    AttachedPolicyMissing {
        /// To whom.
        identity: IamIdentity,
        /// The ARN.
        policy: Arn,
    },
    /// An organization's policy is attached that does not exist.
    OrganizationPolicyMissing {
        /// To what.
        target: AttachmentTarget,
        /// The name.
        policy: OrganizationPolicyName,
    },
    /// An account or OU stands in the organization where nothing is.
    ParentMissing {
        /// The id of the account or OU.
        child: String,
        /// Where it is said to stand.
        parent: OrganizationNode,
    },
    /// A session issued before the start belongs to a role that does not exist.
    SessionRoleMissing {
        /// The session.
        session: Slug,
        /// The role.
        role_arn: Arn,
    },
}

impl fmt::Display for DocumentNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DocumentNote::RequestCallerMissing { request } => {
                write!(
                    f,
                    "The caller of the saved request `{request}` does not exist at the start."
                )
            }
            DocumentNote::EntryCallerMissing { entry } => {
                write!(
                    f,
                    "Step {entry} uses a session that no earlier step issued."
                )
            }
            DocumentNote::AttachedPolicyMissing { identity, policy } => {
                write!(
                    f,
                    "The managed policy `{policy}`, attached to {identity}, does not exist."
                )
            }
            DocumentNote::OrganizationPolicyMissing { target, policy } => {
                write!(
                    f,
                    "The policy `{policy}`, attached to `{target}`, does not exist."
                )
            }
            DocumentNote::ParentMissing { child, parent } => {
                write!(
                    f,
                    "`{child}` is placed under `{parent}`, which does not exist."
                )
            }
            DocumentNote::SessionRoleMissing { session, role_arn } => {
                write!(
                    f,
                    "The session `{session}` belongs to `{role_arn}`, which does not exist."
                )
            }
        }
    }
}

pub(super) fn find_notes(document: &Document) -> Vec<DocumentNote> {
    let scenario = &document.scenario;
    let world = &scenario.world;
    let mut notes = Vec::new();
    check_organization(world, &mut notes);
    for account in world.accounts.values() {
        check_account(world, account, &mut notes);
    }
    for session in scenario.sessions.values() {
        if world.role_by_arn(&session.role_arn).is_none() {
            let (session, role_arn) = (session.slug.clone(), session.role_arn.clone());
            notes.push(DocumentNote::SessionRoleMissing { session, role_arn });
        }
    }
    let calls: SortedSet<EntryId> = document
        .journal
        .entries()
        .iter()
        .filter(|entry| matches!(entry.command, Command::Call(_)))
        .map(|entry| entry.id)
        .collect();
    for request in &scenario.requests {
        if !caller_exists(scenario, &calls, &request.call.caller) {
            notes.push(DocumentNote::RequestCallerMissing {
                request: request.slug.clone(),
            });
        }
    }
    for entry in document.journal.entries() {
        if let Command::Call(call) = &entry.command
            && let CallerRef::Session(SessionRef::Issued(issuer)) = call.caller
            && (issuer >= entry.id || !calls.contains(&issuer))
        {
            notes.push(DocumentNote::EntryCallerMissing { entry: entry.id });
        }
    }
    notes
}

fn caller_exists(scenario: &Scenario, calls: &SortedSet<EntryId>, caller: &CallerRef) -> bool {
    match caller {
        CallerRef::RootUser(account) => scenario.world.account(account).is_some(),
        CallerRef::IamUser { account, user, .. } => scenario.world.user(account, user).is_some(),
        CallerRef::Session(SessionRef::Issued(entry)) => calls.contains(entry),
        CallerRef::Session(SessionRef::Seeded(slug)) => scenario.sessions.contains_key(slug),
        CallerRef::Service { .. } | CallerRef::Federated(_) | CallerRef::Anonymous => true,
    }
}

fn check_organization(world: &World, notes: &mut Vec<DocumentNote>) {
    let Some(organization) = &world.organization else {
        return;
    };
    check_attachments(world, AttachmentTarget::Root, notes, |policy_type| {
        organization.root_attachments.of(policy_type)
    });
    for unit in organization.organizational_units.values() {
        check_parent(world, unit.id.as_str(), &unit.parent, notes);
        let target = AttachmentTarget::OrganizationalUnit(unit.id.clone());
        check_attachments(world, target, notes, |policy_type| {
            unit.attachments.of(policy_type)
        });
    }
    let management = &organization.management_account;
    if world.account(management).is_none() {
        let (child, parent) = (organization.id.to_string(), OrganizationNode::Root);
        notes.push(DocumentNote::ParentMissing { child, parent });
    }
}

fn check_attachments<'a>(
    world: &World,
    target: AttachmentTarget,
    notes: &mut Vec<DocumentNote>,
    names: impl Fn(OrganizationPolicyType) -> &'a [OrganizationPolicyName],
) {
    let types = [
        OrganizationPolicyType::ServiceControlPolicy,
        OrganizationPolicyType::ResourceControlPolicy,
    ];
    for policy_type in types {
        for policy in names(policy_type) {
            if world.organization_policy(policy_type, policy).is_none() {
                let (target, policy) = (target.clone(), policy.clone());
                notes.push(DocumentNote::OrganizationPolicyMissing { target, policy });
            }
        }
    }
}

fn check_parent(
    world: &World,
    child: &str,
    parent: &OrganizationNode,
    notes: &mut Vec<DocumentNote>,
) {
    let organization = world.organization.as_ref();
    let exists = organization.is_some_and(|organization| match parent {
        OrganizationNode::Root => true,
        OrganizationNode::OrganizationalUnit(id) => {
            organization.organizational_units.contains_key(id)
        }
    });
    if !exists {
        let (child, parent) = (child.to_owned(), parent.clone());
        notes.push(DocumentNote::ParentMissing { child, parent });
    }
}

fn check_account(world: &World, account: &Account, notes: &mut Vec<DocumentNote>) {
    if let Some(parent) = &account.parent {
        check_parent(world, account.id.as_str(), parent, notes);
        let target = AttachmentTarget::Account(account.id.clone());
        check_attachments(world, target, notes, |policy_type| {
            account.attachments.of(policy_type)
        });
    }
    let id = || account.id.clone();
    let mut check = |identity: IamIdentity, attached: &[Arn], boundary: Option<&Arn>| {
        for arn in attached.iter().chain(boundary) {
            if world
                .policy(&PolicyLocation::ManagedPolicy { arn: arn.clone() })
                .is_none()
            {
                let (identity, policy) = (identity.clone(), arn.clone());
                notes.push(DocumentNote::AttachedPolicyMissing { identity, policy });
            }
        }
    };
    for user in account.users.values() {
        let identity = IamIdentity::User {
            account: id(),
            name: user.name.clone(),
        };
        check(
            identity,
            &user.attached_policies,
            user.permissions_boundary.as_ref(),
        );
    }
    for group in account.groups.values() {
        let identity = IamIdentity::Group {
            account: id(),
            name: group.name.clone(),
        };
        check(identity, &group.attached_policies, None);
    }
    for role in account.roles.values() {
        let identity = IamIdentity::Role {
            account: id(),
            name: role.name.clone(),
        };
        check(
            identity,
            &role.attached_policies,
            role.permissions_boundary.as_ref(),
        );
    }
}
