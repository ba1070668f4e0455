//! The error type of the crate.

use std::time::Duration;

use webauthn_rs::prelude::WebauthnError;

/// What a caller may show to the user. The cause is logged where it occurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The browser has no pending WebAuthn challenge for this: it expired, was used, or belongs to
    /// another browser.
    #[error("the challenge has expired")]
    ChallengeExpired,
    /// The authenticator's response doesn't verify.
    #[error("the passkey was rejected")]
    PasskeyRejected,
    /// The passkey belongs to no account.
    #[error("unknown passkey")]
    UnknownPasskey,
    /// The response isn't a WebAuthn credential in JSON.
    #[error("the response is malformed")]
    MalformedResponse,
    /// The code has expired, was used, or wasn't requested in this browser.
    #[error("the code has expired")]
    CodeExpired,
    /// With no attempts left, another code must be requested.
    #[error("incorrect code")]
    IncorrectCode { attempts_left: u8 },
    /// The recovery code or link is wrong, used or expired.
    #[error("the recovery code or link was rejected")]
    RecoveryRejected,
    /// Too many attempts; another one is allowed after this time.
    #[error("too many attempts")]
    RateLimited { retry_after: Duration },
    /// The last authentication is too old: see [`crate::Member::is_recently_authenticated`].
    #[error("reauthentication required")]
    ReauthenticationRequired,
    /// No such row, or it belongs to another account.
    #[error("not found")]
    NotFound,
    /// The email address is verified already, by this or by another account.
    #[error("the email address is taken")]
    EmailTaken,
    /// The last credential: without it nobody could sign in to the account.
    #[error("the last credential of the account")]
    LastCredential,
    /// See [`crate::MAX_PER_ACCOUNT`].
    #[error("limit reached")]
    LimitReached,
    /// An operator has disabled the account.
    #[error("the account is disabled")]
    AccountDisabled,
    #[error("the database is unavailable")]
    Unavailable,
    #[error("internal error")]
    Internal,
}

impl From<sqlx::Error> for Error {
    fn from(cause: sqlx::Error) -> Self {
        tracing::error!(%cause, "identity: query failed");
        Self::Unavailable
    }
}

impl From<tower_sessions::session::Error> for Error {
    fn from(cause: tower_sessions::session::Error) -> Self {
        tracing::error!(%cause, "identity: session failed");
        Self::Unavailable
    }
}

/// The cause is logged only: it would help an attacker more than the user.
impl From<WebauthnError> for Error {
    fn from(cause: WebauthnError) -> Self {
        tracing::warn!(%cause, "identity: passkey rejected");
        Self::PasskeyRejected
    }
}

impl From<serde_json::Error> for Error {
    fn from(cause: serde_json::Error) -> Self {
        tracing::error!(%cause, "identity: serialization failed");
        Self::Internal
    }
}
