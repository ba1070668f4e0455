//! What the database contains.

use sha2::{Digest, Sha256};
use tower_sessions::{Session, session::Id};
use uuid::Uuid;

use super::{TestIdentity, TestUser};

/// The number of rows of one user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowCounts {
    pub accounts: i64,
    pub passkeys: i64,
    pub sessions: i64,
}

impl RowCounts {
    pub const NONE: Self = Self { accounts: 0, passkeys: 0, sessions: 0 };
}

/// Every row of an account, and the mail to its addresses.
const ALL_ROWS: &str = "with addresses as (select email from identity.emails where user_id = $1),
    id_hashes as (select id_hash from identity.sessions where user_id = $1)
    select json_build_object(
        'user', (select json_agg(t) from public.users t where id = $1),
        'tasks', (select json_agg(t order by id) from public.tasks t where user_id = $1),
        'books', (select json_agg(t order by id) from public.books t where user_id = $1),
        'emails', (select json_agg(t order by id) from identity.emails t where user_id = $1),
        'passkeys', (select json_agg(t order by id) from identity.passkeys t where user_id = $1),
        'sessions', (select json_agg(t order by id) from identity.sessions t where user_id = $1),
        'recovery_codes', (select json_agg(t order by selector) from identity.recovery_codes t
            where user_id = $1),
        'recovery_links', (select json_agg(t order by token_hash) from identity.recovery_links t
            where user_id = $1),
        'audit_log', (select json_agg(t order by id) from identity.audit_log t
            where user_id = $1),
        'disabled', (select json_agg(t) from identity.disabled_accounts t where user_id = $1),
        'challenges', (select json_agg(t order by kind) from identity.challenges t
            where session_id_hash in (table id_hashes)),
        'codes', (select json_agg(t order by salt) from identity.codes t
            where session_id_hash in (table id_hashes)),
        'mail', (select json_agg(t.template order by id) from identity.mail_queue t
            where recipient in (table addresses))
    )::text";

impl TestIdentity {
    /// Everything that the database contains of an account, as text to compare.
    pub async fn all_rows(&self, user_id: Uuid) -> String {
        sqlx::query_scalar(ALL_ROWS).bind(user_id).fetch_one(&self.db).await.unwrap()
    }

    pub async fn row_counts(&self, user: &TestUser) -> RowCounts {
        let (accounts, passkeys, sessions) = sqlx::query_as(
            "with accounts as (select id from public.users where email = $1)
             select (select count(*) from accounts),
                 (select count(*) from identity.passkeys
                  where user_id in (table accounts) or credential_id = $2),
                 (select count(*) from identity.sessions where user_id in (table accounts))",
        )
        .bind(&user.email)
        .bind(user.authenticator.credential_id())
        .fetch_one(&self.db)
        .await
        .unwrap();
        RowCounts { accounts, passkeys, sessions }
    }

    /// The stored credential and its last use, as text to compare.
    pub async fn stored_passkey(&self, user: &TestUser) -> (String, Option<String>) {
        sqlx::query_as(
            "select credential::text, last_used_at::text from identity.passkeys
             where credential_id = $1",
        )
        .bind(user.authenticator.credential_id())
        .fetch_one(&self.db)
        .await
        .unwrap()
    }

    /// The number of pending challenges of the browser.
    pub async fn challenge_count(&self, browser: &Session) -> i64 {
        sqlx::query_scalar("select count(*) from identity.challenges where session_id_hash = $1")
            .bind(browser.id().map(id_hash))
            .fetch_one(&self.db)
            .await
            .unwrap()
    }

    /// The number of rows of the session with this cookie: 1 or 0.
    pub async fn session_count(&self, cookie: Option<Id>) -> i64 {
        sqlx::query_scalar("select count(*) from identity.sessions where id_hash = $1")
            .bind(cookie.map(id_hash))
            .fetch_one(&self.db)
            .await
            .unwrap()
    }

    /// The hash and the attempts of the browser's pending code, if it has one.
    pub async fn stored_code(&self, browser: &Session) -> Option<(Vec<u8>, i16)> {
        sqlx::query_as("select hash, attempts from identity.codes where session_id_hash = $1")
            .bind(browser.id().map(id_hash))
            .fetch_optional(&self.db)
            .await
            .unwrap()
    }

    /// The number of rows that count mail to this address: 1 or 0.
    pub async fn rate_limit_count(&self, email: &str) -> i64 {
        sqlx::query_scalar(
            "select count(*) from identity.rate_limits
             where key_hash = sha256(convert_to($1, 'UTF8'))",
        )
        .bind(email)
        .fetch_one(&self.db)
        .await
        .unwrap()
    }

    /// The audit log of an account, the oldest event first.
    pub async fn audit_log(&self, user_id: Uuid) -> Vec<String> {
        sqlx::query_scalar(
            "select event from identity.audit_log where user_id = $1 order by created_at",
        )
        .bind(user_id)
        .fetch_all(&self.db)
        .await
        .unwrap()
    }
}

/// The hash that the database stores instead of the id in the cookie.
pub fn id_hash(cookie: Id) -> Vec<u8> {
    Sha256::digest(cookie.0.to_le_bytes()).to_vec()
}
