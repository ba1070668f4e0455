//! Short-lived tokens with the role of an API key, for requests without a user's token.

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use http::HeaderValue;
use serde_json::json;

use crate::jwk::Jwk;

/// A token that is signed again before it expires.
pub struct RoleToken {
    role: &'static str,
    signing_key: Jwk,
    cached: Mutex<Option<(Instant, HeaderValue)>>,
}

const LIFETIME: Duration = Duration::from_mins(5);
/// Less than [`LIFETIME`], so that a token is still valid when it arrives.
const CACHE_DURATION: Duration = Duration::from_mins(4);

impl RoleToken {
    pub fn new(role: &'static str, signing_key: Jwk) -> Self {
        Self { role, signing_key, cached: Mutex::new(None) }
    }

    /// The `Authorization` header with a valid token.
    pub fn authorization(&self) -> anyhow::Result<HeaderValue> {
        let mut cached = self.cached.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((signed, header)) = &*cached
            && signed.elapsed() < CACHE_DURATION
        {
            return Ok(header.clone());
        }
        let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
        let expires = now + LIFETIME.as_secs();
        let token = self.signing_key.sign(&json!({
            "iss": "supabase-local", "aud": "authenticated", "role": self.role,
            "iat": now, "exp": expires,
        }))?;
        let mut header = HeaderValue::try_from(format!("Bearer {token}"))?;
        header.set_sensitive(true);
        *cached = Some((Instant::now(), header.clone()));
        Ok(header)
    }
}
