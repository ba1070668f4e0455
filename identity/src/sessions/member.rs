//! The person behind a session.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{Error, people::Person};

/// Who is signed in, and how they did it. Read anew from the database at every request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, FromRow)]
pub struct Member {
    pub user_id: Uuid,
    /// Names the session in tokens and lists; no secret.
    pub session_id: Uuid,
    pub email: String,
    pub email_verified: bool,
    pub display_name: Option<String>,
    /// The language they have chosen, such as `de` (ISO 639-1).
    pub language: Option<String>,
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
    pub(crate) fn must_be_recent(&self) -> Result<(), Error> {
        if self.is_recent() { Ok(()) } else { Err(Error::ConfirmFirst) }
    }

    /// Somebody who has just proved it is them.
    pub(crate) fn who_just(person: Person, proof: Proof) -> Self {
        let Person { user_id, email, email_verified, display_name, language } = person;
        Self {
            user_id,
            session_id: Uuid::new_v4(),
            email,
            email_verified,
            display_name,
            language,
            amr: vec![proof.method().into()],
            aal: proof.level().into(),
            authenticated_at: OffsetDateTime::now_utc(),
        }
    }

    /// The same person, who has proved it once more: what was proved before still counts.
    pub(crate) fn once_more(&self, proof: Proof) -> Self {
        let mut amr = self.amr.clone();
        if !amr.iter().any(|method| method == proof.method()) {
            amr.push(proof.method().into());
        }
        let aal = self.aal.as_str().max(proof.level()).to_owned();
        Self { session_id: Uuid::new_v4(), amr, aal, authenticated_at: OffsetDateTime::now_utc(), ..self.clone() }
    }
}

/// How somebody showed who they are.
#[derive(Clone, Copy)]
pub(crate) enum Proof {
    /// A passkey with user verification: two factors in one (NIST SP 800-63B).
    Passkey,
    /// A code from the mail to a verified address: one factor.
    Code,
    /// A recovery code, or a link from the operator: one factor.
    Recovery,
}

impl Proof {
    fn method(self) -> &'static str {
        match self {
            Self::Passkey => "webauthn",
            Self::Code => "otp",
            Self::Recovery => "recovery",
        }
    }

    fn level(self) -> &'static str {
        match self {
            Self::Passkey => "aal2",
            Self::Code | Self::Recovery => "aal1",
        }
    }
}
