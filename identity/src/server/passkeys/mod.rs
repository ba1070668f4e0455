//! Passkeys of an account.

mod authenticators;
mod new_credential;
mod registration;
mod storage;

use uuid::Uuid;

pub(super) use new_credential::NewCredential;
pub(super) use registration::require_discoverable;
pub(super) use storage::{find, insert, list, record_use};

use super::{
    EmailTemplate, Error, Identity, Member,
    audit_log::{self, AuditEvent},
    security_emails, users,
};

/// See [`Identity::passkeys`].
#[derive(Clone, Copy)]
pub struct Passkeys<'a> {
    pub(super) identity: &'a Identity,
}

impl Passkeys<'_> {
    /// Renames one of the member's passkeys. A name has 1 to 100 characters.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Unavailable`].
    pub async fn rename(self, member: &Member, id: Uuid, name: &str) -> Result<(), Error> {
        let renamed =
            sqlx::query("update identity.passkeys set name = $3 where id = $1 and user_id = $2")
                .bind(id)
                .bind(member.user_id)
                .bind(name)
                .execute(&self.identity.db)
                .await?;
        if renamed.rows_affected() == 1 { Ok(()) } else { Err(Error::NotFound) }
    }

    /// Deletes one of the member's passkeys.
    ///
    /// # Errors
    /// [`Error::ReauthenticationRequired`]; [`Error::NotFound`]; [`Error::LastCredential`] for the
    /// last passkey of an account with neither a verified address nor recovery codes;
    /// [`Error::Unavailable`].
    pub async fn delete(self, member: &Member, id: Uuid) -> Result<(), Error> {
        member.require_recent_authentication()?;
        let user_id = member.user_id;
        let mut transaction = self.identity.db.begin().await?;
        users::lock(&mut transaction, user_id).await?;
        let deleted = sqlx::query("delete from identity.passkeys where id = $1 and user_id = $2")
            .bind(id)
            .bind(user_id)
            .execute(&mut *transaction)
            .await?;
        if deleted.rows_affected() == 0 {
            return Err(Error::NotFound);
        }
        users::require_credential(&mut transaction, user_id).await?;
        audit_log::record(&mut transaction, Some(user_id), AuditEvent::PasskeyRemoved).await?;
        security_emails::send(&mut transaction, user_id, &EmailTemplate::PasskeyRemoved).await?;
        transaction.commit().await?;
        Ok(())
    }
}
