//! `explain`: why a case or a saved request is answered as it is.

use std::io::Write;

use interchange::{
    conformance::{Question, answer, calls, question},
    wire::{Case, ExplanationJson, read_cases},
};
use serde_json::{Value, json};
use sim::{Timeline, run_live};
use world::Document;

use super::write_json;
use crate::input::Input;
use crate::outcome::{Failure, Outcome};
use crate::records::{authorizations, write_record};
use crate::report;

/// Explains cases when the file holds some, else the saved requests of a document.
pub(crate) fn explain(
    file: &str,
    id: Option<&str>,
    request: Option<&str>,
    json: bool,
    out: &mut dyn Write,
) -> Result<Outcome, Failure> {
    let input = Input::read(file)?;
    if id.is_some() || (request.is_none() && holds_cases(&input.text)) {
        explain_cases(&input, id, json, out)
    } else {
        explain_requests(&input, request, json, out)
    }
}

fn holds_cases(text: &str) -> bool {
    read_cases(text)
        .next()
        .is_some_and(|(_, case)| case.is_ok())
}

fn explain_cases(
    input: &Input,
    id: Option<&str>,
    json: bool,
    out: &mut dyn Write,
) -> Result<Outcome, Failure> {
    let mut outcome = Outcome::Fine;
    let mut found = false;
    for (line, case) in read_cases(&input.text) {
        let case = match case {
            Ok(case) => case,
            Err(error) => {
                report(&format!("{}:{line}: {error}", input.name));
                outcome = Outcome::Unreadable;
                continue;
            }
        };
        if id.is_none_or(|id| id == case.id) {
            found = true;
            explain_case(&case, json, out)?;
        }
    }
    match id {
        Some(id) if !found => Err(Failure::new(format!(
            "{}: there is no case `{id}`: expected the `id` of one of its lines",
            input.name
        ))),
        _ => Ok(outcome),
    }
}

fn explain_case(case: &Case, json: bool, out: &mut dyn Write) -> Result<(), Failure> {
    let name = format!("{}: {}", case.id, case.title);
    match case.kind.as_str() {
        "authorize" | "condition" => match question(case) {
            Ok(question) if json => write_json(out, &question_json(&case.id, &question)),
            Ok(question) => write_question(&name, &question, out),
            Err(_) => write_answer(&name, case, json, out),
        },
        _ => {
            let records = calls(case);
            if records.is_empty() {
                return write_answer(&name, case, json, out);
            }
            for record in records {
                if json {
                    for value in authorizations(&case.id, &record) {
                        write_json(out, &value)?;
                    }
                } else {
                    write_record(out, &name, &record)?;
                }
            }
            Ok(())
        }
    }
}

/// For cases without a request, and those that are not simulated.
fn write_answer(name: &str, case: &Case, json: bool, out: &mut dyn Write) -> Result<(), Failure> {
    let actual = serde_json::to_value(answer(case))?;
    if json {
        return write_json(out, &json!({"id": case.id, "actual": actual}));
    }
    writeln!(out, "# {name}\nanswer: {actual}\n")?;
    Ok(())
}

fn write_question(name: &str, question: &Question, out: &mut dyn Write) -> Result<(), Failure> {
    let request = &question.request;
    let caller = request.principal.name_in_errors();
    writeln!(out, "# {name}")?;
    writeln!(
        out,
        "{} on {} by {caller}",
        request.action, request.resource
    )?;
    let explanation = authz::explain(request, &question.stack);
    write!(out, "{}", authz::outline(&explanation, &question.stack))?;
    writeln!(out, "policies")?;
    for (id, (title, text)) in &question.policies {
        writeln!(out, "  policy {}, {title}: {text}", id.0)?;
    }
    writeln!(out)?;
    Ok(())
}

fn question_json(id: &str, question: &Question) -> Value {
    let request = &question.request;
    let explanation = authz::explain(request, &question.stack);
    let policies: Vec<Value> = question
        .policies
        .iter()
        .map(|(id, (title, text))| json!({"policy": id.0, "title": title, "text": text}))
        .collect();
    json!({
        "id": id,
        "caller": request.principal.name_in_errors(),
        "action": request.action.as_str(),
        "resource": request.resource,
        "explanation": ExplanationJson::new(&explanation, &question.stack),
        "policies": policies,
    })
}

/// Saved requests as they run after the story of the document.
fn explain_requests(
    input: &Input,
    request: Option<&str>,
    json: bool,
    out: &mut dyn Write,
) -> Result<Outcome, Failure> {
    let document: Document = input.document()?;
    let timeline = Timeline::replay(&document);
    let state = timeline.head();
    let requests = &state.scenario().requests;
    let mut found = false;
    for saved in requests {
        let slug = saved.slug.as_str();
        if request.is_some_and(|wanted| wanted != slug) {
            continue;
        }
        found = true;
        let record = run_live(state, &saved.call, timeline.policies());
        if json {
            for value in authorizations(slug, &record) {
                write_json(out, &value)?;
            }
        } else {
            write_record(out, &format!("{slug}: {}", saved.title), &record)?;
        }
    }
    match request {
        Some(request) if !found => {
            let names: Vec<&str> = requests.iter().map(|saved| saved.slug.as_str()).collect();
            Err(Failure::new(format!(
                "{}: there is no saved request `{request}`: expected one of {}",
                input.name,
                names.join(", ")
            )))
        }
        _ => Ok(Outcome::Fine),
    }
}
