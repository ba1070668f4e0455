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
            Self::TooMany(seconds) => return f.write_str(&too_many(*seconds)),
            Self::Full(most) => return f.write_str(&t!(errors.full, most = *most)),
            Self::WrongCode(tries_left) => wrong_code(*tries_left),
            Self::Unreadable => t!(errors.unreadable),
            Self::TooLarge => t!(errors.too_large),
            Self::NoPage => t!(errors.no_page),
            Self::FromElsewhere => t!(errors.from_elsewhere),
            Self::SignedOut => t!(errors.signed_out),
            Self::PasskeyRefused => t!(errors.passkey_refused),
            Self::PasskeyUnknown => t!(errors.passkey_unknown),
            Self::NotFound => t!(errors.not_found),
            Self::Stale => t!(errors.stale),
            Self::Expired => t!(errors.expired),
            Self::CodeOver => t!(errors.code_over),
            Self::RecoveryRefused => t!(errors.recovery_refused),
            Self::ConfirmFirst => t!(errors.confirm_first),
            Self::Taken => t!(errors.taken),
            Self::LastWay => t!(errors.last_way),
            Self::Disabled => t!(errors.disabled),
            Self::Unavailable => t!(errors.unavailable),
            Self::TookTooLong => t!(errors.took_too_long),
            Self::Failed => t!(errors.failed),
            Self::Offline => t!(errors.offline),
        })
    }
}

impl std::error::Error for AppError {}

fn wrong_code(tries_left: u8) -> &'static str {
    match tries_left {
        0 => t!(errors.wrong_code_over),
        1 => t!(errors.wrong_code_last_try),
        _ => t!(errors.wrong_code),
    }
}

fn too_many(seconds: u64) -> String {
    if seconds < 100 {
        t!(errors.too_many_seconds, count = seconds.max(1))
    } else {
        t!(errors.too_many_minutes, count = seconds.div_ceil(60))
    }
}

impl Display for Invalid {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(match self {
            Self::TooLong(_, most) => return f.write_str(&t!(errors.too_long, most = *most)),
            Self::Blank(field) => blank(*field),
            Self::Malformed(field) => malformed(*field),
            Self::Mismatch(_) => t!(errors.mismatch),
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
