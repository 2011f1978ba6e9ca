//! Who makes a request.

use std::fmt;

use crate::{AccountId, Arn};

/// The caller of a request, as policies see it (`EVAL` tables).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Principal {
    /// What kind of caller, with what only that kind has.
    pub kind: PrincipalKind,
    /// The account it belongs to; `None` for services, anonymous and federated callers.
    pub account: Option<AccountId>,
}

/// The kinds of callers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrincipalKind {
    /// The root user of the account.
    RootUser,
    /// An IAM user, by long-term keys or a GetSessionToken session (`EVAL-12`).
    IamUser {
        /// `arn:aws:iam::…:user/…`
        arn: Arn,
    },
    /// A session of a role.
    RoleSession {
        /// `arn:aws:sts::…:assumed-role/Role/session`
        session_arn: Arn,
        /// `arn:aws:iam::…:role/path/Role`
        role_arn: Arn,
    },
    /// A GetFederationToken session.
    FederatedUser {
        /// `arn:aws:sts::…:federated-user/Name`
        arn: Arn,
        /// The IAM user that federated, or the account root's ARN.
        user_arn: Arn,
    },
    /// An AWS service acting for itself (`EVAL-32`), such as `cloudtrail.amazonaws.com`.
    Service {
        /// The service principal's name.
        name: String,
    },
    /// A caller known only by a SAML or OIDC provider, in AssumeRoleWith… calls (`EVAL-53`).
    Federated {
        /// Provider ARN, or a built-in provider's name (`KEYS-74`).
        provider: String,
    },
    /// Nobody signed the request.
    Anonymous,
}

/// Why a caller cannot be described.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidPrincipal(pub String);

impl Principal {
    /// An IAM user; the account is read from the ARN.
    pub fn iam_user(arn: Arn) -> Principal {
        Principal {
            account: arn.account_id(),
            kind: PrincipalKind::IamUser { arn },
        }
    }

    /// A role session; the account is read from the role's ARN.
    pub fn role_session(session_arn: Arn, role_arn: Arn) -> Principal {
        Principal {
            account: role_arn.account_id(),
            kind: PrincipalKind::RoleSession {
                session_arn,
                role_arn,
            },
        }
    }

    /// The root user of an account.
    pub fn root_user(account: AccountId) -> Principal {
        Principal {
            account: Some(account),
            kind: PrincipalKind::RootUser,
        }
    }

    /// A GetFederationToken session.
    pub fn federated_user(arn: Arn, user_arn: Arn) -> Principal {
        Principal {
            account: arn.account_id(),
            kind: PrincipalKind::FederatedUser { arn, user_arn },
        }
    }

    /// An AWS service.
    pub fn service(name: &str) -> Principal {
        Principal {
            account: None,
            kind: PrincipalKind::Service {
                name: name.to_owned(),
            },
        }
    }

    /// A caller that only a provider vouches for.
    pub fn federated(provider: &str) -> Principal {
        Principal {
            account: None,
            kind: PrincipalKind::Federated {
                provider: provider.to_owned(),
            },
        }
    }

    /// Nobody.
    pub fn anonymous() -> Principal {
        Principal {
            account: None,
            kind: PrincipalKind::Anonymous,
        }
    }

    /// How AWS names the caller in error texts (`ERR-11`).
    pub fn name_in_errors(&self) -> String {
        match &self.kind {
            PrincipalKind::RootUser => self
                .account
                .as_ref()
                .map_or_else(String::new, AccountId::root_arn),
            PrincipalKind::IamUser { arn } | PrincipalKind::FederatedUser { arn, .. } => {
                arn.to_string()
            }
            PrincipalKind::RoleSession { session_arn, .. } => session_arn.to_string(),
            PrincipalKind::Service { name } => name.clone(),
            PrincipalKind::Federated { provider } => provider.clone(),
            PrincipalKind::Anonymous => "Anonymous".to_owned(),
        }
    }

    /// The value of `aws:PrincipalArn`, absent for unsigned and service callers (`KEYS-01`).
    pub fn principal_arn(&self) -> Option<String> {
        match &self.kind {
            PrincipalKind::RootUser => self.account.as_ref().map(AccountId::root_arn),
            PrincipalKind::IamUser { arn } | PrincipalKind::FederatedUser { arn, .. } => {
                Some(arn.to_string())
            }
            PrincipalKind::RoleSession { role_arn, .. } => Some(role_arn.to_string()),
            PrincipalKind::Service { .. }
            | PrincipalKind::Federated { .. }
            | PrincipalKind::Anonymous => None,
        }
    }
}

impl fmt::Display for InvalidPrincipal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for InvalidPrincipal {}
