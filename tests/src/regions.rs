//! The Region table of the `aws` crate says what `data/catalog/regions.json` says.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "tests may stop at the first surprise"
)]

#[test]
fn region_table_equals_the_catalog() {
    let catalog: serde_json::Value =
        serde_json::from_str(include_str!("../../data/catalog/regions.json")).unwrap();
    let rows = catalog["regions"].as_array().unwrap();
    assert_eq!(rows.len(), aws::REGIONS.len());
    for (row, facts) in rows.iter().zip(aws::REGIONS) {
        assert_eq!(row["code"], facts.code);
        assert_eq!(row["partition"], facts.partition.as_str());
        assert_eq!(row["name"], facts.name);
        assert_eq!(row["optIn"] == "opt-in", facts.opt_in, "{}", facts.code);
        assert_eq!(row["sts"]["endpoint"], facts.sts_endpoint);
        assert_eq!(
            row["sts"]["legacySettingUsesGlobalEndpoint"],
            facts.legacy_uses_global_endpoint
        );
    }
}
