//! One statement: which elements it has, which it must not have, and its Effect and Sid.

use super::Reader;
use super::refusal::Check;
use crate::json::{Json, Member, Value};
use crate::{CompiledStatement, Effect, PolicyKind, Span};

const ELEMENTS: [&str; 9] = [
    "Sid",
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
];

/// The members of a statement by name.
struct Elements<'a>(Vec<&'a Member>);

impl<'a> Elements<'a> {
    fn get(&self, name: &str) -> Option<&'a Member> {
        self.0.iter().copied().find(|member| member.name == name)
    }
}

impl Reader {
    /// Reads a statement; `None` when it cannot be compiled, which is then an error.
    pub(super) fn statement<'a>(
        &mut self,
        json: &'a Json,
        sids: &mut Vec<&'a str>,
    ) -> Option<CompiledStatement> {
        let node = self.node(json.span);
        let elements = Elements(self.members(json, "a statement, which is an object")?);
        for member in &elements.0 {
            if !ELEMENTS.contains(&member.name.as_str()) {
                self.unknown_element(member, &ELEMENTS, "a statement");
            }
        }
        let brace = Span {
            start: json.span.start,
            end: json.span.start.saturating_add(1),
        };
        let sid = elements
            .get("Sid")
            .and_then(|member| self.sid(member, sids));
        let effect = self.effect(elements.get("Effect"), brace);
        let managed = self.is_rcp_full_aws_access(&elements);
        if self.kind == PolicyKind::ResourceControl && effect == Some(Effect::Allow) {
            self.check_rcp_allow(&elements, managed);
        }
        let principal = self.principal_element(&elements, effect, brace);
        let action = self.pick(&elements, "Action", "NotAction");
        let action = match action {
            Some((member, negated)) => self.action_element(member, negated, managed),
            None => {
                let message =
                    "found no `Action`, expected the actions the statement is about".to_owned();
                self.refuse("missing-action", brace, Check::NoActions, message, None);
                None
            }
        };
        let resource = self.resource_member(&elements, brace);
        let condition = elements.get("Condition");
        let condition_node = condition.map(|member| self.node(member.span()));
        let conditions = condition.map_or(Some(Vec::new()), |member| self.conditions(member));
        let effect_node = elements
            .get("Effect")
            .map(|member| self.node(member.span()));
        Some(CompiledStatement {
            node,
            sid,
            effect: effect?,
            effect_node: effect_node?,
            principal: principal?,
            action: action?,
            resource: resource?,
            condition_node,
            conditions: conditions?,
        })
    }

    /// The one of two elements that exclude each other, and whether it is the negated one.
    fn pick<'a>(
        &mut self,
        elements: &Elements<'a>,
        plain: &str,
        not: &str,
    ) -> Option<(&'a Member, bool)> {
        match (elements.get(plain), elements.get(not)) {
            (Some(member), None) => Some((member, false)),
            (None, Some(member)) => Some((member, true)),
            (Some(member), Some(other)) => {
                let message = format!("found both `{plain}` and `{not}`, expected one of them");
                self.syntax("both-forms", member.name_span.max(other.name_span), message);
                Some((member, false))
            }
            (None, None) => None,
        }
    }

    fn sid<'a>(&mut self, member: &'a Member, sids: &mut Vec<&'a str>) -> Option<String> {
        let Value::Text(sid) = &member.value.value else {
            let message = format!(
                "found {} in `Sid`, expected a string",
                member.value.value.kind()
            );
            self.syntax("wrong-type", member.value.span, message);
            return None;
        };
        if self.rules.strict_sid && !sid.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            let message = format!(
                "found the Sid `{sid}`, expected letters A to Z and a to z and digits only"
            );
            self.refuse(
                "sid-characters",
                member.value.span,
                Check::SidCharacters,
                message,
                None,
            );
        }
        if !sid.is_empty() && sids.contains(&sid.as_str()) {
            let message =
                format!("found the Sid `{sid}` a second time, expected each Sid once in a policy");
            if self.rules.strict_sid {
                self.refuse(
                    "duplicate-sid",
                    member.value.span,
                    Check::SidUnique,
                    message,
                    None,
                );
            } else {
                self.warn("duplicate-sid", member.value.span, message, None);
            }
        }
        sids.push(sid);
        Some(sid.clone())
    }

    fn effect(&mut self, member: Option<&Member>, brace: Span) -> Option<Effect> {
        let Some(member) = member else {
            self.syntax(
                "missing-effect",
                brace,
                "found no `Effect`, expected `Allow` or `Deny`".to_owned(),
            );
            return None;
        };
        let Value::Text(text) = &member.value.value else {
            let message = format!(
                "found {} in `Effect`, expected `Allow` or `Deny`",
                member.value.value.kind()
            );
            self.syntax("wrong-type", member.value.span, message);
            return None;
        };
        match text.as_str() {
            "Allow" => Some(Effect::Allow),
            "Deny" => Some(Effect::Deny),
            other => {
                let message = format!("found the effect `{other}`, expected `Allow` or `Deny`");
                let right = ["Allow", "Deny"]
                    .into_iter()
                    .find(|right| right.eq_ignore_ascii_case(other));
                let help = right.map(|right| format!("write `{right}`; letter case counts"));
                self.refuse(
                    "wrong-effect",
                    member.value.span,
                    Check::Legacy,
                    message,
                    help,
                );
                None
            }
        }
    }

    /// Whether this is the statement of `RCPFullAWSAccess`, which AWS attaches everywhere (`SCP-30`).
    fn is_rcp_full_aws_access(&self, elements: &Elements<'_>) -> bool {
        let is = |name: &str, text: &str| {
            elements
                .get(name)
                .is_some_and(|member| member.value.value == Value::Text(text.to_owned()))
        };
        self.kind == PolicyKind::ResourceControl
            && is("Effect", "Allow")
            && ["Principal", "Action", "Resource"]
                .iter()
                .all(|name| is(name, "*"))
            && elements.get("Condition").is_none()
    }

    fn check_rcp_allow(&mut self, elements: &Elements<'_>, managed: bool) {
        let Some(effect) = elements.get("Effect") else {
            return;
        };
        if managed {
            let message = "found the statement of `RCPFullAWSAccess`, which AWS attaches by itself"
                .to_owned();
            self.note("rcp-full-aws-access", effect.span(), message, None);
        } else {
            let message =
                "found the effect `Allow`, expected `Deny` in a resource control policy".to_owned();
            self.syntax("rcp-allow", effect.value.span, message);
        }
    }

    /// Outer `None`: an error was reported.
    fn principal_element(
        &mut self,
        elements: &Elements<'_>,
        effect: Option<Effect>,
        brace: Span,
    ) -> Option<Option<crate::Element<crate::PrincipalPattern>>> {
        let picked = self.pick(elements, "Principal", "NotPrincipal");
        let name = self.rules.name;
        let (member, negated) = match picked {
            Some(picked) if self.rules.principal => picked,
            Some((member, _)) => {
                let message = format!("found `{}`, expected none in {name}", member.name);
                let help = "whoever the policy is attached to is its principal".to_owned();
                let code = "principal-not-allowed";
                self.refuse(
                    code,
                    member.name_span,
                    Check::PrincipalForbidden,
                    message,
                    Some(help),
                );
                return None;
            }
            None if self.rules.principal => {
                let message = format!("found no `Principal`, expected one in {name}");
                self.refuse(
                    "missing-principal",
                    brace,
                    Check::MissingField("Principal"),
                    message,
                    None,
                );
                return None;
            }
            None => return Some(None),
        };
        if negated && !self.rules.not_principal {
            let message = format!("found `NotPrincipal`, expected `Principal` in {name}");
            self.refuse(
                "not-principal-not-allowed",
                member.name_span,
                Check::ProhibitedField("NotPrincipal"),
                message,
                None,
            );
        } else if negated && effect == Some(Effect::Allow) {
            let message = "found `NotPrincipal` in an Allow, expected it with Deny only".to_owned();
            let help = "write `Principal` and a condition on `aws:PrincipalArn`".to_owned();
            self.refuse(
                "allow-not-principal",
                member.name_span,
                Check::Syntax,
                message,
                Some(help),
            );
        }
        self.principals(member, negated).map(Some)
    }

    /// Outer `None`: an error was reported.
    fn resource_member(
        &mut self,
        elements: &Elements<'_>,
        brace: Span,
    ) -> Option<Option<crate::Element<crate::ResourcePattern>>> {
        let name = self.rules.name;
        match self.pick(elements, "Resource", "NotResource") {
            Some((member, negated)) if self.rules.resource => {
                self.resource_element(member, negated).map(Some)
            }
            Some((member, negated)) => {
                let field = if negated { "NotResource" } else { "Resource" };
                let message = format!("found `{field}`, expected none in {name}");
                let help = "the role itself is the resource".to_owned();
                let check = Check::ProhibitedField(field);
                self.refuse(
                    "resource-not-allowed",
                    member.name_span,
                    check,
                    message,
                    Some(help),
                );
                None
            }
            None if self.rules.resource => {
                let message = format!("found no `Resource`, expected one in {name}");
                let check = if self.rules.principal {
                    Check::MissingField("Resource")
                } else {
                    Check::NoResources
                };
                self.refuse("missing-resource", brace, check, message, None);
                None
            }
            None => Some(None),
        }
    }
}
