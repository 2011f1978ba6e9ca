//! One authorization: the question, the policies, the answer, and what the caller is told.

use aws::{ActionName, Arn, RegionName};
use world::{Call, EntryId};

use crate::{
    ApiError, CloudState, PolicyCache,
    api_error::denial,
    authenticate::Caller,
    context::{Keys, Target, mark_absent, request_keys},
    record::{AuthorizationNote, AuthorizationTrace, Phase},
    service::canonical_action,
    stacks::{SourcedStack, stack_for},
};

/// What stays the same for all authorizations of one call.
pub(crate) struct Authorizer<'a> {
    pub(crate) state: &'a CloudState,
    pub(crate) policies: &'a PolicyCache,
    pub(crate) entry: EntryId,
    pub(crate) caller: &'a Caller,
    pub(crate) call: &'a Call,
    pub(crate) requested_region: &'a RegionName,
}

impl Authorizer<'_> {
    /// Asks the policies, records the answer as a phase, and gives the error when they deny.
    ///
    /// `add_keys` adds the keys that come from parameters of the operation.
    pub(crate) fn authorize(
        &self,
        phases: &mut Vec<Phase>,
        action: &ActionName,
        resource: Option<&Arn>,
        add_keys: impl FnOnce(&mut Keys),
    ) -> Result<(), ApiError> {
        let action = canonical_action(action);
        let (target, notes) = target(self.state, &action, resource);
        let mut keys = request_keys(
            self.state,
            self.caller,
            self.call,
            self.requested_region,
            &target,
        );
        add_keys(&mut keys);
        mark_absent(
            &mut keys,
            target.is_role && action.service().eq_ignore_ascii_case("sts"),
        );
        let SourcedStack { stack, sources } =
            stack_for(self.state, self.policies, self.caller, &action, &target);
        let request = authz::Request {
            principal: self.caller.principal.clone(),
            action: action.clone(),
            resource: target.resource,
            resource_account: target.account,
            context: keys.context,
        };
        let explanation = authz::explain(&request, &stack);
        let allowed = explanation.decision == authz::Decision::Allow;
        let trace = AuthorizationTrace {
            purpose: action,
            request,
            stack,
            explanation,
            policies: sources,
            provenance: keys.provenance,
            notes,
        };
        let before = phases
            .iter()
            .filter(|phase| matches!(phase, Phase::Authorization(_)))
            .count();
        let ordinal = u32::try_from(before).unwrap_or(u32::MAX);
        let denied = (!allowed).then(|| {
            denial(
                self.state.world(),
                self.state.scenario.seed,
                self.entry,
                ordinal,
                &trace,
            )
        });
        phases.push(Phase::Authorization(Box::new(trace)));
        denied.map_or(Ok(()), Err)
    }
}

/// What the world knows of a resource.
fn target(
    state: &CloudState,
    action: &ActionName,
    resource: Option<&Arn>,
) -> (Target, Vec<AuthorizationNote>) {
    let Some(arn) = resource else {
        return (
            Target {
                resource: "*".to_owned(),
                ..Target::default()
            },
            Vec::new(),
        );
    };
    let world = state.world();
    let mut target = Target {
        resource: arn.to_string(),
        account: arn.account_id(),
        ..Target::default()
    };
    let mut notes = Vec::new();
    if arn.service() == "iam" && arn.resource().starts_with("role/") {
        target.is_role = true;
        match world.role_by_arn(arn) {
            Some((_, role)) => {
                target.tags = role.tags.clone();
                if role.trust_policy.is_none() {
                    notes.push(AuthorizationNote::RoleWithoutTrustPolicy);
                }
            }
            None => notes.push(AuthorizationNote::RoleDoesNotExist),
        }
    } else if let Some((_, user)) = world.user_by_arn(arn) {
        target.tags = user.tags.clone();
    } else if let Some((account, found)) = world.resource_containing(arn) {
        target.account = Some(account.id.clone());
        // The tags of a bucket are not those of its objects.
        if found.arn == *arn {
            target.tags = found.tags.clone();
        }
    } else if is_expected_in_world(action, arn) {
        notes.push(AuthorizationNote::ResourceUnknown);
    }
    (target, notes)
}

/// A bucket's owner and a key's policy are known only from the world, so their absence is worth a word.
fn is_expected_in_world(action: &ActionName, arn: &Arn) -> bool {
    arn.service() == "s3" || action.service().eq_ignore_ascii_case("kms")
}
