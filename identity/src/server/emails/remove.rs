//! Removing an address.

use uuid::Uuid;

use super::Emails;
use crate::server::{
    EmailTemplate, Error, Member,
    audit_log::{self, AuditEvent},
    security_emails, users,
};

impl Emails<'_> {
    /// Removes an address other than the primary one.
    ///
    /// # Errors
    /// [`Error::ReauthenticationRequired`]; [`Error::NotFound`] for the primary address and for
    /// addresses of others; [`Error::LastCredential`] for the only verified address of an account
    /// with neither passkeys nor recovery codes; [`Error::Unavailable`].
    pub async fn remove(self, member: &Member, id: Uuid) -> Result<(), Error> {
        member.require_recent_authentication()?;
        let user_id = member.user_id;
        let mut transaction = self.identity.db.begin().await?;
        users::lock(&mut transaction, user_id).await?;
        let removed = sqlx::query(
            "delete from identity.emails where id = $1 and user_id = $2 and not is_primary",
        )
        .bind(id)
        .bind(user_id)
        .execute(&mut *transaction)
        .await?;
        if removed.rows_affected() == 0 {
            return Err(Error::NotFound);
        }
        users::require_credential(&mut transaction, user_id).await?;
        audit_log::record(&mut transaction, Some(user_id), AuditEvent::EmailRemoved).await?;
        security_emails::send(&mut transaction, user_id, &EmailTemplate::EmailRemoved).await?;
        transaction.commit().await?;
        Ok(())
    }
}
