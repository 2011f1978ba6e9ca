//! What AWS answers to texts that are no policies, or not of their kind (`POL-01` to `POL-08`, `POL-50` to `POL-55`).

use policy::{PolicyKind, SourceText, compile_policy, parse_policy};

use super::check;

const SYNTAX: &str = "Syntax errors in policy.";
const LEGACY: &str = "The policy failed legacy parsing";
const VENDOR: &str = "Resource vendor must be fully qualified and cannot contain regexes.";
const ORGANIZATIONS: &str =
    "The provided policy document doesn't meet the requirements of the specified policy type.";

/// Rule, kind, the statements as text, the refusal or `ok`.
type Row = (&'static str, PolicyKind, &'static str, &'static str);

fn refusal(kind: PolicyKind, text: &str) -> String {
    match compile_policy(&parse_policy(SourceText::new(text), kind)) {
        Ok(_) => "ok".to_owned(),
        Err(malformed) => malformed.refusal.message,
    }
}

fn check_statements(rows: &[Row]) {
    check(rows, |(_, kind, statements, expected)| {
        let text = format!(r#"{{"Version": "2012-10-17", "Statement": {statements}}}"#);
        (refusal(*kind, &text), (*expected).to_owned())
    });
}

#[test]
#[rustfmt::skip]
fn identity_policies_pol_50() {
    use PolicyKind::Identity;
    check_statements(&[
        ("POL-03", Identity, r#"{"Effect":"Allow","Action":["s3:*"],"Resource":["*"]}"#, "ok"),
        ("POL-05", Identity, r#"{"Effect":"ALLOW","Action":"s3:*","Resource":"*"}"#, LEGACY),
        ("POL-50", Identity, r#"{"Action":"s3:*","Resource":"*"}"#, SYNTAX),
        ("POL-08", Identity, r#"{"effect":"Allow","Action":"s3:*","Resource":"*"}"#, SYNTAX),
        ("POL-01", Identity, r#"{"Effect":"Allow","Effect":"Allow","Action":"s3:*","Resource":"*"}"#, SYNTAX),
        ("POL-02", Identity, r#"{"Effect":"Allow","Action":"s3:*","Resource":"*","NotResource":"*"}"#, SYNTAX),
        ("POL-50", Identity, r#"{"Effect":"Allow","Action":[],"Resource":"*"}"#, "Policy statement must contain actions."),
        ("POL-50", Identity, r#"{"Effect":"Allow","Action":"s3:*"}"#, "Policy statement must contain resources."),
        ("POL-50", Identity, r#"{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringIs":{"k":"v"}}}"#, SYNTAX),
        ("COND-04", Identity, r#"{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"NullIfExists":{"k":"true"}}}"#, SYNTAX),
        ("COND-10", Identity, r#"{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"stringEquals":{"k":"v"}}}"#, SYNTAX),
        ("POL-50", Identity, r#"{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"DateLessThan":{"k":"soon"}}}"#, LEGACY),
        ("POL-07", Identity, r#"[{"Sid":"A","Effect":"Allow","Action":"s3:*","Resource":"*"},{"Sid":"A","Effect":"Deny","Action":"s3:*","Resource":"*"}]"#, "Statement IDs (SID) in a single policy must be unique."),
        ("POL-50", Identity, r#"{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3::bucket"}"#, LEGACY),
        ("POL-50", Identity, r#"{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s*:::bucket"}"#, VENDOR),
        ("POL-50", Identity, r#"{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws"}"#, VENDOR),
        ("POL-50", Identity, r#"{"Effect":"Allow","Action":"iam:*","Resource":"arn:aws:iam:eu-west-1:111111111111:user/a"}"#, "IAM resource arn:aws:iam:eu-west-1:111111111111:user/a cannot contain region information."),
        ("POL-50", Identity, r#"{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:eu-west-1::b"}"#, "Resource arn:aws:s3:eu-west-1::b can not contain region information."),
        ("POL-21", Identity, r#"{"Effect":"Allow","Action":"s*:GetObject","Resource":"*"}"#, "Vendor s* is not valid"),
        ("POL-21", Identity, r#"{"Effect":"Allow","Action":"a_b:GetObject","Resource":"*"}"#, "Vendor a_b is not valid"),
        // The first failing check is the one that is reported.
        ("POL-50", Identity, r#"{"Effect":"allow","Principal":"*","Action":"GetObject","Resource":"b"}"#, "Policy document should not specify a principal."),
        ("POL-50", Identity, r#"{"Effect":"allow","Action":"GetObject","Resource":"b"}"#, LEGACY),
        ("POL-50", Identity, r#"{"Effect":"Allow","Action":"GetObject","Resource":"b"}"#, r#"Resource b must be in ARN format or "*"."#),
        ("POL-50", Identity, r#"[{"Effect":"Allow","Action":"GetObject","Resource":"*"},{"Effect":"Allow","Resource":"*"}]"#, "Policy statement must contain actions."),
    ]);
    let whole = [
        ("POL-06", Identity, r#"{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}"#, "Policy document must be version 2012-10-17 or greater."),
        ("POL-51", PolicyKind::Session, r#"{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}"#, "ok"),
        ("POL-01", Identity, r#"{"Version":"2012-10-17","Id":"x","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}"#, SYNTAX),
        ("POL-50", Identity, "{", SYNTAX),
        ("POL-52", PolicyKind::Trust, "{", "This policy contains invalid Json"),
        ("POL-40", Identity, r#"{"Version":"2012-10-17","Statement":{"Sid":"€","Effect":"Allow","Action":"s3:*","Resource":"*"}}"#, SYNTAX),
    ];
    check(&whole, |(_, kind, text, expected)| {
        (refusal(*kind, text), (*expected).to_owned())
    });
}

#[test]
#[rustfmt::skip]
fn trust_policies_pol_52_pol_53() {
    use PolicyKind::Trust;
    check_statements(&[
        ("POL-52", Trust, r#"{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}"#, "ok"),
        ("POL-52", Trust, r#"{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}"#, r#"AssumeRolepolicy contained an invalid principal: "STAR":"*""#),
        ("EVAL-45", Trust, r#"{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole","Resource":"*"}"#, "Has prohibited field Resource"),
        ("POL-52", Trust, r#"{"Effect":"Allow","Action":"sts:AssumeRole"}"#, "Missing required field Principal"),
        ("POL-52", Trust, r#"{"Effect":"Allow","Principal":{"AWS":"*"},"Action":["sts:AssumeRole","s3:*"]}"#, "AssumeRole policy may only specify STS AssumeRole actions."),
        ("EVAL-46", Trust, r#"{"Effect":"Allow","Principal":{"AWS":"*"},"Action":["STS:assumerole","sts:TagSession","sts:SetSourceIdentity","sts:SetContext"]}"#, "ok"),
        ("EVAL-33", Trust, r#"{"Effect":"Allow","Principal":{"Service":"*"},"Action":"sts:AssumeRole"}"#, r#"Invalid principal in policy: "SERVICE":"*""#),
        ("POL-53", Trust, r#"{"Effect":"Allow","Principal":{"Service":"eks.amazonaws.com.cn"},"Action":"sts:AssumeRole"}"#, r#"Invalid principal in policy: "SERVICE":"eks.amazonaws.com.cn""#),
        ("EVAL-27", Trust, r#"{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:group/G"},"Action":"sts:AssumeRole"}"#, r#"Invalid principal in policy: "AWS":"arn:aws:iam::111111111111:group/G""#),
        ("POL-24", Trust, r#"{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:role/*"},"Action":"sts:AssumeRole"}"#, r#"Invalid principal in policy: "AWS":"arn:aws:iam::111111111111:role/*""#),
        ("POL-53", Trust, r#"{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::1:user/a"},"Action":"sts:AssumeRole"}"#, r#"Invalid principal in policy: "AWS":"arn:aws:iam::1:user/a""#),
        ("EVAL-55", Trust, r#"{"Effect":"Deny","NotPrincipal":{"AWS":"111111111111"},"Action":"sts:AssumeRole"}"#, "Has prohibited field NotPrincipal"),
    ]);
}

#[test]
#[rustfmt::skip]
fn organization_policies_and_others_scp_08_scp_09_scp_30() {
    use PolicyKind::{Resource, ResourceControl, ServiceControl, VpcEndpoint};
    check_statements(&[
        ("SCP-08", ServiceControl, r#"{"Effect":"Allow","NotAction":"iam:*","NotResource":"arn:aws:s3:::b","Condition":{"Bool":{"aws:SecureTransport":true}}}"#, "ok"),
        ("SCP-08", ServiceControl, r#"{"Effect":"Deny","Action":"ec2:*Instances*","Resource":"arn:aws:ec2:*:*:instance/*"}"#, "ok"),
        ("SCP-09", ServiceControl, r#"{"Effect":"Deny","NotPrincipal":{"AWS":"*"},"Action":"*","Resource":"*"}"#, ORGANIZATIONS),
        ("POL-02", ServiceControl, r#"{"Effect":"Deny","Action":"*"}"#, ORGANIZATIONS),
        ("SCP-30", ResourceControl, r#"{"Effect":"Deny","Principal":"*","Action":"s3:*","NotResource":"arn:aws:s3:::b"}"#, "ok"),
        ("SCP-30", ResourceControl, r#"{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}"#, ORGANIZATIONS),
        ("SCP-30", ResourceControl, r#"{"Effect":"Deny","Principal":"*","NotAction":"s3:*","Resource":"*"}"#, ORGANIZATIONS),
        ("SCP-30", ResourceControl, r#"{"Effect":"Deny","Principal":"*","Action":["s3:*","*"],"Resource":"*"}"#, ORGANIZATIONS),
        ("SCP-30", ResourceControl, r#"{"Effect":"Deny","NotPrincipal":"*","Action":"s3:*","Resource":"*"}"#, ORGANIZATIONS),
        ("EVAL-58", Resource, r#"{"Effect":"Allow","NotPrincipal":{"AWS":"111111111111"},"Action":"s3:*","Resource":"*"}"#, SYNTAX),
        ("EVAL-55", Resource, r#"{"Effect":"Deny","NotPrincipal":{"AWS":"111111111111"},"Action":"s3:*","Resource":"*"}"#, "ok"),
        ("POL-02", VpcEndpoint, r#"{"Effect":"Deny","NotPrincipal":{"AWS":"111111111111"},"Action":"s3:*","Resource":"*"}"#, "ok"),
        ("EVAL-33", Resource, r#"{"Effect":"Allow","Principal":{"Service":"*"},"Action":"s3:*","Resource":"*"}"#, r#"Invalid principal in policy: "SERVICE":"*""#),
    ]);
}
