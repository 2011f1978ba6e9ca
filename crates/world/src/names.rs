//! Names that IAM and Organizations give to things, each with its own alphabet and length.
//!
//! Not ARNs and not account ids: those come from the crate `aws`.

use std::{fmt, sync::Arc};

use json::{Json, Writer};

use crate::form::{Form, Problem, text};

/// Why a text is not the name it was meant to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidName {
    what: &'static str,
    text: String,
    expected: &'static str,
}

impl fmt::Display for InvalidName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is not {}: expected {}",
            self.text, self.what, self.expected
        )
    }
}

impl std::error::Error for InvalidName {}

/// What makes a text a name of one kind.
struct Rule {
    what: &'static str,
    expected: &'static str,
    check: fn(&str) -> bool,
}

impl Rule {
    fn wrap(&self, text: &str) -> Result<Arc<str>, InvalidName> {
        if (self.check)(text) {
            return Ok(text.into());
        }
        Err(InvalidName {
            what: self.what,
            text: text.to_owned(),
            expected: self.expected,
        })
    }

    fn read(&self, json: &Json) -> Result<Arc<str>, Problem> {
        self.wrap(text(json)?)
            .map_err(|error| Problem::new(json, error.to_string()))
    }
}

macro_rules! name {
    ($(#[$docs:meta])* $name:ident, $what:literal, $expected:literal, $check:expr) => {
        $(#[$docs])*
        // Invariant: the check of its row held, upheld by `new`, the only constructor.
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            const RULE: Rule = Rule { what: $what, expected: $expected, check: $check };

            /// Checks and wraps a text.
            pub fn new(text: &str) -> Result<$name, InvalidName> {
                Self::RULE.wrap(text).map($name)
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Form for $name {
            fn read(json: &Json) -> Result<$name, Problem> {
                Self::RULE.read(json).map($name)
            }

            fn write(&self, to: &mut Writer) {
                to.text(&self.0);
            }

            /// Of all names only a path can be left out, and then it is the root.
            fn is_left_out(&self) -> bool {
                &*self.0 == "/"
            }
        }
    };
}

name!(
    /// The name of an IAM user, 1 to 64 characters.
    UserName, "a user name", "1 to 64 letters, digits or `_+=,.@-`", |text| is_iam_name(text, 64)
);
name!(
    /// The name of an IAM group, 1 to 128 characters.
    GroupName, "a group name", "1 to 128 letters, digits or `_+=,.@-`", |text| is_iam_name(text, 128)
);
name!(
    /// The name of an IAM role, 1 to 64 characters.
    RoleName, "a role name", "1 to 64 letters, digits or `_+=,.@-`", |text| is_iam_name(text, 64)
);
name!(
    /// The name of an inline or customer managed policy, 1 to 128 characters.
    PolicyName, "a policy name", "1 to 128 letters, digits or `_+=,.@-`", |text| is_iam_name(text, 128)
);
name!(
    /// The name of a service or resource control policy; Organizations allows blanks in it.
    OrganizationPolicyName, "the name of an organization's policy", "1 to 128 printable characters",
    |text| !text.is_empty() && text.chars().count() <= 128 && !text.chars().any(char::is_control)
);
name!(
    /// The path of an IAM user, group, role or policy: `/`, or text between slashes such as `/team/`.
    IamPath, "an IAM path", "`/`, or up to 512 characters that begin and end with `/`",
    |text| text == "/" || (text.len() <= 512 && text.len() > 2 && text.starts_with('/') && text.ends_with('/')
        && text.bytes().all(|b| b.is_ascii_graphic()))
);
name!(
    /// The id of an organization, such as `o-a1b2c3d4e5`.
    OrganizationId, "an organization id", "`o-` and 10 to 32 lower-case letters or digits",
    |text| text.strip_prefix("o-").is_some_and(|rest| is_id(rest, 10))
);
name!(
    /// The id of an organization's root, such as `r-a1b2`.
    RootId, "the id of an organization's root", "`r-` and 4 to 32 lower-case letters or digits",
    |text| text.strip_prefix("r-").is_some_and(|rest| is_id(rest, 4))
);
name!(
    /// The id of an organizational unit, such as `ou-a1b2-11111111`.
    OrganizationalUnitId, "the id of an organizational unit",
    "`ou-`, 4 to 32 lower-case letters or digits, `-` and 8 to 32 more",
    |text| text.strip_prefix("ou-").and_then(|rest| rest.split_once('-'))
        .is_some_and(|(root, own)| is_id(root, 4) && is_id(own, 8))
);
name!(
    /// The id of a VPC endpoint, such as `vpce-0a1b2c3d`.
    VpcEndpointId, "the id of a VPC endpoint", "`vpce-` and 8 to 32 lower-case letters or digits",
    |text| text.strip_prefix("vpce-").is_some_and(|rest| is_id(rest, 8))
);
name!(
    /// A short name for saved requests and seeded sessions, fit for the readable end of a link.
    Slug, "a short name", "1 to 64 lower-case letters, digits or `-`",
    |text| !text.is_empty() && text.len() <= 64
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
);

impl IamPath {
    /// `/`, the path of most things.
    pub fn root() -> IamPath {
        IamPath("/".into())
    }
}

impl Default for IamPath {
    fn default() -> IamPath {
        IamPath::root()
    }
}

fn is_iam_name(text: &str, longest: usize) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"_+=,.@-".contains(&b);
    !text.is_empty() && text.len() <= longest && text.bytes().all(plain)
}

fn is_id(text: &str, shortest: usize) -> bool {
    (shortest..=32).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check<T, F: Fn(&str) -> Result<T, InvalidName>>(new: F, good: &[&str], bad: &[&str]) {
        for text in good {
            assert!(new(text).is_ok(), "{text}");
        }
        for text in bad {
            assert!(new(text).is_err(), "{text}");
        }
    }

    #[test]
    fn alphabets_and_lengths() {
        let long = "x".repeat(65);
        check(
            RoleName::new,
            &["VendorReadOnly", "a@b.c"],
            &["", "a b", "a/b", "é", &long],
        );
        check(PolicyName::new, &[&long], &["", "a:b"]);
        check(
            OrganizationPolicyName::new,
            &["Deny all outside EU"],
            &["", "a\nb"],
        );
        check(
            IamPath::new,
            &["/", "/team/", "/a/b/"],
            &["", "team", "/team", "//", "/a b/"],
        );
        check(
            OrganizationId::new,
            &["o-a1b2c3d4e5"],
            &["o-1", "a1b2c3d4e5", "o-A1B2C3D4E5"],
        );
        check(
            OrganizationalUnitId::new,
            &["ou-a1b2-11111111"],
            &["ou-a1b2", "ou-1-2"],
        );
        check(Slug::new, &["nightly", "run-0412"], &["", "Nightly", "a_b"]);
        check(RootId::new, &["r-a1b2"], &["r-", "root"]);
        check(VpcEndpointId::new, &["vpce-0a1b2c3d"], &["vpc-0a1b2c3d"]);
        check(UserName::new, &["ops-lena"], &[&long]);
        check(GroupName::new, &[&long], &["a#b"]);
    }

    #[test]
    fn a_refusal_says_what_was_found_and_expected() {
        let error = Slug::new("Big One").err().map(|error| error.to_string());
        let text =
            "`Big One` is not a short name: expected 1 to 64 lower-case letters, digits or `-`";
        assert_eq!(error.as_deref(), Some(text));
    }
}
