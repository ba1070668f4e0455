//! Claims of an access token.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use super::ACCESS_TOKEN_LIFETIME;
use crate::{
    AuthMethod,
    server::{AssuranceLevel, Member},
};

/// The audience that Supabase expects of signed-in users.
pub(super) const AUDIENCE: &str = "authenticated";

/// The database role that requests run as.
const ROLE: &str = "authenticated";

/// The claims that PostgREST, row level security and Supabase's libraries read.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Claims {
    pub iss: String,
    pub aud: String,
    pub sub: Uuid,
    pub role: String,
    /// Seconds since 1970, as `exp`.
    pub iat: i64,
    pub exp: i64,
    pub session_id: Uuid,
    pub email: String,
    pub aal: AssuranceLevel,
    pub amr: Vec<ClaimedMethod>,
    pub is_anonymous: bool,
}

/// An entry of `amr`, in the shape that Supabase Auth uses.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ClaimedMethod {
    pub method: AuthMethod,
    pub timestamp: i64,
}

impl Claims {
    pub(super) const NAMES: [&'static str; 11] = [
        "iss",
        "aud",
        "sub",
        "role",
        "iat",
        "exp",
        "session_id",
        "email",
        "aal",
        "amr",
        "is_anonymous",
    ];

    pub(super) fn new(member: &Member, issuer: &str, now: OffsetDateTime) -> Self {
        let timestamp = member.authenticated_at.unix_timestamp();
        Self {
            iss: issuer.to_owned(),
            aud: AUDIENCE.into(),
            sub: member.user_id,
            role: ROLE.into(),
            iat: now.unix_timestamp(),
            exp: (now + ACCESS_TOKEN_LIFETIME).unix_timestamp(),
            session_id: member.session_id,
            email: member.email.clone(),
            aal: member.aal,
            amr: member.amr.iter().map(|&method| ClaimedMethod { method, timestamp }).collect(),
            is_anonymous: false,
        }
    }
}
