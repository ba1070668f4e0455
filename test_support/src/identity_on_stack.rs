//! Identity on a running stack.

use identity::{Identity, SessionLimits, Settings};
use supabase_local::ConnectionInfo;

/// Few: every test opens its own pool on one Postgres.
const MAX_CONNECTIONS: u32 = 3;

/// An [`Identity`] at `public_url` on the stack's database, or on the one at `database_url`.
pub fn open_identity(
    stack: &ConnectionInfo,
    public_url: &str,
    database_url: Option<&str>,
    limits: SessionLimits,
) -> Identity {
    Identity::new(Settings {
        name: "App".into(),
        public_url: public_url.parse().unwrap(),
        database_url: database_url.unwrap_or(stack.database_url()).to_owned(),
        max_connections: MAX_CONNECTIONS,
        signing_keys: stack.signing_keys().to_owned(),
        limits,
    })
    .unwrap()
}
