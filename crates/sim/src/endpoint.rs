//! Which endpoint answers a call.

use aws::{RegionName, region_facts};
use world::{Call, EndpointChoice};

use crate::{
    ApiError, ServiceFamily,
    record::{EndpointKind, EndpointTrace},
    service::global_region,
};

/// Where a call goes.
pub(crate) fn resolve(call: &Call) -> EndpointTrace {
    let service = call.call.action.service().to_ascii_lowercase();
    if ServiceFamily::of(&service) == ServiceFamily::Sts {
        return resolve_sts(call);
    }
    match global_region(&service) {
        Some(region) => EndpointTrace {
            kind: EndpointKind::ServiceGlobal,
            host: format!("{service}.amazonaws.com"),
            requested_region: RegionName::new(region),
            reachable: true,
        },
        None => EndpointTrace {
            kind: EndpointKind::ServiceRegional(call.region.clone()),
            host: format!("{service}.{}.amazonaws.com", call.region),
            requested_region: call.region.clone(),
            reachable: region_facts(call.region.as_str()).is_some(),
        },
    }
}

fn resolve_sts(call: &Call) -> EndpointTrace {
    let region = match &call.endpoint {
        EndpointChoice::Global => {
            return EndpointTrace {
                kind: EndpointKind::StsGlobal,
                host: "sts.amazonaws.com".to_owned(),
                // Calls to the global endpoint count as us-east-1 whichever Region serves them (`TOKEN-22`).
                requested_region: RegionName::new("us-east-1"),
                reachable: true,
            };
        }
        EndpointChoice::Default => &call.region,
        EndpointChoice::Regional(region) => region,
    };
    let facts = region_facts(region.as_str());
    EndpointTrace {
        kind: EndpointKind::StsRegional(region.clone()),
        host: facts.map_or_else(
            || format!("sts.{region}.amazonaws.com"),
            |facts| facts.sts_endpoint.to_owned(),
        ),
        requested_region: region.clone(),
        reachable: facts.is_some(),
    }
}

impl EndpointTrace {
    /// The Region whose rules for credentials count; `None` for endpoints that belong to no single Region.
    pub(crate) fn region(&self) -> Option<&RegionName> {
        match &self.kind {
            EndpointKind::StsGlobal | EndpointKind::ServiceGlobal => None,
            EndpointKind::StsRegional(region) | EndpointKind::ServiceRegional(region) => {
                Some(region)
            }
        }
    }

    /// The choice that leads to this endpoint, as kept with the sessions it issues.
    pub(crate) fn as_choice(&self) -> EndpointChoice {
        match self.region() {
            None => EndpointChoice::Global,
            Some(region) => EndpointChoice::Regional(region.clone()),
        }
    }

    /// What the tools say when the host does not exist (`CLI-18`).
    pub(crate) fn unreachable(&self) -> ApiError {
        let message = format!(
            "Could not connect to the endpoint URL: \"https://{}/\"",
            self.host
        );
        ApiError {
            code: "EndpointConnectionError",
            http_status: None,
            message,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::call;

    fn check(action: &str, endpoint: EndpointChoice, region: &str, host: &str, requested: &str) {
        let mut call = call(action);
        call.endpoint = endpoint;
        call.region = RegionName::new(region);
        let trace = resolve(&call);
        assert_eq!(
            (trace.host.as_str(), trace.requested_region.as_str()),
            (host, requested),
            "{action} in {region}"
        );
    }

    #[test]
    fn endpoints_follow_token_22_and_token_50_to_token_53() {
        let regional = EndpointChoice::Regional(RegionName::new("us-east-1"));
        check(
            "sts:AssumeRole",
            EndpointChoice::Default,
            "eu-west-1",
            "sts.eu-west-1.amazonaws.com",
            "eu-west-1",
        );
        check(
            "sts:AssumeRole",
            EndpointChoice::Global,
            "eu-west-1",
            "sts.amazonaws.com",
            "us-east-1",
        );
        check(
            "sts:AssumeRole",
            regional,
            "eu-west-1",
            "sts.us-east-1.amazonaws.com",
            "us-east-1",
        );
        check(
            "iam:ListUsers",
            EndpointChoice::Default,
            "eu-west-1",
            "iam.amazonaws.com",
            "us-east-1",
        );
        check(
            "ec2:RunInstances",
            EndpointChoice::Default,
            "eu-west-1",
            "ec2.eu-west-1.amazonaws.com",
            "eu-west-1",
        );
    }
}
