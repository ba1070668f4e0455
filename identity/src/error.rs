//! Why something about an identity didn't happen.

use std::time::Duration;

use webauthn_rs::prelude::WebauthnError;

/// What the caller may tell a person. The cause is logged where it happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// No ceremony of this kind is under way in this browser: expired, finished, or begun elsewhere. The same of a code.
    #[error("the ceremony is over")]
    Expired,
    /// The authenticator's response doesn't verify.
    #[error("the passkey was refused")]
    Refused,
    /// No account has this passkey.
    #[error("the passkey is unknown")]
    Unknown,
    /// The response isn't the JSON of a credential.
    #[error("the response is malformed")]
    Malformed,
    /// Not the code that was sent. With no tries left another code is needed.
    #[error("the code is wrong")]
    WrongCode { tries_left: u8 },
    /// Asked for too often; it may succeed after this time.
    #[error("too many requests")]
    TooMany { retry_after: Duration },
    /// Signed in too long ago for this: see [`crate::Member::is_recent`].
    #[error("the person must confirm that it is them")]
    ConfirmFirst,
    /// Nothing of this member's has this id.
    #[error("not found")]
    NotFound,
    /// Another account has verified the address.
    #[error("the address is another account's")]
    Taken,
    /// Without it nobody could sign in to the account any more.
    #[error("the last way into the account")]
    LastWay,
    /// As many as there may be.
    #[error("there are enough of these")]
    Full,
    /// The operator has disabled the account.
    #[error("the account is disabled")]
    Disabled,
    #[error("the database doesn't answer")]
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

/// A response that doesn't verify is the sender's failure and no news to them beyond that.
impl From<WebauthnError> for Error {
    fn from(cause: WebauthnError) -> Self {
        tracing::warn!(%cause, "identity: ceremony refused");
        Self::Refused
    }
}

impl From<serde_json::Error> for Error {
    fn from(cause: serde_json::Error) -> Self {
        tracing::error!(%cause, "identity: stored state can't be read");
        Self::Internal
    }
}
