//! Edits of the scenario around the world: title, settings, saved requests, switches.
//!
//! Not edits of the world itself.

use std::sync::Arc;

use super::not_found;
use crate::{
    command::Edit,
    error::{EditError, Noun},
    scenario::{Scenario, clean_title},
};

pub(super) fn apply(scenario: &mut Scenario, edit: &Edit) -> Result<(), EditError> {
    match edit {
        Edit::SetTitle { title } => scenario.title = clean_title(title),
        Edit::SetDescription { description } => scenario.description.clone_from(description),
        Edit::SetSettings { settings } => scenario.settings = *settings,
        Edit::SetRequest { request } => {
            let same = scenario
                .requests
                .iter_mut()
                .find(|known| known.slug == request.slug);
            match same {
                Some(known) => *known = Arc::new((**request).clone()),
                None => scenario.requests.push(Arc::new((**request).clone())),
            }
        }
        Edit::DeleteRequest { slug } => {
            let before = scenario.requests.len();
            scenario.requests.retain(|request| request.slug != *slug);
            if scenario.requests.len() == before {
                return Err(not_found(Noun::SavedRequest, slug));
            }
        }
        Edit::SetSwitch { switch, enabled } => {
            if *enabled {
                scenario.switched_off.remove(switch);
            } else {
                scenario.switched_off.insert(switch.clone());
            }
        }
        _ => {}
    }
    Ok(())
}
