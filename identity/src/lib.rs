//! Who is who: accounts, passkeys, sessions and the tokens that Supabase trusts.
//!
//! [`Identity`] is the handle that a server keeps. [`sign_up`] and [`sign_in`] are the two WebAuthn ceremonies, [`codes`] does
//! both by email, [`recovery`] lets people back in, [`access`] is what they see and end, [`accounts`] the whole of one,
//! [`outside`] those that a provider elsewhere keeps; [`webhooks`] is what others are told.
//! [`outbox`] keeps the mail, [`sessions`] remembers browsers, [`tokens`] speaks to Supabase in a member's name. Everything
//! that must commit together lives in one Postgres database, reached as a role that sees this schema and `public.users` and
//! nothing else.
//!
//! What a borrowed browser must not do asks for an authentication in the last ten minutes: [`Member::is_recent`].

pub mod access;
pub mod accounts;
pub mod codes;
pub mod error;
pub mod outbox;
pub mod outside;
pub mod recovery;
pub mod sessions;
pub mod settings;
pub mod sign_in;
pub mod sign_up;
pub mod tokens;
pub mod webhooks;

mod allowances;
mod ceremonies;
mod confirmation;
mod emails;
mod events;
mod notices;
mod passkeys;
mod people;
mod sweep;

use std::{sync::Arc, time::Duration};

use sqlx::{
    Connection, PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use webauthn_rs::{Webauthn, WebauthnBuilder};

pub use access::Access;
pub use codes::PendingCode;
pub use error::Error;
pub use outbox::{Letter, Mail, SentMail};
pub use sessions::{Device, Member, Store};
pub use settings::{Invalid, Settings};
pub use tokens::Tokens;

/// The handle to everything in this crate: cheap to clone, shared by all requests.
#[derive(Clone)]
pub struct Identity {
    db: PgPool,
    webauthn: Arc<Webauthn>,
    tokens: Arc<Tokens>,
    limits: sessions::Limits,
}

/// Passkeys, addresses and sessions of one account: no more of each.
pub const MOST: u8 = 10;

/// How long an unused connection is trusted to be alive.
const PATIENCE: Duration = Duration::from_secs(30);

impl Identity {
    /// Checks the settings; the database is reached at the first query.
    ///
    /// # Errors
    /// [`Invalid`], naming the setting.
    pub fn new(settings: Settings) -> Result<Self, Invalid> {
        let origin = &settings.public_url;
        let rp_id = origin.host_str().ok_or(Invalid::PublicUrl)?;
        let webauthn = WebauthnBuilder::new(rp_id, origin)
            .map_err(|_| Invalid::PublicUrl)?
            .rp_name("Latchkey")
            .timeout(ceremonies::LIFETIME)
            .build()
            .map_err(|_| Invalid::PublicUrl)?;
        let database: PgConnectOptions = settings.database_url.parse().map_err(|_| Invalid::DatabaseUrl)?;
        let db = PgPoolOptions::new()
            .max_connections(settings.max_connections)
            // All of them are opened at the start and stay. Opening one hashes the password in some 800 turns of the runtime:
            // a request that did so under load would wait for all others each time, and come to nothing after these seconds.
            .min_connections(settings.max_connections)
            .max_lifetime(None)
            .idle_timeout(None)
            .acquire_timeout(Duration::from_secs(3))
            .test_before_acquire(false)
            // Only a connection that may have died meanwhile is asked first: that would be a round trip for every page.
            .before_acquire(|connection, state| {
                Box::pin(async move {
                    if state.idle_for > PATIENCE {
                        connection.ping().await?;
                    }
                    Ok(true)
                })
            })
            .connect_lazy_with(database.application_name("latchkey"));
        Ok(Self {
            db,
            webauthn: Arc::new(webauthn),
            tokens: Arc::new(Tokens::new(&settings.signing_keys, issuer(origin))?),
            limits: settings.limits,
        })
    }

    /// Where tower-sessions keeps its sessions.
    #[must_use]
    pub fn session_store(&self) -> Store {
        Store::new(self.db.clone(), self.limits)
    }

    #[must_use]
    pub fn tokens(&self) -> &Tokens {
        &self.tokens
    }

    /// Asks the database something, to know that it answers.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn ready(&self) -> Result<(), Error> {
        sqlx::query("select from identity.sessions limit 1").execute(&self.db).await?;
        Ok(())
    }

    /// Ends the database connections, when the server stops.
    pub async fn close(&self) {
        self.db.close().await;
    }
}

/// The issuer identifier (OpenID Connect Discovery 1.0 §2): the public URL without a slash at its end.
fn issuer(public_url: &url::Url) -> String {
    public_url.as_str().trim_end_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn connections_are_open_before_anybody_asks() {
        const MOST: u32 = 3;
        let stack = supabase_local::for_tests().await;
        let settings = Settings {
            public_url: "http://localhost:3000".parse().unwrap(),
            database_url: stack.database_url().to_owned(),
            max_connections: MOST,
            signing_keys: stack.signing_keys().to_owned(),
            limits: sessions::Limits::default(),
        };
        let identity = Identity::new(settings).unwrap();
        let opened = async {
            while identity.db.num_idle() < MOST as usize {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(10), opened).await.unwrap();
        assert_eq!(identity.db.size(), MOST);
    }
}
