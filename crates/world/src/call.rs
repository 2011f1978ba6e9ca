//! What can be asked of the simulated cloud, as data: names and values exactly as sent.
//!
//! Nothing is checked here, so that a wrong call can be sent and answered with AWS's own error.

use std::net::IpAddr;

use aws::{AccountId, ActionName, Arn, RegionName};
use json::{Json, Value, Writer};
use sorted::SortedMap;

use crate::{
    error::DocumentError,
    form::{self, Form, Problem, choice, record},
    journal::EntryId,
    names::{Slug, UserName, VpcEndpointId},
};

/// One call: who asks, from where, by which endpoint, and what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Who signs the request.
    pub caller: CallerRef,
    /// Where it comes from.
    pub origin: RequestOrigin,
    /// The Region the caller's tools are set to, and the Region of the called service.
    pub region: RegionName,
    /// Which STS endpoint is called; other services ignore it.
    pub endpoint: EndpointChoice,
    /// The action with its parameters.
    pub call: ApiCall,
}

record! {
    Call:
    caller "caller",
    origin "origin" or_default,
    region "region",
    endpoint "endpoint" or_default,
    call "call",
}

/// An action and what is sent with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiCall {
    /// The action, such as `sts:AssumeRole`.
    pub action: ActionName,
    /// Parameters of a simulated operation, by AWS's names.
    pub parameters: Parameters,
    /// For actions that are only authorized: the resources they touch; none means `*`.
    pub resources: Vec<Arn>,
    /// For actions that are only authorized: condition keys the service would set, such as `ec2:InstanceType`.
    pub context: SortedMap<String, Vec<String>>,
}

record! {
    ApiCall:
    action "action",
    parameters "parameters" or_default,
    resources "resources" or_default,
    context "context" or_default,
}

/// Who calls.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CallerRef {
    /// The root user of an account.
    RootUser(AccountId),
    /// An IAM user.
    IamUser {
        /// Its account.
        account: AccountId,
        /// Its name.
        user: UserName,
        /// Whether it signed in, and how.
        mfa: MfaState,
    },
    /// A session with temporary credentials.
    Session(SessionRef),
    /// An AWS service acting for itself (`EVAL-32`).
    Service {
        /// Its principal, such as `cloudtrail.amazonaws.com`.
        name: String,
        /// The resource it acts for.
        source_arn: Option<Arn>,
        /// The account it acts for.
        source_account: Option<AccountId>,
    },
    /// Someone only an identity provider vouches for (`EVAL-53`).
    Federated(IdentityProviderToken),
    /// Nobody signs the request.
    Anonymous,
}

choice! {
    CallerRef:
    RootUser "rootUser" (it),
    IamUser "iamUser" { account "account", user "user", mfa "mfa" or_default },
    Session "session" (it),
    Service "service" { name "name", source_arn "sourceArn" or_default, source_account "sourceAccount" or_default },
    Federated "federated" (it),
    Anonymous "anonymous" (),
}

/// Which session: by what issued it, never by secret text, so that journals stay readable and stable.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SessionRef {
    /// The session issued by the call of this entry.
    Issued(EntryId),
    /// A session of the scenario, issued before the start.
    Seeded(Slug),
}

choice! {
    SessionRef:
    Issued "issued" (it),
    Seeded "seeded" (it),
}

/// Multi-factor authentication of an IAM user.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
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

choice! {
    MfaState or LongTermKeys:
    LongTermKeys "longTermKeys" (),
    SignedInWithoutMfa "signedInWithoutMfa" (),
    SignedInWithMfa "signedInWithMfa" { age_seconds "ageSeconds" },
}

/// What an identity provider says of a user.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct IdentityProviderToken {
    /// The provider's ARN or built-in name.
    pub provider: String,
    /// Claims or assertions, by name.
    pub claims: SortedMap<String, Vec<String>>,
}

record! {
    IdentityProviderToken:
    provider "provider",
    claims "claims" or_default,
}

/// Where a request comes from, as policies can see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestOrigin {
    /// The address it comes from; `203.0.113.10` unless told.
    pub source_ip: IpAddr,
    /// The VPC endpoint it goes through.
    pub vpc_endpoint: Option<VpcEndpointId>,
    /// Whether it is sent by TLS.
    pub secure_transport: bool,
}

record! {
    RequestOrigin:
    source_ip "sourceIp" or DEFAULT_SOURCE_IP,
    vpc_endpoint "vpcEndpoint" or_default,
    secure_transport "secureTransport" or true,
}

const DEFAULT_SOURCE_IP: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(203, 0, 113, 10));

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
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum EndpointChoice {
    /// What the tools of today choose: the regional endpoint of the call's Region (`TOKEN-28`).
    #[default]
    Default,
    /// `sts.amazonaws.com`, the legacy global endpoint.
    Global,
    /// The endpoint of one Region.
    Regional(RegionName),
}

choice! {
    EndpointChoice or Default:
    Default "default" (),
    Global "global" (),
    Regional "regional" (it),
}

/// Parameters by AWS's names, such as `RoleArn`, in the order of names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parameters(pub SortedMap<String, ParameterValue>);

impl Parameters {
    /// Reads parameters from the text of a JSON object, as they stand in documents.
    ///
    /// # Errors
    /// [`DocumentError`] when the text is no JSON, or no object with values that parameters can have.
    pub fn from_json(text: &str) -> Result<Parameters, DocumentError> {
        form::read_text(text)
    }

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
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
    Map(SortedMap<String, ParameterValue>),
}

impl From<&str> for ParameterValue {
    fn from(text: &str) -> ParameterValue {
        ParameterValue::Text(text.to_owned())
    }
}

impl Form for ParameterValue {
    fn read(json: &Json) -> Result<ParameterValue, Problem> {
        match json.value {
            Value::Text(_) => Form::read(json).map(ParameterValue::Text),
            Value::Number(_) => Form::read(json).map(ParameterValue::Number),
            Value::Boolean(value) => Ok(ParameterValue::Boolean(value)),
            Value::Array(_) => Form::read(json).map(ParameterValue::List),
            Value::Object(_) => Form::read(json).map(ParameterValue::Map),
            Value::Null => Err(Problem::wrong_kind(
                json,
                "a string, a whole number, true or false, a list or an object",
            )),
        }
    }

    fn write(&self, to: &mut Writer) {
        match self {
            ParameterValue::Text(text) => text.write(to),
            ParameterValue::Number(number) => number.write(to),
            ParameterValue::Boolean(value) => value.write(to),
            ParameterValue::List(values) => values.write(to),
            ParameterValue::Map(values) => values.write(to),
        }
    }
}

impl Form for Parameters {
    fn read(json: &Json) -> Result<Parameters, Problem> {
        Form::read(json).map(Parameters)
    }

    fn write(&self, to: &mut Writer) {
        self.0.write(to);
    }

    fn is_left_out(&self) -> bool {
        self.0.is_empty()
    }
}
