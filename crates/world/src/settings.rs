//! Settings of an account and of a scenario.
//!
//! Not settings of the page: those are no part of a document.

use std::collections::BTreeSet;

use aws::RegionName;
use serde::{Deserialize, Serialize};

use crate::serial::{is_default, text_set};

/// What an account's owner has set for Regions and tokens.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct AccountSettings {
    /// The opt-in Regions that are enabled; Regions on by default are not listed (`REGION-01`).
    #[serde(with = "text_set", skip_serializing_if = "BTreeSet::is_empty")]
    pub enabled_regions: BTreeSet<RegionName>,
    /// Which tokens the global STS endpoint issues for this account (`TOKEN-13`).
    #[serde(skip_serializing_if = "is_default")]
    pub global_endpoint_token_version: TokenVersion,
}

/// The versions of session tokens; a version 1 token is valid only in Regions that are on by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum TokenVersion {
    /// `v1Token`
    #[default]
    #[serde(rename = "v1Token")]
    Version1,
    /// `v2Token`
    #[serde(rename = "v2Token")]
    Version2,
}

/// How the simulated cloud behaves where a scenario may choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ScenarioSettings {
    /// How far each call moves the clock.
    pub seconds_per_call: u32,
}

impl Default for ScenarioSettings {
    fn default() -> ScenarioSettings {
        ScenarioSettings {
            seconds_per_call: 1,
        }
    }
}
