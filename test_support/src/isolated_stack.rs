//! A stack that only one test uses.

use identity::{Identity, SessionLimits};
use sqlx::PgPool;
use supabase_local::{DataDir, Options, Stack};

use crate::open_identity;

/// For tests that concern the rows of all users, also those of other tests. Close it at the end.
pub struct IsolatedStack {
    stack: Stack,
    pub identity: Identity,
    /// Connects as the owner of the tables, past row level security.
    pub db: PgPool,
}

impl IsolatedStack {
    pub async fn start() -> Self {
        let options = Options { data_dir: DataDir::Ephemeral, signing_keys: None };
        let stack = Stack::start(options).await.unwrap();
        let identity = open_identity(&stack, "http://localhost", None, SessionLimits::default());
        let db = PgPool::connect_lazy(stack.admin_database_url()).unwrap();
        Self { stack, identity, db }
    }

    pub async fn close(self) {
        self.identity.close().await;
        self.db.close().await;
        self.stack.stop().await.unwrap();
    }
}
