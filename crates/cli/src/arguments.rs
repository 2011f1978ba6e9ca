//! The command line, as data.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use policy::PolicyKind;

/// Evaluates, explains and checks AWS policies and STS calls, without AWS.
#[derive(Debug, Parser)]
#[command(
    name = "sts-playground",
    version,
    arg_required_else_help = true,
    after_help = "Exit codes: 0 nothing to report, 1 differences or errors were found, 2 wrong arguments or unreadable input.\nA file `-` is the standard input."
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Answers conformance cases, one JSON line each
    #[command(
        after_help = "Examples:\n  sts-playground evaluate cases.jsonl\n  sts-playground evaluate < cases.jsonl > answers.jsonl\n\nEach line of the output is {\"id\": …, \"actual\": …}, `actual` in the shape of the case's `expect`.\nWhat is not simulated is answered {\"notSimulated\": \"reason\"}."
    )]
    Evaluate {
        /// Conformance cases, one JSON object a line
        #[arg(default_value = "-")]
        file: String,
    },
    /// Compares the answers to conformance cases with what they expect
    #[command(
        after_help = "Example:\n  sts-playground check tests/conformance/cases.jsonl\n\nExits with 1 when an answer differs. A `code` or `message` that is expected as null asserts nothing."
    )]
    Check {
        /// Conformance cases, one JSON object a line
        file: String,
        /// Prints one JSON line a case, and a last one with the counts
        #[arg(long)]
        json: bool,
    },
    /// Explains cases, or the saved requests of a document, down to the line of each policy
    #[command(
        after_help = "Examples:\n  sts-playground explain cases.jsonl --id DEPUTY-002\n  sts-playground explain data/scenarios/vendor-external-id.json\n  sts-playground explain world.json --request nightly --json"
    )]
    Explain {
        /// Conformance cases, or a document of the playground
        file: String,
        /// Only the case of this id
        #[arg(long, conflicts_with = "request")]
        id: Option<String>,
        /// Only the saved request of this name
        #[arg(long)]
        request: Option<String>,
        /// Prints one JSON line an authorization
        #[arg(long)]
        json: bool,
    },
    /// Says what is wrong with a policy document, with AWS's own error, and what will surprise in it
    #[command(
        after_help = "Examples:\n  sts-playground lint policy.json --kind identity\n  sts-playground lint trust.json --kind trust --own-account 111122223333 --catalog web/dist/catalog\n  aws iam get-role … | jq .Role.AssumeRolePolicyDocument | sts-playground lint - --kind trust\n\nExits with 1 when AWS would refuse the document."
    )]
    Lint {
        /// The policy document
        file: String,
        /// What it is used as
        #[arg(long)]
        kind: Kind,
        /// An account of the same owner, so that naming it is no third-party access; may be repeated
        #[arg(long, value_name = "ACCOUNT")]
        own_account: Vec<String>,
        /// A folder of catalog files as the page fetches them, so that misspelt actions and keys are found
        #[arg(long, value_name = "FOLDER")]
        catalog: Option<PathBuf>,
        /// Prints one JSON line a diagnostic
        #[arg(long)]
        json: bool,
    },
    /// Carries out the story of a document and prints each entry in short
    #[command(after_help = "Example:\n  sts-playground replay story.json")]
    Replay {
        /// A document of the playground
        file: String,
        /// Prints one JSON line an entry
        #[arg(long)]
        json: bool,
    },
    /// Packs documents into links, and unpacks them
    #[command(
        after_help = "Examples:\n  sts-playground link encode story.json\n  sts-playground link decode '#1d.…' > story.json"
    )]
    Link {
        #[command(subcommand)]
        command: LinkCommand,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum LinkCommand {
    /// Prints the part of the address after `#` that opens a document
    Encode {
        /// A document of the playground
        file: String,
        /// Leaves calls and history out
        #[arg(long)]
        world_only: bool,
        /// Prints the link and its length as JSON
        #[arg(long)]
        json: bool,
    },
    /// Prints the document of a link
    Decode {
        /// The link, a whole address, or `-` for the standard input
        link: String,
    },
}

/// What a policy document is used as.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Kind {
    /// Attached to a user, group or role
    Identity,
    /// The trust policy of a role
    Trust,
    /// The policy of a bucket, queue, key or another resource
    Resource,
    /// A service control policy
    Scp,
    /// A resource control policy
    Rcp,
    /// Passed when a session is issued
    Session,
    /// A permissions boundary
    Boundary,
    /// The policy of a VPC endpoint
    Vpce,
}

impl Kind {
    pub(crate) fn policy_kind(self) -> PolicyKind {
        match self {
            Kind::Identity => PolicyKind::Identity,
            Kind::Trust => PolicyKind::Trust,
            Kind::Resource => PolicyKind::Resource,
            Kind::Scp => PolicyKind::ServiceControl,
            Kind::Rcp => PolicyKind::ResourceControl,
            Kind::Session => PolicyKind::Session,
            Kind::Boundary => PolicyKind::Boundary,
            Kind::Vpce => PolicyKind::VpcEndpoint,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        <Arguments as clap::CommandFactory>::command().debug_assert();
    }

    #[test]
    fn kinds_have_the_names_of_cases() {
        for kind in Kind::value_variants() {
            let name = kind.to_possible_value();
            let found = name.and_then(|name| interchange::wire::policy_kind(name.get_name()));
            assert_eq!(found, Some(kind.policy_kind()));
        }
    }
}
