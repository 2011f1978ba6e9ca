//! Regions and partitions (chapter REGION of the facts).

use std::{fmt, sync::Arc};

/// A group of Regions that share accounts and credentials; tokens never cross it (`TOKEN-17`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Partition {
    /// `aws`
    Aws,
    /// `aws-cn`
    China,
    /// `aws-us-gov`
    UsGov,
    /// `aws-eusc`
    Eusc,
    /// `aws-iso`
    Iso,
    /// `aws-iso-b`
    IsoB,
    /// `aws-iso-e`
    IsoE,
    /// `aws-iso-f`
    IsoF,
}

impl Partition {
    /// The name in ARNs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Partition::Aws => "aws",
            Partition::China => "aws-cn",
            Partition::UsGov => "aws-us-gov",
            Partition::Eusc => "aws-eusc",
            Partition::Iso => "aws-iso",
            Partition::IsoB => "aws-iso-b",
            Partition::IsoE => "aws-iso-e",
            Partition::IsoF => "aws-iso-f",
        }
    }
}

/// A Region code such as `eu-west-1`; codes that are not in [`REGIONS`] are kept as typed.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegionName(Arc<str>);

impl RegionName {
    /// Wraps a code that is known to have the shape of one.
    pub fn new(code: &str) -> RegionName {
        RegionName(code.into())
    }

    /// Reads a code that somebody typed; one that is not in [`REGIONS`] is taken when it has the shape of one.
    pub fn parse(code: &str) -> Result<RegionName, InvalidRegion> {
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if !code.is_empty() && code.len() <= 64 && code.bytes().all(plain) {
            Ok(RegionName::new(code))
        } else {
            Err(InvalidRegion(code.to_owned()))
        }
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RegionName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for RegionName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a text is not a Region code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidRegion(String);

impl fmt::Display for InvalidRegion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is not a Region code: expected one such as `eu-west-1`",
            self.0
        )
    }
}

impl std::error::Error for InvalidRegion {}

/// What is known of one Region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RegionFacts {
    /// `eu-west-1`
    pub code: &'static str,
    /// Its partition.
    pub partition: Partition,
    /// `Europe (Ireland)`
    pub name: &'static str,
    /// Whether accounts must opt in before using it (`REGION-01`).
    pub opt_in: bool,
    /// Host name of the regional STS endpoint (`TOKEN-50`).
    pub sts_endpoint: &'static str,
    /// Whether `sts_regional_endpoints=legacy` sends its calls to the global endpoint (`TOKEN-30`).
    pub legacy_uses_global_endpoint: bool,
}

/// The facts of a Region, `None` for a code that is not known.
pub fn region_facts(code: &str) -> Option<&'static RegionFacts> {
    REGIONS.iter().find(|region| region.code == code)
}

const fn region(
    code: &'static str,
    partition: Partition,
    name: &'static str,
    opt_in: bool,
    sts_endpoint: &'static str,
    legacy_uses_global_endpoint: bool,
) -> RegionFacts {
    RegionFacts {
        code,
        partition,
        name,
        opt_in,
        sts_endpoint,
        legacy_uses_global_endpoint,
    }
}

/// All Regions of `data/catalog/regions.json`; a test binds this table to that file.
#[rustfmt::skip]
pub const REGIONS: &[RegionFacts] = &[
    region("af-south-1", Partition::Aws, "Africa (Cape Town)", true, "sts.af-south-1.amazonaws.com", false),
    region("ap-east-1", Partition::Aws, "Asia Pacific (Hong Kong)", true, "sts.ap-east-1.amazonaws.com", false),
    region("ap-east-2", Partition::Aws, "Asia Pacific (Taipei)", true, "sts.ap-east-2.amazonaws.com", false),
    region("ap-northeast-1", Partition::Aws, "Asia Pacific (Tokyo)", false, "sts.ap-northeast-1.amazonaws.com", true),
    region("ap-northeast-2", Partition::Aws, "Asia Pacific (Seoul)", false, "sts.ap-northeast-2.amazonaws.com", false),
    region("ap-northeast-3", Partition::Aws, "Asia Pacific (Osaka)", false, "sts.ap-northeast-3.amazonaws.com", false),
    region("ap-south-1", Partition::Aws, "Asia Pacific (Mumbai)", false, "sts.ap-south-1.amazonaws.com", true),
    region("ap-south-2", Partition::Aws, "Asia Pacific (Hyderabad)", true, "sts.ap-south-2.amazonaws.com", false),
    region("ap-southeast-1", Partition::Aws, "Asia Pacific (Singapore)", false, "sts.ap-southeast-1.amazonaws.com", true),
    region("ap-southeast-2", Partition::Aws, "Asia Pacific (Sydney)", false, "sts.ap-southeast-2.amazonaws.com", true),
    region("ap-southeast-3", Partition::Aws, "Asia Pacific (Jakarta)", true, "sts.ap-southeast-3.amazonaws.com", false),
    region("ap-southeast-4", Partition::Aws, "Asia Pacific (Melbourne)", true, "sts.ap-southeast-4.amazonaws.com", false),
    region("ap-southeast-5", Partition::Aws, "Asia Pacific (Malaysia)", true, "sts.ap-southeast-5.amazonaws.com", false),
    region("ap-southeast-6", Partition::Aws, "Asia Pacific (New Zealand)", true, "sts.ap-southeast-6.amazonaws.com", false),
    region("ap-southeast-7", Partition::Aws, "Asia Pacific (Thailand)", true, "sts.ap-southeast-7.amazonaws.com", false),
    region("ca-central-1", Partition::Aws, "Canada (Central)", false, "sts.ca-central-1.amazonaws.com", true),
    region("ca-west-1", Partition::Aws, "Canada West (Calgary)", true, "sts.ca-west-1.amazonaws.com", false),
    region("eu-central-1", Partition::Aws, "Europe (Frankfurt)", false, "sts.eu-central-1.amazonaws.com", true),
    region("eu-central-2", Partition::Aws, "Europe (Zurich)", true, "sts.eu-central-2.amazonaws.com", false),
    region("eu-north-1", Partition::Aws, "Europe (Stockholm)", false, "sts.eu-north-1.amazonaws.com", true),
    region("eu-south-1", Partition::Aws, "Europe (Milan)", true, "sts.eu-south-1.amazonaws.com", false),
    region("eu-south-2", Partition::Aws, "Europe (Spain)", true, "sts.eu-south-2.amazonaws.com", false),
    region("eu-west-1", Partition::Aws, "Europe (Ireland)", false, "sts.eu-west-1.amazonaws.com", true),
    region("eu-west-2", Partition::Aws, "Europe (London)", false, "sts.eu-west-2.amazonaws.com", true),
    region("eu-west-3", Partition::Aws, "Europe (Paris)", false, "sts.eu-west-3.amazonaws.com", true),
    region("il-central-1", Partition::Aws, "Israel (Tel Aviv)", true, "sts.il-central-1.amazonaws.com", false),
    region("me-central-1", Partition::Aws, "Middle East (UAE)", true, "sts.me-central-1.amazonaws.com", false),
    region("me-south-1", Partition::Aws, "Middle East (Bahrain)", true, "sts.me-south-1.amazonaws.com", false),
    region("me-west-1", Partition::Aws, "Middle East (Saudi Arabia)", true, "sts.me-west-1.amazonaws.com", false),
    region("mx-central-1", Partition::Aws, "Mexico (Central)", true, "sts.mx-central-1.amazonaws.com", false),
    region("sa-east-1", Partition::Aws, "South America (Sao Paulo)", false, "sts.sa-east-1.amazonaws.com", true),
    region("sa-west-1", Partition::Aws, "South America (Chile)", true, "sts.sa-west-1.amazonaws.com", false),
    region("us-east-1", Partition::Aws, "US East (N. Virginia)", false, "sts.us-east-1.amazonaws.com", true),
    region("us-east-2", Partition::Aws, "US East (Ohio)", false, "sts.us-east-2.amazonaws.com", true),
    region("us-west-1", Partition::Aws, "US West (N. California)", false, "sts.us-west-1.amazonaws.com", true),
    region("us-west-2", Partition::Aws, "US West (Oregon)", false, "sts.us-west-2.amazonaws.com", true),
    region("cn-north-1", Partition::China, "China (Beijing)", false, "sts.cn-north-1.amazonaws.com.cn", false),
    region("cn-northwest-1", Partition::China, "China (Ningxia)", false, "sts.cn-northwest-1.amazonaws.com.cn", false),
    region("us-gov-east-1", Partition::UsGov, "AWS GovCloud (US-East)", false, "sts.us-gov-east-1.amazonaws.com", false),
    region("us-gov-west-1", Partition::UsGov, "AWS GovCloud (US-West)", false, "sts.us-gov-west-1.amazonaws.com", false),
    region("eusc-de-east-1", Partition::Eusc, "AWS European Sovereign Cloud (Germany)", false, "sts.eusc-de-east-1.amazonaws.eu", false),
    region("us-iso-east-1", Partition::Iso, "US ISO East", false, "sts.us-iso-east-1.c2s.ic.gov", false),
    region("us-iso-west-1", Partition::Iso, "US ISO WEST", false, "sts.us-iso-west-1.c2s.ic.gov", false),
    region("us-isob-east-1", Partition::IsoB, "US ISOB East (Ohio)", false, "sts.us-isob-east-1.sc2s.sgov.gov", false),
    region("us-isob-west-1", Partition::IsoB, "US ISOB West", false, "sts.us-isob-west-1.sc2s.sgov.gov", false),
    region("eu-isoe-west-1", Partition::IsoE, "EU ISOE West", false, "sts.eu-isoe-west-1.cloud.adc-e.uk", false),
    region("us-isof-east-1", Partition::IsoF, "US ISOF EAST", false, "sts.us-isof-east-1.csp.hci.ic.gov", false),
    region("us-isof-south-1", Partition::IsoF, "US ISOF SOUTH", false, "sts.us-isof-south-1.csp.hci.ic.gov", false),
];
