//! The tree of accounts, roles, users and resources.

use world::{Account, CallerRef, Organization, OrganizationNode, OrganizationPolicyType};

use super::{Icon, TreeGroup, TreeRow, TreeView};
use crate::model::Model;
use crate::texts::count;

/// The tree as it stands: closed rows hide what is under them.
pub(super) fn tree(model: &Model) -> TreeView {
    let world = model.bench.state().world();
    let mut groups = Vec::new();
    if let Some(organization) = &world.organization {
        let root = organization_branch(model, organization);
        groups.push(TreeGroup {
            heading: None,
            rows: flatten(model, vec![root]),
        });
    }
    let outside: Vec<Branch> = world
        .accounts
        .values()
        .filter(|account| !account.is_member())
        .map(|account| account_branch(model, account))
        .collect();
    if !outside.is_empty() {
        let heading = if groups.is_empty() {
            "Accounts"
        } else {
            "Outside the organization"
        };
        groups.push(TreeGroup {
            heading: Some(heading.to_owned()),
            rows: flatten(model, outside),
        });
    }
    TreeView { groups }
}

/// A row with what is under it.
struct Branch {
    row: TreeRow,
    children: Vec<Branch>,
}

fn flatten(model: &Model, branches: Vec<Branch>) -> Vec<TreeRow> {
    let mut rows = Vec::new();
    push_all(model, branches, 1, &mut rows);
    rows
}

fn push_all(model: &Model, branches: Vec<Branch>, level: u8, rows: &mut Vec<TreeRow>) {
    let siblings = u16::try_from(branches.len()).unwrap_or(u16::MAX);
    for (position, branch) in (1u16..).zip(branches) {
        let mut row = branch.row;
        let open = !model.view.closed_rows.contains(&row.key);
        row.level = level;
        row.position = position;
        row.siblings = siblings;
        row.expanded = (!branch.children.is_empty()).then_some(open);
        row.selected = selected_row(model).as_deref() == Some(row.key.as_str());
        rows.push(row);
        if open {
            push_all(model, branch.children, level.saturating_add(1), rows);
        }
    }
}

/// The chosen row, else the role or resource that the request is about.
pub(super) fn selected_row(model: &Model) -> Option<String> {
    if let Some(row) = &model.view.tree_row {
        return Some(row.clone());
    }
    let request = model.bench.saved_request()?;
    let role = request.call.call.parameters.text("RoleArn");
    let arn = role.and_then(|arn| aws::Arn::parse(arn).ok());
    if let Some((account, role)) = arn
        .as_ref()
        .and_then(|arn| model.bench.state().world().role_by_arn(arn))
    {
        return Some(format!("role/{}/{}", account.id, role.name));
    }
    let resource = request.call.call.resources.first()?;
    let (_, resource) = model.bench.state().world().resource_containing(resource)?;
    Some(format!("resource/{}", resource.arn))
}

fn row(key: String, label: &str, spoken_kind: &str, icon: Option<Icon>) -> TreeRow {
    TreeRow {
        key,
        level: 1,
        position: 1,
        siblings: 1,
        label: label.to_owned(),
        detail: None,
        badges: Vec::new(),
        icon,
        spine: None,
        expanded: None,
        selected: false,
        spoken: format!("{label}, {spoken_kind}"),
    }
}

fn with_badges(mut row: TreeRow, badges: Vec<String>) -> TreeRow {
    for badge in &badges {
        row.spoken.push_str(", ");
        row.spoken.push_str(badge);
    }
    row.badges = badges;
    row
}

fn organization_branch(model: &Model, organization: &Organization) -> Branch {
    let mut row = row(
        "organization".to_owned(),
        &organization.name,
        "organization",
        Some(Icon::Folder),
    );
    row.detail = Some(organization.id.to_string());
    let row = with_badges(row, badges(&organization.root_attachments));
    let children = children_of(model, organization, &OrganizationNode::Root);
    Branch { row, children }
}

fn children_of(model: &Model, organization: &Organization, node: &OrganizationNode) -> Vec<Branch> {
    let units = organization
        .organizational_units
        .values()
        .filter(|unit| unit.parent == *node);
    let mut children: Vec<Branch> = units
        .map(|unit| {
            let row = row(
                format!("ou/{}", unit.id),
                &unit.name,
                "organizational unit",
                Some(Icon::Folder),
            );
            let inner = OrganizationNode::OrganizationalUnit(unit.id.clone());
            Branch {
                row: with_badges(row, badges(&unit.attachments)),
                children: children_of(model, organization, &inner),
            }
        })
        .collect();
    let accounts = model.bench.state().world().accounts.values();
    children.extend(
        accounts
            .filter(|account| account.parent.as_ref() == Some(node))
            .map(|account| account_branch(model, account)),
    );
    children
}

/// `2 SCPs`, `1 RCP`: only when there is more than AWS attaches by itself.
fn badges(attachments: &world::Attachments) -> Vec<String> {
    let types = [
        (OrganizationPolicyType::ServiceControlPolicy, "SCP"),
        (OrganizationPolicyType::ResourceControlPolicy, "RCP"),
    ];
    let custom = |kind: OrganizationPolicyType| {
        attachments
            .of(kind)
            .iter()
            .any(|name| name.as_str() != kind.aws_managed())
    };
    types
        .into_iter()
        .filter(|(kind, _)| custom(*kind))
        .map(|(kind, noun)| count(attachments.of(kind).len(), noun))
        .collect()
}

fn account_branch(model: &Model, account: &Account) -> Branch {
    let world = model.bench.state().world();
    let id = &account.id;
    let mut account_row = row(
        format!("account/{id}"),
        &account.name,
        &format!("account {id}"),
        None,
    );
    account_row.detail = Some(id.to_string());
    account_row.spine = Some(model.bench.spine(id));
    let mut marks = badges(&account.attachments);
    if world.is_management_account(id) {
        marks.push("management".to_owned());
    }
    let mut children = Vec::new();
    for role in account.roles.values() {
        let row = row(
            format!("role/{id}/{}", role.name),
            role.name.as_str(),
            "role",
            Some(Icon::Role),
        );
        let row = with_badges(
            row,
            caller_badge(model, |caller| calls_as_role(model, caller, account, role)),
        );
        children.push(Branch {
            row,
            children: Vec::new(),
        });
    }
    for user in account.users.values() {
        let row = row(
            format!("user/{id}/{}", user.name),
            user.name.as_str(),
            "user",
            Some(Icon::User),
        );
        let is_caller = |caller: &CallerRef| matches!(caller, CallerRef::IamUser { account, user: name, .. } if account == id && *name == user.name);
        children.push(Branch {
            row: with_badges(row, caller_badge(model, is_caller)),
            children: Vec::new(),
        });
    }
    for group in account.groups.values() {
        let row = row(
            format!("group/{id}/{}", group.name),
            group.name.as_str(),
            "group",
            Some(Icon::User),
        );
        children.push(Branch {
            row,
            children: Vec::new(),
        });
    }
    for resource in account.resources.values() {
        let icon = if resource.arn.service() == "s3" {
            Icon::Bucket
        } else {
            Icon::Resource
        };
        let row = row(
            format!("resource/{}", resource.arn),
            resource.arn.name(),
            "resource",
            Some(icon),
        );
        children.push(Branch {
            row,
            children: Vec::new(),
        });
    }
    Branch {
        row: with_badges(account_row, marks),
        children,
    }
}

fn caller_badge(model: &Model, is_caller: impl Fn(&CallerRef) -> bool) -> Vec<String> {
    let caller = model
        .bench
        .saved_request()
        .map(|request| &request.call.caller);
    if caller.is_some_and(is_caller) {
        vec!["caller".to_owned()]
    } else {
        Vec::new()
    }
}

fn calls_as_role(model: &Model, caller: &CallerRef, account: &Account, role: &world::Role) -> bool {
    let CallerRef::Session(reference) = caller else {
        return false;
    };
    let session = model.bench.state().session(reference);
    session.is_some_and(|session| session.role_arn.as_str() == role.arn(&account.id))
}

/// `Organization Acme / OU Workloads`, for the border around an account.
pub(super) fn organization_words(model: &Model, account: &aws::AccountId) -> Option<String> {
    let world = model.bench.state().world();
    let organization = world.organization_of(account)?;
    let node = world.account(account)?.parent.as_ref()?;
    let mut parts = vec![format!("Organization {}", organization.name)];
    let units: Vec<String> = organization
        .path_to(node)
        .iter()
        .map(|unit| unit.name.clone())
        .collect();
    if !units.is_empty() {
        parts.push(format!("OU {}", units.join(" / ")));
    }
    Some(parts.join(" / "))
}
