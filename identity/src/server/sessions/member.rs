//! The signed-in user of a session.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use sqlx::{FromRow, Row, postgres::PgRow};
use strum::{EnumString, IntoStaticStr};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    AuthMethod, MemberProfile,
    server::{Error, users::User},
};

/// A signed-in user and how they authenticated. Read from the database on every request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    pub user_id: Uuid,
    /// The public id of the session, used in tokens and lists. Not a secret.
    pub session_id: Uuid,
    pub email: String,
    pub email_verified: bool,
    pub display_name: Option<String>,
    /// The chosen language, such as `de` (ISO 639-1).
    pub language: Option<String>,
    /// Authentication methods (RFC 8176), as in the token.
    pub amr: Vec<AuthMethod>,
    pub aal: AssuranceLevel,
    #[serde(with = "time::serde::timestamp")]
    pub authenticated_at: OffsetDateTime,
}

/// Authenticator assurance level (NIST SP 800-63B).
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    EnumString,
    IntoStaticStr,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum AssuranceLevel {
    /// One factor.
    Aal1,
    /// Two factors.
    Aal2,
}

impl From<AuthMethod> for AssuranceLevel {
    fn from(method: AuthMethod) -> Self {
        match method {
            // User verification makes a passkey two factors in one.
            AuthMethod::Passkey => Self::Aal2,
            AuthMethod::EmailCode | AuthMethod::Recovery => Self::Aal1,
        }
    }
}

/// How long after an authentication sensitive actions are allowed.
const REAUTHENTICATION_WINDOW: Duration = Duration::from_mins(10);

impl Member {
    /// Whether the last authentication is recent enough for sensitive actions: ten minutes.
    #[must_use]
    pub fn is_recently_authenticated(&self) -> bool {
        OffsetDateTime::now_utc() - self.authenticated_at < REAUTHENTICATION_WINDOW
    }

    /// # Errors
    /// [`Error::ReauthenticationRequired`].
    pub(in crate::server) fn require_recent_authentication(&self) -> Result<(), Error> {
        if self.is_recently_authenticated() { Ok(()) } else { Err(Error::ReauthenticationRequired) }
    }

    /// The member of a new session, authenticated just now.
    pub(in crate::server) fn authenticated_with(user: User, method: AuthMethod) -> Self {
        let User { id, email, email_verified, display_name, language } = user;
        Self {
            user_id: id,
            session_id: Uuid::new_v4(),
            email,
            email_verified,
            display_name,
            language,
            amr: vec![method],
            aal: method.into(),
            authenticated_at: OffsetDateTime::now_utc(),
        }
    }

    /// The same user in a new session, authenticated just now. Earlier methods still count.
    pub(in crate::server) fn reauthenticated_with(&self, method: AuthMethod) -> Self {
        let mut amr = self.amr.clone();
        if !amr.contains(&method) {
            amr.push(method);
        }
        Self {
            session_id: Uuid::new_v4(),
            amr,
            aal: self.aal.max(method.into()),
            authenticated_at: OffsetDateTime::now_utc(),
            ..self.clone()
        }
    }

    /// The part that pages may show.
    #[must_use]
    pub fn profile(&self) -> MemberProfile {
        MemberProfile {
            user_id: self.user_id,
            email: self.email.clone(),
            email_verified: self.email_verified,
            display_name: self.display_name.clone(),
            language: self.language.clone(),
            signed_in_with_passkey: self.amr.contains(&AuthMethod::Passkey),
        }
    }
}

impl FromRow<'_, PgRow> for Member {
    fn from_row(row: &PgRow) -> sqlx::Result<Self> {
        // Methods that only another version of the server knows are left out.
        let amr = row.try_get::<Vec<String>, _>("amr")?;
        let aal = row.try_get::<String, _>("aal")?;
        Ok(Self {
            user_id: row.try_get("user_id")?,
            session_id: row.try_get("session_id")?,
            email: row.try_get("email")?,
            email_verified: row.try_get("email_verified")?,
            display_name: row.try_get("display_name")?,
            language: row.try_get("language")?,
            amr: amr.iter().filter_map(|method| method.parse().ok()).collect(),
            aal: aal.parse().map_err(|_| sqlx::Error::Decode("unknown assurance level".into()))?,
            authenticated_at: row.try_get("authenticated_at")?,
        })
    }
}
