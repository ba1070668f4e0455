//! Latchkey's identities on a real database, and a look behind the curtain as the database's owner.

use std::{sync::Arc, time::Duration};

use identity::{Device, Error, Identity, Member, Settings, SessionLimits, Mediation};
use serde_json::Value;
use sha2::{Digest, Sha256};
use sqlx::PgPool;
use tower_sessions::{Session, session::Id};

use super::{Deceit, Person, Traces};

pub const ORIGIN: &str = "http://localhost:3000";

/// As a server has it.
pub struct Installation {
    pub identity: Identity,
    /// The owner of the tables.
    pub db: PgPool,
}

impl Installation {
    pub async fn new() -> Self {
        Self::with(SessionLimits::default()).await
    }

    pub async fn with(limits: SessionLimits) -> Self {
        let stack = supabase_local::for_tests().await;
        let identity = Identity::new(Settings {
            public_url: ORIGIN.parse().unwrap(),
            database_url: stack.database_url().to_owned(),
            max_connections: 3,
            signing_keys: stack.signing_keys().to_owned(),
            limits,
        })
        .unwrap();
        Self { identity, db: PgPool::connect_lazy(stack.admin_database_url()).unwrap() }
    }

    /// A browser that has never been here.
    pub fn browser(&self) -> Session {
        self.at_next_request(None)
    }

    /// The browser's next request: what it knows is the id in its cookie.
    pub fn at_next_request(&self, cookie: Option<Id>) -> Session {
        Session::new(cookie, Arc::new(self.identity.sessions().store()), None)
    }

    /// Who the browser with this cookie is to the next request.
    pub async fn who(&self, cookie: Option<Id>) -> Option<Member> {
        self.identity.sessions().current_member(&self.at_next_request(cookie)).await.unwrap()
    }

    /// Signs up in a browser of their own.
    pub async fn sign_up(&self, person: &Person) -> Session {
        let browser = self.browser();
        let options = self.identity.sign_up().begin(&browser, &person.email).await.unwrap();
        let response = person.device.create(&options, Deceit::Nothing).await;
        self.finish_sign_up(&browser, &response).await.unwrap();
        browser
    }

    pub async fn finish_sign_up(&self, browser: &Session, response: &Value) -> Result<Member, Error> {
        self.identity.sign_up().finish(browser, &response.to_string(), &Device::default()).await
    }

    /// Signs in with the button.
    pub async fn finish_sign_in(&self, browser: &Session, response: &Value) -> Result<Member, Error> {
        self.identity.sign_in().finish(browser, Mediation::Button, &response.to_string(), &Device::default()).await
    }

    pub async fn traces(&self, person: &Person) -> Traces {
        let (accounts, passkeys, sessions) = sqlx::query_as(
            "with accounts as (select id from public.users where email = $1)
             select (select count(*) from accounts),
                    (select count(*) from identity.passkeys where user_id in (table accounts) or credential_id = $2),
                    (select count(*) from identity.sessions where user_id in (table accounts))",
        )
        .bind(&person.email)
        .bind(person.device.credential_id())
        .fetch_one(&self.db)
        .await
        .unwrap();
        Traces { accounts, passkeys, sessions }
    }

    /// The passkey's record and its last use, as text: equal before and after where nothing happened.
    pub async fn passkey(&self, person: &Person) -> (String, Option<String>) {
        sqlx::query_as("select credential::text, last_used_at::text from identity.passkeys where credential_id = $1")
            .bind(person.device.credential_id())
            .fetch_one(&self.db)
            .await
            .unwrap()
    }

    /// Ceremonies under way in this browser.
    pub async fn ceremonies(&self, browser: &Session) -> i64 {
        sqlx::query_scalar("select count(*) from identity.challenges where session_id_hash = $1")
            .bind(browser.id().map(hash))
            .fetch_one(&self.db)
            .await
            .unwrap()
    }

    /// Rows of the session with this cookie: 1 or 0.
    pub async fn sessions(&self, cookie: Option<Id>) -> i64 {
        sqlx::query_scalar("select count(*) from identity.sessions where id_hash = $1")
            .bind(cookie.map(hash))
            .fetch_one(&self.db)
            .await
            .unwrap()
    }

    /// Changes the row of the session with this cookie behind the server's back.
    pub async fn set_session(&self, cookie: Option<Id>, change: &'static str) {
        let changed =
            sqlx::query(sqlx::AssertSqlSafe(format!("update identity.sessions set {change} where id_hash = $1")))
                .bind(cookie.map(hash))
                .execute(&self.db)
                .await
                .unwrap();
        assert_eq!(changed.rows_affected(), 1);
    }

    /// Takes the session from the list, as its owner would from another device.
    pub async fn revoke(&self, cookie: Option<Id>) {
        let revoked = sqlx::query("delete from identity.sessions where id_hash = $1")
            .bind(cookie.map(hash))
            .execute(&self.db)
            .await;
        assert_eq!(revoked.unwrap().rows_affected(), 1);
    }

    /// Lets five minutes pass for the ceremonies of this browser.
    pub async fn expire_ceremonies(&self, browser: &Session) {
        let changed =
            sqlx::query("update identity.challenges set expires_at = now() - interval '1 second' where session_id_hash = $1")
                .bind(browser.id().map(hash))
                .execute(&self.db)
                .await;
        assert_ne!(changed.unwrap().rows_affected(), 0);
    }

    /// Returns when two connections wait for what `holder` has locked: one for `holder`, the other for it too or behind the first.
    pub async fn both_wait_for(&self, holder: i32) {
        let waiting = "with waiting as (
                           select pid, pg_blocking_pids(pid) as blockers from pg_stat_activity
                           where wait_event_type = 'Lock'
                       ), first as (select pid from waiting where $1 = any (blockers))
                       select count(*) from waiting where $1 = any (blockers) or blockers && array(select pid from first)";
        let both_wait = async {
            while sqlx::query_scalar::<_, i64>(waiting).bind(holder).fetch_one(&self.db).await.unwrap() < 2 {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(20), both_wait).await.expect("they never met");
    }
}

/// What the database has in place of the id in a cookie.
pub fn hash(cookie: Id) -> Vec<u8> {
    Sha256::digest(cookie.0.to_le_bytes()).to_vec()
}
