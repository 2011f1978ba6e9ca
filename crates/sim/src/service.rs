//! What is known of services in general: families of error texts, global services, spelling of actions.
//!
//! Not a list of all services: one that is not named here behaves like a regional JSON service.

use aws::ActionName;

/// Services that answer errors in the same way (`ERR-12` to `ERR-14`, `TOKEN-40` to `TOKEN-48`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ServiceFamily {
    /// AWS STS.
    Sts,
    /// IAM and other services of the Query protocol.
    Query,
    /// Amazon EC2.
    Ec2,
    /// Amazon S3.
    S3,
    /// JSON over one path.
    Json,
    /// JSON over many paths, which answers with status 403 where others say 400.
    RestJson,
}

impl ServiceFamily {
    /// The family of a service prefix such as `dynamodb`; the case does not matter.
    pub fn of(service: &str) -> ServiceFamily {
        match service.to_ascii_lowercase().as_str() {
            "sts" => ServiceFamily::Sts,
            "ec2" => ServiceFamily::Ec2,
            "s3" => ServiceFamily::S3,
            "iam"
            | "cloudformation"
            | "sns"
            | "rds"
            | "elasticloadbalancing"
            | "autoscaling"
            | "cloudwatch"
            | "redshift"
            | "elasticache"
            | "ses" => ServiceFamily::Query,
            "lambda" | "eks" | "apigateway" | "bedrock" | "batch" | "glacier" | "iot"
            | "appconfig" | "ram" | "account" | "sso" => ServiceFamily::RestJson,
            _ => ServiceFamily::Json,
        }
    }
}

/// The Region in which a global service is seen (`KEYS-43`, `TOKEN-52`, `TOKEN-53`); `None` for regional ones.
pub(crate) fn global_region(service: &str) -> Option<&'static str> {
    match service.to_ascii_lowercase().as_str() {
        "iam" | "organizations" | "account" | "cloudfront" | "route53" | "shield" | "waf"
        | "support" | "health" | "budgets" | "ce" | "trustedadvisor" => Some("us-east-1"),
        "globalaccelerator" => Some("us-west-2"),
        _ => None,
    }
}

/// Actions whose spelling is known, so that AWS's texts print it as AWS does.
#[rustfmt::skip]
const SPELLINGS: &[&str] = &[
    "sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity", "sts:AssumeRoot",
    "sts:DecodeAuthorizationMessage", "sts:GetAccessKeyInfo", "sts:GetCallerIdentity", "sts:GetDelegatedAccessToken",
    "sts:GetFederationToken", "sts:GetSessionToken", "sts:GetWebIdentityToken", "sts:SetContext",
    "sts:SetSourceIdentity", "sts:TagSession",
    "iam:CreateRole", "iam:CreateUser", "iam:DeleteRole", "iam:GetRole", "iam:GetUser", "iam:ListRoles",
    "iam:ListUsers", "iam:PassRole", "iam:UpdateAssumeRolePolicy",
    "s3:CreateBucket", "s3:DeleteBucket", "s3:DeleteObject", "s3:GetBucketLocation", "s3:GetObject",
    "s3:ListAllMyBuckets", "s3:ListBucket", "s3:PutBucketPolicy", "s3:PutObject",
    "ec2:DescribeInstances", "ec2:DescribeRegions", "ec2:RunInstances", "ec2:StartInstances", "ec2:StopInstances",
    "ec2:TerminateInstances",
    "dynamodb:GetItem", "dynamodb:ListTables", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:Scan",
    "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey", "kms:RetireGrant",
    "lambda:InvokeFunction", "lambda:ListFunctions",
    "sqs:ReceiveMessage", "sqs:SendMessage", "sns:Publish",
    "secretsmanager:GetSecretValue", "ssm:GetParameter", "logs:PutLogEvents",
    "organizations:DescribeOrganization", "organizations:LeaveOrganization", "organizations:ListAccounts",
    "cloudfront:ListDistributions", "route53:ListHostedZones", "support:DescribeCases",
];

/// The action as AWS spells it when that is known, else as typed with its prefix in lower case (`ERR-19`).
pub fn canonical_action(action: &ActionName) -> ActionName {
    SPELLINGS
        .iter()
        .find(|known| action.is(known))
        .map(|known| (*known).to_owned())
        .or_else(|| {
            let prefix = action.service().to_ascii_lowercase();
            Some(format!("{prefix}:{}", action.name()))
        })
        .and_then(|text| ActionName::parse(&text).ok())
        .unwrap_or_else(|| action.clone())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may stop at the first surprise")]
mod tests {
    use super::*;

    #[test]
    fn actions_are_printed_in_their_canonical_spelling_err_19() {
        let check = |typed: &str, expected: &str| {
            assert_eq!(
                canonical_action(&ActionName::parse(typed).unwrap()).as_str(),
                expected
            );
        };
        check("STS:assumerole", "sts:AssumeRole");
        check("s3:getobject", "s3:GetObject");
        check("MADEUP:DoThing", "madeup:DoThing");
    }

    #[test]
    fn every_spelling_is_an_action_and_listed_once() {
        for (index, text) in SPELLINGS.iter().enumerate() {
            assert!(ActionName::parse(text).is_ok(), "{text}");
            assert!(
                !SPELLINGS
                    .iter()
                    .take(index)
                    .any(|other| other.eq_ignore_ascii_case(text)),
                "{text}"
            );
        }
    }
}
