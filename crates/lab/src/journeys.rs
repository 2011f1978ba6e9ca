//! Journeys through the application: intents in, and what the page then says.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests may stop at the first surprise"
)]

mod kept;

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
            > Gap Role trust policy | 0 of 1 statements apply
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
        sts:ExternalId StringEquals acme-7f3c91 | absent, so not met
        Allows sts:AssumeRole for account 111122223333 if sts:ExternalId is acme-7f3c91.
        An error occurred (AccessDenied) when calling the AssumeRole operation: User: arn:aws:sts::111122223333:assumed-role/CollectorApp/run-0412 is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::444455556666:role/VendorReadOnly
        VendorReadOnly trust policy: Policy wants sts:ExternalId acme-7f3c91, request had none. AWS does not tell the caller this.
        Step 6 of 7, role trust policy. Denied, nothing allowed it. Policy wants sts:ExternalId acme-7f3c91, request had none.
        PathView { summary: "CollectorApp calls sts:AssumeRole on VendorReadOnly. Denied: nothing allowed it. The path ends at: Role trust policy.", caller: Some(PathSide { account: AccountTag { name: "Nightjar (vendor)", id: "111122223333", spine: A }, organization: None, records: Some(RecordsTable { title: "Its customer records", columns: ["customer", "external ID"], rows: [["Acme", "acme-7f3c91"], ["Globex", "globex-20b8aa"]] }) }), target: Some(PathSide { account: AccountTag { name: "Acme Prod", id: "444455556666", spine: B }, organization: Some("Organization Acme / OU Workloads"), records: None }), caller_node: PathNode { icon: Role, title: "CollectorApp", detail: "session run-0412" }, target_node: PathNode { icon: Role, title: "VendorReadOnly", detail: "trust policy, 1 statement" }, service: "STS", region: "eu-west-1", gates: [PathGate { step: 3, label: "Identity policy", side: Caller, outcome: Allow, current: false }, PathGate { step: 4, label: "RCPs", side: TargetBorder, outcome: Allow, current: false }, PathGate { step: 5, label: "Trust policy", side: Target, outcome: Gap, current: true }], carries: [CarriedLine { text: "AssumeRole", missing: false }, CarriedLine { text: "acme-nightly", missing: false }, CarriedLine { text: "3600 s", missing: false }, CarriedLine { text: "no ExternalId", missing: true }], callout: Some(Callout { title: "Trust policy: none applies", lines: ["It asks for an external ID.", "The request sent none."], outcome: Gap }), arrived: false }
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
            > Gap Role trust policy | 0 of 1 statements apply
                Skip VendorReadOnly trust policy, statement 1, TrustNightjar | 
              Unreached Credentials | not reached
            fix: Send --external-id acme-7f3c91 
            fix: Remove the condition  opens the confused-deputy hole
        "#]],
    );
}

/// Does what the browser would do with effects: stores texts, and fires timers at once.
struct Browser {
    lab: Lab,
    stored: world::SortedMap<String, String>,
    said: Vec<String>,
}

impl Browser {
    fn open(fragment: &str, stored: world::SortedMap<String, String>) -> Browser {
        let mut browser = Browser {
            lab: Lab::new(),
            stored,
            said: Vec::new(),
        };
        let start = StartUp {
            fragment: fragment.to_owned(),
            stored: browser.stored.clone().into_iter().collect(),
            storage_works: true,
            may_autoplay: false,
        };
        browser.act(Intent::Start(start));
        browser
    }

    fn act(&mut self, intent: Intent) {
        let mut effects = self.lab.update(intent);
        while !effects.is_empty() {
            let mut next = Vec::new();
            for effect in effects {
                match effect {
                    Effect::Save { key, text, .. } => {
                        self.stored.insert(key, text);
                    }
                    Effect::Forget(key) => {
                        self.stored.remove(&key);
                    }
                    Effect::SetTimer { timer, .. } if timer != TimerName::Play => {
                        next.extend(self.lab.update(Intent::TimerFired(timer)));
                    }
                    Effect::Announce { text, .. } => self.said.push(text),
                    _ => {}
                }
            }
            effects = next;
        }
    }

    fn edit(&mut self, key: &str, from: &str, to: &str) {
        self.act(Intent::OpenPolicy(key.to_owned()));
        let page = self.lab.view();
        let text = page
            .policies
            .as_ref()
            .unwrap()
            .open
            .as_ref()
            .unwrap()
            .text
            .clone();
        assert!(text.contains(from), "{text}");
        self.act(Intent::EditPolicy {
            key: key.to_owned(),
            text: text.replace(from, to),
        });
    }

    fn link(&mut self) -> String {
        self.act(Intent::OpenDialog(crate::view::Dialog::Share));
        let link = self
            .lab
            .view()
            .share
            .as_ref()
            .unwrap()
            .fragment
            .clone()
            .unwrap();
        self.act(Intent::CloseDialog);
        link
    }
}

const TRUST: &str = "trust/444455556666/VendorReadOnly";

#[test]
fn an_edit_decides_at_once_and_can_be_taken_back() {
    let mut browser = Browser::open("", Default::default());
    browser.edit(TRUST, "StringEquals", "StringNotEquals");
    let page = browser.lab.view();
    assert_eq!(
        (page.why.outcome, page.why.changed.as_deref()),
        (Outcome::Allow, Some("Was denied, now allowed."))
    );
    assert_eq!(
        browser.said.last().map(String::as_str),
        Some("Re-run. Was denied, now allowed.")
    );
    browser.act(Intent::Undo);
    assert_eq!(browser.lab.view().why.outcome, Outcome::Gap);
    browser.act(Intent::Redo);
    assert_eq!(browser.lab.view().why.outcome, Outcome::Allow);
}

#[test]
fn the_clock_ends_sessions() {
    let mut browser = Browser::open("", Default::default());
    browser.act(Intent::SetClock("2026-03-02T11:00:00Z".to_owned()));
    check(
        &browser.lab,
        expect![[r#"
            Vendor access, missing ExternalId | 2026-03-02 11:00:00Z
            As CollectorApp/run-0412 call sts:AssumeRole on VendorReadOnly
            $ aws sts assume-role --role-arn …:role/VendorReadOnly --role-session-name acme-nightly --region eu-west-1
            Reject: Token not accepted
            The credentials were refused before any policy was read: expired at 09:58.
            > Reject Request | expired at 09:58
              Unreached Credentials | not reached
        "#]],
    );
    browser.act(Intent::OpenDialog(crate::view::Dialog::Clock));
    browser.act(Intent::SetClock("noon".to_owned()));
    assert!(browser.lab.view().clock.as_ref().unwrap().problem.is_some());
}

#[test]
fn steps_stay_inside_the_run_whatever_is_pressed() {
    let mut browser = Browser::open("", Default::default());
    for intent in [
        Intent::StepLast,
        Intent::StepNext,
        Intent::StepFirst,
        Intent::StepBack,
        Intent::StepTo(99),
    ] {
        browser.act(intent);
        let page = browser.lab.view();
        assert!(page.steps.current < page.steps.steps.len());
    }
    browser.act(Intent::StepDeciding);
    let page = browser.lab.view();
    assert_eq!(page.steps.current, page.steps.deciding);
}

#[test]
fn every_built_in_scenario_can_be_walked_at_both_levels() {
    for built_in in crate::scenarios::BUILT_IN {
        let mut browser = Browser::open(&format!("#/s/{}", built_in.slug), Default::default());
        let slugs: Vec<String> = browser
            .lab
            .view()
            .request
            .saved
            .iter()
            .map(|row| row.slug.clone())
            .collect();
        for slug in slugs {
            browser.act(Intent::SelectRequest(slug.clone()));
            for detail in [Detail::Stages, Detail::Statements] {
                browser.act(Intent::SetDetail(detail));
                browser.act(Intent::StepDeciding);
                let page = browser.lab.view();
                let deciding = &page.steps.steps[page.steps.current];
                let verdict = page.why.outcome;
                let told = &page.why.told;
                let denied =
                    told.contains("(AccessDenied") || told.contains("(UnauthorizedOperation");
                assert_eq!(
                    matches!(verdict, Outcome::Gap | Outcome::Bar),
                    denied,
                    "{}/{slug}",
                    built_in.slug
                );
                if verdict == Outcome::Allow {
                    assert_eq!(deciding.outcome, Outcome::Allow, "{}/{slug}", built_in.slug);
                } else {
                    assert_eq!(
                        deciding.outcome, verdict,
                        "{}/{slug} {detail:?}",
                        built_in.slug
                    );
                }
                for index in 0..page.steps.steps.len() {
                    browser.act(Intent::StepTo(index));
                    let sentence = browser.lab.view().steps.spoken.clone();
                    assert!(
                        !sentence.is_empty(),
                        "{}/{slug} step {index}",
                        built_in.slug
                    );
                }
            }
        }
    }
}

#[test]
fn a_region_that_is_none_is_refused_where_it_was_typed() {
    let mut browser = Browser::open("", Default::default());
    let set = |value: &str| Intent::SetParameter {
        name: "Region".to_owned(),
        value: value.to_owned(),
    };
    browser.act(set("Ireland, I think"));
    let page = browser.lab.view();
    let field = page
        .request
        .fields
        .iter()
        .find(|field| field.name == "Region")
        .unwrap();
    assert_eq!(field.value, "Ireland, I think");
    assert!(field.problem.is_some());
    browser.act(set("eu-central-1"));
    let page = Browser::open("", browser.stored).lab.view();
    let field = page
        .request
        .fields
        .iter()
        .find(|field| field.name == "Region")
        .unwrap();
    assert_eq!(
        (field.value.as_str(), &field.problem),
        ("eu-central-1", &None)
    );
}

#[test]
fn an_scp_that_denies_is_not_said_not_to_apply() {
    let mut browser = Browser::open("#/s/scp-deny-outside-eu", Default::default());
    let denied = browser.lab.view();
    let denied = denied
        .request
        .saved
        .iter()
        .find(|row| row.outcome == Outcome::Bar)
        .unwrap();
    browser.act(Intent::SelectRequest(denied.slug.clone()));
    check(
        &browser.lab,
        expect![[r#"
        Nothing outside two EU Regions | 2026-03-02 09:00:00Z
        As nina call ec2:RunInstances on instance/*
        $ aws ec2 run-instances --instance-type t3.micro --region us-east-1
        Bar: Denied: a statement forbids it
        Explicit deny. DenyAllOutsideEU on Root has a Deny that matches this request. No Allow anywhere can outweigh it.
          Allow Request | ec2.us-east-1.amazonaws.com
        > Bar Explicit denies | DenyAllOutsideEU on Root forbids it
          Unreached Caller SCPs | not reached
          Skip Target RCPs | RCPs do not cover this service
          Unreached Identity policy | not reached
          Unreached Answer | not reached
        fix: Call in --region eu-central-1 
        fix: What if it were not there: switch off DenyAllOutsideEU removes what it protects
    "#]],
    );
    let page = browser.lab.view();
    expect!["Step 2 of 6, explicit denies. Denied, a statement forbids it. Policy forbids it when aws:RequestedRegion is not eu-central-1 nor eu-west-1, request had us-east-1."].assert_eq(&page.steps.spoken);
    expect!["DenyAllOutsideEU on Root: Policy forbids it when aws:RequestedRegion is not eu-central-1 nor eu-west-1, request had us-east-1. AWS does not tell the caller this."].assert_eq(page.why.seen.as_deref().unwrap_or(""));
}

#[test]
fn a_second_fix_keeps_the_first() {
    let mut browser = Browser::open("#/s/cross-account-developer", Default::default());
    let page = browser.lab.view();
    let slugs: Vec<String> = page
        .request
        .saved
        .iter()
        .map(|row| row.slug.clone())
        .collect();
    for slug in slugs {
        browser.act(Intent::SelectRequest(slug));
        let page = browser.lab.view();
        let gives = page
            .why
            .fixes
            .iter()
            .find(|fix| fix.text.starts_with("Give "));
        if let Some(fix) = gives {
            let index = fix.index;
            browser.act(Intent::TryFix(index));
            assert_eq!(browser.lab.view().why.outcome, Outcome::Allow);
        }
    }
    browser.act(Intent::SelectPanel(Panel::Policies));
    let page = browser.lab.view();
    let groups = &page.policies.as_ref().unwrap().groups;
    let rows = groups.iter().flat_map(|group| &group.rows);
    let titles: Vec<&str> = rows
        .map(|row| row.title.as_str())
        .filter(|title| title.starts_with("AllowThisCall"))
        .collect();
    expect!["AllowThisCall AllowThisCall AllowThisCall2"].assert_eq(&titles.join(" "));
}
