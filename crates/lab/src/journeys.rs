//! Journeys through the application: intents in, and what the page then says.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests may stop at the first surprise"
)]

use std::fmt::Write as _;

use expect_test::{Expect, expect};

use crate::view::{Detail, NoticeKind, Outcome, PageView, Panel};
use crate::{Effect, Intent, Lab, StartUp, TimerName};

fn started(fragment: &str) -> Lab {
    let mut lab = Lab::new();
    lab.update(Intent::Start(StartUp {
        fragment: fragment.to_owned(),
        storage_works: true,
        ..StartUp::default()
    }));
    lab
}

/// What stands on the page, in a few lines.
fn told(page: &PageView) -> String {
    let mut text = String::new();
    writeln!(text, "{} | {}", page.top.title, page.top.clock).unwrap();
    writeln!(
        text,
        "As {} call {} on {}",
        page.request.caller.text, page.request.action.text, page.request.resource.text
    )
    .unwrap();
    writeln!(text, "$ {}", page.request.command_short).unwrap();
    writeln!(text, "{:?}: {}", page.why.outcome, page.why.title).unwrap();
    writeln!(text, "{}", page.why.reason).unwrap();
    if let Some(changed) = &page.why.changed {
        writeln!(text, "({changed})").unwrap();
    }
    for (index, step) in page.steps.steps.iter().enumerate() {
        let mark = if index == page.steps.current {
            ">"
        } else {
            " "
        };
        let indent = "  ".repeat(usize::from(step.depth));
        writeln!(
            text,
            "{mark} {indent}{:?} {} | {}",
            step.outcome, step.title, step.note
        )
        .unwrap();
    }
    for fix in &page.why.fixes {
        writeln!(
            text,
            "fix: {} {} {}",
            fix.text,
            fix.code.as_deref().unwrap_or(""),
            fix.risk.as_deref().unwrap_or("")
        )
        .unwrap();
    }
    text
}

fn check(lab: &Lab, expected: Expect) {
    expected.assert_eq(&told(&lab.view()));
}

#[test]
fn first_visit_and_try_it() {
    let mut lab = started("");
    check(
        &lab,
        expect![[r#"
        Vendor access, missing ExternalId | 2026-03-02 09:00:00Z
        As CollectorApp/run-0412 call sts:AssumeRole on VendorReadOnly
        $ aws sts assume-role --role-arn …:role/VendorReadOnly --role-session-name acme-nightly --region eu-west-1
        Gap: Denied: nothing allowed it
        Implicit deny. The only statement that could allow this call needs an external ID, and the request did not send one.
          Allow Request | sts.eu-west-1.amazonaws.com
          Allow Explicit denies | none in 5 policies
          Skip Caller SCPs | Nightjar (vendor) is in no organization
          Allow Identity policy | AssumeCustomerRoles allows it
          Allow Target RCPs | RCPFullAWSAccess
        > Gap Role trust policy | 0 of 1 statement apply
          Unreached Credentials | not reached
        fix: Send --external-id acme-7f3c91 
        fix: Remove the condition  opens the confused-deputy hole
    "#]],
    );
    lab.update(Intent::TryFix(0));
    check(
        &lab,
        expect![[r#"
        Vendor access, missing ExternalId | 2026-03-02 09:00:01Z
        As CollectorApp/run-0412 call sts:AssumeRole on VendorReadOnly
        $ aws sts assume-role --role-arn …:role/VendorReadOnly --role-session-name acme-nightly --external-id acme-7f3c91 --region eu-west-1
        Allow: Allowed
        Every gate let it pass. Credentials are issued, valid until 10:00 UTC.
        (Was denied, now allowed.)
          Allow Request | sts.eu-west-1.amazonaws.com
          Allow Explicit denies | none in 5 policies
          Skip Caller SCPs | Nightjar (vendor) is in no organization
          Allow Identity policy | AssumeCustomerRoles allows it
          Allow Target RCPs | RCPFullAWSAccess
          Allow Role trust policy | trusts the account
        > Allow Credentials | valid until 10:00 UTC
    "#]],
    );
}

#[test]
fn the_deciding_step_is_explained_to_the_line() {
    let lab = started("");
    let page = lab.view();
    let excerpt = page.why.step.excerpt.as_ref().unwrap();
    let mut text = String::new();
    for line in &excerpt.lines {
        let code: String = line
            .pieces
            .iter()
            .map(|piece| piece.text.as_str())
            .collect();
        let mark = line.mark.map_or(String::new(), |mark| format!("{mark:?}"));
        writeln!(
            text,
            "{:>2} {mark:<3}|{code}  {}",
            line.number,
            line.label.as_deref().unwrap_or("")
        )
        .unwrap();
    }
    for row in &page.why.step.conditions {
        writeln!(
            text,
            "{} {} {} | {}",
            row.key, row.operator, row.wants, row.had
        )
        .unwrap();
    }
    for sentence in &page.why.step.sentences {
        writeln!(text, "{sentence}").unwrap();
    }
    writeln!(text, "{}", page.why.told).unwrap();
    writeln!(text, "{}", page.why.seen.as_deref().unwrap_or("")).unwrap();
    writeln!(text, "{}", page.steps.spoken).unwrap();
    writeln!(text, "{:?}", page.path).unwrap();
    expect![[r#"
         1    |{  
         2    |  "Version": "2012-10-17",  
         3    |  "Statement": [{  
         4    |    "Sid": "TrustNightjar",  
         5    |    "Effect": "Allow",  
         6 Ok |    "Principal": {  principal matches
         7 Ok |      "AWS": "arn:aws:iam::111122223333:root"  
         8 Ok |    },  
         9 Ok |    "Action": "sts:AssumeRole",  action matches
        10 No |    "Condition": {  condition not met
        11 No |      "StringEquals": {  
        12 No |        "sts:ExternalId": "acme-7f3c91"  key absent
        13 No |      }  
        14 No |    }  
        15    |  }]  
        16    |}  
        sts:ExternalId StringEquals acme-7f3c91 | absent, so not met
        Denied, nothing allowed it. 0 of 1 statement apply.
        Allows sts:AssumeRole for account 111122223333 if sts:ExternalId is acme-7f3c91.
        It does not apply. The only statement that could allow this call needs an external ID, and the request did not send one.
        An error occurred (AccessDenied) when calling the AssumeRole operation: User: arn:aws:sts::111122223333:assumed-role/CollectorApp/run-0412 is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::444455556666:role/VendorReadOnly
        VendorReadOnly trust policy wants sts:ExternalId acme-7f3c91; the request had none. AWS does not tell the caller this.
        Step 6 of 7, role trust policy. Denied, nothing allowed it. Policy wants sts:ExternalId acme-7f3c91, request had none.
        PathView { summary: "CollectorApp calls sts:AssumeRole on VendorReadOnly. Denied: nothing allowed it. The path ends at: Role trust policy.", caller: Some(PathSide { account: AccountTag { name: "Nightjar (vendor)", id: "111122223333", spine: A }, organization: None, records: Some(RecordsTable { title: "Its customer records", columns: ["customer", "external ID"], rows: [["Acme", "acme-7f3c91"], ["Globex", "globex-20b8aa"]] }) }), target: Some(PathSide { account: AccountTag { name: "Acme Prod", id: "444455556666", spine: A }, organization: Some("Organization Acme / OU Workloads"), records: None }), caller_node: PathNode { icon: Role, title: "CollectorApp", detail: "session run-0412" }, target_node: PathNode { icon: Role, title: "VendorReadOnly", detail: "trust policy, 1 statement" }, service: "STS", region: "eu-west-1", gates: [PathGate { step: 3, label: "Identity policy", side: Caller, outcome: Allow, current: false }, PathGate { step: 4, label: "RCPs", side: TargetBorder, outcome: Allow, current: false }, PathGate { step: 5, label: "Trust policy", side: Target, outcome: Gap, current: true }], carries: [CarriedLine { text: "AssumeRole", missing: false }, CarriedLine { text: "acme-nightly", missing: false }, CarriedLine { text: "3600 s", missing: false }, CarriedLine { text: "no ExternalId", missing: true }], callout: Some(Callout { title: "Trust policy: none applies", lines: ["It asks for an external ID.", "The request sent none."], outcome: Gap }), arrived: false }
    "#]].assert_eq(&text);
}

#[test]
fn every_statement_in_the_documented_order() {
    let mut lab = started("");
    lab.update(Intent::SetDetail(Detail::Statements));
    check(
        &lab,
        expect![[r#"
        Vendor access, missing ExternalId | 2026-03-02 09:00:00Z
        As CollectorApp/run-0412 call sts:AssumeRole on VendorReadOnly
        $ aws sts assume-role --role-arn …:role/VendorReadOnly --role-session-name acme-nightly --region eu-west-1
        Gap: Denied: nothing allowed it
        Implicit deny. The only statement that could allow this call needs an external ID, and the request did not send one.
          Allow Request | sts.eu-west-1.amazonaws.com
          Allow Explicit denies | none in 5 policies
          Allow Resource control policies | RCPFullAWSAccess
            Allow RCPFullAWSAccess on Root, statement 1 | 
            Allow RCPFullAWSAccess on Workloads, statement 1 | 
            Allow RCPFullAWSAccess on Acme Prod, statement 1 | 
          Skip Service control policies | Nightjar (vendor) is in no organization
          Allow Identity policy | AssumeCustomerRoles allows it
            Allow AssumeCustomerRoles, statement 1, AssumeCustomerRoles | 
        > Gap Role trust policy | 0 of 1 statement apply
            Skip VendorReadOnly trust policy, statement 1, TrustNightjar | 
          Unreached Credentials | not reached
        fix: Send --external-id acme-7f3c91 
        fix: Remove the condition  opens the confused-deputy hole
    "#]],
    );
}
