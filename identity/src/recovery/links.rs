//! A link that the operator hands to somebody whom they have recognised by other means.

use std::time::Duration;

use aws_lc_rs::rand;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use tower_sessions::Session;
use uuid::Uuid;

use crate::{Device, Error, Identity, Member, people, sessions};

/// How long a link serves.
pub const LIFETIME: Duration = Duration::from_mins(15);

impl Identity {
    /// A token that signs in to the account once, within [`LIFETIME`]: for `/recover?token=`. An older one ends.
    ///
    /// # Errors
    /// [`Error::Unknown`] where there is no such account, [`Error::Disabled`], [`Error::Unavailable`].
    pub async fn recovery_link(&self, user_id: Uuid) -> Result<String, Error> {
        let mut secret = [0; 32];
        rand::fill(&mut secret).map_err(|_| Error::Internal)?;
        let token = URL_SAFE_NO_PAD.encode(secret);
        let mut transaction = self.db.begin().await?;
        people::find(&mut *transaction, user_id).await?;
        sqlx::query("delete from identity.recovery_links where user_id = $1")
            .bind(user_id)
            .execute(&mut *transaction)
            .await?;
        sqlx::query(
            "insert into identity.recovery_links (hash, user_id, expires_at)
             values ($1, $2, now() + make_interval(secs => $3))",
        )
        .bind(hash(&token))
        .bind(user_id)
        .bind(LIFETIME.as_secs_f64())
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(token)
    }

    /// Signs in with such a token; it is used then.
    ///
    /// # Errors
    /// [`Error::Refused`] for one that is wrong, over or used; [`Error::Disabled`], [`Error::Unavailable`].
    pub async fn use_recovery_link(&self, session: &Session, token: &str, device: &Device) -> Result<Member, Error> {
        let browser = sessions::browser(session).await?;
        let mut transaction = self.db.begin().await?;
        let owner: Uuid = sqlx::query_scalar(
            "delete from identity.recovery_links where hash = $1 and expires_at > now() returning user_id",
        )
        .bind(hash(token))
        .fetch_optional(&mut *transaction)
        .await?
        .ok_or(Error::Refused)?;
        self.recover(transaction, session, &browser, owner, device).await
    }
}

fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token).to_vec()
}
