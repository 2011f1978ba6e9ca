//! Settings of an account and of a scenario.
//!
//! Not settings of the page: those are no part of a document.

use aws::RegionName;
use json::{Json, Writer};
use sorted::SortedSet;

use crate::form::{Form, Problem, choice, member, read_fields, record};

/// What an account's owner has set for Regions and tokens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountSettings {
    /// The opt-in Regions that are enabled; Regions on by default are not listed (`REGION-01`).
    pub enabled_regions: SortedSet<RegionName>,
    /// Which tokens the global STS endpoint issues for this account (`TOKEN-13`).
    pub global_endpoint_token_version: TokenVersion,
}

record! {
    AccountSettings:
    enabled_regions "enabledRegions" or_default,
    global_endpoint_token_version "globalEndpointTokenVersion" or_default,
}

/// The versions of session tokens; a version 1 token is valid only in Regions that are on by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum TokenVersion {
    /// `v1Token`
    #[default]
    Version1,
    /// `v2Token`
    Version2,
}

choice! {
    TokenVersion or Version1:
    Version1 "v1Token" (),
    Version2 "v2Token" (),
}

/// How the simulated cloud behaves where a scenario may choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScenarioSettings {
    /// How far each call moves the clock.
    pub seconds_per_call: u32,
}

impl Form for ScenarioSettings {
    fn read(json: &Json) -> Result<ScenarioSettings, Problem> {
        let absent = ScenarioSettings::default();
        Ok(read_fields!(
            json, (ScenarioSettings), seconds_per_call "secondsPerCall" or absent.seconds_per_call
        ))
    }

    /// Where there are settings they are written in full, also a value that could be left out.
    fn write(&self, to: &mut Writer) {
        to.open('{');
        member(to, "secondsPerCall", &self.seconds_per_call);
        to.close('}');
    }

    fn is_left_out(&self) -> bool {
        *self == ScenarioSettings::default()
    }
}

impl Default for ScenarioSettings {
    fn default() -> ScenarioSettings {
        ScenarioSettings {
            seconds_per_call: 1,
        }
    }
}
