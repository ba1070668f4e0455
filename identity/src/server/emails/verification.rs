//! Verification of an address by a code.

use sqlx::PgConnection;
use tower_sessions::Session;
use uuid::Uuid;

use super::{Emails, find_verified_owner, sync_primary_email};
use crate::{
    CodePurpose,
    server::{
        Device, Error, Member,
        audit_log::{self, AuditEvent},
        users,
    },
};

impl Emails<'_> {
    /// Sends a verification code to one of the member's addresses; to one that another account has
    /// verified, an email that says this.
    ///
    /// # Errors
    /// [`Error::NotFound`] if it isn't an unverified address of the member;
    /// [`Error::RateLimited`]; [`Error::Unavailable`].
    pub async fn send_verification_code(
        self,
        session: &Session,
        member: &Member,
        id: Uuid,
        device: &Device,
    ) -> Result<(), Error> {
        let email: String = sqlx::query_scalar(
            "select email from identity.emails
             where id = $1 and user_id = $2 and verified_at is null",
        )
        .bind(id)
        .bind(member.user_id)
        .fetch_optional(&self.identity.db)
        .await?
        .ok_or(Error::NotFound)?;
        self.identity.codes().send(session, &email, CodePurpose::VerifyEmail, device).await
    }

    /// Verifies the address that the code was sent to.
    ///
    /// # Errors
    /// [`Error::IncorrectCode`]; [`Error::CodeExpired`]; [`Error::NotFound`] if the member has
    /// removed the address since; [`Error::EmailTaken`] if another account has verified it since;
    /// [`Error::Unavailable`].
    pub async fn verify(self, session: &Session, member: &Member, code: &str) -> Result<(), Error> {
        let purposes = [CodePurpose::VerifyEmail];
        let verified = self.identity.codes().verify(session, code, &purposes).await?;
        let mut transaction = self.identity.db.begin().await?;
        verified.consume(&mut transaction).await?;
        mark_verified(&mut transaction, member.user_id, &verified.email).await?;
        transaction.commit().await?;
        self.identity.tokens.invalidate(member.session_id);
        Ok(())
    }
}

async fn mark_verified(db: &mut PgConnection, user_id: Uuid, email: &str) -> Result<(), Error> {
    users::lock(db, user_id).await?;
    match find_verified_owner(db, email).await? {
        Some(owner) if owner == user_id => return Ok(()),
        Some(_) => return Err(Error::EmailTaken),
        None => {}
    }
    let verified = sqlx::query(
        "update identity.emails set verified_at = now() where user_id = $1 and email = $2",
    )
    .bind(user_id)
    .bind(email)
    .execute(&mut *db)
    .await?;
    if verified.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    sync_primary_email(db, user_id).await?;
    audit_log::record(db, Some(user_id), AuditEvent::EmailVerified).await
}
