//! Email addresses of an account.

mod ownership;
mod verification;

use tower_sessions::Session;
use uuid::Uuid;

pub(super) use ownership::{find_verified_owner, sync_primary_email};

use super::{
    Device, EmailTemplate, Error, Identity, Member,
    audit_log::{self, AuditEvent},
    security_emails, users,
};
use crate::{CodePurpose, MAX_PER_ACCOUNT};

/// See [`Identity::emails`].
#[derive(Clone, Copy)]
pub struct Emails<'a> {
    pub(super) identity: &'a Identity,
}

impl Emails<'_> {
    /// Adds an unverified address and sends it a verification code. The result doesn't reveal
    /// whether another account has the address.
    ///
    /// # Errors
    /// [`Error::ReauthenticationRequired`]; [`Error::LimitReached`]; [`Error::EmailTaken`] if the
    /// member has verified the address already; [`Error::RateLimited`]: the address is added, but
    /// no code is sent; [`Error::Unavailable`].
    pub async fn add(
        self,
        session: &Session,
        member: &Member,
        email: &str,
        device: &Device,
    ) -> Result<(), Error> {
        member.require_recent_authentication()?;
        let user_id = member.user_id;
        let mut transaction = self.identity.db.begin().await?;
        users::lock(&mut transaction, user_id).await?;
        let existing: Vec<(String, bool)> = sqlx::query_as(
            "select email, verified_at is not null from identity.emails where user_id = $1",
        )
        .bind(user_id)
        .fetch_all(&mut *transaction)
        .await?;
        let same = existing.iter().find(|(one, _)| one.to_lowercase() == email.to_lowercase());
        let email = match same {
            Some((_, true)) => return Err(Error::EmailTaken),
            Some((one, false)) => one,
            None if existing.len() >= usize::from(MAX_PER_ACCOUNT) => {
                return Err(Error::LimitReached);
            }
            None => {
                sqlx::query("insert into identity.emails (user_id, email) values ($1, $2)")
                    .bind(user_id)
                    .bind(email)
                    .execute(&mut *transaction)
                    .await?;
                audit_log::record(&mut transaction, Some(user_id), AuditEvent::EmailAdded).await?;
                security_emails::send(&mut transaction, user_id, &EmailTemplate::EmailAdded)
                    .await?;
                email
            }
        };
        transaction.commit().await?;
        self.identity.codes().send(session, email, CodePurpose::VerifyEmail, device).await
    }

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
