//! Recovery codes: ten per account, each valid for one sign-in.

use sqlx::PgConnection;
use tower_sessions::Session;
use uuid::Uuid;

use super::{
    Recovery,
    secret::{self, RecoveryCode},
};
use crate::server::{
    Device, Error, Member,
    audit_log::{self, AuditEvent},
    rate_limits::{self, RateLimit},
    sessions, users,
};

/// The number of codes generated at once.
const CODES_PER_ACCOUNT: usize = 10;

impl Recovery<'_> {
    /// Generates new recovery codes and deletes all older ones. They can't be read again later.
    ///
    /// # Errors
    /// [`Error::ReauthenticationRequired`], [`Error::Unavailable`].
    pub async fn generate_codes(self, member: &Member) -> Result<Vec<String>, Error> {
        member.require_recent_authentication()?;
        let user_id = member.user_id;
        let generated =
            blocking(|| (0..CODES_PER_ACCOUNT).map(|_| secret::generate()).collect::<Vec<_>>())
                .await?;
        let mut transaction = self.identity.db.begin().await?;
        users::lock(&mut transaction, user_id).await?;
        sqlx::query("delete from identity.recovery_codes where user_id = $1")
            .bind(user_id)
            .execute(&mut *transaction)
            .await?;
        let mut codes = Vec::with_capacity(CODES_PER_ACCOUNT);
        for code in generated {
            let mut code = code?;
            // Another code may have the same selector.
            while !insert(&mut transaction, user_id, &code).await? {
                code = blocking(secret::generate).await??;
            }
            codes.push(code.text);
        }
        let event = AuditEvent::RecoveryCodesGenerated;
        audit_log::record(&mut transaction, Some(user_id), event).await?;
        transaction.commit().await?;
        Ok(codes)
    }

    /// Signs in with a recovery code in its canonical form (lower case, groups separated by
    /// hyphens), and marks it as used.
    ///
    /// # Errors
    /// [`Error::RecoveryRejected`], [`Error::RateLimited`], [`Error::AccountDisabled`],
    /// [`Error::Unavailable`].
    pub async fn redeem_code(
        self,
        session: &Session,
        code: &str,
        device: &Device,
    ) -> Result<Member, Error> {
        let (selector, verifier) = secret::split(code).ok_or(Error::RecoveryRejected)?;
        let session_id_hash = sessions::ensure_id_hash(session).await?;
        if let Some(client) = &device.ip_address {
            // In a transaction of its own: failed attempts count too.
            let mut transaction = self.identity.db.begin().await?;
            let limit = RateLimit::RecoveryCodesPerClient;
            rate_limits::consume(&mut transaction, limit, client).await?;
            transaction.commit().await?;
        }
        let found: Option<(Uuid, String)> = sqlx::query_as(
            "select user_id, hash from identity.recovery_codes
             where selector = $1 and used_at is null",
        )
        .bind(selector)
        .fetch_optional(&self.identity.db)
        .await?;
        let (user_id, hash) = found.unzip();
        let verifier = verifier.to_owned();
        let matches = blocking(move || secret::matches(&verifier, hash.as_deref())).await?;
        let user_id = user_id.filter(|_| matches).ok_or(Error::RecoveryRejected)?;

        let mut transaction = self.identity.db.begin().await?;
        let used = sqlx::query(
            "update identity.recovery_codes set used_at = now()
             where selector = $1 and user_id = $2 and used_at is null",
        )
        .bind(selector)
        .bind(user_id)
        .execute(&mut *transaction)
        .await?;
        if used.rows_affected() == 0 {
            return Err(Error::RecoveryRejected);
        }
        self.sign_in(transaction, session, &session_id_hash, user_id, device).await
    }
}

/// Returns whether the code was inserted: its selector may exist already.
async fn insert(db: &mut PgConnection, user_id: Uuid, code: &RecoveryCode) -> Result<bool, Error> {
    let inserted = sqlx::query(
        "insert into identity.recovery_codes (selector, user_id, hash) values ($1, $2, $3)
         on conflict do nothing",
    )
    .bind(&code.selector)
    .bind(user_id)
    .bind(&code.hash)
    .execute(db)
    .await?;
    Ok(inserted.rows_affected() == 1)
}

/// Runs Argon2, which takes tens of milliseconds, outside of the threads that serve requests.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Error> {
    tokio::task::spawn_blocking(work).await.map_err(|cause| {
        tracing::error!(%cause, "identity: hashing failed");
        Error::Internal
    })
}
