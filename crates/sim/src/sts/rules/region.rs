//! Whether the account that gets credentials uses the endpoint's Region (`TOKEN-35`, `TOKEN-36`).

use aws::{AccountId, RegionName};

use super::Checked;
use crate::{ApiError, CloudState, Rule, authenticate::is_region_enabled};

/// The endpoint's Region must be enabled in `account` (`STS-86`).
pub(in crate::sts) fn active_in(
    state: &CloudState,
    account: &AccountId,
    region: &RegionName,
) -> Checked {
    let rule = Rule::RegionActive {
        account: account.clone(),
        region: region.clone(),
    };
    if is_region_enabled(state, account, region) {
        Ok(rule)
    } else {
        Err((rule, ApiError::region_disabled(account)))
    }
}
