//! Changing the primary address.

use uuid::Uuid;

use super::{Emails, sync_primary_email};
use crate::server::{
    EmailTemplate, Error, Member,
    audit_log::{self, AuditEvent},
    security_emails, users,
};

impl Emails<'_> {
    /// Makes a verified address the primary one: the account's address in `public.users` and in
    /// tokens, and the recipient of security emails.
    ///
    /// # Errors
    /// [`Error::ReauthenticationRequired`]; [`Error::NotFound`] if it isn't a verified address of
    /// the member; [`Error::Unavailable`].
    pub async fn make_primary(self, member: &Member, id: Uuid) -> Result<(), Error> {
        member.require_recent_authentication()?;
        let user_id = member.user_id;
        let mut transaction = self.identity.db.begin().await?;
        users::lock(&mut transaction, user_id).await?;
        let is_primary: Option<bool> = sqlx::query_scalar(
            "select is_primary from identity.emails
             where id = $1 and user_id = $2 and verified_at is not null",
        )
        .bind(id)
        .bind(user_id)
        .fetch_optional(&mut *transaction)
        .await?;
        if is_primary.ok_or(Error::NotFound)? {
            return Ok(());
        }
        // Sent to the old primary address, because the change may not be its owner's.
        let template = EmailTemplate::PrimaryEmailChanged;
        security_emails::send(&mut transaction, user_id, &template).await?;
        for statement in [
            "update identity.emails set is_primary = false
             where user_id = $1 and is_primary and id <> $2",
            "update identity.emails set is_primary = true where user_id = $1 and id = $2",
        ] {
            sqlx::query(statement).bind(user_id).bind(id).execute(&mut *transaction).await?;
        }
        sync_primary_email(&mut transaction, user_id).await?;
        audit_log::record(&mut transaction, Some(user_id), AuditEvent::PrimaryEmailChanged).await?;
        transaction.commit().await?;
        self.identity.tokens.invalidate(member.session_id);
        Ok(())
    }
}
