//! Adding an address.

use tower_sessions::Session;

use super::Emails;
use crate::{
    CodePurpose, MAX_PER_ACCOUNT,
    server::{
        Device, EmailTemplate, Error, Member,
        audit_log::{self, AuditEvent},
        security_emails, users,
    },
};

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
}
