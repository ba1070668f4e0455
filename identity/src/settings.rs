//! What the crate must be told. Reading the environment is the server's part.

use url::Url;

use crate::sessions::Limits;

/// Everything that differs between installations.
pub struct Settings {
    /// Gives the relying party's id and origin, and the issuer of tokens. Its host is a domain, never an IP address.
    pub public_url: Url,
    /// Connects as the role `identity`.
    pub database_url: String,
    pub max_connections: u32,
    /// A JWK set (RFC 7517 §5) of private ES256 keys with `kid`. The first one signs, all of them verify.
    pub signing_keys: String,
    pub limits: Limits,
}

/// A setting that can't be used. Carries no value: these hold secrets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Invalid {
    #[error("PUBLIC_URL must be an http(s) URL whose host is a domain, such as http://localhost:3000")]
    PublicUrl,
    #[error("DATABASE_URL must be a postgres:// URL")]
    DatabaseUrl,
    #[error("SIGNING_KEYS must be a JWK set with at least one private EC P-256 key, each with a kid of its own")]
    SigningKeys,
}
