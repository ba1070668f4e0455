//! The person who is signed in, and what gives access to their account.

pub use identity::{EmailAddress, MemberProfile, Passkey};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::model::text::Text;

/// What the account page shows besides the profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Access {
    /// The primary one first.
    pub emails: Vec<EmailAddress>,
    /// The oldest first, as everything below.
    pub passkeys: Vec<Passkey>,
    pub sessions: Vec<Session>,
    /// Recovery codes that are not used yet.
    pub recovery_codes: u8,
}

/// A browser that is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    pub id: Uuid,
    /// Such as "Chrome on Windows", in the language of the page; so are the texts below.
    pub device: String,
    /// IP address.
    pub address: Option<String>,
    /// How the person signed in, such as "Passkey".
    pub method: String,
    #[serde(with = "time::serde::rfc3339")]
    pub created: OffsetDateTime,
    #[serde(with = "time::serde::rfc3339")]
    pub last_used: OffsetDateTime,
    /// The one that asks.
    pub current: bool,
}

/// The name that a user chose for greetings.
pub type DisplayName = Text<100>;

/// The name of a passkey in the account's list.
pub type PasskeyName = Text<100>;

/// RFC 4648 §5.
const BASE64URL: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The account as authenticators know it: the user handle (WebAuthn L3 §5.4.3) in base64url, as browsers take it.
#[must_use]
pub fn user_handle(user_id: Uuid) -> String {
    let id = user_id.as_u128();
    let sextet = |place: u32| {
        // 22 digits of six bits; the last one is filled up with zeros.
        let bits = if place == 21 { id << 4 } else { id >> (122 - 6 * place) };
        char::from(BASE64URL[usize::try_from(bits & 63).unwrap_or_default()])
    };
    (0..22).map(sextet).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn authenticators_know_the_account_by_its_id() {
        let with_id = |id| user_handle(Uuid::from_u128(id));
        assert_eq!(with_id(0), "AAAAAAAAAAAAAAAAAAAAAA");
        assert_eq!(with_id(u128::MAX), "_____________________w");
        assert_eq!(with_id(0x0001_0203_0405_0607_0809_0a0b_0c0d_0e0f), "AAECAwQFBgcICQoLDA0ODw");
    }
}
