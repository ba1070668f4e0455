//! What other back ends are told of accounts, passkeys and sessions. Triggers of their tables write it, in the transaction that it
//! tells of; the server's task takes it out.

use sqlx::FromRow;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{Error, Identity};

/// One to send now.
#[derive(FromRow)]
pub struct Webhook {
    /// The same at each attempt.
    pub id: Uuid,
    /// JSON.
    pub body: String,
}

/// One that hasn't been received yet, as an operator sees it.
#[derive(FromRow)]
pub struct Unsent {
    pub id: Uuid,
    pub endpoint: String,
    /// Such as `user.created`.
    pub kind: String,
    pub created_at: OffsetDateTime,
    pub attempts: i32,
    /// Nobody tries any more.
    pub parked: bool,
    /// What went wrong at the last attempt.
    pub failure: Option<String>,
}

impl Identity {
    /// From now on these are told of everything, and nobody else.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn set_webhook_endpoints(&self, urls: &[String]) -> Result<(), Error> {
        let mut transaction = self.db.begin().await?;
        for set in [
            "delete from identity.webhook_endpoints where url <> all($1)",
            "insert into identity.webhook_endpoints select unnest($1) on conflict do nothing",
        ] {
            sqlx::query(set).bind(urls).execute(&mut *transaction).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// What is due at the endpoint, at most so many, the longest due first; nobody else gets it meanwhile. What isn't reported as
    /// sent is due again after 15 seconds, then 45, and so on up to 3 hours; a day after it was written, it is parked.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn claim_webhooks(&self, endpoint: &str, most: i64) -> Result<Vec<Webhook>, Error> {
        let claimed = sqlx::query_as(
            "with late as (
                 select id from identity.webhooks_out
                 where parked_at is null and due_at <= now() and expires_at <= now() for update skip locked
             ), parked as (
                 update identity.webhooks_out set parked_at = now() where id in (table late)
             ), due as (
                 select id from identity.webhooks_out
                 where endpoint = $1 and parked_at is null and due_at <= now() and expires_at > now()
                 order by due_at, created_at limit $2 for update skip locked
             )
             update identity.webhooks_out one set attempts = one.attempts + 1,
                 due_at = now() + least(interval '15 seconds' * power(3, least(one.attempts, 10)), interval '3 hours')
             from due where one.id = due.id
             returning one.id, one.body::text as body",
        )
        .bind(endpoint)
        .bind(most)
        .fetch_all(&self.db)
        .await?;
        Ok(claimed)
    }

    /// It was received: its row goes.
    ///
    /// # Errors
    /// [`Error::Unavailable`]: it will be sent again, under the same id.
    pub async fn webhook_sent(&self, id: Uuid) -> Result<(), Error> {
        sqlx::query("delete from identity.webhooks_out where id = $1").bind(id).execute(&self.db).await?;
        Ok(())
    }

    /// Notes for the operator why an attempt failed.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn webhook_failed(&self, id: Uuid, failure: &str) -> Result<(), Error> {
        sqlx::query("update identity.webhooks_out set failure = $2 where id = $1")
            .bind(id)
            .bind(failure)
            .execute(&self.db)
            .await?;
        Ok(())
    }

    /// What hasn't been received yet, the oldest first, at most so many.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn unsent_webhooks(&self, most: i64) -> Result<Vec<Unsent>, Error> {
        let unsent = sqlx::query_as(
            "select id, endpoint, body ->> 'type' as kind, created_at, attempts, parked_at is not null as parked, failure
             from identity.webhooks_out order by created_at, id limit $1",
        )
        .bind(most)
        .fetch_all(&self.db)
        .await?;
        Ok(unsent)
    }

    /// Has it tried at once, and for a day again.
    ///
    /// # Errors
    /// [`Error::NotFound`] where it was received, [`Error::Unavailable`].
    pub async fn replay_webhook(&self, id: Uuid) -> Result<(), Error> {
        let replayed = sqlx::query(
            "update identity.webhooks_out
             set due_at = now(), expires_at = now() + interval '1 day', attempts = 0, parked_at = null where id = $1",
        )
        .bind(id)
        .execute(&self.db)
        .await?;
        if replayed.rows_affected() == 1 { Ok(()) } else { Err(Error::NotFound) }
    }
}
