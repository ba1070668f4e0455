//! Settings of the crate. The server reads them from its environment.

use url::Url;

use super::SessionLimits;

/// Everything that differs between deployments.
pub struct Settings {
    /// The name of the relying party, which authenticators show.
    pub name: String,
    /// Determines the relying party id, the origin and the token issuer. The host is a domain, not
    /// an IP address.
    pub public_url: Url,
    /// Connects as the role `identity`.
    pub database_url: String,
    pub max_connections: u32,
    /// A JWK set (RFC 7517 §5) of private ES256 keys with `kid`. The first key signs; all keys are
    /// accepted for verification.
    pub signing_keys: String,
    pub limits: SessionLimits,
}

/// An unusable setting. Carries no value, because settings hold secrets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidSetting {
    #[error(
        "PUBLIC_URL must be an http(s) URL whose host is a domain, such as http://localhost:3000"
    )]
    PublicUrl,
    #[error("DATABASE_URL must be a postgres:// URL")]
    DatabaseUrl,
    #[error(
        "SIGNING_KEYS must be a JWK set of at least one private EC P-256 key, each with its own kid"
    )]
    SigningKeys,
}
