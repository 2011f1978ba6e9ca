//! Links out and in, and everything that can go wrong with a stranger's link.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests may stop at the first surprise"
)]

use data_encoding::BASE64URL_NOPAD;
use proptest::prelude::*;
use world::{Command, Edit, Slug};

use super::*;
use crate::envelope::seal;

const VENDOR: &str = include_str!("../../../data/links/vendor-external-id.json");

fn vendor() -> Document {
    read_document(VENDOR).unwrap().0
}

fn vendor_link() -> String {
    encode_link(&vendor(), ShareScope::WholeStory)
        .unwrap()
        .to_string()
}

fn title(text: &str) -> Command {
    Command::Edit(Edit::SetTitle {
        title: text.to_owned(),
    })
}

fn check_error(fragment: &str, expected: &str) {
    let error = decode_link(fragment).err().map(|error| error.to_string());
    assert_eq!(
        error.as_deref(),
        Some(expected),
        "{}",
        fragment.chars().take(60).collect::<String>()
    );
}

#[test]
fn a_link_carries_the_document_and_the_view() {
    let document = vendor();
    let view = LinkView {
        every_statement: true,
        request: Slug::new("nightly").ok(),
        step: Some(6),
        panel: Slug::new("why").ok(),
        mode: Some(LinkMode::Present),
    };
    let link = encode_link(&document, ShareScope::WholeStory).unwrap();
    let address = link.with_view(&view);
    assert!(
        address.ends_with("~r=nightly&s=6&d=all&p=why&m=present"),
        "{address}"
    );
    assert_eq!(
        decode_link(&address).unwrap(),
        (document.clone(), view, vec![])
    );
    assert_eq!(link.with_view(&LinkView::default()), link.as_str());
    assert_eq!(
        encode_link(&document, ShareScope::WholeStory).unwrap(),
        link
    );
}

#[test]
fn links_use_only_characters_that_linkifiers_keep() {
    let plain = |c: char| c.is_ascii_alphanumeric() || "#-_.".contains(c);
    assert!(vendor_link().chars().all(plain));
    assert!(!vendor_link().ends_with('='));
}

#[test]
fn the_dictionary_keeps_the_default_scenario_short() {
    let length = vendor_link().len();
    assert!(length < 700, "{length} characters");
}

#[test]
fn the_scope_decides_what_is_shared() {
    let mut document = vendor();
    document.journal.push(title("One")).unwrap();
    document.journal.push(title("Two")).unwrap();
    document.journal.undo();
    let shared = |what| {
        decode_link(encode_link(&document, what).unwrap().as_str())
            .unwrap()
            .0
    };
    assert_eq!(shared(ShareScope::WholeStory), document.up_to_head());
    assert_eq!(
        shared(ShareScope::WorldOnly),
        Document::new(document.fold())
    );
    assert_eq!(shared(ShareScope::WorldOnly).scenario.title, "One");
}

#[test]
fn raw_links_are_plain_json() {
    let json = r#"{"v":1,"scenario":{"title":"By hand","start":"2026-03-02T09:00:00Z"}}"#;
    let link = format!("#1r.{}~s=2", BASE64URL_NOPAD.encode(json.as_bytes()));
    let (document, view, _) = decode_link(&link).unwrap();
    assert_eq!(
        (document.scenario.title.as_str(), view.step),
        ("By hand", Some(2))
    );
    check_error(
        "#1r.%%",
        "the link was changed on its way: its checksum does not fit what it carries",
    );
    check_error(
        &format!("#1r.{}", BASE64URL_NOPAD.encode(b"[]")),
        "this is not a document of the playground: expected an object with the version `v` as a number",
    );
}

#[test]
fn addresses() {
    let check = |fragment: &str, expected: Address| assert_eq!(parse_address(fragment), expected);
    let view = LinkView {
        every_statement: false,
        step: Some(3),
        ..LinkView::default()
    };
    check("", Address::Workspace(LinkView::default()));
    check("#", Address::Workspace(LinkView::default()));
    check("#/", Address::Home);
    let slug = Slug::new("vendor-external-id").unwrap();
    check(
        "#/s/vendor-external-id",
        Address::Scenario {
            slug: slug.clone(),
            view: LinkView::default(),
        },
    );
    check(
        "#/s/vendor-external-id~s=3",
        Address::Scenario {
            slug: slug.clone(),
            view: view.clone(),
        },
    );
    check(
        "/s/vendor-external-id%7Es%3D3",
        Address::Scenario {
            slug,
            view: view.clone(),
        },
    );
    check("#/s/No Such", Address::UnknownScenario("No Such".into()));
    check("#/learn/x/1", Address::Other("/learn/x/1".into()));
    check("#steps", Address::Other("steps".into()));
    check("#2d.whatever", Address::Broken(ShareError::NewerVersion));
    check(
        "#1p.vendor.12345.1.a.b",
        Address::Broken(ShareError::NewerVersion),
    );
    let link = vendor_link();
    check(
        &link,
        Address::Link {
            fragment: link.clone(),
            view: LinkView::default(),
        },
    );
    check(
        &format!("{link}~s=3"),
        Address::Link {
            fragment: format!("{link}~s=3"),
            view,
        },
    );
    for end in [")", ",", "!", "\"", " "] {
        check(
            &format!("{link}{end}"),
            Address::Link {
                fragment: link.clone(),
                view: LinkView::default(),
            },
        );
    }
    let cut = &link[..300];
    assert!(matches!(
        parse_address(cut),
        Address::Broken(ShareError::CutShort {
            expected: Some(_),
            ..
        })
    ));
}

#[test]
fn suffixes_are_read_leniently() {
    let check =
        |suffix: &str, expected: &str| assert_eq!(LinkView::parse(suffix).to_suffix(), expected);
    check(
        "r=nightly&s=6&p=why&m=present",
        "~r=nightly&s=6&p=why&m=present",
    );
    check("m=embed&s=1", "~s=1&m=embed");
    check("s=x&r=A B&m=loud&q=1&&=", "");
    check("", "");
}

#[test]
fn cut_short_at_every_length() {
    let link = vendor_link();
    for length in 2..link.len() {
        let error = decode_link(&link[..length]).err();
        assert!(
            matches!(error, Some(ShareError::CutShort { .. })),
            "{length}: {error:?}"
        );
    }
    check_error(
        "#1d.13v.abc",
        "the link is cut short: it should carry 1,442 characters and has 3",
    );
    check_error(
        "#1d.13v",
        "the link is cut short: it ends before it says how long it is",
    );
    check_error(
        "#",
        "this is not a link of the playground: expected `#1d.` or `#1r.`",
    );
}

#[test]
fn every_changed_character_is_noticed() {
    let link = vendor_link();
    let payload = link.match_indices('.').nth(1).unwrap().0 + 1;
    for at in payload..link.len() {
        for replacement in ['A', 'b', '.', '~'] {
            if link[at..].starts_with(replacement) {
                continue;
            }
            let changed = format!("{}{replacement}{}", &link[..at], &link[at + 1..]);
            let error = decode_link(&changed).err();
            // A tilde begins the readable end and so cuts the link.
            let noticed = match replacement {
                '~' => matches!(error, Some(ShareError::CutShort { .. })),
                _ => error == Some(ShareError::Corrupted),
            };
            assert!(noticed, "{at} {replacement}: {error:?}");
        }
    }
    check_error(
        &format!("{link}x"),
        "the link was changed on its way: its checksum does not fit what it carries",
    );
}

#[test]
fn bombs_and_nesting_are_refused() {
    let sealed = |bytes: &[u8]| seal(&deflate::pack(bytes)).unwrap().to_string();
    check_error(
        &sealed(&vec![b' '; 40 * 1024 * 1024]),
        "the document is too large for a link: expected at most 1,048,576 bytes",
    );
    let nested = format!(
        "{{\"v\":1,\"scenario\":{}{}}}",
        "[".repeat(200_000),
        "]".repeat(200_000)
    );
    let link = sealed(nested.as_bytes());
    assert!(link.len() < 2_000);
    assert!(matches!(decode_link(&link), Err(ShareError::Document(_))));
    let newer = sealed(br#"{"v":2}"#);
    check_error(
        &newer,
        "the link was made with a newer version of the playground",
    );
    let limit = "the link would carry 70,000 characters: expected at most 65,536";
    check_error(&format!("#1r.{}", "A".repeat(70_000)), limit);
    check_error(&format!("#1d.1i0g.{}", "A".repeat(70_000)), limit);
    assert_eq!(deflate::unpack(&[0xFF; 64]), Err(ShareError::Corrupted));
}

#[test]
fn what_is_too_large_is_not_encoded() {
    let mut document = vendor();
    // A text without repetitions, so that packing does not help.
    let mut state = 1u32;
    let noise: String = (0..120_000)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            char::from(b'!' + u8::try_from(state >> 25).unwrap() % 90)
        })
        .collect();
    document.scenario.description = noise;
    assert!(matches!(
        encode_link(&document, ShareScope::WholeStory),
        Err(ShareError::TooLong { limit: 65_536, .. })
    ));
    document.scenario.description = " ".repeat(1024 * 1024);
    assert_eq!(
        encode_link(&document, ShareScope::WholeStory),
        Err(ShareError::DocumentTooLarge { limit: 1024 * 1024 })
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn decode_after_encode_is_identity(titles in prop::collection::vec(".*", 0..6), description in ".*") {
        let mut document = vendor();
        document.scenario.description = description;
        for text in titles {
            document.journal.push(title(&text)).unwrap();
        }
        let link = encode_link(&document, ShareScope::WholeStory).unwrap();
        let (again, _, _) = decode_link(link.as_str()).unwrap();
        prop_assert_eq!(again, document);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100_000))]

    /// Random text, with a link's beginning more often than not, neither opens nor panics.
    #[test]
    fn random_text_never_panics(
        start in prop::sample::select(vec!["", "#", "#1d.", "#1r.", "#1d.a.", "#2d.", "#/s/"]),
        rest in "[ -~\u{80}-\u{10FF}]{0,40}",
    ) {
        let text = format!("{start}{rest}");
        prop_assert!(decode_link(&text).is_err());
        drop(parse_address(&text));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    /// Random bytes in a proper envelope neither open nor panic.
    #[test]
    fn random_bytes_in_an_envelope_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        prop_assert!(decode_link(seal(&bytes).unwrap().as_str()).is_err());
    }
}
