//! Ten codes, each good for one sign-in.

use sqlx::PgConnection;
use tower_sessions::Session;
use uuid::Uuid;

use super::secret::{self, Drawn};
use crate::{
    Device, Error, Identity, Member,
    allowances::{self, Allowance},
    events::{self, Event},
    passkeys, sessions,
};

const CODES: usize = 10;

impl Identity {
    /// New recovery codes, in the place of all older ones. Nobody can read them again.
    ///
    /// # Errors
    /// [`Error::ConfirmFirst`], [`Error::Unavailable`].
    pub async fn make_recovery_codes(&self, member: &Member) -> Result<Vec<String>, Error> {
        member.must_be_recent()?;
        let drawn = slowly(|| (0..CODES).map(|_| secret::draw()).collect::<Result<Vec<Drawn>, _>>()).await??;
        let mut transaction = self.db.begin().await?;
        passkeys::lock(&mut transaction, member.user_id).await?;
        sqlx::query("delete from identity.recovery_codes where user_id = $1")
            .bind(member.user_id)
            .execute(&mut *transaction)
            .await?;
        let mut codes = Vec::with_capacity(CODES);
        for mut drawn in drawn {
            // Somebody else's code may begin alike.
            while !keep(&mut transaction, member.user_id, &drawn).await? {
                drawn = slowly(secret::draw).await??;
            }
            codes.push(drawn.code);
        }
        events::note(&mut transaction, Some(member.user_id), Event::RecoveryCodesMade).await?;
        transaction.commit().await?;
        Ok(codes)
    }

    /// Signs in with a recovery code in its canonical form (lower case, groups by hyphens); it is used then.
    ///
    /// # Errors
    /// [`Error::Refused`] for one that is wrong or used; [`Error::TooMany`] after too many tries of a client;
    /// [`Error::Disabled`], [`Error::Unavailable`].
    pub async fn use_recovery_code(&self, session: &Session, code: &str, device: &Device) -> Result<Member, Error> {
        let (selector, proof) = secret::split(code).ok_or(Error::Refused)?;
        let browser = sessions::browser(session).await?;
        if let Some(client) = &device.address {
            // Counted whatever comes of it, so outside of the transaction.
            let mut counted = self.db.begin().await?;
            allowances::take(&mut counted, Allowance::Recovery, client).await?;
            counted.commit().await?;
        }
        let kept: Option<(Uuid, String)> =
            sqlx::query_as("select user_id, hash from identity.recovery_codes where selector = $1 and used_at is null")
                .bind(selector)
                .fetch_optional(&self.db)
                .await?;
        let (owner, hash) = kept.unzip();
        let proof = proof.to_owned();
        let fits = slowly(move || secret::fits(&proof, hash.as_deref())).await?;
        let owner = owner.filter(|_| fits).ok_or(Error::Refused)?;

        let mut transaction = self.db.begin().await?;
        let used = sqlx::query(
            "update identity.recovery_codes set used_at = now()
             where selector = $1 and user_id = $2 and used_at is null",
        )
        .bind(selector)
        .bind(owner)
        .execute(&mut *transaction)
        .await?;
        if used.rows_affected() == 0 {
            return Err(Error::Refused);
        }
        self.recover(transaction, session, &browser, owner, device).await
    }
}

async fn keep(db: &mut PgConnection, owner: Uuid, Drawn { selector, hash, .. }: &Drawn) -> Result<bool, Error> {
    let kept = sqlx::query(
        "insert into identity.recovery_codes (selector, user_id, hash) values ($1, $2, $3) on conflict do nothing",
    )
    .bind(selector)
    .bind(owner)
    .bind(hash)
    .execute(db)
    .await?;
    Ok(kept.rows_affected() == 1)
}

/// Argon2 takes tens of milliseconds: not on a thread that serves requests.
async fn slowly<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    tokio::task::spawn_blocking(work).await.map_err(|cause| {
        tracing::error!(%cause, "identity: hashing failed");
        Error::Internal
    })
}
