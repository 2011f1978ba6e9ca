//! `Action` and `NotAction` (`POL-20`, `POL-21`, `POL-52`, `SCP-30`).

use super::Reader;
use super::refusal::Check;
use crate::json::Member;
use crate::{ActionPattern, Element, Located, PolicyKind, Span};

/// What a trust policy may allow or deny (`POL-52`, `EVAL-46`).
const TRUST_ACTIONS: [&str; 7] = [
    "sts:AssumeRole",
    "sts:AssumeRoleWithSAML",
    "sts:AssumeRoleWithWebIdentity",
    "sts:AssumeRoot",
    "sts:TagSession",
    "sts:SetSourceIdentity",
    "sts:SetContext",
];

impl Reader {
    /// Reads the element; `managed` is AWS's own statement that may name every action in an RCP.
    pub(super) fn action_element(
        &mut self,
        member: &Member,
        negated: bool,
        managed: bool,
    ) -> Option<Element<ActionPattern>> {
        let node = self.node(member.span());
        if negated && self.kind == PolicyKind::ResourceControl {
            let message =
                "found `NotAction`, expected `Action` in a resource control policy".to_owned();
            self.syntax("not-action-not-allowed", member.name_span, message);
        }
        let texts = self.texts(&member.name, &member.value)?;
        if texts.is_empty() {
            let message = format!(
                "found an empty list in `{}`, expected at least one action",
                member.name
            );
            self.refuse(
                "missing-action",
                member.value.span,
                Check::NoActions,
                message,
                None,
            );
        }
        let mut values = Vec::with_capacity(texts.len());
        for (text, span) in texts {
            if !managed {
                self.check_action(text, span);
            }
            values.push(Located {
                node: self.node(span),
                value: ActionPattern::new(text),
            });
        }
        Some(Element {
            node,
            negated,
            values,
        })
    }

    fn check_action(&mut self, text: &str, span: Span) {
        if text == "*" {
            match self.kind {
                PolicyKind::Trust => self.refuse_trust_action(text, span),
                PolicyKind::ResourceControl => {
                    let message =
                        "found the action `*`, expected a service prefix such as `s3:*`".to_owned();
                    self.syntax("rcp-every-action", span, message);
                }
                _ => (),
            }
            return;
        }
        let Some((vendor, name)) = text.split_once(':') else {
            let message = format!(
                "found the action `{text}`, expected a service prefix as in `s3:GetObject`"
            );
            self.refuse(
                "action-without-prefix",
                span,
                Check::ActionPrefix,
                message,
                None,
            );
            return;
        };
        if name.contains(':') {
            let message = format!("found more than one colon in the action `{text}`, expected one");
            self.refuse("action-colons", span, Check::ActionColons, message, None);
            return;
        }
        let letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
        if vendor.is_empty() || !vendor.bytes().all(letter) {
            let message = format!(
                "found the service prefix `{vendor}`, expected letters, digits, hyphens and dots only"
            );
            self.refuse(
                "action-prefix",
                span,
                Check::ActionVendor(vendor.to_owned()),
                message,
                None,
            );
            return;
        }
        let plain = |byte: u8| letter(byte) || matches!(byte, b'_' | b'*' | b'?');
        if name.is_empty() || !name.bytes().all(plain) {
            let message = format!("found the action `{text}`, which no action matches");
            self.warn(
                "action-never-matches",
                span,
                message,
                Some("expected a name as in `s3:GetObject`".to_owned()),
            );
        }
        let pattern = ActionPattern::new(text);
        if self.kind == PolicyKind::Trust
            && !TRUST_ACTIONS
                .iter()
                .any(|action| pattern.matches_text(action))
        {
            self.refuse_trust_action(text, span);
        }
    }

    fn refuse_trust_action(&mut self, text: &str, span: Span) {
        let message = format!(
            "found the action `{text}`, expected one of {} in a trust policy",
            TRUST_ACTIONS.join(", ")
        );
        self.refuse("trust-action", span, Check::TrustAction, message, None);
    }
}
