//! From what each policy type says to the decision: the gates of `EVAL-02` and `EVAL-03`, one function each.
//!
//! Policies are *not* looked at here; this is a table over their verdicts.

use std::ops::ControlFlow;

use aws::PrincipalKind;

use crate::applicable::needs_no_permission;
use crate::recorder::Recorder;
use crate::{
    CombineStep, Deciding, Gate, GateOutcome, GateReason, GrantSource, LayerKind, LayerVerdict,
    NotInPlay, Request, ResourceGrant, ResourceKind, ServiceRuleName, StatementRef,
};

/// What one policy type says.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LayerResult {
    pub(crate) kind: LayerKind,
    pub(crate) verdict: LayerVerdict,
    /// The first Deny that matched.
    pub(crate) deny: Option<StatementRef>,
    /// The first Allow that matched; of a resource-based policy, the first of the strongest grant.
    pub(crate) allow: Option<StatementRef>,
    pub(crate) grant: ResourceGrant,
}

/// What the levels of one of an organization's policy types say together (`SCP-03`).
#[derive(Clone, Copy, Debug)]
pub(crate) struct LevelsResult {
    pub(crate) not_in_play: Option<NotInPlay>,
    /// The first Deny from the root down.
    pub(crate) deny: Option<(StatementRef, LayerKind)>,
    /// The first level without an allow.
    pub(crate) missing: Option<LayerKind>,
}

/// What all policy types say.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Verdicts {
    pub(crate) resource_control: LevelsResult,
    pub(crate) service_control: LevelsResult,
    pub(crate) vpc_endpoint: LayerResult,
    pub(crate) resource: LayerResult,
    pub(crate) identity: LayerResult,
    pub(crate) boundary: LayerResult,
    pub(crate) session: LayerResult,
    /// Whether the session layer misses its allow because no session policy was passed (`EVAL-11`).
    pub(crate) federation_without_session_policy: bool,
}

impl Verdicts {
    /// The first Deny in the order in which AWS is taken to report (`ERR-05`).
    fn explicit_deny(&self) -> Option<(StatementRef, LayerKind)> {
        let levels = [&self.service_control, &self.resource_control];
        let layers = [
            &self.vpc_endpoint,
            &self.resource,
            &self.identity,
            &self.boundary,
            &self.session,
        ];
        let of_levels = levels
            .into_iter()
            .find_map(|levels| match levels.not_in_play {
                None => levels.deny,
                Some(_) => None,
            });
        of_levels.or_else(|| layers.into_iter().find_map(LayerResult::denied))
    }
}

impl LayerResult {
    /// The Deny, when the layer is in play and one matched.
    fn denied(&self) -> Option<(StatementRef, LayerKind)> {
        match self.verdict {
            LayerVerdict::Denied => self.deny.map(|statement| (statement, self.kind)),
            LayerVerdict::NotInPlay(_) | LayerVerdict::Allowed | LayerVerdict::NoAllow => None,
        }
    }
}

/// Passes the request through its gates and says what settled it.
pub(crate) fn combine<R: Recorder>(
    request: &Request,
    kind: ResourceKind,
    verdicts: &Verdicts,
    recorder: &mut R,
) -> Deciding {
    let mut gates = Gates {
        request,
        kind,
        verdicts,
        recorder,
    };
    match gates.common() {
        ControlFlow::Break(deciding) => deciding,
        ControlFlow::Continue(()) => match request.principal.kind {
            PrincipalKind::Service { .. }
            | PrincipalKind::Anonymous
            | PrincipalKind::Federated { .. } => gates.caller_without_account(),
            PrincipalKind::RootUser => gates.root_user(),
            PrincipalKind::IamUser { .. }
            | PrincipalKind::RoleSession { .. }
            | PrincipalKind::FederatedUser { .. } => {
                let decided = if request.same_account() {
                    gates.one_account()
                } else {
                    gates.two_accounts()
                };
                match decided {
                    ControlFlow::Break(denied) => denied,
                    ControlFlow::Continue(source) => Deciding::Granted(source),
                }
            }
        },
    }
}

struct Gates<'a, R> {
    request: &'a Request,
    kind: ResourceKind,
    verdicts: &'a Verdicts,
    recorder: &'a mut R,
}

impl<R: Recorder> Gates<'_, R> {
    fn step(&mut self, gate: Gate, outcome: GateOutcome, reason: GateReason) {
        if !R::EXHAUSTIVE {
            return;
        }
        self.recorder.step(CombineStep {
            gate,
            side: gate.side(self.request),
            outcome,
            reason,
        });
    }

    /// The gates that are the same for every caller.
    fn common(&mut self) -> ControlFlow<Deciding> {
        if needs_no_permission(self.request) {
            let endpoint = &self.verdicts.vpc_endpoint;
            if let Some((statement, layer)) = endpoint.denied() {
                self.step(
                    Gate::VpcEndpointPolicy,
                    GateOutcome::Denied,
                    GateReason::DenyMatches(layer),
                );
                return ControlFlow::Break(Deciding::Statement(statement, layer));
            }
            self.layer(Gate::VpcEndpointPolicy, endpoint, GateOutcome::Passed)?;
            self.step(
                Gate::NoPermissionNeeded,
                GateOutcome::Granted,
                GateReason::NoPermissionNeeded,
            );
            return ControlFlow::Break(Deciding::Granted(GrantSource::NoPermissionNeeded));
        }
        self.step(
            Gate::NoPermissionNeeded,
            GateOutcome::Passed,
            GateReason::NoException,
        );
        if let Some((statement, layer)) = self.verdicts.explicit_deny() {
            self.step(
                Gate::ExplicitDeny,
                GateOutcome::Denied,
                GateReason::DenyMatches(layer),
            );
            return ControlFlow::Break(Deciding::Statement(statement, layer));
        }
        self.step(
            Gate::ExplicitDeny,
            GateOutcome::Passed,
            GateReason::NoDenyMatches,
        );
        self.levels(
            Gate::ResourceControlPolicies,
            &self.verdicts.resource_control,
        )?;
        self.levels(Gate::ServiceControlPolicies, &self.verdicts.service_control)?;
        self.layer(
            Gate::VpcEndpointPolicy,
            &self.verdicts.vpc_endpoint,
            GateOutcome::Passed,
        )
    }

    fn levels(&mut self, gate: Gate, levels: &LevelsResult) -> ControlFlow<Deciding> {
        match (levels.not_in_play, levels.missing) {
            (Some(why), _) => self.step(gate, GateOutcome::NotInPlay, GateReason::NotInPlay(why)),
            (None, None) => self.step(gate, GateOutcome::Passed, GateReason::Allows),
            (None, Some(level)) => {
                self.step(gate, GateOutcome::Denied, GateReason::MissesAllow(level));
                return ControlFlow::Break(Deciding::MissingAllow(level));
            }
        }
        ControlFlow::Continue(())
    }

    /// A gate of one policy type that must allow when it is in play; `passed` is what an allow counts as.
    fn layer(
        &mut self,
        gate: Gate,
        layer: &LayerResult,
        passed: GateOutcome,
    ) -> ControlFlow<Deciding> {
        match layer.verdict {
            LayerVerdict::NotInPlay(why) => {
                self.step(gate, GateOutcome::NotInPlay, GateReason::NotInPlay(why))
            }
            LayerVerdict::Allowed => self.step(gate, passed, GateReason::Allows),
            LayerVerdict::NoAllow | LayerVerdict::Denied => {
                let reason = if gate == Gate::SessionPolicies
                    && self.verdicts.federation_without_session_policy
                {
                    GateReason::FederationNeedsSessionPolicy
                } else {
                    GateReason::MissesAllow(layer.kind)
                };
                self.step(gate, GateOutcome::Denied, reason);
                return ControlFlow::Break(Deciding::MissingAllow(layer.kind));
            }
        }
        ControlFlow::Continue(())
    }

    fn boundary(&mut self) -> ControlFlow<Deciding> {
        self.layer(
            Gate::PermissionsBoundary,
            &self.verdicts.boundary,
            GateOutcome::Passed,
        )
    }

    fn session(&mut self) -> ControlFlow<Deciding> {
        self.layer(
            Gate::SessionPolicies,
            &self.verdicts.session,
            GateOutcome::Passed,
        )
    }

    fn identity(&mut self) -> ControlFlow<Deciding> {
        self.layer(
            Gate::IdentityPolicies,
            &self.verdicts.identity,
            GateOutcome::Granted,
        )
    }

    fn not_limiting(&mut self, gate: Gate) {
        self.step(
            gate,
            GateOutcome::NotLimiting,
            GateReason::NotLimitedByGrant,
        );
    }

    /// The resource-based policy decides alone.
    fn resource_decides(&mut self, enough: bool) -> Deciding {
        let resource = &self.verdicts.resource;
        if enough {
            self.step(
                Gate::ResourcePolicy,
                GateOutcome::Granted,
                self.grant_reason(),
            );
            Deciding::Granted(self.resource_source())
        } else {
            self.step(
                Gate::ResourcePolicy,
                GateOutcome::Denied,
                GateReason::MissesAllow(resource.kind),
            );
            Deciding::MissingAllow(resource.kind)
        }
    }

    fn resource_source(&self) -> GrantSource {
        match self.kind {
            ResourceKind::Trust => GrantSource::Trust,
            ResourceKind::Generic | ResourceKind::KmsKey => GrantSource::Resource,
        }
    }

    fn grant_reason(&self) -> GateReason {
        match self.verdicts.resource.grant {
            ResourceGrant::Direct => GateReason::NamesCaller,
            ResourceGrant::Role => GateReason::NamesRole,
            ResourceGrant::UserOfFederated => GateReason::NamesFederatingUser,
            ResourceGrant::Account => GateReason::DelegatesToAccount,
            ResourceGrant::None => GateReason::MissesAllow(self.verdicts.resource.kind),
        }
    }

    /// Services, anonymous and federated callers (`EVAL-32`, `EVAL-53`).
    fn caller_without_account(&mut self) -> Deciding {
        self.resource_decides(self.verdicts.resource.grant == ResourceGrant::Direct)
    }

    /// The root user (`EVAL-30`).
    fn root_user(&mut self) -> Deciding {
        if self.request.action.is("sts:AssumeRole") {
            let rule = ServiceRuleName::RootUserMayNotAssumeRoles;
            self.step(
                Gate::ServiceRules,
                GateOutcome::Denied,
                GateReason::ServiceRule(rule),
            );
            return Deciding::ServiceRule(rule);
        }
        self.step(
            Gate::ServiceRules,
            GateOutcome::Passed,
            GateReason::NoException,
        );
        if let ControlFlow::Break(denied) = self.session() {
            return denied;
        }
        if self.request.same_account() && self.kind != ResourceKind::KmsKey {
            self.step(Gate::RootUser, GateOutcome::Granted, GateReason::RootUser);
            return Deciding::Granted(GrantSource::RootUser);
        }
        self.step(
            Gate::RootUser,
            GateOutcome::Passed,
            GateReason::NotInOwnAccount,
        );
        self.resource_decides(self.verdicts.resource.grant != ResourceGrant::None)
    }

    /// Caller and resource in one account (`EVAL-25`, tables under `EVAL-20` to `EVAL-22`).
    fn one_account(&mut self) -> ControlFlow<Deciding, GrantSource> {
        let Verdicts {
            resource, identity, ..
        } = self.verdicts;
        let role_session = matches!(
            self.request.principal.kind,
            PrincipalKind::RoleSession { .. }
        );
        let sets_source_identity = role_session && self.request.action.is("sts:SetSourceIdentity");
        if sets_source_identity
            && resource.grant != ResourceGrant::None
            && identity.verdict != LayerVerdict::Allowed
        {
            self.step(
                Gate::ServiceRules,
                GateOutcome::Denied,
                GateReason::SourceIdentityNeedsIdentityAllow,
            );
            return ControlFlow::Break(Deciding::MissingAllow(LayerKind::IdentityPolicies));
        }
        self.step(
            Gate::ServiceRules,
            GateOutcome::Passed,
            GateReason::NoException,
        );
        match resource.grant {
            ResourceGrant::Direct => {
                self.step(
                    Gate::ResourcePolicy,
                    GateOutcome::Granted,
                    GateReason::NamesCaller,
                );
                self.not_limiting(Gate::IdentityPolicies);
                if self.kind == ResourceKind::Trust {
                    self.boundary()?;
                } else {
                    self.not_limiting(Gate::PermissionsBoundary);
                }
                self.not_limiting(Gate::SessionPolicies);
                ControlFlow::Continue(self.resource_source())
            }
            ResourceGrant::Role | ResourceGrant::UserOfFederated => {
                self.step(
                    Gate::ResourcePolicy,
                    GateOutcome::Granted,
                    self.grant_reason(),
                );
                self.not_limiting(Gate::IdentityPolicies);
                self.boundary()?;
                self.session()?;
                ControlFlow::Continue(self.resource_source())
            }
            ResourceGrant::Account => {
                self.step(
                    Gate::ResourcePolicy,
                    GateOutcome::Passed,
                    GateReason::DelegatesToAccount,
                );
                self.callers_side()?;
                ControlFlow::Continue(GrantSource::Identity)
            }
            ResourceGrant::None => {
                if matches!(self.kind, ResourceKind::Trust | ResourceKind::KmsKey) {
                    self.step(
                        Gate::ResourcePolicy,
                        GateOutcome::Denied,
                        GateReason::MissesAllow(resource.kind),
                    );
                    return ControlFlow::Break(Deciding::MissingAllow(resource.kind));
                }
                match resource.verdict {
                    LayerVerdict::NotInPlay(why) => {
                        self.step(
                            Gate::ResourcePolicy,
                            GateOutcome::NotInPlay,
                            GateReason::NotInPlay(why),
                        );
                    }
                    LayerVerdict::Denied | LayerVerdict::Allowed | LayerVerdict::NoAllow => {
                        self.step(
                            Gate::ResourcePolicy,
                            GateOutcome::Passed,
                            GateReason::GrantNotNeeded,
                        );
                    }
                }
                self.callers_side()?;
                ControlFlow::Continue(GrantSource::Identity)
            }
        }
    }

    /// Identity-based policies, boundary and session policies, each of which must allow.
    fn callers_side(&mut self) -> ControlFlow<Deciding> {
        self.identity()?;
        self.boundary()?;
        self.session()
    }

    /// Caller and resource in different accounts (`EVAL-36`, `EVAL-37`).
    fn two_accounts(&mut self) -> ControlFlow<Deciding, GrantSource> {
        self.callers_side()?;
        match self.resource_decides(self.verdicts.resource.grant != ResourceGrant::None) {
            Deciding::Granted(_) => ControlFlow::Continue(GrantSource::IdentityAndResource),
            denied => ControlFlow::Break(denied),
        }
    }
}
