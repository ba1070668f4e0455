//! Converts the errors of other crates to [`AppError`]. Those crates have logged the causes.

use identity::MAX_PER_ACCOUNT;

use crate::error::AppError;

impl From<identity::Error> for AppError {
    fn from(error: identity::Error) -> Self {
        use identity::Error;
        match error {
            Error::ChallengeExpired => Self::ChallengeExpired,
            Error::CodeExpired => Self::CodeExpired,
            Error::PasskeyRejected => Self::PasskeyRejected,
            Error::RecoveryRejected => Self::RecoveryRejected,
            Error::UnknownPasskey => Self::UnknownPasskey,
            Error::MalformedResponse => Self::BadRequest,
            Error::Unavailable => Self::Unavailable,
            Error::IncorrectCode { attempts_left } => Self::IncorrectCode(attempts_left),
            Error::RateLimited { retry_after } => {
                Self::TooManyRequests(retry_after.as_secs().max(1))
            }
            Error::ReauthenticationRequired => Self::ReauthenticationRequired,
            Error::NotFound => Self::NotFound,
            Error::EmailTaken => Self::EmailTaken,
            Error::LastCredential => Self::LastCredential,
            Error::LimitReached => Self::LimitReached(MAX_PER_ACCOUNT),
            Error::AccountDisabled => Self::AccountDisabled,
            Error::Internal => Self::Internal,
        }
    }
}

impl From<user_db::Error> for AppError {
    fn from(error: user_db::Error) -> Self {
        use user_db::Error;
        match error {
            Error::NotFound => Self::NotFound,
            Error::Unavailable => Self::Unavailable,
            // The session and the values were checked before, so the database has no reason to
            // reject them.
            Error::PermissionDenied
            | Error::Invalid { .. }
            | Error::Unexpected
            | Error::Misconfigured(_) => Self::Internal,
        }
    }
}
