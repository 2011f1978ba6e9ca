//! A run: its steps, its path and why it ended as it did.

use super::{AccountTag, Icon, Outcome};

/// How finely a run is stepped through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Detail {
    /// One step a gate.
    #[default]
    Stages,
    /// One step a statement, in the order AWS documents.
    Statements,
}

/// The step bar.
#[derive(Clone, Debug, PartialEq)]
pub struct StepsView {
    /// Present level of detail.
    pub detail: Detail,
    /// All steps.
    pub steps: Vec<StepRow>,
    /// Index of the current step.
    pub current: usize,
    /// Index of the step that decides.
    pub deciding: usize,
    /// `Step 6 of 7: role trust policy`
    pub position: String,
    /// `Step 6 of 7, role trust policy. Denied, nothing allowed it. …`, for the live region and the slider.
    pub spoken: String,
    /// Whether it plays by itself.
    pub playing: bool,
}

/// One step.
#[derive(Clone, Debug, PartialEq)]
pub struct StepRow {
    /// Full title: `Role trust policy`.
    pub title: String,
    /// Title under its station: `Trust policy`.
    pub short: String,
    /// Its outcome.
    pub outcome: Outcome,
    /// `allowed`, `nothing allowed it`, `does not apply here` …
    pub outcome_words: String,
    /// A few words of reason: `none in 5 policies`.
    pub note: String,
    /// The account whose policies are asked.
    pub account: Option<AccountTag>,
    /// Depth in the statement list, 0 for gates.
    pub depth: u8,
}

/// The path: what the drawing and the list show of the run, up to the current step.
#[derive(Clone, Debug, PartialEq)]
pub struct PathView {
    /// One sentence that says the whole picture.
    pub summary: String,
    /// The caller's side; `None` when nobody is picked or the caller has no account.
    pub caller: Option<PathSide>,
    /// The resource's side; `None` when it is in the caller's account.
    pub target: Option<PathSide>,
    /// The caller's node.
    pub caller_node: PathNode,
    /// The resource's node.
    pub target_node: PathNode,
    /// The service in the middle: `STS`.
    pub service: String,
    /// The Region or `global endpoint`, over the service.
    pub region: String,
    /// The gates in the order of the line.
    pub gates: Vec<PathGate>,
    /// What the request carries, and what it lacks.
    pub carries: Vec<CarriedLine>,
    /// Words at the gate that is current: title and up to two lines.
    pub callout: Option<Callout>,
    /// Whether the line reaches its end at the current step.
    pub arrived: bool,
}

/// One account of the path.
#[derive(Clone, Debug, PartialEq)]
pub struct PathSide {
    /// The account.
    pub account: AccountTag,
    /// `Organization Acme / OU Workloads`, when it is in one.
    pub organization: Option<String>,
    /// A small table of the account: the vendor's customer records.
    pub records: Option<RecordsTable>,
}

/// A titled table of two columns or more.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordsTable {
    /// `Its customer records`
    pub title: String,
    /// Column heads.
    pub columns: Vec<String>,
    /// Rows.
    pub rows: Vec<Vec<String>>,
}

/// A principal or resource on the path.
#[derive(Clone, Debug, PartialEq)]
pub struct PathNode {
    /// Its icon.
    pub icon: Icon,
    /// Its name.
    pub title: String,
    /// `session run-0412`, `trust policy, 1 statement`.
    pub detail: String,
}

/// A gate on the line.
#[derive(Clone, Debug, PartialEq)]
pub struct PathGate {
    /// Index of its step among the stages.
    pub step: usize,
    /// `Identity policy`
    pub label: String,
    /// Where it stands.
    pub side: GateSide,
    /// Its outcome at the current step: not yet reached gates are `Unreached`.
    pub outcome: Outcome,
    /// The gate of the current step.
    pub current: bool,
}

/// Where a gate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GateSide {
    /// On the caller's border, between the caller and the service.
    Caller,
    /// On the resource's organization border, between the service and the resource's account.
    TargetBorder,
    /// At the resource itself.
    Target,
}

/// One line of what the request carries.
#[derive(Clone, Debug, PartialEq)]
pub struct CarriedLine {
    /// `acme-nightly`, `no ExternalId`
    pub text: String,
    /// Whether the deciding policy misses it.
    pub missing: bool,
}

/// Words beside the current gate.
#[derive(Clone, Debug, PartialEq)]
pub struct Callout {
    /// `Trust policy: none applies`
    pub title: String,
    /// One or two short sentences.
    pub lines: Vec<String>,
    /// Its outcome, for the colour.
    pub outcome: Outcome,
}

/// The Why panel.
#[derive(Clone, Debug, PartialEq)]
pub struct WhyView {
    /// The verdict of the run.
    pub outcome: Outcome,
    /// `Denied: nothing allowed it`
    pub title: String,
    /// `Implicit deny. The only statement that could allow this call needs an external ID …`
    pub reason: String,
    /// `Was denied, now allowed.` after a change.
    pub changed: Option<String>,
    /// What AWS answers the caller: error text (`CLI-10`) or the response as JSON.
    pub told: String,
    /// What can be seen from here and not by the caller; `None` when AWS's text says it all.
    pub seen: Option<String>,
    /// The gates in order.
    pub reasons: Vec<ReasonRow>,
    /// The current step in words.
    pub step: StepExplanation,
    /// Ways past this step.
    pub fixes: Vec<FixView>,
}

/// One gate in the Why panel.
#[derive(Clone, Debug, PartialEq)]
pub struct ReasonRow {
    /// Index of its stage, for jumping there.
    pub stage: usize,
    /// Its outcome.
    pub outcome: Outcome,
    /// Its outcome in words.
    pub outcome_words: String,
    /// `Role trust policy`
    pub title: String,
    /// `0 of 1 statements apply`
    pub note: String,
    /// The current one.
    pub current: bool,
}

/// The current step, explained.
#[derive(Clone, Debug, PartialEq)]
pub struct StepExplanation {
    /// Heading, focused by the key E.
    pub title: String,
    /// Sentences.
    pub sentences: Vec<String>,
    /// The condition table.
    pub conditions: Vec<ConditionRow>,
    /// The policy text with its marks.
    pub excerpt: Option<PolicyExcerpt>,
}

/// One row of the condition table.
#[derive(Clone, Debug, PartialEq)]
pub struct ConditionRow {
    /// `sts:ExternalId`
    pub key: String,
    /// `StringEquals`
    pub operator: String,
    /// `acme-7f3c91`
    pub wants: String,
    /// `absent, so not met`
    pub had: String,
    /// Whether it is met.
    pub met: bool,
}

/// Lines of a policy with marks.
#[derive(Clone, Debug, PartialEq)]
pub struct PolicyExcerpt {
    /// Which policy, for the Edit button; `None` for policies that AWS manages.
    pub key: Option<String>,
    /// `VendorReadOnly trust policy`
    pub title: String,
    /// The lines shown.
    pub lines: Vec<CodeLine>,
    /// The marks as sentences, for people who cannot see them.
    pub spoken: Vec<String>,
}

/// One line of policy text.
#[derive(Clone, Debug, PartialEq)]
pub struct CodeLine {
    /// Its number in the text, from 1.
    pub number: u32,
    /// Its text in coloured pieces.
    pub pieces: Vec<CodePiece>,
    /// Its mark.
    pub mark: Option<Mark>,
    /// Words at its end: `key absent`.
    pub label: Option<String>,
}

/// A coloured piece of a line.
#[derive(Clone, Debug, PartialEq)]
pub struct CodePiece {
    /// Its colour.
    pub kind: PieceKind,
    /// Its text.
    pub text: String,
}

/// Colours of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "named for what they are")]
pub enum PieceKind {
    Plain,
    Key,
    Text,
}

/// The mark of a range of lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Matched: green tint, solid rule.
    Ok,
    /// Failed: ochre tint, dashed rule.
    No,
    /// The statement that forbids: red tint, thick rule.
    Deciding,
}

/// One way past the step.
#[derive(Clone, Debug, PartialEq)]
pub struct FixView {
    /// Sent back in the intent.
    pub index: usize,
    /// Words before the code: `Send`.
    pub text: String,
    /// What is sent or changed, in mono: `--external-id acme-7f3c91`.
    pub code: Option<String>,
    /// What it would open, for risky ones.
    pub risk: Option<String>,
}
