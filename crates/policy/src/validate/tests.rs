use crate::{PolicyKind, Severity, SourceText, compile_policy, parse_policy};

/// Compares the diagnostics, one a line: severity, code, line and column, AWS's answer for errors.
fn check(kind: PolicyKind, text: &str, expected: &[&str]) {
    let policy = parse_policy(SourceText::new(text), kind);
    let got: Vec<String> = policy
        .diagnostics
        .iter()
        .map(|diagnostic| {
            let place = policy.source.line_col(diagnostic.primary.start);
            let severity = match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            };
            let aws = diagnostic
                .aws
                .as_ref()
                .map_or(String::new(), |aws| format!(" | {}", aws.message));
            format!(
                "{severity} {} {}:{}{aws}",
                diagnostic.code, place.line, place.column
            )
        })
        .collect();
    assert_eq!(got, expected, "{kind:?}: {text}");
    let valid = policy
        .diagnostics
        .iter()
        .all(|diagnostic| diagnostic.severity != Severity::Error);
    assert_eq!(compile_policy(&policy).is_ok(), valid, "{text}");
}

/// A statement in a policy of version 2012-10-17; the statement begins on line 2.
fn check_statement(kind: PolicyKind, statement: &str, expected: &[&str]) {
    check(
        kind,
        &format!("{{\"Version\":\"2012-10-17\",\"Statement\":\n{statement}}}"),
        expected,
    );
}

fn check_action(kind: PolicyKind, action: &str, expected: &[&str]) {
    let rest = match kind {
        Trust => r#""Effect":"Allow","Principal":{"AWS":"111122223333"}"#,
        ResourceControl => r#""Effect":"Deny","Principal":"*","Resource":"*""#,
        _ => r#""Effect":"Allow","Resource":"*""#,
    };
    check_statement(
        kind,
        &format!("{{{rest},\n\"Action\":\n{action}}}"),
        expected,
    );
}

fn check_resource(resource: &str, expected: &[&str]) {
    let statement =
        format!("{{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\n{resource}}}");
    check_statement(Identity, &statement, expected);
}

fn check_principal(kind: PolicyKind, principal: &str, expected: &[&str]) {
    let rest = match kind {
        Trust => r#""Action":"sts:AssumeRole""#,
        _ => r#""Action":"s3:*","Resource":"*""#,
    };
    check_statement(
        kind,
        &format!("{{\"Effect\":\"Allow\",{rest},\"Principal\":\n{principal}}}"),
        expected,
    );
}

fn check_condition(condition: &str, expected: &[&str]) {
    let rest = r#""Effect":"Allow","Action":"s3:*","Resource":"*""#;
    check_statement(
        Identity,
        &format!("{{{rest},\"Condition\":\n{condition}}}"),
        expected,
    );
}

const SYNTAX: &str = "Syntax errors in policy.";
const ORGANIZATIONS: &str =
    "The provided policy document doesn't meet the requirements of the specified policy type.";

fn syntax(code_and_place: &str) -> String {
    format!("error {code_and_place} | {SYNTAX}")
}

fn organizations(code_and_place: &str) -> String {
    format!("error {code_and_place} | {ORGANIZATIONS}")
}

use PolicyKind::{
    Boundary, Identity, Resource, ResourceControl, ServiceControl, Session, Trust, VpcEndpoint,
};

#[test]
fn pol_50_row_1_not_json() {
    check(Identity, "{", &[&syntax("not-json 1:2")]);
    check(
        Trust,
        "{",
        &["error not-json 1:2 | This policy contains invalid Json"],
    );
    check(
        Session,
        "",
        &["error not-json 1:1 | This policy contains invalid Json"],
    );
    check(ServiceControl, "", &[&organizations("not-json 1:1")]);
}

#[test]
fn pol_01_document_elements() {
    check(Identity, "[]", &[&syntax("wrong-type 1:1")]);
    check(
        Resource,
        "{}",
        &["note old-version 1:1", &syntax("missing-statement 1:1")]
            .into_iter()
            .rev()
            .collect::<Vec<_>>(),
    );
    check(
        Session,
        r#"{"Version":"2012-10-17","Statement":[]}"#,
        &[&syntax("missing-statement 1:37")],
    );
    check(
        Session,
        r#"{"Version":"2012-10-18","Statement":{}}"#,
        &[
            &syntax("unknown-version 1:12"),
            &syntax("missing-effect 1:37"),
            "error missing-action 1:37 | Policy statement must contain actions.",
            "error missing-resource 1:37 | Policy statement must contain resources.",
        ],
    );
    let id = r#"{"Id":"x","Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}}"#;
    check(Resource, id, &[]);
    check(VpcEndpoint, id, &[]);
    check(ResourceControl, id, &[&organizations("id-not-allowed 1:2")]);
    check(
        Session,
        r#"{"version":1,"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}"#,
        &[&syntax("unknown-element 1:2")],
    );
}

#[test]
fn pol_01_names_do_not_repeat() {
    check_statement(
        Identity,
        r#"{"Effect":"Allow","Effect":"Deny","Action":"*","Resource":"*"}"#,
        &[&syntax("duplicate-name 2:19")],
    );
    check_condition(
        r#"{"Bool":{"aws:SecureTransport":"true","aws:SecureTransport":"false"}}"#,
        &[&syntax("duplicate-name 3:39")],
    );
}

#[test]
fn pol_06_versions_by_kind() {
    let text = |version: &str, resource: &str| {
        format!(
            r#"{{{version}"Statement":{{"Effect":"Deny","Action":"s3:*","Resource":"{resource}"}}}}"#
        )
    };
    let old = r#""Version":"2008-10-17","#;
    let too_old = "Policy document must be version 2012-10-17 or greater.";
    check(
        Identity,
        &text("", "*"),
        &[&format!("error old-version 1:1 | {too_old}")],
    );
    check(
        Boundary,
        &text(old, "*"),
        &[&format!("error old-version 1:12 | {too_old}")],
    );
    check(Session, &text("", "*"), &["note old-version 1:1"]);
    check(
        Session,
        &text(old, "arn:aws:s3:::b/${aws:username}"),
        &["warning old-version 1:12"],
    );
    check(ServiceControl, &text("", "*"), &["note old-version 1:1"]);
    check(
        ServiceControl,
        &text(old, "*"),
        &[&organizations("old-version 1:12")],
    );
}

#[test]
fn pol_40_characters() {
    let text = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\n\"arn:aws:s3:::b€\"}}";
    check(Identity, text, &[&syntax("character-not-allowed 2:16")]);
    check_resource("\"arn:aws:s3:::\u{e9}\"", &[]);
}

#[test]
fn pol_02_elements_by_kind() {
    let with_principal = r#"{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}"#;
    let without = r#"{"Effect":"Deny","Action":"s3:*","Resource":"*"}"#;
    for kind in [Identity, Boundary, Session] {
        check_statement(kind, without, &[]);
        let refusal =
            "error principal-not-allowed 2:18 | Policy document should not specify a principal.";
        check_statement(kind, with_principal, &[refusal]);
    }
    check_statement(ServiceControl, without, &[]);
    check_statement(
        ServiceControl,
        with_principal,
        &[&organizations("principal-not-allowed 2:18")],
    );
    for kind in [Resource, VpcEndpoint] {
        check_statement(kind, with_principal, &[]);
        check_statement(
            kind,
            without,
            &["error missing-principal 2:1 | Missing required field Principal"],
        );
    }
    check_statement(ResourceControl, with_principal, &[]);
    check_statement(
        ResourceControl,
        without,
        &[&organizations("missing-principal 2:1")],
    );
    let no_resource = r#"{"Effect":"Deny","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}"#;
    check_statement(Trust, no_resource, &[]);
    check_statement(
        Resource,
        no_resource,
        &["error missing-resource 2:1 | Missing required field Resource"],
    );
    let with_resource =
        r#"{"Effect":"Deny","Principal":{"AWS":"*"},"Action":"sts:AssumeRole","Resource":"*"}"#;
    check_statement(
        Trust,
        with_resource,
        &["error resource-not-allowed 2:68 | Has prohibited field Resource"],
    );
}

#[test]
fn pol_05_effect_spelling() {
    let statement = |effect: &str| format!(r#"{{"Effect":{effect},"Action":"*","Resource":"*"}}"#);
    check_statement(
        Identity,
        &statement(r#""allow""#),
        &["error wrong-effect 2:11 | The policy failed legacy parsing"],
    );
    check_statement(Identity, &statement("true"), &[&syntax("wrong-type 2:11")]);
}

#[test]
fn pol_07_sids() {
    let pair = |first: &str, second: &str| {
        format!(
            r#"[{{"Sid":"{first}","Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}},
            {{"Sid":"{second}","Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}}]"#
        )
    };
    check_statement(ResourceControl, &pair("A", "B"), &[]);
    check_statement(
        ResourceControl,
        &pair("A", "A"),
        &[&organizations("duplicate-sid 3:20")],
    );
    check_statement(
        ResourceControl,
        &pair("A b", "B"),
        &[&organizations("sid-characters 2:9")],
    );
    check_statement(
        Resource,
        &pair("A b", "A b"),
        &["warning duplicate-sid 3:20"],
    );
    check_statement(Resource, &pair("", ""), &[]);
}

#[test]
fn pol_20_and_21_actions() {
    check_action(
        Identity,
        r#"["s3:Get*", "S3:*", "*", "execute-api:In?oke"]"#,
        &[],
    );
    check_action(
        Identity,
        "[]",
        &["error missing-action 4:1 | Policy statement must contain actions."],
    );
    check_action(Identity, "1", &[&syntax("wrong-type 4:1")]);
    let prefix = "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";
    check_action(
        Identity,
        r#""GetObject""#,
        &[&format!("error action-without-prefix 4:1 | {prefix}")],
    );
    let colons = "error action-colons 4:1 | Actions/Condition can contain only one colon.";
    check_action(Identity, r#""s3:Get:Object""#, &[colons]);
    check_action(
        Identity,
        r#""s*:Get""#,
        &["error action-prefix 4:1 | Vendor s* is not valid"],
    );
    check_action(
        Identity,
        r#""s3:Get Object""#,
        &["warning action-never-matches 4:1"],
    );
}

#[test]
fn pol_52_trust_actions() {
    let refused =
        "error trust-action 4:1 | AssumeRole policy may only specify STS AssumeRole actions.";
    check_action(
        Trust,
        r#"["sts:AssumeRole*", "sts:TagSession", "sts:*"]"#,
        &[],
    );
    for action in [r#""*""#, r#""s3:GetObject""#, r#""sts:GetCallerIdentity""#] {
        check_action(Trust, action, &[refused]);
    }
}

#[test]
fn scp_30_resource_control_policies() {
    check_action(ResourceControl, r#""s3:*""#, &[]);
    check_action(
        ResourceControl,
        r#""*""#,
        &[&organizations("rcp-every-action 4:1")],
    );
    let allow = r#"{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}"#;
    check_statement(ResourceControl, allow, &["note rcp-full-aws-access 2:2"]);
    let narrower = r#"{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}"#;
    check_statement(
        ResourceControl,
        narrower,
        &[&organizations("rcp-allow 2:11")],
    );
    let not_action = r#"{"Effect":"Deny","Principal":"*","NotAction":"s3:*","Resource":"*"}"#;
    check_statement(
        ResourceControl,
        not_action,
        &[&organizations("not-action-not-allowed 2:34")],
    );
    let principal = r#"{"Effect":"Deny","Principal":{"AWS":"*"},"Action":"s3:*","Resource":"*"}"#;
    check_statement(
        ResourceControl,
        principal,
        &[&organizations("rcp-principal 2:30")],
    );
}

#[test]
fn pol_50_row_6_resources() {
    for good in [
        "*",
        "arn:aws:s3:::bucket/*",
        "arn:*:s3:::bucket",
        "arn:aws:sns:*",
        "arn:aws:sns:*:topic",
        "arn:aws:iam::*:user/${aws:username}",
        "arn:aws:iam::111122223333:root",
        "arn:aws:s3:eu-west-1:111122223333:accesspoint/a",
    ] {
        check_resource(&format!("\"{good}\""), &[]);
    }
    for (bad, answer) in [
        ("bucket", "Resource bucket must be in ARN format or \"*\"."),
        ("arn", "Resource arn must be in ARN format or \"*\"."),
        ("arn:aws:s3::bucket", "The policy failed legacy parsing"),
        (
            "arn:amazon:s3:::b",
            "Partition \"amazon\" is not valid for resource \"arn:amazon:s3:::b\".",
        ),
        (
            "arn:aws:s*:::b",
            "Resource vendor must be fully qualified and cannot contain regexes.",
        ),
        (
            "arn:aws",
            "Resource vendor must be fully qualified and cannot contain regexes.",
        ),
        (
            "arn:aws:iam:us-east-1:111122223333:user/a",
            "IAM resource arn:aws:iam:us-east-1:111122223333:user/a cannot contain region information.",
        ),
        (
            "arn:aws:s3:us-east-1::b",
            "Resource arn:aws:s3:us-east-1::b can not contain region information.",
        ),
    ] {
        check_resource(
            &format!("\"{bad}\""),
            &[&format!("error resource-shape 3:1 | {answer}")],
        );
    }
    check_resource(
        "[]",
        &["error missing-resource 3:1 | Policy statement must contain resources."],
    );
    check_resource(
        "\"arn:aws:sns:topic\"",
        &["warning resource-never-matches 3:1"],
    );
    check_resource(
        "\"arn:aws:sqs:${aws:RequestedRegion}:1:q\"",
        &["warning not-a-variable 3:1"],
    );
    check_resource(
        "\"arn:aws:s3:::b/${aws:username\"",
        &["warning not-a-variable 3:1"],
    );
}

#[test]
fn pol_53_principals() {
    for good in [
        r#"{"AWS":"*"}"#,
        r#"{"AWS":["111122223333","arn:aws:iam::111122223333:root","arn:aws:iam::111122223333:role/a/B"]}"#,
        r#"{"AWS":"arn:aws:sts::111122223333:assumed-role/B/session"}"#,
        r#"{"AWS":"AROAEXAMPLEEXAMPLE001"}"#,
        r#"{"Service":["ec2.amazonaws.com","lambda.eu-west-1.amazonaws.com"]}"#,
        r#"{"Federated":"arn:aws:iam::111122223333:saml-provider/Corp"}"#,
        r#"{"Federated":"cognito-identity.amazonaws.com"}"#,
        r#"{"CanonicalUser":"79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"}"#,
    ] {
        check_principal(Trust, good, &[]);
    }
    for (name, value) in [
        ("AWS", "arn:aws:iam::111122223333:group/Admins"),
        ("AWS", "arn:aws:iam::111122223333:role/*"),
        ("AWS", "arn:aws:iam::111122223333:role/"),
        ("AWS", "alice"),
        ("AWS", "AKIAIOSFODNN7EXAMPLE"),
        ("Service", "*"),
        ("Service", "ec2"),
        ("Federated", "*"),
        ("Federated", "arn:aws:iam::111122223333:role/R"),
    ] {
        let answer = format!(
            "Invalid principal in policy: \"{}\":\"{value}\"",
            name.to_ascii_uppercase()
        );
        let column = name.len() + 5;
        let expected = format!("error invalid-principal 3:{column} | {answer}");
        check_principal(Trust, &format!(r#"{{"{name}":"{value}"}}"#), &[&expected]);
    }
    check_principal(Resource, r#""*""#, &[]);
    let star = "error trust-everyone 3:1 | AssumeRolepolicy contained an invalid principal: \"STAR\":\"*\"";
    check_principal(Trust, r#""*""#, &[star]);
    check_principal(Trust, r#""111122223333""#, &[&syntax("wrong-type 3:1")]);
    check_principal(Trust, r#"{"aws":"*"}"#, &[&syntax("unknown-element 3:2")]);
    check_principal(Trust, "{}", &[&syntax("missing-principal 3:1")]);
    check_principal(
        Resource,
        r#"{"Federated":"accounts.google.com"}"#,
        &["warning federated-principal 3:14"],
    );
}

#[test]
fn eval_55_and_58_not_principal() {
    let statement = |effect: &str, rest: &str| {
        format!(r#"{{"Effect":"{effect}",{rest}"NotPrincipal":{{"AWS":"111122223333"}}}}"#)
    };
    let rest = r#""Action":"s3:*","Resource":"*","#;
    check_statement(Resource, &statement("Deny", rest), &[]);
    check_statement(VpcEndpoint, &statement("Deny", rest), &[]);
    check_statement(
        Resource,
        &statement("Allow", rest),
        &[&syntax("allow-not-principal 2:50")],
    );
    let trust = statement("Deny", r#""Action":"sts:AssumeRole","#);
    check_statement(
        Trust,
        &trust,
        &["error not-principal-not-allowed 2:44 | Has prohibited field NotPrincipal"],
    );
    let both =
        r#"{"Effect":"Deny","Action":"s3:*","Resource":"*","Principal":"*","NotPrincipal":"*"}"#;
    check_statement(Resource, both, &[&syntax("both-forms 2:65")]);
}

#[test]
fn conditions() {
    check_condition(
        r#"{"ForAnyValue:StringLikeIfExists":{"aws:TagKeys":["a*",1,true]}}"#,
        &[],
    );
    check_condition(
        r#"{"StringEqual":{"aws:x":"a"}}"#,
        &[&syntax("unknown-operator 3:2")],
    );
    check_condition(
        r#"{"NullIfExists":{"aws:x":"true"}}"#,
        &[&syntax("unknown-operator 3:2")],
    );
    check_condition(r#"{"Bool":"true"}"#, &[&syntax("wrong-type 3:9")]);
    check_condition(r#"{"Bool":{"aws:x":{}}}"#, &[&syntax("wrong-type 3:18")]);
    let legacy = "error wrong-operand 3:24 | The policy failed legacy parsing";
    check_condition(r#"{"DateEquals":{"aws:x":"soon"}}"#, &[legacy]);
    check_condition(
        r#"{"Bool":{"aws:x":[]}}"#,
        &["warning no-condition-values 3:18"],
    );
    check_condition(
        r#"{"StringEquals":{"key":"a"}}"#,
        &["warning key-without-prefix 3:18"],
    );
}

#[test]
fn cond_19_operands_of_another_type_are_accepted() {
    for (operator, operand) in [
        ("NumericEquals", "ten"),
        ("Bool", "yes"),
        ("IpAddress", "10.0.0.0/33"),
        ("ArnLike", "*"),
        ("BinaryEquals", "%"),
    ] {
        let column = operator.len() + 14;
        let condition = format!(r#"{{"{operator}":{{"aws:x":"{operand}"}}}}"#);
        check_condition(&condition, &[&format!("warning wrong-operand 3:{column}")]);
    }
}

#[test]
fn pol_50_the_check_that_comes_first_is_answered() {
    let answer = |text: &str| {
        let policy = parse_policy(SourceText::new(text), Identity);
        compile_policy(&policy)
            .err()
            .map(|malformed| malformed.refusal.message)
    };
    let two =
        r#"{"Version":"2012-10-17","Statement":{"Effect":"allow","Action":"x","Resource":"y"}}"#;
    assert_eq!(
        answer(two).as_deref(),
        Some("The policy failed legacy parsing")
    );
    let resource_first =
        r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"x","Resource":"y"}}"#;
    assert_eq!(
        answer(resource_first).as_deref(),
        Some("Resource y must be in ARN format or \"*\".")
    );
}

#[test]
fn pol_40_size_is_a_warning() {
    let list = vec![r#""arn:aws:s3:::bucket/*""#; 300].join(",  ");
    let text = format!(
        r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Allow","Action":"s3:*","Resource":[{list}]}}}}"#
    );
    check(Identity, &text, &["warning policy-too-long 1:1"]);
    check(
        Resource,
        &text.replace("\"Effect\"", "\"Principal\":\"*\",\"Effect\""),
        &[],
    );
}
