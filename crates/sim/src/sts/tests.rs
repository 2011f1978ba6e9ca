#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may stop at the first surprise"
)]

use aws::RegionName;
use world::{
    Call, Command, Edit, EndpointChoice, EntryId, IamIdentity, PolicyName, PolicyText,
    TokenVersion, UserName,
};

use crate::{
    ApiResponse, AuthorizationNote, CloudState, NotModelled, OPERATIONS, Phase, PolicyCache, Rule,
    RuleTrace, execute, run_live,
    test_support::{account, answer, assume, call, call_on, cloud, live},
};

const CHAIN: &str = "arn:aws:iam::111111111111:role/Chain";
const ONLY_ASSUME: &str = "arn:aws:iam::111111111111:role/OnlyAssume";
const READER: &str = "arn:aws:iam::222222222222:role/team/Reader";
const GUARDED: &str = "arn:aws:iam::444455556666:role/Guarded";

fn check(call: Call, expected: &str) {
    assert_eq!(answer(&live(&call)), expected, "{:?}", call.call);
}

#[test]
fn parameters_are_checked_by_the_callers_tools_first_sts_83() {
    let with = |parameters: &[&str]| assume("alice", CHAIN, parameters);
    let failed = |line: &str| format!("ParamValidation: Parameter validation failed:\n{line}");
    check(
        with(&["RoleSessionName=x"]),
        &failed("Invalid length for parameter RoleSessionName, value: 1, valid min length: 2"),
    );
    check(
        with(&["DurationSeconds=100"]),
        &failed("Invalid value for parameter DurationSeconds, value: 100, valid min value: 900"),
    );
    check(
        call("sts:AssumeRole"),
        &failed(
            "Missing required parameter in input: \"RoleArn\"\nMissing required parameter in input: \"RoleSessionName\"",
        ),
    );
    let record = live(&with(&["RoleSessionName=x"]));
    assert!(
        matches!(record.phases.as_slice(), [Phase::Parameters(_)]),
        "nothing is sent: {:?}",
        record.phases
    );
}

#[test]
fn parameters_are_checked_by_the_service_then_sts_82_and_sts_93() {
    let with = |parameters: &[&str]| assume("alice", CHAIN, parameters);
    check(
        with(&["RoleSessionName=a b"]),
        "ValidationError: 1 validation error detected: Value 'a b' at 'roleSessionName' failed to satisfy \
         constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*",
    );
    check(
        with(&["DurationSeconds=50000"]),
        "ValidationError: 1 validation error detected: Value '50000' at 'durationSeconds' failed to satisfy \
         constraint: Member must have value less than or equal to 43200",
    );
    let problem = |value: &str, place: &str, constraint: &str| {
        format!(
            "ValidationError: 1 validation error detected: Value '{value}' at '{place}' failed to satisfy constraint: \
             Member must {constraint}"
        )
    };
    let tag_characters = "satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*";
    check(
        with(&["Tags=a*b:1"]),
        &problem("a*b", "tags.1.member.key", tag_characters),
    );
    check(
        with(&["Tags=a:b\tc"]),
        &problem("b\tc", "tags.1.member.value", tag_characters),
    );
    let long = "x".repeat(257);
    check(
        with(&[&format!("Tags=a:{long}")]),
        &problem(
            &long,
            "tags.1.member.value",
            "have length less than or equal to 256",
        ),
    );
    check(with(&["Tags=Équipe 7:_./=+-@ "]), "ok");
    // DEPUTY-20.7: an external ID with a blank.
    check(
        with(&["ExternalId=12345 ", "RoleSessionName=a b"]),
        "ValidationError: 2 validation errors detected: Value 'a b' at 'roleSessionName' failed to satisfy \
         constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*; Value '12345 ' at 'externalId' \
         failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@:\\/-]*",
    );
    check(
        assume("alice", "VendorReadOnly-is-no-arn", &[]),
        "ValidationError: VendorReadOnly-is-no-arn is invalid",
    );
    check(
        assume("alice", "arn:aws:iam::111111111111:user/alice", &[]),
        "ValidationError: arn:aws:iam::111111111111:user/alice is invalid",
    );
}

#[test]
fn a_session_policy_that_is_no_policy_is_malformed_pol_56() {
    let record = live(&assume("alice", CHAIN, &["Policy={"]));
    let error = record.result.unwrap_err();
    assert_eq!(
        (error.code, error.http_status),
        ("MalformedPolicyDocument", Some(400)),
        "{}",
        error.message
    );
}

#[test]
fn durations_follow_sts_10_to_sts_13() {
    check(assume("alice", READER, &["DurationSeconds=7200"]), "ok");
    let above = "ValidationError: The requested DurationSeconds exceeds the MaxSessionDuration set for this role.";
    check(assume("alice", READER, &["DurationSeconds=7201"]), above);
    let chained = "ValidationError: The requested DurationSeconds exceeds the 1 hour session limit for roles assumed \
                   by role chaining.";
    check(
        assume("session:chain", CHAIN, &["DurationSeconds=3601"]),
        chained,
    );
    check(
        assume("session:chain", CHAIN, &["DurationSeconds=3600"]),
        "ok",
    );
    let issued = |call: &Call| live(call).issued().unwrap().duration_seconds;
    assert_eq!(issued(&assume("alice", READER, &[])), 3_600, "STS-13");
    assert_eq!(
        issued(&assume("alice", CHAIN, &["DurationSeconds=43200"])),
        43_200
    );
}

#[test]
fn the_answer_has_the_names_of_sts_22() {
    let record = live(&assume("alice", READER, &[]));
    let Ok(ApiResponse::AssumeRole(response)) = &record.result else {
        panic!("{:?}", record.result)
    };
    let user = &response.assumed_role_user;
    assert_eq!(
        user.arn, "arn:aws:sts::222222222222:assumed-role/Reader/demo",
        "the path is left out"
    );
    assert!(user.assumed_role_id.starts_with("AROA") && user.assumed_role_id.ends_with(":demo"));
    assert_eq!(user.assumed_role_id.len(), 21 + ":demo".len(), "TOKEN-02");
    assert_eq!(
        response.credentials.expiration.to_string(),
        "2026-03-02T10:00:00Z"
    );
}

#[test]
fn root_cannot_assume_roles_sts_21() {
    check(
        assume("root:111111111111", CHAIN, &[]),
        "AccessDenied: Roles may not be assumed by root accounts.",
    );
}

#[test]
fn denials_of_assume_role_are_bare_across_accounts_err_08() {
    let denied = |role: &str| {
        format!(
            "AccessDenied: User: arn:aws:iam::111111111111:user/alice is not authorized to perform: sts:AssumeRole \
             on resource: {role}"
        )
    };
    check(assume("alice", GUARDED, &[]), &denied(GUARDED));
    check(
        assume("alice", GUARDED, &["ExternalId=67890"]),
        &denied(GUARDED),
    );
    check(assume("alice", GUARDED, &["ExternalId=12345"]), "ok");
    // EVAL-52: a role that does not exist is answered like one that does not trust the caller.
    let absent = "arn:aws:iam::444455556666:role/Absent";
    check(assume("alice", absent, &[]), &denied(absent));
    let record = live(&assume("alice", absent, &[]));
    assert_eq!(
        record.authorizations().next().unwrap().notes,
        [AuthorizationNote::RoleDoesNotExist]
    );
    let no_trust = "arn:aws:iam::111111111111:role/NoTrust";
    check(assume("alice", no_trust, &[]), &denied(no_trust));
    // Same account, and the identity side is the cause.
    check(
        assume("bob", ONLY_ASSUME, &[]),
        &format!(
            "AccessDenied: User: arn:aws:iam::111111111111:user/bob is not authorized to perform: sts:AssumeRole on \
             resource: {ONLY_ASSUME} because no identity-based policy allows the sts:AssumeRole action"
        ),
    );
}

#[test]
fn tags_and_source_identity_are_authorized_by_themselves_eval_46() {
    let actions = |call: &Call| -> Vec<String> {
        live(call)
            .authorizations()
            .map(|trace| trace.purpose.to_string())
            .collect()
    };
    let all = ["Tags=project:p", "SourceIdentity=ana"];
    assert_eq!(
        actions(&assume("alice", CHAIN, &all)),
        ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]
    );
    check(assume("alice", CHAIN, &all), "ok");
    check(
        assume("alice", ONLY_ASSUME, &["Tags=project:p"]),
        &format!(
            "AccessDenied: User: arn:aws:iam::111111111111:user/alice is not authorized to perform: sts:TagSession \
             on resource: {ONLY_ASSUME}"
        ),
    );
    let lists = |name: &str| {
        let mut call = assume("alice", CHAIN, &[]);
        let list = world::ParameterValue::List(vec!["arn:aws:iam::aws:contextProvider/x".into()]);
        call.call.parameters.set(name, list);
        call
    };
    check(
        lists("ProvidedContexts"),
        &format!(
            "AccessDenied: User: arn:aws:iam::111111111111:user/alice is not authorized to perform: sts:SetContext on \
             resource: {CHAIN}"
        ),
    );
    // ERR-18: the extra permission is only named, also where an identity-based policy misses it.
    let policy = r#"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}}"#;
    let edit = Edit::PutInlinePolicy {
        identity: IamIdentity::User {
            account: account("111111111111"),
            name: UserName::new("alice").unwrap(),
        },
        policy: PolicyName::new("AssumeRoles").unwrap(),
        text: PolicyText::new(policy),
    };
    let policies = PolicyCache::new();
    let (state, _) = execute(&cloud(), EntryId(1), &Command::Edit(edit), &policies);
    let record = run_live(&state, &assume("alice", CHAIN, &all), &policies);
    assert_eq!(
        answer(&record),
        format!(
            "AccessDenied: User: arn:aws:iam::111111111111:user/alice is not authorized to perform: sts:TagSession \
             on resource: {CHAIN}"
        )
    );
    // The source identity is inherited, so it needs its permission although it is not passed.
    assert_eq!(
        actions(&assume("session:chain", CHAIN, &[])),
        ["sts:AssumeRole", "sts:SetSourceIdentity"]
    );
}

#[test]
fn source_identity_and_transitive_tags_last_through_chaining_sts_24_sts_25() {
    check(
        assume("session:chain", CHAIN, &["SourceIdentity=ana"]),
        "ok",
    );
    check(
        assume("session:chain", CHAIN, &["SourceIdentity=eve"]),
        &format!(
            "AccessDenied: User: arn:aws:sts::111111111111:assumed-role/Chain/early is not authorized to perform: \
             sts:SetSourceIdentity on resource: {CHAIN}"
        ),
    );
    check(assume("session:chain", CHAIN, &["Tags=other:1"]), "ok");
    let conflict = live(&assume("session:chain", CHAIN, &["Tags=PROJECT:1"]));
    assert!(
        answer(&conflict)
            .starts_with("InvalidParameterValue: One of the specified transitive tag keys")
    );
}

#[test]
fn what_is_not_simulated_is_said() {
    let record = live(&assume(
        "alice",
        CHAIN,
        &[
            "SerialNumber=arn:aws:iam::111111111111:mfa/alice",
            "TokenCode=123456",
            "PolicyArns=arn:aws:iam::aws:policy/AdministratorAccess",
        ],
    ));
    let rows = record.phases.iter().find_map(|phase| match phase {
        Phase::ServiceRules(rows) => Some(rows.clone()),
        _ => None,
    });
    assert_eq!(
        rows.unwrap(),
        [
            RuleTrace::Passed(Rule::MaxSessionDuration {
                requested_seconds: 3_600,
                maximum_seconds: 43_200
            }),
            RuleTrace::NotModelled(NotModelled::MfaParameters),
            RuleTrace::NotModelled(NotModelled::PolicyArns),
        ]
    );
}

#[test]
fn token_versions_follow_token_10_to_token_14() {
    let version = |role: &str, endpoint: EndpointChoice| {
        let mut call = assume("alice", role, &[]);
        call.endpoint = endpoint;
        live(&call).issued().unwrap().token_version
    };
    assert_eq!(
        version(CHAIN, EndpointChoice::Default),
        TokenVersion::Version2
    );
    assert_eq!(
        version(CHAIN, EndpointChoice::Global),
        TokenVersion::Version1
    );
    assert_eq!(
        version(READER, EndpointChoice::Global),
        TokenVersion::Version2,
        "the setting of the role's account"
    );
    let regional = EndpointChoice::Regional(RegionName::new("us-east-1"));
    assert_eq!(version(CHAIN, regional), TokenVersion::Version2);
}

#[test]
fn the_roles_account_must_use_the_region_token_36() {
    let in_hong_kong = |role: &str| {
        let mut call = assume("alice", role, &[]);
        call.region = RegionName::new("ap-east-1");
        call
    };
    check(in_hong_kong(READER), "ok");
    check(
        in_hong_kong(CHAIN),
        "RegionDisabledException: STS is not activated in this region for account:111111111111. Your account \
         administrator can activate STS in this region using the IAM Console.",
    );
}

#[test]
fn get_caller_identity_answers_by_principal_sts_70() {
    let identity = |who: &str| match live(&call_on(who, "sts:GetCallerIdentity", &[])).result {
        Ok(ApiResponse::GetCallerIdentity(response)) => {
            let id = if response.user_id.starts_with("A") {
                &response.user_id[..4]
            } else {
                ""
            };
            format!("{id} {} {}", response.account, response.arn)
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(
        identity("bob"),
        "AIDA 111111111111 arn:aws:iam::111111111111:user/bob"
    );
    assert_eq!(
        identity("root:111111111111"),
        " 111111111111 arn:aws:iam::111111111111:root"
    );
    let session = "AROA 111111111111 arn:aws:sts::111111111111:assumed-role/Chain/limited";
    assert_eq!(identity("session:limited"), session);
}

#[test]
fn every_operation_and_parameter_is_described() {
    for operation in OPERATIONS {
        assert_eq!(operation.action, format!("sts:{}", operation.name));
        for parameter in operation.parameters {
            assert!(
                parameter.flag.starts_with("--") && parameter.docs.ends_with('.'),
                "{}",
                parameter.name
            );
        }
    }
}

#[test]
fn the_vendor_is_denied_for_want_of_an_external_id_deputy_20() {
    let text = include_str!("../../../../data/scenarios/vendor-external-id.json");
    let scenario = world::read_document(text).unwrap().0.scenario;
    let state = CloudState::start(&scenario);
    let mut call = scenario.requests.first().unwrap().call.clone();
    let denied = run_live(&state, &call, &PolicyCache::new());
    let trace = denied.authorizations().next().unwrap();
    assert_eq!(
        trace.explanation.reported(),
        Some(authz::LayerKind::TrustPolicy)
    );
    let title = trace
        .stack
        .resource
        .as_ref()
        .and_then(|policy| trace.policies.get(&policy.id));
    assert_eq!(title.unwrap().title, "VendorReadOnly trust policy");
    assert_eq!(
        denied.result.unwrap_err().cli_message("AssumeRole"),
        "An error occurred (AccessDenied) when calling the AssumeRole operation: User: \
         arn:aws:sts::111122223333:assumed-role/CollectorApp/run-0412 is not authorized to perform: sts:AssumeRole \
         on resource: arn:aws:iam::444455556666:role/VendorReadOnly"
    );
    call.call.parameters.set("ExternalId", "acme-7f3c91".into());
    let allowed = run_live(&state, &call, &PolicyCache::new());
    assert_eq!(answer(&allowed), "ok");
}
