//! Deleting a passkey.

use uuid::Uuid;

use super::Passkeys;
use crate::server::{
    EmailTemplate, Error, Member,
    audit_log::{self, AuditEvent},
    security_emails, users,
};

impl Passkeys<'_> {
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
        audit_log::record(&mut transaction, Some(user_id), AuditEvent::PasskeyDeleted).await?;
        security_emails::send(&mut transaction, user_id, &EmailTemplate::PasskeyDeleted).await?;
        transaction.commit().await?;
        Ok(())
    }
}
