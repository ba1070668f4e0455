//! Recovery links: created by an operator for a user whom they have identified by other means.

use std::time::Duration;

use aws_lc_rs::rand;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use tower_sessions::Session;
use uuid::Uuid;

use super::Recovery;
use crate::server::{Device, Error, Member, sessions, users};

/// The lifetime of a recovery link.
pub const RECOVERY_LINK_LIFETIME: Duration = Duration::from_mins(15);

impl Recovery<'_> {
    /// Creates a token for `/recover?token=` that signs in to the account once. Replaces an older
    /// one.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::AccountDisabled`], [`Error::Unavailable`].
    pub async fn create_link(self, user_id: Uuid) -> Result<String, Error> {
        let mut secret = [0; 32];
        rand::fill(&mut secret).map_err(|_| Error::Internal)?;
        let token = URL_SAFE_NO_PAD.encode(secret);
        let mut transaction = self.identity.db.begin().await?;
        users::find(&mut *transaction, user_id).await?.ok_or(Error::NotFound)?;
        sqlx::query("delete from identity.recovery_links where user_id = $1")
            .bind(user_id)
            .execute(&mut *transaction)
            .await?;
        sqlx::query(
            "insert into identity.recovery_links (token_hash, user_id, expires_at)
             values ($1, $2, now() + make_interval(secs => $3))",
        )
        .bind(hash(&token))
        .bind(user_id)
        .bind(RECOVERY_LINK_LIFETIME.as_secs_f64())
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(token)
    }

    /// Signs in with the token of a recovery link, and deletes it.
    ///
    /// # Errors
    /// [`Error::RecoveryRejected`], [`Error::AccountDisabled`], [`Error::Unavailable`].
    pub async fn redeem_link(
        self,
        session: &Session,
        token: &str,
        device: &Device,
    ) -> Result<Member, Error> {
        let session_id_hash = sessions::ensure_id_hash(session).await?;
        let mut transaction = self.identity.db.begin().await?;
        let user_id: Uuid = sqlx::query_scalar(
            "delete from identity.recovery_links where token_hash = $1 and expires_at > now()
             returning user_id",
        )
        .bind(hash(token))
        .fetch_optional(&mut *transaction)
        .await?
        .ok_or(Error::RecoveryRejected)?;
        self.sign_in(transaction, session, &session_id_hash, user_id, device).await
    }
}

/// An unsalted hash is enough for 256 random bits.
fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token).to_vec()
}
