//! A stack of its own, for what concerns every row there is: those of other tests too.

use identity::{Identity, SessionLimits, Settings};
use sqlx::PgPool;
use supabase_local::{Options, Place, Stack};

/// Until it is closed.
pub struct IsolatedStack {
    stack: Stack,
    pub identity: Identity,
    pub db: PgPool,
}

impl IsolatedStack {
    pub async fn open() -> Self {
        let stack = Stack::start(Options { place: Place::Ephemeral, signing_keys: None }).await.unwrap();
        let identity = Identity::new(Settings {
            public_url: "http://localhost".parse().unwrap(),
            database_url: stack.database_url().to_owned(),
            max_connections: 3,
            signing_keys: stack.signing_keys().to_owned(),
            limits: SessionLimits::default(),
        });
        let db = PgPool::connect_lazy(stack.admin_database_url()).unwrap();
        Self { stack, identity: identity.unwrap(), db }
    }

    pub async fn close(self) {
        self.identity.close().await;
        self.db.close().await;
        self.stack.stop().await.unwrap();
    }
}
