//! A second, slow and literal reading of the reference algorithm, over policies in a form of their own.
//!
//! It shares nothing with the evaluator: it matches texts by hand and follows the rules line by line.

use crate::Decision;

/// One statement, as data.
#[derive(Clone, Debug)]
pub(crate) struct Statement {
    pub(crate) deny: bool,
    /// Names for [`names`]; `None` in policies without a principal.
    pub(crate) principal: Option<(bool, Vec<&'static str>)>,
    pub(crate) not_action: bool,
    pub(crate) action: &'static str,
    /// `None` in trust policies.
    pub(crate) resource: Option<(bool, &'static str)>,
    pub(crate) condition: Option<Condition>,
}

/// One condition on the key `aws:PrincipalTag/team`.
#[derive(Clone, Debug)]
pub(crate) struct Condition {
    pub(crate) set: Option<&'static str>,
    pub(crate) operator: &'static str,
    pub(crate) if_exists: bool,
    pub(crate) values: Vec<&'static str>,
}

pub(crate) type Document = Vec<Statement>;

/// A request and all its policies.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    /// `user`, `role`, `federated`, `federated-by-root`, `root`, `service`, `provider` or `anonymous`.
    pub(crate) caller: &'static str,
    pub(crate) action: &'static str,
    pub(crate) resource: &'static str,
    pub(crate) same_account: bool,
    pub(crate) team: Option<Vec<&'static str>>,
    pub(crate) kind: &'static str,
    pub(crate) service_control: Option<Vec<Vec<Document>>>,
    pub(crate) resource_control: Option<Vec<Vec<Document>>>,
    pub(crate) endpoint: Option<Document>,
    pub(crate) resource_policy: Option<Document>,
    pub(crate) identity: Vec<Document>,
    pub(crate) boundary: Option<Document>,
    pub(crate) session: Option<Vec<Document>>,
}

const NONE: u8 = 0;
const ACCOUNT: u8 = 1;
const ROLE: u8 = 2;
const DIRECT: u8 = 3;

/// `*` is any run and `?` any one character (`POL-20`, `POL-22`).
fn fits(pattern: &str, text: &str) -> bool {
    let (mut wanted, mut found) = (pattern.chars(), text.chars());
    match wanted.next() {
        None => text.is_empty(),
        Some('*') => (0..=text.len())
            .filter_map(|at| text.get(at..))
            .any(|rest| fits(wanted.as_str(), rest)),
        Some('?') => found.next().is_some() && fits(wanted.as_str(), found.as_str()),
        plain => found.next() == plain && fits(wanted.as_str(), found.as_str()),
    }
}

impl Case {
    fn in_account(&self) -> bool {
        !matches!(self.caller, "service" | "provider" | "anonymous")
    }

    /// How a principal value names the caller (tables under `EVAL-20`).
    fn names(&self, value: &str, endpoint: bool) -> u8 {
        match (value, self.caller) {
            ("*", _) => DIRECT,
            ("AWS *", "provider") if endpoint => NONE,
            ("AWS *", _) => DIRECT,
            ("account", _) if self.in_account() => ACCOUNT,
            ("user", "user")
            | ("session", "role")
            | ("service", "service")
            | ("provider", "provider") => DIRECT,
            ("federated", "federated" | "federated-by-root") => DIRECT,
            ("role", "role") | ("broker", "federated") => ROLE,
            _ => NONE,
        }
    }

    fn grant(&self, statement: &Statement, endpoint: bool) -> u8 {
        let Some((negated, values)) = &statement.principal else {
            return DIRECT;
        };
        let strongest = values
            .iter()
            .map(|value| self.names(value, endpoint))
            .max()
            .unwrap_or(NONE);
        if !negated {
            return strongest;
        }
        let attachable = matches!(self.caller, "user" | "role" | "federated");
        let account = !self.in_account()
            || values
                .iter()
                .any(|value| matches!(*value, "*" | "AWS *" | "account"));
        let itself = strongest > ACCOUNT || (self.caller == "root" && account);
        let exempt = !(attachable && self.boundary.is_some()) && account && itself;
        if statement.deny && !exempt {
            DIRECT
        } else {
            NONE
        }
    }

    fn matches(&self, statement: &Statement) -> bool {
        fits(
            &statement.action.to_lowercase(),
            &self.action.to_lowercase(),
        ) != statement.not_action
            && statement
                .resource
                .is_none_or(|(negated, pattern)| self.fits_resource(pattern) != negated)
            && statement
                .condition
                .as_ref()
                .is_none_or(|condition| self.holds(condition))
    }

    /// A pattern with the variable matches nothing unless the key has one value (`POL-32`, `POL-35`).
    fn fits_resource(&self, pattern: &str) -> bool {
        let Some((before, after)) = pattern.split_once("${aws:PrincipalTag/team}") else {
            return fits(pattern, self.resource);
        };
        match self.team.as_deref() {
            Some([team]) => fits(&format!("{before}{team}{after}"), self.resource),
            _ => false,
        }
    }

    /// `COND-02`, `COND-03`, `COND-07`, `COND-13` to `COND-15`.
    fn holds(&self, condition: &Condition) -> bool {
        let absent = self
            .team
            .as_ref()
            .is_none_or(|values| values.iter().all(|value| value.is_empty()));
        let team = self.team.clone().unwrap_or_default();
        let listed = |value: &&str| condition.values.contains(value);
        let negated = condition.operator == "StringNotEquals";
        if condition.operator == "Null" {
            return condition
                .values
                .contains(&if absent { "true" } else { "false" });
        }
        if team.is_empty() {
            return condition.if_exists
                || match condition.set {
                    Some("ForAllValues:") => true,
                    Some(_) => false,
                    None => negated,
                };
        }
        match condition.set {
            Some("ForAllValues:") if team == [""] => true,
            Some("ForAllValues:") if negated => !team.iter().any(listed),
            Some("ForAllValues:") => team.iter().all(listed),
            Some(_) if negated => team.iter().any(|value| !listed(value)),
            Some(_) => team.iter().any(listed),
            None if team.len() > 1 => false,
            None => team.iter().all(listed) != negated,
        }
    }

    fn denies(&self, documents: &[&Document], endpoint: bool) -> bool {
        documents
            .iter()
            .flat_map(|document| document.iter())
            .any(|statement| {
                statement.deny && self.grant(statement, endpoint) != NONE && self.matches(statement)
            })
    }

    /// The strongest grant of matching Allow statements.
    fn allows(&self, documents: &[&Document], endpoint: bool) -> u8 {
        let matching = documents
            .iter()
            .flat_map(|document| document.iter())
            .filter(|statement| !statement.deny && self.matches(statement));
        matching
            .map(|statement| self.grant(statement, endpoint))
            .max()
            .unwrap_or(NONE)
    }

    fn level_denies(&self, levels: &[Vec<Document>]) -> bool {
        levels
            .iter()
            .any(|level| self.denies(&level.iter().collect::<Vec<_>>(), false))
    }

    fn every_level_allows(&self, levels: &[Vec<Document>]) -> bool {
        levels
            .iter()
            .all(|level| self.allows(&level.iter().collect::<Vec<_>>(), false) != NONE)
    }
}

/// The decision, and by which policy type: the reference algorithm, line by line.
pub(crate) fn authorize(case: &Case) -> (Decision, &'static str) {
    use Decision::{Allow, ExplicitDeny, ImplicitDeny};
    let endpoint: Vec<&Document> = case.endpoint.iter().collect();
    let endpoint_denies = case.denies(&endpoint, true);
    let endpoint_misses = case.endpoint.is_some() && case.allows(&endpoint, true) == NONE;
    let authenticated = !matches!(case.caller, "provider" | "anonymous");
    if authenticated && case.action == "sts:GetCallerIdentity" {
        return match (endpoint_denies, endpoint_misses) {
            (true, _) => (ExplicitDeny, "vpce"),
            (_, true) => (ImplicitDeny, "vpce"),
            _ => (Allow, "none-needed"),
        };
    }

    let service_control = case.service_control.clone().filter(|_| case.in_account());
    let covered = !case.action.starts_with("ec2:") && case.action != "kms:RetireGrant";
    let resource_control = case.resource_control.clone().filter(|_| covered);
    let resource: Vec<&Document> = case.resource_policy.iter().collect();
    let by_root = matches!(case.caller, "root" | "federated-by-root");
    let attachable = case.in_account() && !by_root;
    let identity: Vec<&Document> = case.identity.iter().filter(|_| attachable).collect();
    let boundary: Vec<&Document> = case.boundary.iter().filter(|_| attachable).collect();
    let session: Vec<&Document> = case
        .session
        .iter()
        .flatten()
        .filter(|_| case.in_account())
        .collect();
    let name = if case.kind == "trust" {
        "trust"
    } else {
        "resource"
    };

    if service_control
        .as_ref()
        .is_some_and(|levels| case.level_denies(levels))
    {
        return (ExplicitDeny, "scp");
    }
    if resource_control
        .as_ref()
        .is_some_and(|levels| case.level_denies(levels))
    {
        return (ExplicitDeny, "rcp");
    }
    if endpoint_denies {
        return (ExplicitDeny, "vpce");
    }
    for (documents, name) in [
        (&resource, name),
        (&identity, "identity"),
        (&boundary, "boundary"),
        (&session, "session"),
    ] {
        if case.denies(documents, false) {
            return (ExplicitDeny, name);
        }
    }

    if resource_control.is_some_and(|levels| !case.every_level_allows(&levels)) {
        return (ImplicitDeny, "rcp");
    }
    if service_control.is_some_and(|levels| !case.every_level_allows(&levels)) {
        return (ImplicitDeny, "scp");
    }
    if endpoint_misses {
        return (ImplicitDeny, "vpce");
    }
    let grant = case.allows(&resource, false);
    if !case.in_account() {
        return if grant == DIRECT {
            (Allow, name)
        } else {
            (ImplicitDeny, name)
        };
    }

    let identity_allows = by_root || case.allows(&identity, false) != NONE;
    let boundary_allows =
        by_root || case.boundary.is_none() || case.allows(&boundary, false) != NONE;
    let session_allows = match &case.session {
        None => !case.caller.starts_with("federated"),
        Some(_) => case.allows(&session, false) != NONE,
    };
    if case.caller == "root" {
        if case.action == "sts:AssumeRole" {
            return (ImplicitDeny, "service rule");
        }
        if !session_allows {
            return (ImplicitDeny, "session");
        }
        if case.same_account && case.kind != "kms" {
            return (Allow, "root");
        }
        return if grant == NONE {
            (ImplicitDeny, name)
        } else {
            (Allow, name)
        };
    }

    let mut missing = Vec::new();
    for (allows, name) in [
        (identity_allows, "identity"),
        (boundary_allows, "boundary"),
        (session_allows, "session"),
    ] {
        if !allows {
            missing.push(name);
        }
    }
    if case.same_account {
        let source_identity = case.caller == "role" && case.action == "sts:SetSourceIdentity";
        if source_identity && grant != NONE && !identity_allows {
            return (ImplicitDeny, "identity");
        }
        if grant == DIRECT {
            let limited = case.kind == "trust" && !boundary_allows;
            return if limited {
                (ImplicitDeny, "boundary")
            } else {
                (Allow, name)
            };
        }
        if grant == ROLE {
            return match (boundary_allows, session_allows) {
                (false, _) => (ImplicitDeny, "boundary"),
                (_, false) => (ImplicitDeny, "session"),
                _ => (Allow, name),
            };
        }
        if case.kind != "generic" && grant != ACCOUNT {
            return (ImplicitDeny, name);
        }
        return missing
            .first()
            .map_or((Allow, "identity"), |name| (ImplicitDeny, *name));
    }
    if grant == NONE {
        missing.push(name);
    }
    missing
        .first()
        .map_or((Allow, "identity+resource"), |name| (ImplicitDeny, *name))
}
