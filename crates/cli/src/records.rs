//! Records of calls as text and as JSON.

use std::io::{self, Write};

use aws::Principal;
use interchange::wire::ExplanationJson;
use serde_json::{Value, json};
use sim::{CallRecord, Phase};

/// Who called, as AWS names it in errors; empty when nothing is known of the caller.
pub(crate) fn caller_name(record: &CallRecord) -> String {
    record
        .caller
        .as_ref()
        .map_or_else(String::new, Principal::name_in_errors)
}

/// `ok`, or what the caller's tools print.
pub(crate) fn answer(record: &CallRecord) -> String {
    match &record.result {
        Ok(_) => match record.issued() {
            None => "ok".to_owned(),
            Some(issue) => format!("ok, {} until {}", issue.session_arn, issue.expires_at),
        },
        Err(error) => error.cli_message(record.call.call.action.name()),
    }
}

/// The whole record: where the call went, every authorization with its outline and policies, the answer.
pub(crate) fn write_record(out: &mut dyn Write, name: &str, record: &CallRecord) -> io::Result<()> {
    let (call, caller) = (&record.call, caller_name(record));
    let action = &call.call.action;
    writeln!(out, "# {name}\n{action} in {} by {caller}", call.region)?;
    for phase in &record.phases {
        if let Phase::Endpoint(endpoint) = phase {
            let (host, region) = (&endpoint.host, &endpoint.requested_region);
            writeln!(out, "by {host}, seen in {region}")?;
        }
    }
    for authorization in record.authorizations() {
        let resource = &authorization.request.resource;
        writeln!(out, "## {} on {resource}", authorization.purpose)?;
        let outline = authz::outline(&authorization.explanation, &authorization.stack);
        write!(out, "{outline}")?;
        writeln!(out, "policies")?;
        for (id, source) in &authorization.policies {
            writeln!(out, "  policy {}: {}", id.0, source.title)?;
        }
    }
    writeln!(out, "answer: {}\n", answer(record))
}

/// One JSON value an authorization.
pub(crate) fn authorizations(name: &str, record: &CallRecord) -> Vec<Value> {
    record
        .authorizations()
        .map(|authorization| {
            let policies = &authorization.policies;
            let policies: Vec<Value> = policies
                .iter()
                .map(|(id, source)| json!({"policy": id.0, "title": source.title, "text": source.text.as_str()}))
                .collect();
            json!({
                "id": name,
                "caller": caller_name(record),
                "action": authorization.purpose.as_str(),
                "resource": authorization.request.resource,
                "explanation": ExplanationJson::new(&authorization.explanation, &authorization.stack),
                "policies": policies,
            })
        })
        .collect()
}
