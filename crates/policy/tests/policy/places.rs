//! Every node of a compiled policy points at its place in the text.

use aws::{ActionName, RequestContext};
use policy::{
    Effect, NodeId, PatternOutcome, PolicyKind, SourceText, compile_policy, parse_policy,
};

const TEXT: &str = r#"{
  "Version": "2012-10-17",
  "Statement": [{
    "Sid": "Home",
    "Effect": "Deny",
    "NotAction": ["s3:get*", "sts:*"],
    "Resource": "arn:aws:s3:::é/${aws:username, 'nobody'}/*",
    "Condition": { "ForAllValues:StringLikeIfExists": { "aws:TagKeys": [1, "a*"] } }
  }]
}"#;

#[test]
fn nodes_point_into_the_text() {
    let policy =
        compile_policy(&parse_policy(SourceText::new(TEXT), PolicyKind::Identity)).unwrap();
    let shown = |node: NodeId| policy.source().slice(policy.span(node));
    let statement = policy.statements().first().unwrap();
    assert_eq!(statement.sid.as_deref(), Some("Home"));
    assert_eq!(statement.effect, Effect::Deny);
    assert_eq!(shown(statement.effect_node), r#""Effect": "Deny""#);
    assert_eq!(
        shown(statement.action.node),
        r#""NotAction": ["s3:get*", "sts:*"]"#
    );
    assert!(statement.action.negated);
    let actions: Vec<_> = statement
        .action
        .values
        .iter()
        .map(|value| shown(value.node))
        .collect();
    assert_eq!(actions, [r#""s3:get*""#, r#""sts:*""#]);
    let place = policy.source().line_col(
        policy
            .span(statement.action.values.last().unwrap().node)
            .start,
    );
    assert_eq!((place.line, place.column), (6, 30));
    assert!(shown(statement.node).starts_with("{\n    \"Sid\""));
    let condition = statement.conditions.first().unwrap();
    assert!(shown(statement.condition_node.unwrap()).starts_with("\"Condition\": {"));
    assert_eq!(
        shown(condition.operator_node),
        "\"ForAllValues:StringLikeIfExists\""
    );
    assert_eq!(condition.operator_name(), "ForAllValues:StringLikeIfExists");
    assert_eq!(shown(condition.node), r#""aws:TagKeys": [1, "a*"]"#);
    let operands: Vec<_> = condition
        .values
        .iter()
        .map(|value| value.value.text())
        .collect();
    assert_eq!(operands, ["1", "a*"]);
}

#[test]
fn patterns_say_what_their_variables_became() {
    let policy =
        compile_policy(&parse_policy(SourceText::new(TEXT), PolicyKind::Identity)).unwrap();
    let statement = policy.statements().first().unwrap();
    let action = ActionName::parse("S3:GETOBJECT").unwrap();
    assert!(
        statement
            .action
            .values
            .first()
            .unwrap()
            .value
            .matches(&action)
    );
    let pattern = &statement
        .resource
        .as_ref()
        .unwrap()
        .values
        .first()
        .unwrap()
        .value;
    let check =
        |username: Option<&str>, resource: &str, expected: PatternOutcome, resolved: &str| {
            let mut context = RequestContext::new();
            if let Some(username) = username {
                context.set_one("aws:username", username);
            }
            let got = pattern.matches(resource, &context);
            assert_eq!(
                (got.outcome, got.resolved.as_deref()),
                (expected, Some(resolved))
            );
        };
    use PatternOutcome::{Matched, NotMatched};
    check(
        Some("alice"),
        "arn:aws:s3:::é/alice/x",
        Matched,
        "arn:aws:s3:::é/alice/*",
    );
    check(
        Some("*"),
        "arn:aws:s3:::é/alice/x",
        NotMatched,
        "arn:aws:s3:::é/*/*",
    );
    check(
        None,
        "arn:aws:s3:::é/nobody/x",
        Matched,
        "arn:aws:s3:::é/nobody/*",
    );
}
