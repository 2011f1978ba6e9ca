#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests may stop at the first surprise"
)]

use authz::{Attached, AttachedState, Levels, PolicyId, PolicyStack};
use world::{Command, Edit, EntryId, OrganizationPolicyName, PolicyLocation, SortedMap, Switch};

use crate::{
    PolicyCache, PolicySource, execute, run_live,
    test_support::{call_on, cloud, live},
};

/// One line a policy type, such as `scp Root: FullAWSAccess on Root`.
fn describe(stack: &PolicyStack, sources: &SortedMap<PolicyId, PolicySource>) -> String {
    let title = |attached: &Attached| {
        let title = &sources.get(&attached.id).unwrap().title;
        match &attached.state {
            AttachedState::InForce(_) if attached.switched_off_statements.is_empty() => {
                title.clone()
            }
            AttachedState::InForce(_) => {
                format!("{title} (without {:?})", attached.switched_off_statements)
            }
            AttachedState::NotInForce(_) => format!("{title} (not in force)"),
            AttachedState::SwitchedOff => format!("{title} (off)"),
        }
    };
    let titles = |policies: &[Attached]| policies.iter().map(title).collect::<Vec<_>>().join(", ");
    let mut lines = Vec::new();
    for (word, levels) in [
        ("scp", &stack.service_control),
        ("rcp", &stack.resource_control),
    ] {
        match levels {
            Levels::NotInPlay(reason) => lines.push(format!("{word}: {reason:?}")),
            Levels::InPlay(levels) => {
                lines.extend(
                    levels
                        .iter()
                        .map(|level| format!("{word} {}: {}", level.name, titles(&level.policies))),
                );
            }
        }
    }
    lines.extend(
        stack
            .resource
            .iter()
            .map(|it| format!("resource: {}", title(it))),
    );
    lines.push(format!("identity: {}", titles(&stack.identity)));
    lines.extend(
        stack
            .session
            .iter()
            .map(|it| format!("session: {}", titles(it))),
    );
    lines.join("\n")
}

fn check(who: &str, action: &str, resources: &[&str], expected: &str) {
    let record = live(&call_on(who, action, resources));
    let trace = record.authorizations().next().unwrap();
    assert_eq!(describe(&trace.stack, &trace.policies), expected);
}

#[test]
fn a_member_accounts_user_stands_under_every_level_eval_05() {
    check(
        "alice",
        "s3:GetObject",
        &["arn:aws:s3:::prod-data/a"],
        "scp Root: FullAWSAccess on Root\n\
         scp OU Workloads: FullAWSAccess on Workloads, KeepInstances on Workloads\n\
         scp Account Dev: FullAWSAccess on Dev\n\
         rcp Root: RCPFullAWSAccess on Root\n\
         rcp Account Prod: RCPFullAWSAccess on Prod\n\
         resource: prod-data bucket policy\n\
         identity: AssumeRoles, Work of group Developers",
    );
}

#[test]
fn exemptions_have_their_reasons_eval_06_eval_07_scp_31() {
    check(
        "olga",
        "ec2:DescribeInstances",
        &[],
        "scp: ManagementAccount\nrcp: ServiceNotCovered\nidentity: ",
    );
    check(
        "session:linked",
        "s3:GetObject",
        &["arn:aws:s3:::prod-data/a"],
        "scp: ServiceLinkedRole\nrcp: ServiceLinkedRole\nresource: prod-data bucket policy\nidentity: All",
    );
    check(
        "anonymous",
        "s3:GetObject",
        &["arn:aws:s3:::outside-data/a"],
        "scp: CallerWithoutAccount\nrcp: NoOrganization\nidentity: ",
    );
}

#[test]
fn session_policies_and_missing_managed_policies_are_shown() {
    let levels = "scp Root: FullAWSAccess on Root\n\
                  scp OU Workloads: FullAWSAccess on Workloads, KeepInstances on Workloads\n\
                  scp Account Dev: FullAWSAccess on Dev\n\
                  rcp: ServiceNotCovered\n";
    let limited = format!("{levels}identity: AssumeRoles\nsession: Session policy of limited");
    check("session:limited", "ec2:DescribeInstances", &[], &limited);
    let bob = format!("{levels}identity: Gone (not in force)");
    check("bob", "ec2:DescribeInstances", &[], &bob);
}

#[test]
fn switches_take_policies_and_statements_out() {
    let policies = PolicyCache::new();
    let location = PolicyLocation::ServiceControlPolicy {
        name: OrganizationPolicyName::new("KeepInstances").unwrap(),
    };
    let stack = |statement: Option<u32>| {
        let switch = Switch {
            location: location.clone(),
            statement,
        };
        let edit = Command::Edit(Edit::SetSwitch {
            switch,
            enabled: false,
        });
        let (state, _) = execute(&cloud(), EntryId(1), &edit, &policies);
        let record = run_live(
            &state,
            &call_on("alice", "ec2:TerminateInstances", &[]),
            &policies,
        );
        let trace = record.authorizations().next().unwrap();
        (
            describe(&trace.stack, &trace.policies),
            record.result.is_ok(),
        )
    };
    let (text, allowed) = stack(None);
    assert!(
        text.contains("KeepInstances on Workloads (off)") && allowed,
        "{text}"
    );
    let (text, allowed) = stack(Some(0));
    assert!(
        text.contains("KeepInstances on Workloads (without [0])") && allowed,
        "{text}"
    );
    let record = live(&call_on("alice", "ec2:TerminateInstances", &[]));
    assert!(record.result.is_err());
}

#[test]
fn sources_tell_the_arn_that_denials_name_err_02() {
    let record = live(&call_on("alice", "ec2:TerminateInstances", &[]));
    let trace = record.authorizations().next().unwrap();
    let arn = |title: &str| {
        let source = trace
            .policies
            .values()
            .find(|source| source.title == title)
            .unwrap();
        (source.arn.clone().unwrap_or_default(), source.aws_managed)
    };
    let full = "arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess";
    assert_eq!(arn("FullAWSAccess on Root"), (full.to_owned(), true));
    let (own, aws_managed) = arn("KeepInstances on Workloads");
    let prefix =
        "arn:aws:organizations::999999999999:policy/o-a1b2c3d4e5/service_control_policy/p-";
    assert!(own.starts_with(prefix) && !aws_managed, "{own}");
}
