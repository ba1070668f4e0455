//! Outgoing webhooks about accounts, passkeys and sessions.
//!
//! Database triggers enqueue them in the transaction of the change; a job of the server sends them.

use sqlx::FromRow;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{Error, Identity};

/// See [`Identity::webhooks`].
#[derive(Clone, Copy)]
pub struct Webhooks<'a> {
    pub(super) identity: &'a Identity,
}

/// A webhook to send now.
#[derive(FromRow)]
pub struct OutgoingWebhook {
    /// The same for every attempt.
    pub id: Uuid,
    /// JSON.
    pub body: String,
}

/// A webhook that hasn't been delivered, as an operator sees it.
#[derive(FromRow)]
pub struct UndeliveredWebhook {
    pub id: Uuid,
    pub endpoint: String,
    /// Such as `user.created`.
    pub event_type: String,
    pub created_at: OffsetDateTime,
    pub attempts: i32,
    /// It is no longer retried.
    pub abandoned: bool,
    /// Why the last attempt failed.
    pub last_error: Option<String>,
}

impl Webhooks<'_> {
    /// Replaces the endpoints. New events are enqueued for each of them.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn set_endpoints(self, urls: &[String]) -> Result<(), Error> {
        let mut transaction = self.identity.db.begin().await?;
        for statement in [
            "delete from identity.webhook_endpoints where url <> all($1)",
            "insert into identity.webhook_endpoints select unnest($1) on conflict do nothing",
        ] {
            sqlx::query(statement).bind(urls).execute(&mut *transaction).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Claims up to `limit` due webhooks of an endpoint, the longest due first; concurrent calls
    /// get different ones. A webhook that isn't marked as delivered is due again after 15
    /// seconds, then 45, and so on up to 3 hours. It is abandoned a day after it was enqueued.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn claim(self, endpoint: &str, limit: i64) -> Result<Vec<OutgoingWebhook>, Error> {
        let claimed = sqlx::query_as(
            "with expired as (
                 select id from identity.outgoing_webhooks
                 where abandoned_at is null and next_attempt_at <= now() and expires_at <= now()
                 for update skip locked
             ), abandoned as (
                 update identity.outgoing_webhooks set abandoned_at = now()
                 where id in (table expired)
             ), due as (
                 select id from identity.outgoing_webhooks
                 where endpoint = $1 and abandoned_at is null and next_attempt_at <= now()
                     and expires_at > now()
                 order by next_attempt_at, created_at limit $2 for update skip locked
             )
             update identity.outgoing_webhooks webhook set attempts = webhook.attempts + 1,
                 next_attempt_at = now() + least(
                     interval '15 seconds' * power(3, least(webhook.attempts, 10)),
                     interval '3 hours')
             from due where webhook.id = due.id
             returning webhook.id, webhook.body::text as body",
        )
        .bind(endpoint)
        .bind(limit)
        .fetch_all(&self.identity.db)
        .await?;
        Ok(claimed)
    }

    /// Deletes a webhook that was delivered.
    ///
    /// # Errors
    /// [`Error::Unavailable`]: it will be sent again with the same id.
    pub async fn mark_delivered(self, id: Uuid) -> Result<(), Error> {
        sqlx::query("delete from identity.outgoing_webhooks where id = $1")
            .bind(id)
            .execute(&self.identity.db)
            .await?;
        Ok(())
    }

    /// Stores why an attempt failed, for the operator.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn mark_failed(self, id: Uuid, error: &str) -> Result<(), Error> {
        sqlx::query("update identity.outgoing_webhooks set last_error = $2 where id = $1")
            .bind(id)
            .bind(error)
            .execute(&self.identity.db)
            .await?;
        Ok(())
    }

    /// Lists undelivered webhooks, the oldest first.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn list_undelivered(self, limit: i64) -> Result<Vec<UndeliveredWebhook>, Error> {
        let undelivered = sqlx::query_as(
            "select id, endpoint, body ->> 'type' as event_type, created_at, attempts,
                 abandoned_at is not null as abandoned, last_error
             from identity.outgoing_webhooks order by created_at, id limit $1",
        )
        .bind(limit)
        .fetch_all(&self.identity.db)
        .await?;
        Ok(undelivered)
    }

    /// Sends an undelivered webhook again: at once, and with retries for another day.
    ///
    /// # Errors
    /// [`Error::NotFound`] if it was delivered, [`Error::Unavailable`].
    pub async fn replay(self, id: Uuid) -> Result<(), Error> {
        let replayed = sqlx::query(
            "update identity.outgoing_webhooks set next_attempt_at = now(),
                 expires_at = now() + interval '1 day', attempts = 0, abandoned_at = null
             where id = $1",
        )
        .bind(id)
        .execute(&self.identity.db)
        .await?;
        if replayed.rows_affected() == 1 { Ok(()) } else { Err(Error::NotFound) }
    }
}
