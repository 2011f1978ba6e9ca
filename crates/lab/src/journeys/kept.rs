//! What is kept: reloads, drafts, links, and work that cannot be read.

use super::*;

#[test]
fn invalid_text_waits_as_a_draft_and_the_last_valid_text_decides() {
    let mut browser = Browser::open("", Default::default());
    browser.edit(TRUST, "\"Effect\": \"Allow\",", "\"Effect\": \"Allow\"");
    let page = browser.lab.view();
    let open = page.policies.as_ref().unwrap().open.clone().unwrap();
    assert_eq!(page.why.outcome, Outcome::Gap);
    expect!["Line 6, column 5: Found `\"Principal\"`, expected `,` or `}` after the value of `Effect`. The last valid text keeps deciding."]
        .assert_eq(&open.strip.unwrap());
    let reopened = Browser::open("", browser.stored);
    let mut reopened = reopened;
    reopened.act(Intent::OpenPolicy(TRUST.to_owned()));
    let again = reopened
        .lab
        .view()
        .policies
        .as_ref()
        .unwrap()
        .open
        .clone()
        .unwrap();
    assert_eq!(again.text, open.text);
}

#[test]
fn a_reload_restores_the_work_and_redo() {
    let mut browser = Browser::open("", Default::default());
    browser.edit(TRUST, "acme-7f3c91", "acme-000000");
    browser.act(Intent::Run);
    browser.act(Intent::Undo);
    let before = browser.lab.view();
    let mut after = Browser::open("", browser.stored);
    assert_eq!(told(&after.lab.view()), told(&before));
    assert_eq!(after.lab.view().top.redo.as_deref(), Some("the call"));
    after.act(Intent::OpenPolicy(TRUST.to_owned()));
    let text = after
        .lab
        .view()
        .policies
        .as_ref()
        .unwrap()
        .open
        .clone()
        .unwrap()
        .text;
    assert!(text.contains("acme-000000"));
}

#[test]
fn a_link_opens_at_its_step_and_leaves_ones_own_work_alone() {
    let mut sender = Browser::open("", Default::default());
    sender.edit(TRUST, "acme-7f3c91", "acme-000000");
    sender.act(Intent::SelectPanel(Panel::Why));
    sender.act(Intent::StepTo(3));
    let link = sender.link();
    assert!(
        link.starts_with("#1d.") && link.ends_with("~r=nightly&s=4"),
        "{link}"
    );

    let mut own = Browser::open("#/s/scp-deny-outside-eu", Default::default());
    own.act(Intent::Run);
    let kept = own.stored.clone();
    own.act(Intent::AddressChanged(link.clone()));
    let page = own.lab.view();
    assert_eq!(page.steps.current, 3);
    assert_eq!(page.notices[0].kind, NoticeKind::Visiting);
    assert_eq!(own.stored, kept, "looking at a link writes nothing");
    own.act(Intent::BackToMyWork);
    assert_eq!(
        own.lab.view().top.title,
        Browser::open("#/s/scp-deny-outside-eu", kept)
            .lab
            .view()
            .top
            .title
    );

    let mut visitor = Browser::open(&link, Default::default());
    visitor.act(Intent::TryFix(0));
    visitor.act(Intent::SetParameter {
        name: "ExternalId".to_owned(),
        value: "acme-000000".to_owned(),
    });
    assert!(
        visitor.stored.contains_key("doc/copy-1/newest"),
        "the first change makes a copy"
    );
    assert_eq!(visitor.lab.view().why.outcome, Outcome::Allow);
}

#[test]
fn links_that_cannot_be_read_say_so() {
    let mut browser = Browser::open("", Default::default());
    browser.edit(TRUST, "acme-7f3c91", "acme-000000");
    let link = browser.link();
    let cut: String = link.chars().take(200).collect();
    let check = |fragment: &str, expected: Expect| {
        let page = Browser::open(fragment, Default::default()).lab.view();
        assert_eq!(page.notices[0].kind, NoticeKind::BrokenLink);
        expected.assert_eq(&page.notices[0].text);
    };
    check(
        &cut,
        expect![
            "It should carry 639 characters and has 193. Chat apps sometimes cut long links. Your own work is untouched."
        ],
    );
    check(
        &link.replacen(".e", ".f", 1).replace('Q', "R"),
        expect![
            "The link was changed on its way: its checksum does not fit what it carries. Your own work is untouched."
        ],
    );
    check(
        "#2d.abc",
        expect![
            "Reload the page to update it, then open the link again. Your own work is untouched."
        ],
    );
    check(
        "#/s/no-such-scenario",
        expect!["There is no built-in scenario `no-such-scenario`. Your own work is untouched."],
    );
}

#[test]
fn work_that_cannot_be_read_is_kept_and_offered() {
    let mut browser = Browser::open("", Default::default());
    browser.edit(TRUST, "acme-7f3c91", "acme-000000");
    let broken = |text: &mut String| *text = "{ cut".to_owned();
    let documents = browser
        .stored
        .iter_mut()
        .filter(|(key, _)| key.starts_with("doc/") && !key.ends_with("newest"));
    documents.for_each(|(_, text)| broken(text));
    let before = browser.stored.clone();
    let mut again = Browser::open("", browser.stored);
    assert_eq!(again.lab.view().notices[0].kind, NoticeKind::Unreadable);
    again.edit(TRUST, "acme-7f3c91", "acme-111111");
    for (key, text) in before
        .iter()
        .filter(|(key, _)| key.starts_with("doc/scenario-"))
    {
        assert_eq!(again.stored.get(key), Some(text), "{key} is left as it was");
    }
    let offer = again.lab.view().notices[0].actions[0].intent.clone();
    let effects = again.lab.update(offer);
    assert!(matches!(&effects[0], Effect::Download { text, .. } if text == "{ cut"));
}
