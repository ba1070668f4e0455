//! Deletion of accounts.

use sqlx::PgConnection;
use tower_sessions::Session;
use uuid::Uuid;

use super::Accounts;
use crate::server::{
    EmailTemplate, Error, Member,
    audit_log::{self, AuditEvent},
    security_emails,
};

impl Accounts<'_> {
    /// Deletes the member's account with all its data in one transaction, and ends its sessions.
    ///
    /// # Errors
    /// [`Error::ReauthenticationRequired`], [`Error::Unavailable`]: nothing is deleted.
    pub async fn delete(self, session: &Session, member: &Member) -> Result<(), Error> {
        member.require_recent_authentication()?;
        self.delete_by_id(member.user_id).await?;
        session.flush().await?;
        Ok(())
    }

    /// As [`Accounts::delete`], for an operator.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Unavailable`].
    pub async fn delete_by_id(self, user_id: Uuid) -> Result<(), Error> {
        let mut transaction = self.identity.db.begin().await?;
        let sessions = delete_account(&mut transaction, user_id).await?;
        transaction.commit().await?;
        self.identity.tokens.invalidate_all(&sessions);
        Ok(())
    }
}

/// Deletes an account as part of the caller's transaction, and returns the ids of its sessions. The
/// caller invalidates their tokens after the commit.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Unavailable`].
pub(in crate::server) async fn delete_account(
    db: &mut PgConnection,
    user_id: Uuid,
) -> Result<Vec<Uuid>, Error> {
    // Locked before the account itself, in the order of user events, to avoid deadlocks.
    sqlx::query("select from identity.external_users where user_id = $1 for update")
        .bind(user_id)
        .execute(&mut *db)
        .await?;
    delete_mail_and_codes(db, user_id).await?;
    security_emails::send(db, user_id, &EmailTemplate::AccountDeleted).await?;
    let sessions = sqlx::query_scalar("select id from identity.sessions where user_id = $1")
        .bind(user_id)
        .fetch_all(&mut *db)
        .await?;
    // All other tables cascade.
    sqlx::query("delete from public.users where id = $1").bind(user_id).execute(&mut *db).await?;
    audit_log::record(db, None, AuditEvent::AccountDeleted).await?;
    Ok(sessions)
}

/// Queued mail and pending codes contain addresses but reference no account.
async fn delete_mail_and_codes(db: &mut PgConnection, user_id: Uuid) -> Result<(), Error> {
    for statement in [
        "delete from identity.mail_queue where lower(recipient) in
             (select lower(email) from identity.emails
              where user_id = $1 and verified_at is not null)",
        "delete from identity.codes where lower(email) in
             (select lower(email) from identity.emails
              where user_id = $1 and verified_at is not null)",
    ] {
        sqlx::query(statement).bind(user_id).execute(&mut *db).await?;
    }
    Ok(())
}
