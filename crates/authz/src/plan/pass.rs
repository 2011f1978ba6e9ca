//! One decision over candidates: layers are bits, and a layer that has its allow is not asked again.

use std::ops::ControlFlow;

use policy::CompiledStatement;

use super::candidate::{Candidate, Probes};
use crate::applicable::{Applicable, Presence};
use crate::combine::{LayerResult, LevelsResult, Verdicts, combine};
use crate::evaluate::decision_of;
use crate::matching::{Caller, Scene, applies};
use crate::recorder::NoTrace;
use crate::{
    Attached, Decision, LayerKind, LayerVerdict, Levels, NotInPlay, PolicyStack, Request,
    ResourceGrant, ResourceKind,
};

/// The number of a layer's bit.
pub(crate) type Layer = u8;

const ENDPOINT: Layer = 0;
const RESOURCE: Layer = 1;
const IDENTITY: Layer = 2;
const BOUNDARY: Layer = 3;
const SESSION: Layer = 4;
const SERVICE_CONTROL: Layer = 8;
const RESOURCE_CONTROL: Layer = 32;
/// Levels of one policy type that fit; AWS has seven at most.
const MOST_LEVELS: usize = 24;

/// How many levels of an organization's policies there are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Layers {
    service_control: u8,
    resource_control: u8,
}

impl Layers {
    /// `None` when there are more levels than bits.
    pub(crate) fn of(stack: &PolicyStack) -> Option<Layers> {
        Some(Layers {
            service_control: count(&stack.service_control)?,
            resource_control: count(&stack.resource_control)?,
        })
    }

    /// Every statement that counts, with its layer.
    pub(crate) fn statements(
        stack: &PolicyStack,
    ) -> impl Iterator<Item = (Layer, &CompiledStatement)> {
        of_levels(SERVICE_CONTROL, &stack.service_control)
            .chain(of_levels(RESOURCE_CONTROL, &stack.resource_control))
            .chain(of_policies(ENDPOINT, stack.vpc_endpoint.as_slice()))
            .chain(of_policies(RESOURCE, stack.resource.as_slice()))
            .chain(of_policies(IDENTITY, &stack.identity))
            .chain(of_policies(BOUNDARY, stack.boundary.as_slice()))
            .chain(of_policies(
                SESSION,
                stack.session.as_deref().unwrap_or_default(),
            ))
    }

    /// The caller's levels of one stack and the resource's of another.
    pub(crate) fn of_both(caller: Layers, resource: Layers) -> Layers {
        Layers {
            service_control: caller.service_control,
            resource_control: resource.resource_control,
        }
    }

    fn levels_of(first: Layer, levels: u8) -> u64 {
        ((1 << levels) - 1) << first
    }
}

fn count(levels: &Levels) -> Option<u8> {
    let count = levels.levels().len();
    u8::try_from(count).ok().filter(|_| count <= MOST_LEVELS)
}

fn of_levels(first: Layer, levels: &Levels) -> impl Iterator<Item = (Layer, &CompiledStatement)> {
    (first..)
        .zip(levels.levels())
        .flat_map(|(layer, level)| of_policies(layer, &level.policies))
}

fn of_policies(
    layer: Layer,
    policies: &[Attached],
) -> impl Iterator<Item = (Layer, &CompiledStatement)> {
    policies
        .iter()
        .flat_map(Attached::statements)
        .filter(|(.., switched_off)| !switched_off)
        .map(move |(_, statement, _)| (layer, statement))
}

/// What is known so far in one decision.
pub(crate) struct Pass<'a> {
    scene: Scene<'a>,
    /// Layers that have a say.
    in_play: u64,
    /// Layers with an Allow that matched.
    allowed: u64,
    grant: ResourceGrant,
}

impl Pass<'_> {
    /// Looks at candidates; breaks when one denies, as that ends the evaluation (`EVAL-02`).
    ///
    /// `certain` says that they all name the request's action.
    pub(crate) fn look(
        &mut self,
        candidates: &[Candidate<'_>],
        probes: &Probes,
        certain: bool,
    ) -> ControlFlow<()> {
        self.scene.action_matches = certain;
        for candidate in candidates {
            let bit = 1u64 << candidate.layer;
            let settled = if candidate.layer == RESOURCE {
                self.grant == ResourceGrant::Direct
            } else {
                self.allowed & bit != 0
            };
            if self.in_play & bit == 0
                || (settled && !candidate.deny)
                || !candidate.may_match(&self.scene.request.resource, probes)
            {
                continue;
            }
            self.scene.in_endpoint_policy = candidate.layer == ENDPOINT;
            match applies(self.scene, candidate.statement) {
                None => {}
                Some(_) if candidate.deny => return ControlFlow::Break(()),
                Some(grant) if candidate.layer == RESOURCE => self.grant = self.grant.max(grant),
                Some(_) => self.allowed |= bit,
            }
        }
        ControlFlow::Continue(())
    }
}

/// Decides a request; `look` shows the pass every candidate there is.
pub(crate) fn settle<'a>(
    request: &'a Request,
    kind: ResourceKind,
    present: &Presence,
    layers: Layers,
    look: impl FnOnce(&mut Pass<'a>) -> ControlFlow<()>,
) -> Decision {
    let say = Applicable::of(request, present);
    let service_control = Layers::levels_of(SERVICE_CONTROL, layers.service_control);
    let resource_control = Layers::levels_of(RESOURCE_CONTROL, layers.resource_control);
    let in_play = [
        (say.service_control, service_control),
        (say.resource_control, resource_control),
        (say.vpc_endpoint, 1 << ENDPOINT),
        (say.resource, 1 << RESOURCE),
        (say.identity, 1 << IDENTITY),
        (say.boundary, 1 << BOUNDARY),
        (say.session, 1 << SESSION),
    ]
    .into_iter()
    .filter(|(why_not, _)| why_not.is_none())
    .fold(0, |bits, (_, own)| bits | own);
    let mut pass = Pass {
        scene: Scene {
            request,
            caller: Caller {
                principal: &request.principal,
                has_boundary: say.has_boundary,
            },
            in_endpoint_policy: false,
            action_matches: false,
        },
        in_play,
        allowed: 0,
        grant: ResourceGrant::None,
    };
    if look(&mut pass).is_break() {
        return Decision::ExplicitDeny;
    }
    let Pass { allowed, grant, .. } = pass;
    let levels = |not_in_play: Option<NotInPlay>, all: u64, layer: LayerKind| LevelsResult {
        not_in_play,
        deny: None,
        missing: (all & !allowed != 0).then_some(layer),
    };
    let one = |not_in_play: Option<NotInPlay>, allows: bool, kind: LayerKind| LayerResult {
        kind,
        verdict: match not_in_play {
            Some(why) => LayerVerdict::NotInPlay(why),
            None if allows => LayerVerdict::Allowed,
            None => LayerVerdict::NoAllow,
        },
        deny: None,
        allow: None,
        grant: ResourceGrant::None,
    };
    let has = |layer: Layer| allowed & (1 << layer) != 0;
    // Only whether a level misses its allow counts for the decision, not which one.
    let (service_level, resource_level) = (
        LayerKind::ServiceControlPolicies { level: 0 },
        LayerKind::ResourceControlPolicies { level: 0 },
    );
    let verdicts = Verdicts {
        resource_control: levels(say.resource_control, resource_control, resource_level),
        service_control: levels(say.service_control, service_control, service_level),
        vpc_endpoint: one(
            say.vpc_endpoint,
            has(ENDPOINT),
            LayerKind::VpcEndpointPolicy,
        ),
        resource: LayerResult {
            grant,
            ..one(
                say.resource,
                grant != ResourceGrant::None,
                LayerKind::of_resource(kind),
            )
        },
        identity: one(say.identity, has(IDENTITY), LayerKind::IdentityPolicies),
        boundary: one(say.boundary, has(BOUNDARY), LayerKind::PermissionsBoundary),
        session: one(say.session, has(SESSION), LayerKind::SessionPolicies),
        federation_without_session_policy: say.federation_without_session_policy,
    };
    decision_of(combine(request, kind, &verdicts, &mut NoTrace))
}
