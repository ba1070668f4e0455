//! How a user proves their identity.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr};

/// An authentication method. Its text form is the value in `amr` claims (RFC 8176).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, EnumString, IntoStaticStr)]
pub enum AuthMethod {
    /// A passkey with user verification.
    #[serde(rename = "webauthn")]
    #[strum(serialize = "webauthn")]
    Passkey,
    /// A one-time code sent to a verified email address.
    #[serde(rename = "otp")]
    #[strum(serialize = "otp")]
    EmailCode,
    /// A recovery code, or a recovery link created by an operator.
    #[serde(rename = "recovery")]
    #[strum(serialize = "recovery")]
    Recovery,
}

/// The methods by which a member can reauthenticate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReauthMethods {
    /// The account has a passkey.
    pub passkey: bool,
    /// The account has a verified email address, so a code can be sent.
    pub email_code: bool,
}
