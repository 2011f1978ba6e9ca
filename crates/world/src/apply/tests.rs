//! Every edit with what it does and what it refuses.

#![allow(clippy::unwrap_used, reason = "tests may stop at the first surprise")]

use super::*;
use crate::{
    Document, PolicyLocation, Slug,
    names::{OrganizationPolicyName, RoleName, UserName},
    organization::OrganizationPolicyType,
    test_support::{account, after, arn, edit, vendor},
    write_document,
};

mod identities;

const PROD: &str = "444455556666";

/// Applies `edits` to the vendor scenario, of which all but the last apply; the last is refused with `expected`.
fn check_refused(edits: &[&str], expected: &str) {
    let (last, before) = edits.split_last().unwrap();
    let scenario = after(&vendor(), before);
    let refused = apply_edit(&scenario, EntryId(99), &edit(last));
    assert_eq!(
        refused.err().map(|error| error.to_string()).as_deref(),
        Some(expected),
        "{last}"
    );
}

/// Applies `edits` to the vendor scenario, then looks for texts in the written document.
fn check(edits: &[&str], present: &[&str], absent: &[&str]) {
    let text = write_document(&Document::new(after(&vendor(), edits)));
    for wanted in present {
        assert!(text.contains(wanted), "{wanted} is not in {text}");
    }
    for unwanted in absent {
        assert!(!text.contains(unwanted), "{unwanted} is in {text}");
    }
}

#[test]
fn story() {
    check(
        &[r#"{"setTitle":{"title":"T\u202e2"}}"#],
        &[r#""title":"T2""#],
        &[],
    );
    check(
        &[r#"{"setDescription":{"description":"D2"}}"#],
        &[r#""description":"D2""#],
        &[],
    );
    check(
        &[r#"{"setSettings":{"settings":{"secondsPerCall":5}}}"#],
        &[r#""secondsPerCall":5"#],
        &[],
    );
    let request = |slug: &str| {
        format!(
            r#"{{"setRequest":{{"request":{{"slug":"{slug}","title":"R2","call":{{"caller":"anonymous","region":"eu-west-1","call":{{"action":"sts:X"}}}}}}}}}}"#
        )
    };
    check(
        &[&request("nightly")],
        &[r#""requests":[{"slug":"nightly","title":"R2""#],
        &["acme-nightly"],
    );
    check(
        &[&request("second")],
        &["acme-nightly", r#"{"slug":"second","title":"R2""#],
        &[],
    );
    check(
        &[r#"{"deleteRequest":{"slug":"nightly"}}"#],
        &[],
        &["requests"],
    );
    check_refused(
        &[r#"{"deleteRequest":{"slug":"x"}}"#],
        "there is no saved request `x`",
    );
}

#[test]
fn switches() {
    let location = r#"{"trustPolicy":{"account":"444455556666","role":"VendorReadOnly"}}"#;
    let set = |statement: &str, enabled: bool| {
        format!(
            r#"{{"setSwitch":{{"switch":{{"location":{location}{statement}}},"enabled":{enabled}}}}}"#
        )
    };
    let trust = crate::test_support::location(location);
    let state = |edits: &[&str]| {
        let scenario = after(&vendor(), edits);
        (
            scenario.is_policy_on(&trust),
            scenario.is_statement_on(&trust, 0),
            scenario.is_statement_on(&trust, 1),
        )
    };
    assert_eq!(state(&[]), (true, true, true));
    assert_eq!(
        state(&[&set(r#","statement":1"#, false)]),
        (true, true, false)
    );
    assert_eq!(state(&[&set("", false)]), (false, false, false));
    assert_eq!(
        state(&[&set("", false), &set("", true)]),
        (true, true, true)
    );
}

#[test]
fn organization() {
    let create = r#"{"createOrganization":{"organization":{"id":"o-b1b2c3d4e5","rootId":"r-b1b2","name":"New","managementAccount":"111122223333"}}}"#;
    check_refused(
        &[create],
        "there is already the organization `o-a1b2c3d4e5`: expected another name",
    );
    check(
        &[r#""deleteOrganization""#],
        &[],
        &["organization\":", "\"parent\""],
    );
    check(
        &[r#""deleteOrganization""#, create],
        &["o-b1b2c3d4e5", r#""parent":"root""#],
        &["o-a1b2c3d4e5\",\"rootId"],
    );
    check_refused(
        &[r#""deleteOrganization""#, r#""deleteOrganization""#],
        "there is no organization in this world",
    );
    check_refused(
        &[
            r#""deleteOrganization""#,
            &create.replace("111122223333", "999999999999"),
        ],
        "there is no account `999999999999`",
    );
    check(
        &[r#"{"renameOrganization":{"name":"Acme 2"}}"#],
        &[r#""name":"Acme 2""#],
        &[],
    );
    check(
        &[r#"{"setPolicyTypeEnabled":{"policyType":"SERVICE_CONTROL_POLICY","enabled":false}}"#],
        &[r#""scpsEnabled":false"#],
        &["rcpsEnabled"],
    );
    check(
        &[r#"{"setPolicyTypeEnabled":{"policyType":"RESOURCE_CONTROL_POLICY","enabled":false}}"#],
        &[r#""rcpsEnabled":false"#],
        &["scpsEnabled"],
    );
}

#[test]
fn organizational_units() {
    let create = |id: &str, parent: &str| {
        format!(
            r#"{{"createOrganizationalUnit":{{"unit":{{"id":"ou-a1b2-{id}","name":"U","parent":"{parent}"}}}}}}"#
        )
    };
    let delete = |id: &str| format!(r#"{{"deleteOrganizationalUnit":{{"unit":"ou-a1b2-{id}"}}}}"#);
    check(
        &[&create("33333333", "ou-a1b2-11111111")],
        &["ou-a1b2-33333333"],
        &[],
    );
    check_refused(
        &[&create("11111111", "root")],
        "there is already the organizational unit `ou-a1b2-11111111`: expected another name",
    );
    check_refused(
        &[&create("33333333", "ou-a1b2-99999999")],
        "there is no organizational unit `ou-a1b2-99999999`",
    );
    let chain: Vec<String> = (2..7)
        .map(|n| {
            create(
                &format!("{n}3333333"),
                &if n == 2 {
                    "root".into()
                } else {
                    format!("ou-a1b2-{}3333333", n - 1)
                },
            )
        })
        .chain([create("73333333", "ou-a1b2-63333333")])
        .collect();
    let chain: Vec<&str> = chain.iter().map(String::as_str).collect();
    check_refused(
        &chain,
        "`ou-a1b2-73333333` would be too deep: expected at most five levels of OUs below the root",
    );
    check(
        &[r#"{"renameOrganizationalUnit":{"unit":"ou-a1b2-11111111","name":"W2"}}"#],
        &[r#""name":"W2""#],
        &["Workloads"],
    );
    check(
        &[&create("33333333", "root"), &delete("33333333")],
        &[],
        &["ou-a1b2-33333333"],
    );
    check_refused(
        &[&delete("33333333")],
        "there is no organizational unit `ou-a1b2-33333333`",
    );
    check_refused(
        &[&delete("11111111")],
        "the organizational unit `ou-a1b2-11111111` is still used by account `444455556666`: expected it to be unused",
    );
    check_refused(
        &[
            &create("33333333", "root"),
            &create("44444444", "ou-a1b2-33333333"),
            &delete("33333333"),
        ],
        "the organizational unit `ou-a1b2-33333333` is still used by organizational unit `ou-a1b2-44444444`: expected it to be unused",
    );
}

#[test]
fn organization_policies() {
    let create = |kind: &str, name: &str| {
        format!(
            r#"{{"createOrganizationPolicy":{{"policyType":"{kind}","policy":{{"name":"{name}","text":"{{}}"}}}}}}"#
        )
    };
    let act = |verb: &str, kind: &str, name: &str, target: &str| {
        format!(
            r#"{{"{verb}OrganizationPolicy":{{"policyType":"{kind}","name":"{name}"{target}}}}}"#
        )
    };
    let (scp, rcp) = ("SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY");
    let on_prod = r#","target":"444455556666""#;
    let on_root = r#","target":"root""#;
    let on_unit = r#","target":"ou-a1b2-11111111""#;
    check(
        &[&create(scp, "P1"), &act("attach", scp, "P1", on_prod)],
        &[
            r#""parent":"ou-a1b2-11111111","attachments":{"serviceControlPolicies":["FullAWSAccess","P1"]}"#,
        ],
        &[],
    );
    check(
        &[&create(rcp, "P1"), &act("attach", rcp, "P1", on_root)],
        &[r#""rootAttachments":{"resourceControlPolicies":["RCPFullAWSAccess","P1"]}"#],
        &[],
    );
    check(
        &[&create(scp, "P1"), &act("delete", scp, "P1", "")],
        &[],
        &["P1"],
    );
    check(
        &[&act("detach", scp, "FullAWSAccess", on_unit)],
        &[r#""serviceControlPolicies":["DenyLeavingTheOrganization"]"#],
        &[],
    );
    check_refused(
        &[&create(scp, "FullAWSAccess")],
        "there is already the service control policy `FullAWSAccess`: expected another name",
    );
    check_refused(
        &[&act("attach", scp, "P9", on_root)],
        "there is no service control policy `P9`",
    );
    check_refused(
        &[&act("attach", scp, "FullAWSAccess", on_root)],
        "there is already the attached policy `FullAWSAccess`: expected another name",
    );
    check_refused(
        &[&act(
            "attach",
            scp,
            "DenyLeavingTheOrganization",
            r#","target":"111122223333""#,
        )],
        "there is no account `111122223333`",
    );
    check_refused(
        &[&act("detach", scp, "DenyLeavingTheOrganization", on_prod)],
        "there is no attached policy `DenyLeavingTheOrganization`",
    );
    // POL-55
    check_refused(
        &[&act("detach", scp, "FullAWSAccess", on_prod)],
        "this is the last service control policy of `444455556666`: expected at least one to stay attached",
    );
    // EVAL-04
    check_refused(
        &[&act("detach", rcp, "RCPFullAWSAccess", on_prod)],
        "`RCPFullAWSAccess` is attached everywhere and cannot be detached",
    );
    check_refused(
        &[&act("delete", rcp, "RCPFullAWSAccess", "")],
        "`RCPFullAWSAccess` is managed by AWS and cannot be changed",
    );
    check_refused(
        &[&act("delete", rcp, "P9", "")],
        "there is no resource control policy `P9`",
    );
    check_refused(
        &[&act("delete", scp, "DenyLeavingTheOrganization", "")],
        "the service control policy `DenyLeavingTheOrganization` is still used by organizational unit `ou-a1b2-11111111`: expected it to be unused",
    );
}

#[test]
fn accounts() {
    let create = r#"{"createAccount":{"account":{"id":"999999999999","name":"New","parent":"root","users":[{"name":"u"}],"roles":[{"name":"r"}]}}}"#;
    check(
        &[
            r#"{"renameAccount":{"account":"444455556666","name":"P2"}}"#,
            create,
        ],
        &[
            r#""name":"P2""#,
            r#"{"name":"u","createdBy":2}"#,
            r#"{"name":"r","createdBy":2}"#,
        ],
        &["Acme Prod"],
    );
    check_refused(
        &[create, create],
        "there is already the account `999999999999`: expected another name",
    );
    check_refused(
        &[&create.replace("root", "ou-a1b2-99999999")],
        "there is no organizational unit `ou-a1b2-99999999`",
    );
    check_refused(
        &[r#""deleteOrganization""#, create],
        "there is no organization in this world",
    );
    check_refused(
        &[
            r#"{"createAccount":{"account":{"id":"999999999999","name":"N","resources":[{"arn":"arn:aws:s3:::acme-billing-export"}]}}}"#,
        ],
        "there is already the resource `arn:aws:s3:::acme-billing-export`: expected another name",
    );
    check(
        &[r#"{"deleteAccount":{"account":"444455556666"}}"#],
        &[],
        &["Acme Prod"],
    );
    check_refused(
        &[r#"{"deleteAccount":{"account":"123456789012"}}"#],
        "`123456789012` is the management account: it stays in the organization as long as that exists",
    );
    check_refused(
        &[r#"{"deleteAccount":{"account":"999999999999"}}"#],
        "there is no account `999999999999`",
    );
    let many: Vec<String> = (0..46)
        .map(|n| {
            format!(r#"{{"createAccount":{{"account":{{"id":"3333333333{n:02}","name":"N"}}}}}}"#)
        })
        .collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    check_refused(
        &many,
        "there are already 50 accounts: expected no more than that",
    );
}

#[test]
fn account_moves_and_settings() {
    let unit = r#"{"moveAccount":{"account":"444455556666","parent":"ou-a1b2-22222222"}}"#;
    let scenario = after(&vendor(), &[unit]);
    assert_eq!(
        scenario.world.organization_path(&account(PROD)).as_deref(),
        Some("o-a1b2c3d4e5/r-a1b2/ou-a1b2-22222222/")
    );
    let out = after(
        &vendor(),
        &[r#"{"moveAccount":{"account":"444455556666"}}"#],
    );
    assert!(out.world.organization_of(&account(PROD)).is_none());
    check_refused(
        &[r#"{"moveAccount":{"account":"123456789012"}}"#],
        "`123456789012` is the management account: it stays in the organization as long as that exists",
    );
    check_refused(
        &[r#"{"moveAccount":{"account":"444455556666","parent":"ou-a1b2-99999999"}}"#],
        "there is no organizational unit `ou-a1b2-99999999`",
    );
    let region = |on: bool| {
        format!(
            r#"{{"setRegionEnabled":{{"account":"444455556666","region":"me-south-1","enabled":{on}}}}}"#
        )
    };
    check(
        &[&region(true)],
        &[r#""settings":{"enabledRegions":["me-south-1"]}"#],
        &[],
    );
    check(&[&region(true), &region(false)], &[], &["settings"]);
    check(
        &[r#"{"setGlobalEndpointTokenVersion":{"account":"444455556666","version":"v2Token"}}"#],
        &[r#""settings":{"globalEndpointTokenVersion":"v2Token"}"#],
        &[],
    );
    check(
        &[
            r#"{"setCustomerRecords":{"account":"111122223333","records":[{"customer":"C","externalId":"c-1"}]}}"#,
        ],
        &[r#""records":[{"customer":"C","externalId":"c-1"}]"#],
        &["globex"],
    );
}

#[test]
fn an_edit_shares_what_it_does_not_change() {
    let before = vendor();
    let after = after(
        &before,
        &[r#"{"renameAccount":{"account":"444455556666","name":"P2"}}"#],
    );
    let same = |id: &str| {
        let (old, new) = (
            before.world.accounts.get(&account(id)),
            after.world.accounts.get(&account(id)),
        );
        Arc::ptr_eq(old.unwrap(), new.unwrap())
    };
    assert!(same("111122223333"));
    assert!(!same(PROD));
}

#[test]
fn look_ups() {
    let world = vendor().world;
    let name = |text: &str| OrganizationPolicyName::new(text).unwrap();
    let levels = world
        .organization_levels(&account(PROD), OrganizationPolicyType::ServiceControlPolicy)
        .unwrap();
    let full = vec![name("FullAWSAccess")];
    // EVAL-05: root, each OU on the path, account.
    assert_eq!(
        levels,
        [
            &full[..],
            &[name("FullAWSAccess"), name("DenyLeavingTheOrganization")],
            &full
        ]
    );
    let vendor_account = account("111122223333");
    assert_eq!(
        world.organization_levels(
            &vendor_account,
            OrganizationPolicyType::ResourceControlPolicy
        ),
        None
    );
    assert!(world.is_management_account(&account("123456789012")));
    assert!(!world.is_management_account(&vendor_account));
    let object = arn("arn:aws:s3:::acme-billing-export/2026/03.csv");
    assert_eq!(
        world
            .resource_containing(&object)
            .map(|(owner, _)| owner.id.as_str()),
        Some(PROD)
    );
    assert!(
        world
            .resource_containing(&arn("arn:aws:s3:::acme-billing-exports"))
            .is_none()
    );
    assert!(world.resource(&object).is_none());
    assert!(
        world
            .user_by_arn(&arn("arn:aws:iam::111122223333:user/ops-lena"))
            .is_some()
    );
    assert!(
        world
            .user(&vendor_account, &UserName::new("nobody").unwrap())
            .is_none()
    );
    let trust = PolicyLocation::TrustPolicy {
        account: account(PROD),
        role: RoleName::new("VendorReadOnly").unwrap(),
    };
    let text = world.policy(&trust).unwrap();
    let line = |number: usize| text.as_str().lines().nth(number - 1).map(str::trim);
    assert_eq!(line(4), Some(r#""Sid": "TrustNightjar","#));
    assert_eq!((line(10), line(14)), (Some(r#""Condition": {"#), Some("}")));
    assert!(vendor().session(&Slug::new("run-0412").unwrap()).is_some());
}
