//! `Principal` and `NotPrincipal` (`POL-24`, `POL-52`, `POL-53`, `EVAL-23`, `EVAL-27`, `EVAL-33`).

use aws::{AccountId, Arn, UniqueIdKind};

use super::Reader;
use super::refusal::Check;
use crate::json::{Member, Value};
use crate::{Element, Located, PolicyKind, PrincipalPattern, Span};

/// Providers that need no ARN (`KEYS-74`).
const BUILT_IN_PROVIDERS: [&str; 4] = [
    "cognito-identity.amazonaws.com",
    "www.amazon.com",
    "graph.facebook.com",
    "accounts.google.com",
];

/// How the names of service principals end; `eks.amazonaws.com.cn` is none (`POL-53`).
const SERVICE_ENDINGS: [&str; 2] = [".amazonaws.com", ".amazon.com"];

const KINDS: [&str; 4] = ["AWS", "Federated", "Service", "CanonicalUser"];

impl Reader {
    pub(super) fn principals(
        &mut self,
        member: &Member,
        negated: bool,
    ) -> Option<Element<PrincipalPattern>> {
        let node = self.node(member.span());
        let everyone = Value::Text("*".to_owned());
        if member.value.value == everyone {
            if self.kind == PolicyKind::Trust {
                let message =
                    "found the principal `*`, expected an object such as `{\"AWS\": \"*\"}`"
                        .to_owned();
                self.refuse(
                    "trust-everyone",
                    member.value.span,
                    Check::TrustEveryone,
                    message,
                    None,
                );
            }
            let value = Located {
                node: self.node(member.value.span),
                value: PrincipalPattern::Everyone,
            };
            return Some(Element {
                node,
                negated,
                values: vec![value],
            });
        }
        if self.kind == PolicyKind::ResourceControl {
            let message = "found a particular principal, expected `\"Principal\": \"*\"` in a resource control policy";
            self.syntax("rcp-principal", member.value.span, message.to_owned());
            return None;
        }
        let kinds = self.members(
            &member.value,
            "`\"*\"` or an object such as `{\"AWS\": \"111122223333\"}`",
        )?;
        let mut values = Vec::new();
        for kind in &kinds {
            if !KINDS.contains(&kind.name.as_str()) {
                self.unknown_element(kind, &KINDS, "a principal");
                continue;
            }
            for (text, span) in self.texts(&kind.name, &kind.value).unwrap_or_default() {
                if let Some(value) = self.principal(&kind.name, text, span) {
                    values.push(Located {
                        node: self.node(span),
                        value,
                    });
                }
            }
        }
        let listed_nothing =
            |kind: &&&Member| matches!(&kind.value.value, Value::Array(items) if items.is_empty());
        if kinds.is_empty() || kinds.iter().any(|kind| listed_nothing(&kind)) {
            let message = format!(
                "found no value in `{}`, expected at least one principal",
                member.name
            );
            self.syntax("missing-principal", member.value.span, message);
        }
        Some(Element {
            node,
            negated,
            values,
        })
    }

    fn principal(&mut self, kind: &str, text: &str, span: Span) -> Option<PrincipalPattern> {
        let read = match kind {
            "AWS" => read_aws(text),
            "Service" => read_service(text),
            "Federated" => read_federated(text),
            _ => Ok(PrincipalPattern::CanonicalUser(text.to_owned())),
        };
        match read {
            Ok(value) => {
                if kind == "Federated" && self.kind != PolicyKind::Trust {
                    let message =
                        "found a federated principal, which means something in trust policies only"
                            .to_owned();
                    self.warn("federated-principal", span, message, None);
                }
                Some(value)
            }
            Err(expected) => {
                // POL-53 shows the kind in upper case for services, and AWS has no lower-case letters anyway.
                let check = Check::InvalidPrincipal {
                    name: kind.to_ascii_uppercase(),
                    value: text.to_owned(),
                };
                let message = format!("found the principal `{text}`, expected {expected}");
                self.refuse("invalid-principal", span, check, message, None);
                None
            }
        }
    }
}

type Read = Result<PrincipalPattern, &'static str>;

fn read_aws(text: &str) -> Read {
    const EXPECTED: &str = "an account id, a user or role ARN, a session ARN or `*`";
    if text == "*" {
        return Ok(PrincipalPattern::EveryAws);
    }
    if let Ok(account) = AccountId::new(text) {
        return Ok(PrincipalPattern::Account(account));
    }
    if text.contains(['*', '?']) {
        return Err(
            "no wildcard inside a principal; use `*` with a condition on `aws:PrincipalArn`",
        );
    }
    if matches!(
        UniqueIdKind::of(text),
        Some(UniqueIdKind::User | UniqueIdKind::Role)
    ) {
        return Ok(PrincipalPattern::UniqueId(text.to_owned()));
    }
    let arn = Arn::parse(text).map_err(|_| EXPECTED)?;
    let resource = arn.resource();
    match (arn.service(), arn.account_id()) {
        ("iam", Some(account)) if resource == "root" => Ok(PrincipalPattern::Account(account)),
        ("iam", _) if resource.starts_with("group/") => {
            Err("a user or role, because a group is no principal")
        }
        ("iam", Some(_))
            if ["user/", "role/"]
                .iter()
                .any(|start| is_named(resource, start)) =>
        {
            Ok(PrincipalPattern::Arn(arn))
        }
        ("sts", Some(_))
            if ["assumed-role/", "federated-user/"]
                .iter()
                .any(|start| is_named(resource, start)) =>
        {
            Ok(PrincipalPattern::Arn(arn))
        }
        _ => Err(EXPECTED),
    }
}

fn is_named(resource: &str, start: &str) -> bool {
    resource
        .strip_prefix(start)
        .is_some_and(|name| !name.is_empty() && !name.ends_with('/'))
}

fn read_service(text: &str) -> Read {
    let letter = |byte: u8| {
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-')
    };
    let ending = SERVICE_ENDINGS.iter().any(|ending| text.ends_with(ending));
    if ending && text.bytes().all(letter) {
        Ok(PrincipalPattern::Service(text.to_owned()))
    } else {
        Err("a service's name such as `ec2.amazonaws.com`")
    }
}

fn read_federated(text: &str) -> Read {
    let provider = |arn: &Arn| {
        arn.service() == "iam"
            && arn.account_id().is_some()
            && ["saml-provider/", "oidc-provider/"]
                .iter()
                .any(|start| is_named(arn.resource(), start))
    };
    if BUILT_IN_PROVIDERS.contains(&text) || Arn::parse(text).is_ok_and(|arn| provider(&arn)) {
        Ok(PrincipalPattern::Federated(text.to_owned()))
    } else {
        Err(
            "the ARN of a SAML or OIDC provider, or a built-in provider such as `cognito-identity.amazonaws.com`",
        )
    }
}
