//! Which services resource control policies cover.

/// Services whose actions resource control policies cover (`SCP-31`), by action prefix.
const COVERED: &[&str] = &[
    "aoss",
    "appconfig",
    "appstream",
    "autoscaling",
    "codebuild",
    "codecommit",
    "cognito-identity",
    "cognito-idp",
    "comprehend",
    "comprehendmedical",
    "dax",
    "dynamodb",
    "ecr",
    "health",
    "kinesisvideo",
    "kms",
    "logs",
    "s3",
    "secretsmanager",
    "signin",
    "sqs",
    "sts",
    "support",
    "textract",
    "transcribe",
    "translate",
];

/// Whether resource control policies cover a service, by its action prefix in any letter case (`SCP-31`).
pub fn is_covered_by_rcps(service: &str) -> bool {
    COVERED
        .iter()
        .any(|covered| covered.eq_ignore_ascii_case(service))
}
