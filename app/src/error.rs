//! The errors that users see, with their HTTP status. [`crate::i18n`] has their wording.

use serde::{Deserialize, Serialize};
use server_fn::{
    Bytes, Encodes,
    codec::JsonEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};

use crate::model::validation::ValidationError;

/// An error that a user can be told about. Its cause is logged where it occurs and never sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "error", content = "detail")]
pub enum AppError {
    Invalid(ValidationError),
    BadRequest,
    PayloadTooLarge,
    MethodNotAllowed,
    CrossSite,
    SignedOut,
    PasskeyRejected,
    UnknownPasskey,
    NotFound,
    /// The row was changed since the form was loaded.
    Stale,
    ChallengeExpired,
    /// With the number of attempts that are left.
    IncorrectCode(u8),
    CodeExpired,
    RecoveryRejected,
    ReauthenticationRequired,
    EmailTaken,
    LastCredential,
    /// With the maximum number.
    LimitReached(u8),
    AccountDisabled,
    /// With the seconds until the next attempt is allowed.
    TooManyRequests(u64),
    Unavailable,
    Timeout,
    Internal,
    /// The request did not reach the server. Occurs in the browser only.
    Offline,
}

impl AppError {
    /// The HTTP status (RFC 9110 §15).
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::BadRequest => 400,
            Self::SignedOut
            | Self::PasskeyRejected
            | Self::UnknownPasskey
            | Self::IncorrectCode(_)
            | Self::RecoveryRejected => 401,
            Self::ReauthenticationRequired | Self::AccountDisabled | Self::CrossSite => 403,
            Self::NotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::Stale | Self::EmailTaken | Self::LastCredential | Self::LimitReached(_) => 409,
            Self::ChallengeExpired | Self::CodeExpired => 410,
            Self::PayloadTooLarge => 413,
            Self::Invalid(_) => 422,
            Self::TooManyRequests(_) => 429,
            Self::Internal => 500,
            Self::Unavailable | Self::Offline => 503,
            Self::Timeout => 504,
        }
    }

    /// The name of the form field that it is shown beside, if any.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::Invalid(invalid) => Some(&invalid.field),
            Self::IncorrectCode(_) | Self::RecoveryRejected => Some("code"),
            _ => None,
        }
    }
}

impl From<ValidationError> for AppError {
    fn from(invalid: ValidationError) -> Self {
        Self::Invalid(invalid)
    }
}

/// An [`AppError`] as the browser receives it: with its message, so that the messages of all errors
/// need not be part of the bundle.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ErrorPayload {
    /// The name of the variant in `snake_case`.
    pub error: String,
    /// Whether the message is shown beside a field of the form.
    pub beside_field: bool,
    pub message: String,
}

/// The JSON of an error: it can be deserialized as [`AppError`] and contains its [`ErrorPayload`].
#[derive(Serialize)]
struct ErrorJson<'a> {
    #[serde(flatten)]
    error: &'a AppError,
    beside_field: bool,
    message: String,
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn ser(&self) -> Bytes {
        let json = ErrorJson {
            error: self,
            beside_field: self.field().is_some(),
            message: self.to_string(),
        };
        JsonEncoding::encode(&json).unwrap_or_default()
    }

    /// Discards the framework's message, which names internals.
    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_)
            | ServerFnErrorErr::Deserialization(_) => Self::BadRequest,
            ServerFnErrorErr::Request(_) => Self::Offline,
            _ => Self::Internal,
        }
    }
}

/// A rejected form: a context of the page that shows its error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormError {
    /// The endpoint that the form was posted to, such as `tasks/add`.
    pub endpoint: String,
    pub error: AppError,
    /// Names and values of the fields.
    pub typed: Vec<(String, String)>,
}

impl FormError {
    /// The rejected form, if it was posted to `endpoint`.
    #[must_use]
    pub fn of(endpoint: &str) -> Option<Self> {
        Self::current().filter(|form| form.endpoint == endpoint)
    }

    /// The rejected form, if there is one. `None` in the browser.
    #[must_use]
    pub fn current() -> Option<Self> {
        if cfg!(target_arch = "wasm32") { None } else { leptos::prelude::use_context() }
    }

    /// The value of the field called `name`, or an empty string.
    #[must_use]
    pub fn typed(&self, name: &str) -> &str {
        self.typed.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }
}

/// A form that was rejected with [`AppError::ReauthenticationRequired`]. It is posted again after
/// the reauthentication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PendingRequest {
    /// The path that the form was posted to.
    pub path: String,
    /// Names and values of the fields.
    pub fields: Vec<(String, String)>,
}

impl PendingRequest {
    /// The form that waits for the reauthentication, on the page for that.
    #[must_use]
    pub fn current() -> Option<Self> {
        leptos::prelude::use_context::<Self>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::validation::Rule;

    #[test]
    fn an_error_can_be_deserialized() {
        for error in [
            AppError::Invalid(ValidationError::new("name", Rule::MaxLength(200))),
            AppError::NotFound,
            AppError::Unavailable,
        ] {
            assert_eq!(AppError::de(error.ser()), error);
        }
    }

    #[test]
    fn an_error_is_serialized_with_its_message() {
        let json: serde_json::Value = serde_json::from_slice(
            &AppError::Invalid(ValidationError::new("name", Rule::Required)).ser(),
        )
        .unwrap();
        assert_eq!(json["error"], "invalid");
        assert_eq!(json["beside_field"], true);
        assert_eq!(json["message"], "This field can't be blank.");
    }

    #[test]
    fn the_message_of_the_framework_is_discarded() {
        let error =
            AppError::from_server_fn_error(ServerFnErrorErr::ServerError("secret detail".into()));
        assert_eq!(error, AppError::Internal);
        assert!(!error.to_string().contains("secret"));
    }
}
