//! What can be asked of the simulated cloud, as data: names and values exactly as sent.
//!
//! Nothing is checked here, so that a wrong call can be sent and answered with AWS's own error.

use std::{collections::BTreeMap, fmt, net::IpAddr};

use aws::{AccountId, ActionName, Arn, RegionName};
use serde::{
    Deserialize, Deserializer, Serialize,
    de::{Error, MapAccess, SeqAccess, Visitor},
};

use crate::{
    journal::EntryId,
    names::{Slug, UserName, VpcEndpointId},
    serial::{is_default, text, text_list, text_option, unique_map},
};

/// One call: who asks, from where, by which endpoint, and what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Call {
    /// Who signs the request.
    pub caller: CallerRef,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "is_default")]
    pub origin: RequestOrigin,
    /// The Region the caller's tools are set to, and the Region of the called service.
    #[serde(with = "text")]
    pub region: RegionName,
    /// Which STS endpoint is called; other services ignore it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub endpoint: EndpointChoice,
    /// The action with its parameters.
    pub call: ApiCall,
}

/// An action and what is sent with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ApiCall {
    /// The action, such as `sts:AssumeRole`.
    #[serde(with = "text")]
    pub action: ActionName,
    /// Parameters of a simulated operation, by AWS's names.
    #[serde(default, skip_serializing_if = "is_default")]
    pub parameters: Parameters,
    /// For actions that are only authorized: the resources they touch; none means `*`.
    #[serde(default, with = "text_list", skip_serializing_if = "Vec::is_empty")]
    pub resources: Vec<Arn>,
    /// For actions that are only authorized: condition keys the service would set, such as `ec2:InstanceType`.
    #[serde(
        default,
        with = "unique_map",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub context: BTreeMap<String, Vec<String>>,
}

/// Who calls.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    deny_unknown_fields
)]
pub enum CallerRef {
    /// The root user of an account.
    #[serde(with = "text")]
    RootUser(AccountId),
    /// An IAM user.
    IamUser {
        /// Its account.
        #[serde(with = "text")]
        account: AccountId,
        /// Its name.
        user: UserName,
        /// Whether it signed in, and how.
        #[serde(default, skip_serializing_if = "is_default")]
        mfa: MfaState,
    },
    /// A session with temporary credentials.
    Session(SessionRef),
    /// An AWS service acting for itself (`EVAL-32`).
    Service {
        /// Its principal, such as `cloudtrail.amazonaws.com`.
        name: String,
        /// The resource it acts for.
        #[serde(default, with = "text_option", skip_serializing_if = "Option::is_none")]
        source_arn: Option<Arn>,
        /// The account it acts for.
        #[serde(default, with = "text_option", skip_serializing_if = "Option::is_none")]
        source_account: Option<AccountId>,
    },
    /// Someone only an identity provider vouches for (`EVAL-53`).
    Federated(IdentityProviderToken),
    /// Nobody signs the request.
    Anonymous,
}

/// Which session: by what issued it, never by secret text, so that journals stay readable and stable.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum SessionRef {
    /// The session issued by the call of this entry.
    Issued(EntryId),
    /// A session of the scenario, issued before the start.
    Seeded(Slug),
}

/// Multi-factor authentication of an IAM user.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    deny_unknown_fields
)]
pub enum MfaState {
    /// The request is signed with long-term keys: the request context has no MFA keys at all.
    #[default]
    LongTermKeys,
    /// Signed in without MFA.
    SignedInWithoutMfa,
    /// Signed in with MFA.
    SignedInWithMfa {
        /// How long ago.
        age_seconds: u32,
    },
}

/// What an identity provider says of a user.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct IdentityProviderToken {
    /// The provider's ARN or built-in name.
    pub provider: String,
    /// Claims or assertions, by name.
    #[serde(
        default,
        with = "unique_map",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub claims: BTreeMap<String, Vec<String>>,
}

/// Where a request comes from, as policies can see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct RequestOrigin {
    /// The address it comes from; `203.0.113.10` unless told.
    #[serde(skip_serializing_if = "is_default_source_ip")]
    pub source_ip: IpAddr,
    /// The VPC endpoint it goes through.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpc_endpoint: Option<VpcEndpointId>,
    /// Whether it is sent by TLS.
    #[serde(skip_serializing_if = "is_true")]
    pub secure_transport: bool,
}

const DEFAULT_SOURCE_IP: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(203, 0, 113, 10));

fn is_default_source_ip(ip: &IpAddr) -> bool {
    *ip == DEFAULT_SOURCE_IP
}

fn is_true(value: &bool) -> bool {
    *value
}

impl Default for RequestOrigin {
    fn default() -> RequestOrigin {
        RequestOrigin {
            source_ip: DEFAULT_SOURCE_IP,
            vpc_endpoint: None,
            secure_transport: true,
        }
    }
}

/// Which STS endpoint is called.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum EndpointChoice {
    /// What the tools of today choose: the regional endpoint of the call's Region (`TOKEN-28`).
    #[default]
    Default,
    /// `sts.amazonaws.com`, the legacy global endpoint.
    Global,
    /// The endpoint of one Region.
    #[serde(with = "text")]
    Regional(RegionName),
}

/// Parameters by AWS's names, such as `RoleArn`, in the order of names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Parameters(#[serde(with = "unique_map")] pub BTreeMap<String, ParameterValue>);

impl Parameters {
    /// The value of a parameter.
    pub fn get(&self, name: &str) -> Option<&ParameterValue> {
        self.0.get(name)
    }

    /// The value of a parameter when it is a text.
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.get(name) {
            Some(ParameterValue::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// Sets a parameter.
    pub fn set(&mut self, name: &str, value: ParameterValue) {
        self.0.insert(name.to_owned(), value);
    }

    /// Takes a parameter out.
    pub fn remove(&mut self, name: &str) {
        self.0.remove(name);
    }
}

/// The value of a parameter, as plain as on the wire.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(untagged)]
pub enum ParameterValue {
    /// A string.
    Text(String),
    /// A whole number.
    Number(i64),
    /// True or false.
    Boolean(bool),
    /// A list.
    List(Vec<ParameterValue>),
    /// A structure.
    Map(BTreeMap<String, ParameterValue>),
}

impl From<&str> for ParameterValue {
    fn from(text: &str) -> ParameterValue {
        ParameterValue::Text(text.to_owned())
    }
}

impl<'de> Deserialize<'de> for ParameterValue {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<ParameterValue, D::Error> {
        from.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = ParameterValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string, a whole number, true or false, a list or an object")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<ParameterValue, E> {
        Ok(ParameterValue::Text(text.to_owned()))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<ParameterValue, E> {
        Ok(ParameterValue::Number(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<ParameterValue, E> {
        i64::try_from(number)
            .map(ParameterValue::Number)
            .map_err(|_| E::custom(format_args!("`{number}` is too large a number")))
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<ParameterValue, E> {
        Ok(ParameterValue::Boolean(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<ParameterValue, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element()? {
            values.push(value);
        }
        Ok(ParameterValue::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<ParameterValue, A::Error> {
        unique_map::deserialize(serde::de::value::MapAccessDeserializer::new(object))
            .map(ParameterValue::Map)
    }
}
