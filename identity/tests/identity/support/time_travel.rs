//! Moves timestamps into the past, so that tests don't have to wait, and waits for locks.

use std::time::Duration;

use sqlx::AssertSqlSafe;
use tower_sessions::{Session, session::Id};

use super::{TestIdentity, TestUser, id_hash};

impl TestIdentity {
    /// Updates the row of the session with this cookie.
    pub async fn update_session(&self, cookie: Option<Id>, change: &'static str) {
        let statement = format!("update identity.sessions set {change} where id_hash = $1");
        let updated = sqlx::query(AssertSqlSafe(statement))
            .bind(cookie.map(id_hash))
            .execute(&self.db)
            .await
            .unwrap();
        assert_eq!(updated.rows_affected(), 1);
    }

    /// Deletes the row of the session with this cookie.
    pub async fn delete_session(&self, cookie: Option<Id>) {
        let deleted = sqlx::query("delete from identity.sessions where id_hash = $1")
            .bind(cookie.map(id_hash))
            .execute(&self.db)
            .await;
        assert_eq!(deleted.unwrap().rows_affected(), 1);
    }

    /// Moves the last authentication more than ten minutes into the past.
    pub async fn expire_recent_authentication(&self, browser: &Session) {
        let change = "authenticated_at = now() - interval '10 minutes 1 second'";
        self.update_session(browser.id(), change).await;
    }

    /// Expires the browser's challenges.
    pub async fn expire_challenges(&self, browser: &Session) {
        let expired = sqlx::query(
            "update identity.challenges set expires_at = now() - interval '1 second'
             where session_id_hash = $1",
        )
        .bind(browser.id().map(id_hash))
        .execute(&self.db)
        .await;
        assert_ne!(expired.unwrap().rows_affected(), 0);
    }

    /// Moves the browser's code into the past.
    pub async fn age_code(&self, browser: &Session, seconds: i32) {
        let aged = sqlx::query(
            "update identity.codes set sent_at = sent_at - make_interval(secs => $2),
                 expires_at = expires_at - make_interval(secs => $2)
             where session_id_hash = $1",
        )
        .bind(browser.id().map(id_hash))
        .bind(seconds)
        .execute(&self.db)
        .await;
        assert_eq!(aged.unwrap().rows_affected(), 1);
    }

    /// Moves the counted uses of an address or a client into the past.
    pub async fn age_rate_limit(&self, key: &str, seconds: i32) {
        let aged = sqlx::query(
            "update identity.rate_limits set expires_at = expires_at - make_interval(secs => $2),
                 used_at = array(select at - make_interval(secs => $2) from unnest(used_at) at)
             where key_hash = sha256(convert_to($1, 'UTF8'))",
        )
        .bind(key)
        .bind(seconds)
        .execute(&self.db)
        .await;
        assert_eq!(aged.unwrap().rows_affected(), 1);
    }

    /// Updates all mail to the user.
    pub async fn update_emails(&self, user: &TestUser, change: &'static str) {
        let statement = format!("update identity.mail_queue set {change} where recipient = $1");
        sqlx::query(AssertSqlSafe(statement)).bind(&user.email).execute(&self.db).await.unwrap();
    }

    /// Returns when two connections wait for locks of `holder`: one for `holder` itself, the other
    /// for it too or behind the first.
    pub async fn wait_for_two_blocked_by(&self, holder: i32) {
        let blocked = "with waiting as (
                select pid, pg_blocking_pids(pid) as blockers from pg_stat_activity
                where wait_event_type = 'Lock'
            ), first as (select pid from waiting where $1 = any (blockers))
            select count(*) from waiting
            where $1 = any (blockers) or blockers && array(select pid from first)";
        let count = || sqlx::query_scalar::<_, i64>(blocked).bind(holder).fetch_one(&self.db);
        let two_blocked = async {
            while count().await.unwrap() < 2 {
                tokio::task::yield_now().await;
            }
        };
        let timeout = Duration::from_secs(20);
        tokio::time::timeout(timeout, two_blocked).await.expect("two connections wait");
    }
}
