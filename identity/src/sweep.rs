//! Removing what is over.

use crate::{Error, Identity};

/// Nothing of these is of use once it is expired.
const EXPIRED: [&str; 7] = [
    "delete from identity.ceremonies where expires_at < now()",
    "delete from identity.codes where expires_at < now()",
    "delete from identity.allowances where expires_at < now()",
    "delete from identity.recovery_links where expires_at < now()",
    // Longer than senders try again.
    "delete from identity.webhook_deliveries where at < now() - interval '2 days'",
    "delete from identity.webhooks_out where least(parked_at, expires_at + interval '1 day') < now() - interval '30 days'",
    // Tasks are none of this crate's business, and out of its reach: their migration left this door open.
    "select identity.forget_deleted_tasks()",
];

impl Identity {
    /// Removes sessions, ceremonies, codes, links, counts, webhooks, deleted tasks and mail whose time is over; mail that
    /// was kept as sent, a day after it was.
    /// Nothing depends on it: what is expired is refused before.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn sweep(&self) -> Result<u64, Error> {
        let sessions = sqlx::query(
            "delete from identity.sessions
             where expires_at < now() or (user_id is not null and last_used_at < now() - make_interval(secs => $1))",
        )
        .bind(self.limits.idle.as_secs_f64())
        .execute(&self.db)
        .await?;
        let mail = sqlx::query(
            "delete from identity.outbox
             where expires_at < now() and (sent_at is null or sent_at < now() - interval '1 day')",
        )
        .execute(&self.db)
        .await?;
        let mut removed = sessions.rows_affected() + mail.rows_affected();
        for expired in EXPIRED {
            removed += sqlx::query(expired).execute(&self.db).await?.rows_affected();
        }
        Ok(removed)
    }
}
