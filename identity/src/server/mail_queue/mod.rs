//! The queue of outgoing mail (transactional outbox): enqueued in the transaction that the mail is
//! about, sent by a job of the server.

mod template;

use std::time::Duration;

use sqlx::{PgConnection, types::Json};
use time::OffsetDateTime;
use uuid::Uuid;

pub use template::EmailTemplate;

use super::{Error, Identity};

/// See [`Identity::mail_queue`].
#[derive(Clone, Copy)]
pub struct MailQueue<'a> {
    pub(super) identity: &'a Identity,
}

/// An email to send now.
pub struct QueuedEmail {
    pub id: Uuid,
    pub recipient: String,
    /// The recipient's language (ISO 639-1), if known.
    pub language: Option<String>,
    pub template: EmailTemplate,
}

/// An email in the development mailbox.
pub struct ArchivedEmail {
    pub recipient: String,
    /// The recipient's language (ISO 639-1), if known.
    pub language: Option<String>,
    pub template: EmailTemplate,
    pub sent_at: OffsetDateTime,
}

/// The number of emails that the development mailbox shows.
const MAX_ARCHIVED: i64 = 50;

impl MailQueue<'_> {
    /// Claims up to `limit` due emails, the longest due first; concurrent calls get different ones.
    /// An email that isn't marked as sent is due again after 5 seconds, then 10, and so on up to 5
    /// minutes. Expired emails are deleted.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn claim(self, limit: i64) -> Result<Vec<QueuedEmail>, Error> {
        let claimed: Vec<(Uuid, String, Option<String>, Json<EmailTemplate>)> = sqlx::query_as(
            "with expired as (
                 select id from identity.mail_queue
                 where sent_at is null and expires_at <= now() for update skip locked
             ), deleted as (
                 delete from identity.mail_queue where id in (table expired)
             ), due as (
                 select id from identity.mail_queue
                 where sent_at is null and next_attempt_at <= now() and expires_at > now()
                 order by next_attempt_at limit $1 for update skip locked
             )
             update identity.mail_queue mail set attempts = mail.attempts + 1,
                 next_attempt_at = now() + least(
                     interval '5 seconds' * power(2, least(mail.attempts, 10)),
                     interval '5 minutes')
             from due where mail.id = due.id
             returning mail.id, mail.recipient, mail.language, mail.template",
        )
        .bind(limit)
        .fetch_all(&self.identity.db)
        .await?;
        let email = |(id, recipient, language, Json(template))| QueuedEmail {
            id,
            recipient,
            language,
            template,
        };
        Ok(claimed.into_iter().map(email).collect())
    }

    /// Deletes an email that was sent.
    ///
    /// # Errors
    /// [`Error::Unavailable`]: it will be sent again.
    pub async fn mark_sent(self, id: Uuid) -> Result<(), Error> {
        sqlx::query("delete from identity.mail_queue where id = $1")
            .bind(id)
            .execute(&self.identity.db)
            .await?;
        Ok(())
    }

    /// Marks an email as sent and keeps it for [`MailQueue::list_archived`]: in development no
    /// email leaves the machine.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn archive(self, id: Uuid) -> Result<(), Error> {
        sqlx::query("update identity.mail_queue set sent_at = now() where id = $1")
            .bind(id)
            .execute(&self.identity.db)
            .await?;
        Ok(())
    }

    /// Lists the last 50 archived emails, the newest first.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn list_archived(self) -> Result<Vec<ArchivedEmail>, Error> {
        let archived: Vec<(String, Option<String>, Json<EmailTemplate>, OffsetDateTime)> =
            sqlx::query_as(
                "select recipient, language, template, sent_at from identity.mail_queue
                 where sent_at is not null order by sent_at desc, created_at desc limit $1",
            )
            .bind(MAX_ARCHIVED)
            .fetch_all(&self.identity.db)
            .await?;
        let email = |(recipient, language, Json(template), sent_at)| ArchivedEmail {
            recipient,
            language,
            template,
            sent_at,
        };
        Ok(archived.into_iter().map(email).collect())
    }
}

/// Adds an email, as part of the caller's transaction. It is deleted unsent after `lifetime`.
pub(super) async fn enqueue(
    db: &mut PgConnection,
    recipient: &str,
    language: Option<&str>,
    template: &EmailTemplate,
    lifetime: Duration,
) -> Result<(), Error> {
    sqlx::query(
        "insert into identity.mail_queue (id, recipient, template, expires_at, language)
         values ($1, $2, $3, now() + make_interval(secs => $4), $5)",
    )
    .bind(Uuid::new_v4())
    .bind(recipient)
    .bind(Json(template))
    .bind(lifetime.as_secs_f64())
    .bind(language)
    .execute(db)
    .await?;
    Ok(())
}
