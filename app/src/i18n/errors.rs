//! The wording of errors, in the language of the page.

use std::fmt::{Display, Formatter, Result};

use super::t;
use crate::{
    error::AppError,
    model::validation::{Rule, ValidationError},
};

impl Display for AppError {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        // The browser receives the message with the error, so the texts are not part of the bundle.
        if cfg!(target_arch = "wasm32") {
            return Ok(());
        }
        f.write_str(match self {
            Self::Invalid(invalid) => return invalid.fmt(f),
            Self::TooManyRequests(seconds) => return f.write_str(&too_many_requests(*seconds)),
            Self::LimitReached(max) => return f.write_str(&t!(errors.limit_reached, max = *max)),
            Self::IncorrectCode(attempts_left) => incorrect_code(*attempts_left),
            Self::BadRequest => t!(errors.bad_request),
            Self::PayloadTooLarge => t!(errors.payload_too_large),
            Self::MethodNotAllowed => t!(errors.method_not_allowed),
            Self::CrossSite => t!(errors.cross_site),
            Self::SignedOut => t!(errors.signed_out),
            Self::PasskeyRejected => t!(errors.passkey_rejected),
            Self::UnknownPasskey => t!(errors.unknown_passkey),
            Self::NotFound => t!(errors.not_found),
            Self::Stale => t!(errors.stale),
            Self::ChallengeExpired => t!(errors.challenge_expired),
            Self::CodeExpired => t!(errors.code_expired),
            Self::RecoveryRejected => t!(errors.recovery_rejected),
            Self::ReauthenticationRequired => t!(errors.reauthentication_required),
            Self::EmailTaken => t!(errors.email_taken),
            Self::LastCredential => t!(errors.last_credential),
            Self::AccountDisabled => t!(errors.account_disabled),
            Self::Unavailable => t!(errors.unavailable),
            Self::Timeout => t!(errors.timeout),
            Self::Internal => t!(errors.internal),
            Self::Offline => t!(errors.offline),
        })
    }
}

impl std::error::Error for AppError {}

impl AppError {
    /// The message beside the form field with this label.
    #[must_use]
    pub fn message_for(&self, label: &str) -> String {
        match self {
            Self::Invalid(invalid) => invalid.message_for(label),
            other => other.to_string(),
        }
    }
}

fn incorrect_code(attempts_left: u8) -> &'static str {
    match attempts_left {
        0 => t!(errors.incorrect_code_no_attempts_left),
        1 => t!(errors.incorrect_code_one_attempt_left),
        _ => t!(errors.incorrect_code),
    }
}

fn too_many_requests(seconds: u64) -> String {
    if seconds < 100 {
        t!(errors.too_many_requests_seconds, count = seconds.max(1))
    } else {
        t!(errors.too_many_requests_minutes, count = seconds.div_ceil(60))
    }
}

impl ValidationError {
    fn message_for(&self, label: &str) -> String {
        match self.rule {
            Rule::Required => t!(errors.required, label = label),
            Rule::MaxLength(max) => t!(errors.max_length, label = label, max = max),
            Rule::Printable => t!(errors.printable, label = label),
            Rule::Option => t!(errors.option, label = label),
            Rule::Date => t!(errors.date).to_owned(),
            Rule::Email => t!(errors.email).to_owned(),
            Rule::Code => t!(errors.code).to_owned(),
            Rule::RecoveryCode => t!(errors.recovery_code).to_owned(),
            Rule::SameEmail => t!(errors.same_email).to_owned(),
        }
    }
}

/// The message for callers that show no label, such as scripts and logs.
impl Display for ValidationError {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(&self.message_for(t!(errors.this_field)))
    }
}

impl std::error::Error for ValidationError {}
