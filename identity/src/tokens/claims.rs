//! What a token says.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use super::LIFETIME;
use crate::Member;

/// For whom tokens are: Supabase's word for people who are signed in.
pub(super) const AUDIENCE: &str = "authenticated";

/// The claims that PostgREST, row level security and Supabase's libraries read.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Claims {
    pub iss: String,
    pub aud: String,
    pub sub: Uuid,
    /// The database role that requests run as.
    pub role: String,
    /// Seconds since 1970, as `exp`.
    pub iat: i64,
    pub exp: i64,
    pub session_id: Uuid,
    pub email: String,
    pub aal: String,
    pub amr: Vec<Method>,
    pub is_anonymous: bool,
}

/// One entry of `amr`, in Supabase Auth's shape.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Method {
    pub method: String,
    pub timestamp: i64,
}

impl Claims {
    pub(super) const NAMES: [&'static str; 11] =
        ["iss", "aud", "sub", "role", "iat", "exp", "session_id", "email", "aal", "amr", "is_anonymous"];

    pub(super) fn of(member: &Member, issuer: &str, now: OffsetDateTime) -> Self {
        let timestamp = member.authenticated_at.unix_timestamp();
        Self {
            iss: issuer.to_owned(),
            aud: AUDIENCE.into(),
            sub: member.user_id,
            role: "authenticated".into(),
            iat: now.unix_timestamp(),
            exp: (now + LIFETIME).unix_timestamp(),
            session_id: member.session_id,
            email: member.email.clone(),
            aal: member.aal.clone(),
            amr: member.amr.iter().map(|method| Method { method: method.clone(), timestamp }).collect(),
            is_anonymous: false,
        }
    }
}
