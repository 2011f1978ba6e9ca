//! The evaluator: one pass over the stack's policy types, then the gates.
//!
//! It is generic over a recorder; the public functions are the only two uses of it.

use aws::RequestContext;
use policy::{CompiledStatement, Effect};

use crate::applicable::{Applicable, Presence};
use crate::combine::{LayerResult, LevelsResult, Verdicts, combine};
use crate::matching::{Caller, Scene, match_condition, match_statement};
use crate::recorder::{NoTrace, Recorder, Tracer};
use crate::{
    Attached, AttachedState, CombineStep, Deciding, Decision, Explanation, Gate, GateOutcome,
    GateReason, GrantSource, LayerExplanation, LayerKind, LayerVerdict, Levels, NotInPlay,
    PolicyExplanation, PolicyStack, Request, ResourceGrant, ResourceKind, StatementRef,
};

/// Decides a request, without saying why.
pub fn decide(request: &Request, stack: &PolicyStack) -> Decision {
    let mut recorder = NoTrace;
    let verdicts = look_at_policies(request, stack, &mut recorder);
    decision_of(combine(
        request,
        stack.resource_kind,
        &verdicts,
        &mut recorder,
    ))
}

/// Decides a request and explains every value of every policy in the stack.
pub fn explain(request: &Request, stack: &PolicyStack) -> Explanation {
    let mut recorder = Tracer::default();
    let verdicts = look_at_policies(request, stack, &mut recorder);
    let deciding = combine(request, stack.resource_kind, &verdicts, &mut recorder);
    let mut combination = recorder.steps;
    for gate in Gate::documented_order(request) {
        if !combination.iter().any(|step| step.gate == *gate) {
            combination.push(CombineStep {
                gate: *gate,
                side: gate.side(request),
                outcome: GateOutcome::NotReached,
                reason: GateReason::NotReached,
            });
        }
    }
    Explanation {
        decision: decision_of(deciding),
        deciding,
        grant: verdicts.resource.grant,
        granted_by: granted_by(deciding, stack.resource_kind, &verdicts),
        layers: recorder.layers,
        combination,
    }
}

/// Whether every condition of a statement holds in a request context (`COND-01`, `COND-23`).
pub fn matches_conditions(statement: &CompiledStatement, context: &RequestContext) -> bool {
    statement
        .conditions
        .iter()
        .all(|condition| match_condition(condition, context, &mut NoTrace))
}

pub(crate) fn decision_of(deciding: Deciding) -> Decision {
    match deciding {
        Deciding::Granted(_) => Decision::Allow,
        Deciding::Statement(..) => Decision::ExplicitDeny,
        Deciding::MissingAllow(_) | Deciding::ServiceRule(_) => Decision::ImplicitDeny,
    }
}

/// The statements that carried an allowed request; key and trust policies carry it also when they only delegate.
fn granted_by(
    deciding: Deciding,
    kind: ResourceKind,
    verdicts: &Verdicts,
) -> Vec<(StatementRef, LayerKind)> {
    let Deciding::Granted(source) = deciding else {
        return Vec::new();
    };
    let must_delegate = matches!(kind, ResourceKind::Trust | ResourceKind::KmsKey);
    let (identity, resource) = match source {
        GrantSource::Identity => (true, must_delegate),
        GrantSource::Resource | GrantSource::Trust => (false, true),
        GrantSource::IdentityAndResource => (true, true),
        GrantSource::RootUser | GrantSource::NoPermissionNeeded => (false, false),
    };
    let of = |wanted: bool, layer: &LayerResult| {
        let kind = layer.kind;
        layer
            .allow
            .filter(|_| wanted)
            .map(|statement| (statement, kind))
    };
    [
        of(identity, &verdicts.identity),
        of(resource, &verdicts.resource),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Looks at every policy type in the order in which they are evaluated (`EVAL-03`).
fn look_at_policies<R: Recorder>(
    request: &Request,
    stack: &PolicyStack,
    recorder: &mut R,
) -> Verdicts {
    let say = Applicable::of(request, &Presence::of(stack));
    let caller = Caller {
        principal: &request.principal,
        has_boundary: say.has_boundary,
    };
    let mut look = Look {
        scene: Scene {
            request,
            caller,
            in_endpoint_policy: false,
            action_matches: false,
        },
        recorder,
    };
    let none = &[][..];
    let resource_control = look.levels(&stack.resource_control, say.resource_control, |level| {
        LayerKind::ResourceControlPolicies { level }
    });
    let service_control = look.levels(&stack.service_control, say.service_control, |level| {
        LayerKind::ServiceControlPolicies { level }
    });
    look.scene.in_endpoint_policy = true;
    let vpc_endpoint = look.layer(
        LayerKind::VpcEndpointPolicy,
        stack.vpc_endpoint.as_slice(),
        say.vpc_endpoint,
    );
    look.scene.in_endpoint_policy = false;
    Verdicts {
        resource_control,
        service_control,
        vpc_endpoint,
        resource: look.layer(
            LayerKind::of_resource(stack.resource_kind),
            stack.resource.as_slice(),
            say.resource,
        ),
        identity: look.layer(LayerKind::IdentityPolicies, &stack.identity, say.identity),
        boundary: look.layer(
            LayerKind::PermissionsBoundary,
            stack.boundary.as_slice(),
            say.boundary,
        ),
        session: look.layer(
            LayerKind::SessionPolicies,
            stack.session.as_deref().unwrap_or(none),
            say.session,
        ),
        federation_without_session_policy: say.federation_without_session_policy,
    }
}

struct Look<'a, R> {
    scene: Scene<'a>,
    recorder: &'a mut R,
}

impl<R: Recorder> Look<'_, R> {
    /// All levels of one of an organization's policy types; each must allow, any may deny (`SCP-03`).
    fn levels(
        &mut self,
        levels: &Levels,
        not_in_play: Option<NotInPlay>,
        kind: impl Fn(u8) -> LayerKind,
    ) -> LevelsResult {
        let mut result = LevelsResult {
            not_in_play,
            deny: None,
            missing: None,
        };
        if levels.levels().is_empty() {
            self.whole_layer(kind(0), None, &[], not_in_play);
        }
        for (index, level) in levels.levels().iter().enumerate() {
            let kind = kind(u8::try_from(index).unwrap_or(u8::MAX));
            let layer = self.whole_layer(kind, Some(&level.name), &level.policies, not_in_play);
            result.deny = result
                .deny
                .or(layer.deny.map(|statement| (statement, kind)));
            if layer.allow.is_none() {
                result.missing = result.missing.or(Some(kind));
            }
        }
        result
    }

    fn layer(
        &mut self,
        kind: LayerKind,
        policies: &[Attached],
        not_in_play: Option<NotInPlay>,
    ) -> LayerResult {
        self.whole_layer(kind, None, policies, not_in_play)
    }

    fn whole_layer(
        &mut self,
        kind: LayerKind,
        level: Option<&str>,
        policies: &[Attached],
        not_in_play: Option<NotInPlay>,
    ) -> LayerResult {
        let mut found = Found {
            deny: None,
            allow: None,
            grant: ResourceGrant::None,
        };
        if not_in_play.is_none() || R::EXHAUSTIVE {
            for attached in policies {
                self.policy(attached, kind, &mut found);
            }
        }
        let verdict = match (not_in_play, found.deny, found.allow) {
            (Some(why), ..) => LayerVerdict::NotInPlay(why),
            (None, Some(_), _) => LayerVerdict::Denied,
            (None, None, Some(_)) => LayerVerdict::Allowed,
            (None, None, None) => LayerVerdict::NoAllow,
        };
        self.recorder.layer(|policies| LayerExplanation {
            kind,
            level: level.map(str::to_owned),
            verdict,
            policies,
        });
        // What a layer that is not in play would have granted must not reach the gates.
        let grant = if not_in_play.is_some() {
            ResourceGrant::None
        } else {
            found.grant
        };
        LayerResult {
            kind,
            verdict,
            deny: found.deny,
            allow: found.allow,
            grant,
        }
    }

    fn policy(&mut self, attached: &Attached, kind: LayerKind, found: &mut Found) {
        let in_resource_policy = matches!(kind, LayerKind::ResourcePolicy | LayerKind::TrustPolicy);
        let count = attached
            .policy()
            .map_or(0, |policy| policy.statements().len());
        self.recorder.policy_begins(count);
        for (index, statement, switched_off) in attached.statements() {
            let reference = StatementRef {
                policy: attached.id,
                index,
                node: statement.node,
            };
            let applies = match_statement(
                self.scene,
                reference,
                statement,
                switched_off,
                self.recorder,
            );
            match (applies, statement.effect) {
                (None, _) => {}
                (Some(_), Effect::Deny) => found.deny = found.deny.or(Some(reference)),
                (Some(grant), Effect::Allow) if in_resource_policy => {
                    if grant > found.grant {
                        found.grant = grant;
                        found.allow = Some(reference);
                    }
                }
                (Some(_), Effect::Allow) => found.allow = found.allow.or(Some(reference)),
            }
        }
        self.recorder.policy(|statements| match &attached.state {
            AttachedState::InForce(_) => PolicyExplanation::Evaluated {
                policy: attached.id,
                statements,
            },
            AttachedState::NotInForce(reason) => PolicyExplanation::NotInForce {
                policy: attached.id,
                reason: reason.clone(),
            },
            AttachedState::SwitchedOff => PolicyExplanation::SwitchedOff {
                policy: attached.id,
            },
        });
    }
}

/// What the statements of one layer came to.
struct Found {
    deny: Option<StatementRef>,
    allow: Option<StatementRef>,
    grant: ResourceGrant,
}
