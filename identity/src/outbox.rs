//! Mail that is to be sent: written in the transaction that it tells of, taken out by the server's mail task.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use sqlx::{PgConnection, types::Json};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{Error, Identity};

/// What a mail says. Has no `Debug`: a code doesn't belong in a log.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Letter {
    SignInCode {
        code: String,
    },
    /// Somebody wanted to sign in with this address, which no account has verified.
    NoAccount,
    SignUpCode {
        code: String,
    },
    /// Somebody wanted to sign up with this address, which an account has.
    AlreadyRegistered,
    VerifyCode {
        code: String,
    },
    /// Somebody wanted to add this address to their account; it is another account's.
    AddressTaken,
    ConfirmCode {
        code: String,
    },
    PasskeyAdded,
    PasskeyRemoved,
    /// A passkey's counter went backwards, and it was refused.
    PasskeySuspected,
    EmailAdded,
    /// To the address that was the primary one until now.
    PrimaryEmailChanged,
    EmailRemoved,
    RecoveryUsed,
    AccountDeleted,
}

/// A mail to send now.
pub struct Mail {
    pub id: Uuid,
    pub recipient: String,
    /// The reader's (ISO 639-1), if it is known.
    pub language: Option<String>,
    pub letter: Letter,
}

/// A mail that a development mailbox keeps.
pub struct SentMail {
    pub recipient: String,
    /// The reader's (ISO 639-1), if it is known.
    pub language: Option<String>,
    pub letter: Letter,
    pub sent_at: OffsetDateTime,
}

/// Adds a mail to the caller's transaction, worth sending for this long.
pub(crate) async fn post(
    db: &mut PgConnection,
    recipient: &str,
    language: Option<&str>,
    letter: &Letter,
    lifetime: Duration,
) -> Result<(), Error> {
    sqlx::query(
        "insert into identity.outbox (id, recipient, letter, expires_at, language)
         values ($1, $2, $3, now() + make_interval(secs => $4), $5)",
    )
    .bind(Uuid::new_v4())
    .bind(recipient)
    .bind(Json(letter))
    .bind(lifetime.as_secs_f64())
    .bind(language)
    .execute(db)
    .await?;
    Ok(())
}

impl Identity {
    /// Mail that is due, at most so many, the longest due first; nobody else gets it meanwhile. What isn't reported as sent is
    /// due again after 5 seconds, then 10, and so on up to 5 minutes. Mail whose time is over is dropped.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn claim_mail(&self, most: i64) -> Result<Vec<Mail>, Error> {
        let claimed: Vec<(Uuid, String, Option<String>, Json<Letter>)> = sqlx::query_as(
            "with late as (
                 select id from identity.outbox where sent_at is null and expires_at <= now() for update skip locked
             ), dropped as (
                 delete from identity.outbox where id in (table late)
             ), due as (
                 select id from identity.outbox where sent_at is null and due_at <= now() and expires_at > now()
                 order by due_at limit $1 for update skip locked
             )
             update identity.outbox mail set attempts = mail.attempts + 1,
                 due_at = now() + least(interval '5 seconds' * power(2, least(mail.attempts, 10)), interval '5 minutes')
             from due where mail.id = due.id
             returning mail.id, mail.recipient, mail.language, mail.letter",
        )
        .bind(most)
        .fetch_all(&self.db)
        .await?;
        let mail = |(id, recipient, language, Json(letter))| Mail { id, recipient, language, letter };
        Ok(claimed.into_iter().map(mail).collect())
    }

    /// The mail has left: its row goes.
    ///
    /// # Errors
    /// [`Error::Unavailable`]: it will be sent again.
    pub async fn mail_sent(&self, id: Uuid) -> Result<(), Error> {
        sqlx::query("delete from identity.outbox where id = $1").bind(id).execute(&self.db).await?;
        Ok(())
    }

    /// The mail stays where [`Identity::mailbox`] shows it: for development, where none leaves.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn keep_as_sent(&self, id: Uuid) -> Result<(), Error> {
        sqlx::query("update identity.outbox set sent_at = now() where id = $1").bind(id).execute(&self.db).await?;
        Ok(())
    }

    /// The mail that was kept as sent, the newest first, at most 50.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn mailbox(&self) -> Result<Vec<SentMail>, Error> {
        let kept: Vec<(String, Option<String>, Json<Letter>, OffsetDateTime)> = sqlx::query_as(
            "select recipient, language, letter, sent_at from identity.outbox where sent_at is not null
             order by sent_at desc, created_at desc limit 50",
        )
        .fetch_all(&self.db)
        .await?;
        let mail = |(recipient, language, Json(letter), sent_at)| SentMail { recipient, language, letter, sent_at };
        Ok(kept.into_iter().map(mail).collect())
    }
}
