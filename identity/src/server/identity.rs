//! The handle to everything in this crate.

use std::{sync::Arc, time::Duration};

use sqlx::{
    Connection, PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use url::Url;
use webauthn_rs::{Webauthn, WebauthnBuilder};

use super::{
    Accounts, Codes, Emails, Error, ExternalUsers, InvalidSetting, MailQueue, Passkeys,
    Reauthentication, Recovery, SessionLimits, Sessions, Settings, SignIn, SignUp, Tokens,
    Webhooks, challenges,
};

/// The handle that a server keeps. Cheap to clone and shared by all requests.
#[derive(Clone)]
pub struct Identity {
    pub(super) db: PgPool,
    pub(super) webauthn: Arc<Webauthn>,
    pub(super) tokens: Arc<Tokens>,
    pub(super) limits: SessionLimits,
}

/// How long a request waits for a free connection.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(3);

/// A connection idle for longer than this is pinged before use.
const PING_AFTER_IDLE: Duration = Duration::from_secs(30);

impl Identity {
    /// Checks the settings. The database is first contacted by the first query.
    ///
    /// # Errors
    /// [`InvalidSetting`], naming the setting.
    pub fn new(settings: Settings) -> Result<Self, InvalidSetting> {
        let origin = &settings.public_url;
        let database: PgConnectOptions =
            settings.database_url.parse().map_err(|_| InvalidSetting::DatabaseUrl)?;
        Ok(Self {
            db: pool(settings.max_connections)
                .connect_lazy_with(database.application_name("identity")),
            webauthn: Arc::new(webauthn(origin, &settings.name).ok_or(InvalidSetting::PublicUrl)?),
            tokens: Arc::new(Tokens::new(&settings.signing_keys, issuer(origin))?),
            limits: settings.limits,
        })
    }

    /// Sign-up with a passkey.
    #[must_use]
    pub fn sign_up(&self) -> SignUp<'_> {
        SignUp { identity: self }
    }

    /// Sign-in with a passkey.
    #[must_use]
    pub fn sign_in(&self) -> SignIn<'_> {
        SignIn { identity: self }
    }

    /// Sign-up and sign-in by a code sent by email.
    #[must_use]
    pub fn codes(&self) -> Codes<'_> {
        Codes { identity: self }
    }

    /// Sign-in by a recovery code or link.
    #[must_use]
    pub fn recovery(&self) -> Recovery<'_> {
        Recovery { identity: self }
    }

    /// Sessions of browsers.
    #[must_use]
    pub fn sessions(&self) -> Sessions<'_> {
        Sessions { identity: self }
    }

    /// Passkeys of an account.
    #[must_use]
    pub fn passkeys(&self) -> Passkeys<'_> {
        Passkeys { identity: self }
    }

    /// Email addresses of an account.
    #[must_use]
    pub fn emails(&self) -> Emails<'_> {
        Emails { identity: self }
    }

    /// Reauthentication of the signed-in member.
    #[must_use]
    pub fn reauthentication(&self) -> Reauthentication<'_> {
        Reauthentication { identity: self }
    }

    /// Accounts as a whole.
    #[must_use]
    pub fn accounts(&self) -> Accounts<'_> {
        Accounts { identity: self }
    }

    /// Users synchronized from another identity provider.
    #[must_use]
    pub fn external_users(&self) -> ExternalUsers<'_> {
        ExternalUsers { identity: self }
    }

    /// Outgoing webhooks.
    #[must_use]
    pub fn webhooks(&self) -> Webhooks<'_> {
        Webhooks { identity: self }
    }

    /// Outgoing mail.
    #[must_use]
    pub fn mail_queue(&self) -> MailQueue<'_> {
        MailQueue { identity: self }
    }

    /// Access tokens.
    #[must_use]
    pub fn tokens(&self) -> &Tokens {
        &self.tokens
    }

    /// Runs a query, to check that the database responds.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn ready(&self) -> Result<(), Error> {
        sqlx::query("select from identity.sessions limit 1").execute(&self.db).await?;
        Ok(())
    }

    /// Closes the database connections when the server stops.
    pub async fn close(&self) {
        self.db.close().await;
    }
}

/// The options of the connection pool.
fn pool(connections: u32) -> PgPoolOptions {
    PgPoolOptions::new()
        .max_connections(connections)
        // All connections are opened at start and stay open. SCRAM hashes the password in some 800
        // polls of the runtime, so a request that opens a connection under load would time out.
        .min_connections(connections)
        .max_lifetime(None)
        .idle_timeout(None)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        // A ping before each use would cost every page a round trip; see PING_AFTER_IDLE.
        .test_before_acquire(false)
        .before_acquire(|connection, state| {
            Box::pin(async move {
                if state.idle_for > PING_AFTER_IDLE {
                    connection.ping().await?;
                }
                Ok(true)
            })
        })
}

/// The relying party; `None` where the URL's host isn't a domain.
fn webauthn(origin: &Url, name: &str) -> Option<Webauthn> {
    WebauthnBuilder::new(origin.host_str()?, origin)
        .ok()?
        .rp_name(name)
        .timeout(challenges::LIFETIME)
        .build()
        .ok()
}

/// The issuer identifier (OpenID Connect Discovery 1.0 §2): the public URL without its final slash.
fn issuer(public_url: &Url) -> String {
    public_url.as_str().trim_end_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn all_connections_are_opened_before_the_first_query() {
        const CONNECTIONS: u32 = 3;
        let stack = supabase_local::for_tests().await;
        let settings = Settings {
            name: "App".into(),
            public_url: "http://localhost:3000".parse().unwrap(),
            database_url: stack.database_url().to_owned(),
            max_connections: CONNECTIONS,
            signing_keys: stack.signing_keys().to_owned(),
            limits: SessionLimits::default(),
        };
        let identity = Identity::new(settings).unwrap();
        let opened = async {
            while identity.db.num_idle() < CONNECTIONS as usize {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(10), opened).await.unwrap();
        assert_eq!(identity.db.size(), CONNECTIONS);
    }
}
