//! Texts made by chance: nothing panics, and errors and compiled policies exclude each other.

use policy::{PolicyKind, Severity, SourceText, compile_policy, parse_policy};
use proptest::prelude::*;

const KINDS: [PolicyKind; 8] = [
    PolicyKind::Identity,
    PolicyKind::Trust,
    PolicyKind::Resource,
    PolicyKind::Boundary,
    PolicyKind::Session,
    PolicyKind::ServiceControl,
    PolicyKind::ResourceControl,
    PolicyKind::VpcEndpoint,
];

const VALID: &str = r#"{"Version":"2012-10-17","Statement":[{"Sid":"A1","Effect":"Allow","Principal":{"AWS":["*","111122223333"]},
"Action":["s3:Get*","sts:AssumeRole"],"Resource":"arn:aws:s3:::b/${aws:username, 'x'}/*","Condition":
{"ForAnyValue:StringLikeIfExists":{"aws:TagKeys":["é\u00e9",1.5,true]},"DateLessThan":{"aws:CurrentTime":"2026-01-01"}}}]}"#;

fn check(text: &str) -> Result<(), TestCaseError> {
    for kind in KINDS {
        let policy = parse_policy(SourceText::new(text), kind);
        let has_error = policy
            .diagnostics
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error);
        prop_assert_eq!(policy.compiled.is_none(), has_error);
        prop_assert_eq!(compile_policy(&policy).is_err(), has_error);
        let length = u32::try_from(text.len()).unwrap();
        for diagnostic in &policy.diagnostics {
            let span = diagnostic.primary;
            prop_assert!(
                span.start <= span.end && span.start <= length,
                "{:?}",
                diagnostic
            );
            prop_assert_eq!(
                diagnostic.aws.is_some(),
                diagnostic.severity == Severity::Error
            );
            prop_assert!(!diagnostic.message.ends_with('.'), "{}", diagnostic.message);
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        check(&String::from_utf8_lossy(&bytes))?;
    }

    #[test]
    fn json_like_texts(text in r#"[{}\[\],:"\\ \n\tA-Za-z*$0-9.é€-]{0,80}"#) {
        check(&text)?;
    }

    #[test]
    fn mutated_policies(
        cut in 0..VALID.len(),
        length in 0..20usize,
        insert in prop::sample::select(vec!["", "\"", "{", "}", "[]", "null", ",", "*", "\\u", "Not", "é", "${", "1e5", "\u{0}"]),
    ) {
        let mut bytes = VALID.as_bytes().to_vec();
        let end = (cut + length).min(bytes.len());
        bytes.splice(cut..end, insert.bytes());
        check(&String::from_utf8_lossy(&bytes))?;
    }
}

#[test]
fn deep_nesting_is_refused_without_harm() {
    for unit in ["[", "{\"Statement\":[", "{\"a\":"] {
        assert!(check(&unit.repeat(200_000 / unit.len())).is_ok());
    }
}
