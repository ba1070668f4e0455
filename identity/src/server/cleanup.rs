//! Deletion of expired rows.

use super::{Error, Identity};

const STATEMENTS: [&str; 8] = [
    "delete from identity.challenges where expires_at < now()",
    "delete from identity.codes where expires_at < now()",
    "delete from identity.rate_limits where expires_at < now()",
    "delete from identity.recovery_links where expires_at < now()",
    // Archived mail stays in the development mailbox for a day.
    "delete from identity.mail_queue
     where expires_at < now() and (sent_at is null or sent_at < now() - interval '1 day')",
    // Longer than senders retry.
    "delete from identity.received_webhooks where received_at < now() - interval '2 days'",
    "delete from identity.outgoing_webhooks
     where least(abandoned_at, expires_at + interval '1 day') < now() - interval '30 days'",
    // Deleted rows of other tables, kept for undo. This role has no access to those tables.
    "select identity.purge_deleted_rows()",
];

impl Identity {
    /// Deletes expired rows and returns their number. Nothing relies on it: expired rows are
    /// rejected wherever they are read.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn cleanup(&self) -> Result<u64, Error> {
        let sessions = sqlx::query(
            "delete from identity.sessions where expires_at < now()
             or (user_id is not null and last_used_at < now() - make_interval(secs => $1))",
        )
        .bind(self.limits.idle.as_secs_f64())
        .execute(&self.db)
        .await?;
        let mut deleted = sessions.rows_affected();
        for statement in STATEMENTS {
            deleted += sqlx::query(statement).execute(&self.db).await?.rows_affected();
        }
        Ok(deleted)
    }
}
