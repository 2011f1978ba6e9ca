//! `Resource` and `NotResource`: the shape of ARNs (`POL-22`, `POL-50` row 6).

use super::Reader;
use super::refusal::{Check, IAM_PATHS};
use crate::json::Member;
use crate::{Element, LanguageVersion, Located, ResourcePattern, Span};

const PARTITIONS: [aws::Partition; 8] = [
    aws::Partition::Aws,
    aws::Partition::China,
    aws::Partition::UsGov,
    aws::Partition::Eusc,
    aws::Partition::Iso,
    aws::Partition::IsoB,
    aws::Partition::IsoE,
    aws::Partition::IsoF,
];

/// S3 resources that do live in a Region, unlike buckets and objects.
const REGIONAL_S3: [&str; 5] = [
    "accesspoint",
    "access-grants",
    "job/",
    "storage-lens",
    "async-request",
];

impl Reader {
    pub(super) fn resource_element(
        &mut self,
        member: &Member,
        negated: bool,
    ) -> Option<Element<ResourcePattern>> {
        let node = self.node(member.span());
        let texts = self.texts(&member.name, &member.value)?;
        if texts.is_empty() {
            let message = format!(
                "found an empty list in `{}`, expected at least one ARN or `*`",
                member.name
            );
            self.refuse(
                "missing-resource",
                member.value.span,
                Check::NoResources,
                message,
                None,
            );
        }
        let variables = self.version == LanguageVersion::V2012;
        let mut values = Vec::with_capacity(texts.len());
        for (text, span) in texts {
            if let Err((check, message)) = check_resource(text) {
                self.refuse("resource-shape", span, check, message, None);
            } else {
                self.check_reach(text, span);
            }
            let (value, strange) = ResourcePattern::new(text, variables);
            self.unread_variables(&strange, span);
            values.push(Located {
                node: self.node(span),
                value,
            });
        }
        Some(Element {
            node,
            negated,
            values,
        })
    }

    /// Warns of a pattern that is well-formed and still matches no resource.
    fn check_reach(&mut self, text: &str, span: Span) {
        let parts: Vec<&str> = text.splitn(6, ':').collect();
        if text != "*" && parts.len() < 6 && !parts.iter().any(|part| part.ends_with('*')) {
            let message = format!(
                "found {} parts in `{text}`, expected the six parts of an ARN",
                parts.len()
            );
            self.warn(
                "resource-never-matches",
                span,
                message,
                Some("as it stands it matches nothing".to_owned()),
            );
        }
    }
}

fn check_resource(text: &str) -> Result<(), (Check, String)> {
    if text == "*" {
        return Ok(());
    }
    let mut parts = text.splitn(6, ':');
    if parts.next() != Some("arn") || !text.contains(':') {
        let message = format!(
            "found the resource `{text}`, expected an ARN such as `arn:aws:s3:::bucket/*`, or `*`"
        );
        return Err((Check::ResourceFormat(text.to_owned()), message));
    }
    if text.contains("::") && text.bytes().filter(|byte| *byte == b':').count() < 5 {
        let message = format!(
            "found fewer than six parts in `{text}`, expected `arn:partition:service:region:account:resource`"
        );
        return Err((Check::Legacy, message));
    }
    let (partition, service) = (
        parts.next().unwrap_or_default(),
        parts.next().unwrap_or_default(),
    );
    let region = parts.next();
    let resource = parts.nth(1);
    let wild = |part: &str| part.contains(['*', '?']);
    if !wild(partition) && PARTITIONS.iter().all(|known| known.as_str() != partition) {
        let message =
            format!("found the partition `{partition}` in `{text}`, expected one such as `aws`");
        let check = Check::ResourcePartition {
            partition: partition.to_owned(),
            resource: text.to_owned(),
        };
        return Err((check, message));
    }
    if service.is_empty()
        || !service
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'))
    {
        let message = format!(
            "found the service `{service}` in `{text}`, expected a service's name without wildcards"
        );
        return Err((Check::ResourceVendor, message));
    }
    let has_region = region.is_some_and(|region| !region.is_empty());
    if service == "iam" && has_region {
        let message = format!("found a Region in `{text}`, expected none: IAM is global");
        return Err((Check::IamRegion(text.to_owned()), message));
    }
    let regional_s3 = resource
        .is_some_and(|resource| REGIONAL_S3.iter().any(|start| resource.starts_with(start)));
    if service == "s3" && has_region && !regional_s3 {
        let message = format!("found a Region in `{text}`, expected none: bucket names are global");
        return Err((Check::S3Region(text.to_owned()), message));
    }
    if let ("iam", Some(path)) = (service, resource) {
        let known =
            matches!(path, "*" | "root") || IAM_PATHS.iter().any(|start| path.starts_with(start));
        if !known {
            let message = format!(
                "found the IAM resource `{path}`, expected `*` or a start such as `user/` or `role/`"
            );
            return Err((Check::IamPath, message));
        }
    }
    Ok(())
}
