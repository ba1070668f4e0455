//! The person behind a session.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::Error;

/// Who is signed in, and how they did it. Read anew from the database at every request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, FromRow)]
pub struct Member {
    pub user_id: Uuid,
    /// Names the session in tokens and lists; no secret.
    pub session_id: Uuid,
    pub email: String,
    pub email_verified: bool,
    pub display_name: Option<String>,
    /// Authentication methods (RFC 8176), as in the token.
    pub amr: Vec<String>,
    /// Authenticator assurance level: `aal1` or `aal2`.
    pub aal: String,
    #[serde(with = "time::serde::timestamp")]
    pub authenticated_at: OffsetDateTime,
}

/// How long after signing in, or confirming, a person may do what asks for it.
pub const RECENT: Duration = Duration::from_mins(10);

impl Member {
    /// Whether they authenticated in the last [`RECENT`] minutes.
    #[must_use]
    pub fn is_recent(&self) -> bool {
        OffsetDateTime::now_utc() - self.authenticated_at < RECENT
    }

    /// The check before whatever a borrowed browser must not do.
    pub(crate) fn confirmed(&self) -> Result<(), Error> {
        if self.is_recent() { Ok(()) } else { Err(Error::ConfirmFirst) }
    }

    /// Someone who just used a passkey with user verification: two factors in one (NIST SP 800-63B).
    pub(crate) fn by_passkey(user_id: Uuid, email: String, email_verified: bool, display_name: Option<String>) -> Self {
        Self {
            user_id,
            session_id: Uuid::new_v4(),
            email,
            email_verified,
            display_name,
            amr: vec!["webauthn".into()],
            aal: "aal2".into(),
            authenticated_at: OffsetDateTime::now_utc(),
        }
    }

    /// Someone who just read a code in the mail to an address that is verified by now: one factor.
    pub(crate) fn by_code(user_id: Uuid, email: String, display_name: Option<String>) -> Self {
        Self {
            user_id,
            session_id: Uuid::new_v4(),
            email,
            email_verified: true,
            display_name,
            amr: vec!["otp".into()],
            aal: "aal1".into(),
            authenticated_at: OffsetDateTime::now_utc(),
        }
    }
}
