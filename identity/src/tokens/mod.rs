//! Tokens that Supabase trusts: short-lived ES256 JWTs, minted for one session, and the documents by which others verify them.

mod claims;
mod keys;

use std::{sync::Arc, time::Duration};

use jsonwebtoken::{Algorithm, Header};
use moka::sync::Cache;
use time::OffsetDateTime;
use uuid::Uuid;

pub use claims::Claims;
use keys::Keys;

use crate::{Error, Invalid, Member};

/// How long a token is good for. Supabase's own are an hour.
pub const LIFETIME: Duration = Duration::from_secs(5 * 60);

/// A cached token is handed out until this long before its end, so that it outlives the request it is for.
const MARGIN: Duration = Duration::from_secs(60);

/// Sessions whose token is kept at the most: about 1 kB each.
const CACHED: u64 = 10_000;

/// Mints and describes tokens.
pub struct Tokens {
    keys: Keys,
    issuer: String,
    cache: Cache<Uuid, Arc<str>>,
}

impl Tokens {
    /// # Errors
    /// [`Invalid::SigningKeys`].
    pub fn new(signing_keys: &str, issuer: String) -> Result<Self, Invalid> {
        let cache = Cache::builder().max_capacity(CACHED).time_to_live(LIFETIME - MARGIN).build();
        Ok(Self { keys: Keys::parse(signing_keys)?, issuer, cache })
    }

    /// The member's token: from the cache, or signed now.
    ///
    /// # Errors
    /// [`Error::Internal`] when signing fails.
    pub fn of(&self, member: &Member) -> Result<Arc<str>, Error> {
        self.cache
            .try_get_with(member.session_id, || self.mint(member))
            .map_err(|cause| {
                tracing::error!(%cause, "identity: token not signed");
                Error::Internal
            })
    }

    /// Drops a session's token from the cache.
    pub fn forget(&self, session_id: Uuid) {
        self.cache.invalidate(&session_id);
    }

    /// The public keys as a JWK set (RFC 7517 §5), for `/.well-known/jwks.json`.
    #[must_use]
    pub fn jwks(&self) -> &str {
        self.keys.public()
    }

    /// OpenID Connect Discovery 1.0 §3, for `/.well-known/openid-configuration`.
    #[must_use]
    pub fn discovery(&self) -> serde_json::Value {
        let issuer = &self.issuer;
        serde_json::json!({
            "issuer": issuer,
            "authorization_endpoint": format!("{issuer}/login"),
            "jwks_uri": format!("{issuer}/.well-known/jwks.json"),
            "response_types_supported": ["id_token"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["ES256"],
            "claims_supported": Claims::NAMES,
        })
    }

    fn mint(&self, member: &Member) -> Result<Arc<str>, jsonwebtoken::errors::Error> {
        let claims = Claims::of(member, &self.issuer, OffsetDateTime::now_utc());
        let signing = self.keys.signing();
        let mut header = Header::new(Algorithm::ES256);
        header.kid = Some(signing.kid.clone());
        jsonwebtoken::encode(&header, &claims, &signing.key).map(Arc::from)
    }
}
