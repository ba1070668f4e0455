//! What errors say to people, in the language of the page at hand.

use std::fmt::{Display, Formatter, Result};

use super::t;
use crate::{
    error::AppError,
    model::validation::{Field, Invalid},
};

impl Display for AppError {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        // There they come with their words, as a report: none of these need to be loaded.
        if cfg!(target_arch = "wasm32") {
            return Ok(());
        }
        f.write_str(match self {
            Self::Invalid(invalid) => return invalid.fmt(f),
            Self::TooManyRequests(seconds) => return f.write_str(&too_many(*seconds)),
            Self::LimitReached(most) => return f.write_str(&t!(errors.limit_reached, max = *most)),
            Self::WrongCode(tries_left) => wrong_code(*tries_left),
            Self::BadRequest => t!(errors.bad_request),
            Self::PayloadTooLarge => t!(errors.request_too_large),
            Self::MethodNotAllowed => t!(errors.method_not_allowed),
            Self::CrossSite => t!(errors.cross_site),
            Self::SignedOut => t!(errors.signed_out),
            Self::PasskeyRejected => t!(errors.passkey_rejected),
            Self::UnknownPasskey => t!(errors.passkey_unknown),
            Self::NotFound => t!(errors.not_found),
            Self::Stale => t!(errors.edit_conflict),
            Self::ChallengeExpired => t!(errors.expired),
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

fn wrong_code(tries_left: u8) -> &'static str {
    match tries_left {
        0 => t!(errors.wrong_code_no_attempts_left),
        1 => t!(errors.wrong_code_one_attempt_left),
        _ => t!(errors.wrong_code),
    }
}

fn too_many(seconds: u64) -> String {
    if seconds < 100 {
        t!(errors.rate_limited_seconds, count = seconds.max(1))
    } else {
        t!(errors.rate_limited_minutes, count = seconds.div_ceil(60))
    }
}

impl Display for Invalid {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(match self {
            Self::TooLong(_, most) => return f.write_str(&t!(errors.too_long, most = *most)),
            Self::Blank(field) => blank(*field),
            Self::Malformed(field) => malformed(*field),
            Self::Mismatch(_) => t!(errors.email_mismatch),
        })
    }
}

impl std::error::Error for Invalid {}

fn blank(field: Field) -> &'static str {
    match field {
        Field::Author => t!(errors.blank.author),
        Field::Code => t!(errors.blank.code),
        Field::DisplayName => t!(errors.blank.display_name),
        Field::Due => t!(errors.blank.due),
        Field::Email => t!(errors.blank.email),
        Field::Name => t!(errors.blank.task),
        Field::PasskeyName => t!(errors.blank.passkey),
        Field::RecoveryCode => t!(errors.blank.recovery_code),
        Field::Title => t!(errors.blank.title),
    }
}

fn malformed(field: Field) -> &'static str {
    match field {
        Field::Author => t!(errors.malformed.author),
        Field::Code => t!(errors.malformed.code),
        Field::Due => t!(errors.malformed.due),
        Field::Email => t!(errors.malformed.email),
        Field::DisplayName | Field::Name | Field::PasskeyName => t!(errors.malformed.name),
        Field::RecoveryCode => t!(errors.malformed.recovery_code),
        Field::Title => t!(errors.malformed.title),
    }
}
