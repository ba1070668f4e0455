//! What gives access to an account.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{AuthMethod, ReauthMethods};

/// Everything that gives access to an account. Lists are sorted by age, the oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountCredentials {
    /// The primary address comes first.
    pub emails: Vec<EmailAddress>,
    pub passkeys: Vec<Passkey>,
    pub sessions: Vec<ActiveSession>,
    /// The number of unused recovery codes.
    pub recovery_codes: u8,
}

impl AccountCredentials {
    #[must_use]
    pub fn reauth_methods(&self) -> ReauthMethods {
        ReauthMethods {
            passkey: !self.passkeys.is_empty(),
            email_code: self.emails.iter().any(|email| email.verified),
        }
    }
}

/// An email address of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmailAddress {
    pub id: Uuid,
    pub email: String,
    pub primary: bool,
    pub verified: bool,
}

/// A registered passkey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passkey {
    pub id: Uuid,
    /// base64url, as in the WebAuthn API of browsers.
    pub credential_id: String,
    pub name: String,
    /// Synced to several devices (backup state, WebAuthn L3 §6.1.3).
    pub synced: bool,
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    #[serde(with = "time::serde::rfc3339::option")]
    pub last_used_at: Option<OffsetDateTime>,
}

/// A session that is neither expired nor idle for too long.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActiveSession {
    pub id: Uuid,
    pub user_agent: Option<String>,
    pub ip_address: Option<String>,
    pub amr: Vec<AuthMethod>,
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    #[serde(with = "time::serde::rfc3339")]
    pub last_used_at: OffsetDateTime,
}
