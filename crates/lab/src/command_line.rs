//! The AWS CLI command of a request, always in step with it.

use sim::operation;
use world::{Call, EndpointChoice, ParameterValue};

use crate::form::field_text;

/// The whole command in one line.
pub(crate) fn command_line(call: &Call) -> String {
    let mut words = vec!["aws".to_owned()];
    match operation(&call.call.action) {
        Some(spec) => {
            words.push(spec.command.to_owned());
            for parameter in spec.parameters {
                if let Some(value) = call.call.parameters.get(parameter.name) {
                    words.push(parameter.flag.to_owned());
                    words.push(argument(value));
                }
            }
        }
        None => words.extend(generic(call)),
    }
    words.push(format!("--region {}", call.region));
    match &call.endpoint {
        EndpointChoice::Default => {}
        EndpointChoice::Global => words.push("--endpoint-url https://sts.amazonaws.com".to_owned()),
        EndpointChoice::Regional(region) => {
            words.push(format!("--endpoint-url https://sts.{region}.amazonaws.com"));
        }
    }
    words.join(" ")
}

/// The command with ARNs cut to what tells them apart: `…:role/VendorReadOnly`.
pub(crate) fn shortened(command: &str) -> String {
    let shorten = |word: &str| match word.strip_prefix("arn:") {
        Some(_) => format!("…:{}", crate::texts::short_arn(word)),
        None => word.to_owned(),
    };
    command
        .split(' ')
        .map(shorten)
        .collect::<Vec<_>>()
        .join(" ")
}

fn argument(value: &ParameterValue) -> String {
    match value {
        ParameterValue::List(items) => {
            let items = items.iter().map(|item| quoted(&field_text(item)));
            items.collect::<Vec<_>>().join(" ")
        }
        _ => quoted(&field_text(value)),
    }
}

/// Quotes for a POSIX shell when there is something to quote.
fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "+=,.@:/-_".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// Actions of other services: the command name by the CLI's own rule, and the arguments that a resource gives.
fn generic(call: &Call) -> Vec<String> {
    let action = &call.call.action;
    let service = action.service().to_ascii_lowercase();
    let resource = call.call.resources.first();
    let s3 = resource
        .filter(|_| service == "s3")
        .map(|arn| arn.resource());
    let bucket_and_key = s3.map(|path| path.split_once('/').unwrap_or((path, "")));
    let mut words = Vec::new();
    match (
        service.as_str(),
        action.name().to_ascii_lowercase().as_str(),
        bucket_and_key,
    ) {
        ("s3", "listbucket", Some((bucket, _))) => {
            words.push(format!("s3api list-objects-v2 --bucket {}", quoted(bucket)));
        }
        ("s3", "listallmybuckets", _) => words.push("s3api list-buckets".to_owned()),
        ("s3", "getobject", Some((bucket, key))) => {
            words.push(format!(
                "s3api get-object --bucket {} --key {} out",
                quoted(bucket),
                quoted(key)
            ));
        }
        ("s3", _, Some((bucket, key))) => {
            words.push(format!(
                "s3api {} --bucket {}",
                kebab(action.name()),
                quoted(bucket)
            ));
            if !key.is_empty() {
                words.push(format!("--key {}", quoted(key)));
            }
        }
        _ => {
            let service = if service == "s3" { "s3api" } else { &service };
            words.push(format!("{service} {}", kebab(action.name())));
        }
    }
    if let Some(kind) = call
        .call
        .context
        .get("ec2:InstanceType")
        .and_then(|values| values.first())
    {
        words.push(format!("--instance-type {}", quoted(kind)));
    }
    words
}

/// `DescribeInstances` as `describe-instances`, `CreateDBInstance` as `create-db-instance`.
fn kebab(name: &str) -> String {
    let characters: Vec<char> = name.chars().collect();
    let mut words = String::new();
    for (at, c) in characters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| characters.get(at));
        let after = characters.get(at + 1);
        let starts = c.is_ascii_uppercase()
            && before.is_some_and(|before| {
                !before.is_ascii_uppercase() || after.is_some_and(char::is_ascii_lowercase)
            });
        if starts {
            words.push('-');
        }
        words.push(c.to_ascii_lowercase());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operation_names() {
        let check = |name: &str, expected: &str| assert_eq!(kebab(name), expected);
        check("DescribeInstances", "describe-instances");
        check("CreateDBInstance", "create-db-instance");
        check("GetObject", "get-object");
    }

    #[test]
    fn quoting() {
        let check = |text: &str, expected: &str| assert_eq!(quoted(text), expected);
        check("acme-7f3c91", "acme-7f3c91");
        check("12345 ", "'12345 '");
        check("it's", "'it'\\''s'");
        check("$(id)", "'$(id)'");
    }

    #[test]
    fn arns_are_shortened() {
        let command = "aws sts assume-role --role-arn arn:aws:iam::444455556666:role/VendorReadOnly --region eu-west-1";
        assert_eq!(
            shortened(command),
            "aws sts assume-role --role-arn …:role/VendorReadOnly --region eu-west-1"
        );
    }
}
