//! What can go wrong, as a person sees it: one enum and its HTTP status. [`crate::i18n`] has what it says.

use serde::{Deserialize, Serialize};
use server_fn::{
    Bytes, Encodes,
    codec::JsonEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};

use crate::model::validation::ValidationError;

/// A failure that a person can be told about. The cause stays in the log of the server.
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
    /// Somebody, or the same person in another tab, was faster.
    Stale,
    ChallengeExpired,
    /// The tries that are left.
    WrongCode(u8),
    CodeExpired,
    RecoveryRejected,
    ReauthenticationRequired,
    EmailTaken,
    LastCredential,
    /// The most that there may be.
    LimitReached(u8),
    AccountDisabled,
    /// The seconds until it may be tried again.
    TooManyRequests(u64),
    Unavailable,
    Timeout,
    Internal,
    /// Known to the browser only: the request never arrived.
    Offline,
}

impl AppError {
    /// The HTTP status that goes with it (RFC 9110 §15).
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::BadRequest => 400,
            Self::SignedOut
            | Self::PasskeyRejected
            | Self::UnknownPasskey
            | Self::WrongCode(_)
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
            Self::WrongCode(_) | Self::RecoveryRejected => Some("code"),
            _ => None,
        }
    }
}

impl From<ValidationError> for AppError {
    fn from(invalid: ValidationError) -> Self {
        Self::Invalid(invalid)
    }
}

/// What the browser needs to know of an [`AppError`]. It travels with its words, so that no page carries them all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ErrorPayload {
    /// Which error, in `snake_case`.
    pub error: String,
    /// Whether it belongs beside the field of the form that was sent.
    pub beside_field: bool,
    pub message: String,
}

impl ErrorPayload {
    /// One of which only the words are known.
    #[must_use]
    pub fn saying(message: String) -> Self {
        Self { message, ..Self::default() }
    }
}

/// An error that can be read back, and all that its [`ErrorPayload`] needs.
#[derive(Serialize)]
struct Wire<'a> {
    #[serde(flatten)]
    error: &'a AppError,
    beside_field: bool,
    message: String,
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn ser(&self) -> Bytes {
        let wire = Wire { error: self, beside_field: self.field().is_some(), message: self.to_string() };
        JsonEncoding::encode(&wire).unwrap_or_default()
    }

    /// The framework's own text names internals, so only its kind is kept.
    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_) => {
                Self::BadRequest
            }
            ServerFnErrorErr::Request(_) => Self::Offline,
            _ => Self::Internal,
        }
    }
}

/// A form post that was refused while the browser runs no JavaScript: the page it came from shows it once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormError {
    /// The server function, as in `tasks/add`.
    pub endpoint: String,
    pub error: AppError,
    /// What was typed: names and values of the form's fields.
    pub typed: Vec<(String, String)>,
}

impl FormError {
    /// The refusal of the last post to `endpoint`, if this page is shown because of one.
    #[must_use]
    pub fn of(endpoint: &str) -> Option<Self> {
        leptos::prelude::use_context::<Self>().filter(|refusal| refusal.endpoint == endpoint)
    }

    /// The error of whatever form was posted, if the page is shown because of one.
    #[must_use]
    pub fn current() -> Option<Self> {
        leptos::prelude::use_context()
    }

    /// The value typed into the field called `name`, or nothing.
    #[must_use]
    pub fn typed(&self, name: &str) -> &str {
        self.typed.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }
}

/// What was asked for when [`AppError::ReauthenticationRequired`] was the answer: done as soon as the person has confirmed that it is them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PendingRequest {
    /// Where the form was posted to.
    pub path: String,
    /// Names and values of its fields.
    pub fields: Vec<(String, String)>,
}

impl PendingRequest {
    /// What this browser asked for last, on the page that asks for confirmation.
    #[must_use]
    pub fn here() -> Option<Self> {
        leptos::prelude::use_context::<Self>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::validation::Rule;

    #[test]
    fn an_error_survives_the_wire() {
        for error in [
            AppError::Invalid(ValidationError::new("name", Rule::MaxLength(200))),
            AppError::NotFound,
            AppError::Unavailable,
        ] {
            assert_eq!(AppError::de(error.ser()), error);
        }
    }

    #[test]
    fn an_error_travels_with_its_words() {
        let json: serde_json::Value =
            serde_json::from_slice(&AppError::Invalid(ValidationError::new("name", Rule::Required)).ser()).unwrap();
        assert_eq!(json["error"], "invalid");
        assert_eq!(json["beside_field"], true);
        assert_eq!(json["message"], "This field can't be blank.");
    }

    #[test]
    fn the_framework_s_own_words_do_not_reach_a_person() {
        let error = AppError::from_server_fn_error(ServerFnErrorErr::ServerError("secret detail".into()));
        assert_eq!(error, AppError::Internal);
        assert!(!error.to_string().contains("secret"));
    }
}
