//! An explanation as plain text, one fact a line, for golden traces and terminals.
//!
//! The words are stable and terse; sentences for people are written elsewhere.

use std::fmt::Write;

use policy::{Effect, NodeId, PatternOutcome, PrincipalPattern};

use crate::{
    CombineStep, ConditionExplanation, ConditionOutcome, Deciding, Decision, ElementKind,
    ElementOutcome, Explanation, Gate, GateOutcome, GateReason, LayerExplanation, LayerKind,
    LayerVerdict, NotInPlay, PatternValue, PolicyExplanation, PolicyId, PolicyStack, PrincipalNote,
    PrincipalOutcome, ResourceGrant, ServiceRuleName, Side, StatementExplanation, StatementOutcome,
    StatementRef, ValueOutcome,
};

/// Renders an explanation; the stack it was made from gives texts and line numbers.
pub fn outline(explanation: &Explanation, stack: &PolicyStack) -> String {
    let mut writer = Writer {
        stack,
        text: String::new(),
    };
    writer.explanation(explanation);
    writer.text
}

struct Writer<'a> {
    stack: &'a PolicyStack,
    text: String,
}

impl Writer<'_> {
    fn line(&mut self, depth: usize, text: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "{:indent$}{text}", "", indent = depth * 2);
    }

    /// `7:3`, the line and column of a node.
    fn place(&self, policy: PolicyId, node: NodeId) -> String {
        let compiled = self
            .stack
            .policy(policy)
            .and_then(|attached| attached.policy());
        compiled.map_or_else(String::new, |compiled| {
            let at = compiled.source().line_col(compiled.span(node).start);
            format!("{}:{}", at.line, at.column)
        })
    }

    fn statement_name(&self, statement: StatementRef) -> String {
        let place = self.place(statement.policy, statement.node);
        format!(
            "policy {} statement {} at {place}",
            statement.policy.0, statement.index
        )
    }

    fn explanation(&mut self, explanation: &Explanation) {
        let decision = match explanation.decision {
            Decision::Allow => "ALLOW",
            Decision::ExplicitDeny => "EXPLICIT DENY",
            Decision::ImplicitDeny => "IMPLICIT DENY",
        };
        let because = match explanation.deciding {
            Deciding::Granted(source) => format!("granted by {}", source.short_name()),
            Deciding::Statement(statement, layer) => {
                format!("{} {}", layer_name(layer), self.statement_name(statement))
            }
            Deciding::MissingAllow(layer) => format!("no allow in {}", layer_name(layer)),
            Deciding::ServiceRule(rule) => rule_name(rule).to_owned(),
        };
        self.line(0, &format!("{decision}: {because}"));
        for (statement, layer) in &explanation.granted_by {
            let line = format!(
                "granted in {} {}",
                layer_name(*layer),
                self.statement_name(*statement)
            );
            self.line(1, &line);
        }
        self.line(0, "gates");
        for step in &explanation.combination {
            self.line(1, &step_line(step));
        }
        self.line(0, "layers");
        for layer in &explanation.layers {
            self.layer(layer);
        }
    }

    fn layer(&mut self, layer: &LayerExplanation) {
        let level = layer
            .level
            .as_ref()
            .map_or_else(String::new, |name| format!(" `{name}`"));
        let verdict = match layer.verdict {
            LayerVerdict::NotInPlay(why) => format!("not in play, {}", not_in_play(why)),
            LayerVerdict::Denied => "denied".to_owned(),
            LayerVerdict::Allowed => "allowed".to_owned(),
            LayerVerdict::NoAllow => "no allow".to_owned(),
        };
        self.line(1, &format!("{}{level}: {verdict}", layer_name(layer.kind)));
        for policy in &layer.policies {
            match policy {
                PolicyExplanation::Evaluated { policy, statements } => {
                    self.line(2, &format!("policy {}", policy.0));
                    for statement in statements {
                        self.statement(statement);
                    }
                }
                PolicyExplanation::NotInForce { policy, reason } => {
                    self.line(2, &format!("policy {}: not in force, {reason}", policy.0));
                }
                PolicyExplanation::SwitchedOff { policy } => {
                    self.line(2, &format!("policy {}: switched off", policy.0));
                }
            }
        }
    }

    fn statement(&mut self, statement: &StatementExplanation) {
        let policy = statement.statement.policy;
        let effect = match statement.effect {
            Effect::Allow => "Allow",
            Effect::Deny => "Deny",
        };
        let outcome = match statement.outcome {
            StatementOutcome::Matched => "matched".to_owned(),
            StatementOutcome::NotMatched { first } => {
                format!("not matched, {}", element_name(first))
            }
            StatementOutcome::SwitchedOff => "switched off".to_owned(),
        };
        let place = self.place(policy, statement.statement.node);
        self.line(3, &format!("{place} {effect}: {outcome}"));
        self.principal(statement);
        self.patterns(policy, "Action", &statement.action);
        self.patterns(policy, "Resource", &statement.resource);
        for condition in &statement.conditions {
            self.condition(policy, condition);
        }
    }

    fn principal(&mut self, statement: &StatementExplanation) {
        let ElementOutcome::Present {
            node,
            negated,
            matched,
            values,
        } = &statement.principal
        else {
            return;
        };
        let policy = statement.statement.policy;
        let place = self.place(policy, *node);
        let note = statement.principal_note.map_or("", note_words);
        self.line(
            4,
            &format!(
                "{place} {}: {}{note}",
                not_name(*negated, "Principal"),
                matched_word(*matched)
            ),
        );
        for value in values {
            let place = self.place(policy, value.node);
            let line = format!(
                "{place} {}: {}",
                pattern_text(&value.pattern),
                principal_words(value.outcome)
            );
            self.line(5, &line);
        }
    }

    fn patterns(&mut self, policy: PolicyId, name: &str, element: &ElementOutcome<PatternValue>) {
        let ElementOutcome::Present {
            node,
            negated,
            matched,
            values,
        } = element
        else {
            return;
        };
        let place = self.place(policy, *node);
        self.line(
            4,
            &format!(
                "{place} {}: {}",
                not_name(*negated, name),
                matched_word(*matched)
            ),
        );
        for value in values {
            let place = self.place(policy, value.node);
            let outcome = match &value.outcome {
                PatternOutcome::Matched => "matched".to_owned(),
                PatternOutcome::NotMatched => "not matched".to_owned(),
                PatternOutcome::VariableUnresolved(name) => format!("`{name}` has no single value"),
            };
            self.line(
                5,
                &format!(
                    "{place} `{}`{}: {outcome}",
                    value.text,
                    resolved_words(value.resolved.as_ref())
                ),
            );
        }
    }

    fn condition(&mut self, policy: PolicyId, condition: &ConditionExplanation) {
        let place = self.place(policy, condition.node);
        let had = match &condition.had {
            None => "absent".to_owned(),
            Some(values) => {
                let texts: Vec<String> = values
                    .iter()
                    .map(|value| format!("`{}`", value.text))
                    .collect();
                format!("[{}]", texts.join(", "))
            }
        };
        let outcome = condition_words(condition.outcome);
        self.line(
            4,
            &format!(
                "{place} {} {} {had}: {outcome}",
                condition.operator, condition.key
            ),
        );
        for value in &condition.wanted {
            let place = self.place(policy, value.node);
            let outcome = match value.outcome {
                ValueOutcome::Matched => "matched",
                ValueOutcome::NotMatched => "not matched",
                ValueOutcome::WrongType => "of another type",
                ValueOutcome::VariableUnresolved => "a variable has no single value",
                ValueOutcome::NothingToCompare => "nothing to compare",
            };
            self.line(
                5,
                &format!(
                    "{place} `{}`{}: {outcome}",
                    value.text,
                    resolved_words(value.resolved.as_ref())
                ),
            );
        }
    }
}

fn layer_name(kind: LayerKind) -> String {
    match kind {
        LayerKind::ResourceControlPolicies { level }
        | LayerKind::ServiceControlPolicies { level } => {
            format!("{} level {level}", kind.short_name())
        }
        LayerKind::VpcEndpointPolicy
        | LayerKind::ResourcePolicy
        | LayerKind::TrustPolicy
        | LayerKind::IdentityPolicies
        | LayerKind::PermissionsBoundary
        | LayerKind::SessionPolicies => kind.short_name().to_owned(),
    }
}

fn step_line(step: &CombineStep) -> String {
    let gate = match step.gate {
        Gate::NoPermissionNeeded => "no permission needed",
        Gate::ExplicitDeny => "explicit deny",
        Gate::ResourceControlPolicies => "rcp",
        Gate::ServiceControlPolicies => "scp",
        Gate::VpcEndpointPolicy => "vpce",
        Gate::ServiceRules => "service rules",
        Gate::ResourcePolicy => "resource policy",
        Gate::IdentityPolicies => "identity",
        Gate::PermissionsBoundary => "boundary",
        Gate::SessionPolicies => "session",
        Gate::RootUser => "root user",
    };
    let side = match step.side {
        Side::Both => "",
        Side::Caller => " of the caller",
        Side::Resource => " of the resource",
    };
    let outcome = match step.outcome {
        GateOutcome::Passed => "passed",
        GateOutcome::NotInPlay => "not in play",
        GateOutcome::Granted => "granted",
        GateOutcome::Denied => "denied",
        GateOutcome::NotLimiting => "not limiting",
        GateOutcome::NotReached => return format!("{gate}{side}: not reached"),
    };
    let reason = match step.reason {
        GateReason::NoException => "no exception applies".to_owned(),
        GateReason::NotInOwnAccount => "not full access here".to_owned(),
        GateReason::NoPermissionNeeded => "the operation needs none".to_owned(),
        GateReason::NoDenyMatches => "no Deny matches".to_owned(),
        GateReason::DenyMatches(layer) => format!("a Deny matches in {}", layer_name(layer)),
        GateReason::NotInPlay(why) => not_in_play(why).to_owned(),
        GateReason::Allows => "allows".to_owned(),
        GateReason::MissesAllow(layer) => format!("no Allow matches in {}", layer_name(layer)),
        GateReason::FederationNeedsSessionPolicy => {
            "a federated session needs a session policy".to_owned()
        }
        GateReason::NamesCaller => "names the caller".to_owned(),
        GateReason::NamesRole => "names the caller's role".to_owned(),
        GateReason::NamesFederatingUser => "names the federating user".to_owned(),
        GateReason::DelegatesToAccount => "names the caller's account".to_owned(),
        GateReason::GrantNotNeeded => "no grant, none needed".to_owned(),
        GateReason::NotLimitedByGrant => "granted by the resource policy".to_owned(),
        GateReason::SourceIdentityNeedsIdentityAllow => {
            "a role session needs an identity allow".to_owned()
        }
        GateReason::RootUser => "full access in its own account".to_owned(),
        GateReason::ServiceRule(rule) => rule_name(rule).to_owned(),
        GateReason::NotReached => "not reached".to_owned(),
    };
    format!("{gate}{side}: {outcome}, {reason}")
}

fn rule_name(rule: ServiceRuleName) -> &'static str {
    match rule {
        ServiceRuleName::RootUserMayNotAssumeRoles => "the root user may not assume roles",
    }
}

fn not_in_play(why: NotInPlay) -> &'static str {
    match why {
        NotInPlay::NoOrganization => "no organization",
        NotInPlay::NotEnabled => "not enabled",
        NotInPlay::ManagementAccount => "management account",
        NotInPlay::ServiceLinkedRole => "service-linked role",
        NotInPlay::ServiceNotCovered => "service not covered",
        NotInPlay::AwsManagedKey => "AWS managed key",
        NotInPlay::RetireGrant => "kms:RetireGrant",
        NotInPlay::CallerWithoutAccount => "caller without an account",
        NotInPlay::RootUser => "root user",
        NotInPlay::NoPolicy => "no policy",
        NotInPlay::SwitchedOff => "switched off",
        NotInPlay::NoPermissionNeeded => "no permission needed",
    }
}

fn element_name(element: ElementKind) -> &'static str {
    match element {
        ElementKind::Principal => "principal",
        ElementKind::Action => "action",
        ElementKind::Resource => "resource",
        ElementKind::Condition => "condition",
    }
}

fn not_name(negated: bool, name: &str) -> String {
    if negated {
        format!("Not{name}")
    } else {
        name.to_owned()
    }
}

fn matched_word(matched: bool) -> &'static str {
    if matched { "matched" } else { "not matched" }
}

fn resolved_words(resolved: Option<&String>) -> String {
    resolved.map_or_else(String::new, |text| format!(" = `{text}`"))
}

fn note_words(note: PrincipalNote) -> &'static str {
    match note {
        PrincipalNote::Exempt => ", the caller is exempt",
        PrincipalNote::HasBoundary => ", the caller has a boundary",
        PrincipalNote::AccountNotListed => ", the caller's account is not listed",
        PrincipalNote::CallerNotListed => ", the caller is not listed",
        PrincipalNote::OnlyWithDeny => ", only with Deny",
    }
}

fn pattern_text(pattern: &PrincipalPattern) -> String {
    match pattern {
        PrincipalPattern::Everyone => "`*`".to_owned(),
        PrincipalPattern::EveryAws => "AWS `*`".to_owned(),
        PrincipalPattern::Account(account) => format!("AWS account `{account}`"),
        PrincipalPattern::Arn(arn) => format!("AWS `{arn}`"),
        PrincipalPattern::UniqueId(id) => format!("AWS `{id}`"),
        PrincipalPattern::Federated(provider) => format!("Federated `{provider}`"),
        PrincipalPattern::Service(name) => format!("Service `{name}`"),
        PrincipalPattern::CanonicalUser(id) => format!("CanonicalUser `{id}`"),
    }
}

fn principal_words(outcome: PrincipalOutcome) -> &'static str {
    match outcome {
        PrincipalOutcome::Names(ResourceGrant::Direct) => "the caller",
        PrincipalOutcome::Names(ResourceGrant::Role) => "the caller's role",
        PrincipalOutcome::Names(ResourceGrant::UserOfFederated) => "the federating user",
        PrincipalOutcome::Names(ResourceGrant::Account) => "the caller's account",
        PrincipalOutcome::Names(ResourceGrant::None) | PrincipalOutcome::Another => {
            "another caller"
        }
        PrincipalOutcome::AnotherAccount => "another account",
        PrincipalOutcome::AnotherKind => "another kind of caller",
        PrincipalOutcome::DeletedPrincipal => "a deleted principal",
        PrincipalOutcome::FederatedNotIncluded => "federated callers are not included",
    }
}

fn condition_words(outcome: ConditionOutcome) -> String {
    let reason = match outcome {
        ConditionOutcome::Matched | ConditionOutcome::NotMatched => "",
        ConditionOutcome::KeyMissing { .. } => ", key missing",
        ConditionOutcome::EmptyValue { .. } => ", empty value",
        ConditionOutcome::SeveralValues => ", several values under a plain operator",
        ConditionOutcome::VariableUnresolved { .. } => ", variable without a value",
        ConditionOutcome::WrongType { .. } => ", another type",
    };
    format!("{}{reason}", matched_word(outcome.matched()))
}
