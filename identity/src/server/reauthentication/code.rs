//! Reauthentication with a code sent by email.

use tower_sessions::Session;

use super::Reauthentication;
use crate::{
    AuthMethod, CodePurpose,
    server::{Device, Error, Member, emails},
};

impl Reauthentication<'_> {
    /// Sends a code to a verified address of the member, preferably the primary one.
    ///
    /// # Errors
    /// [`Error::NotFound`] if none is verified; [`Error::RateLimited`]; [`Error::Unavailable`].
    pub async fn send_code(
        self,
        session: &Session,
        member: &Member,
        device: &Device,
    ) -> Result<(), Error> {
        let email: String = sqlx::query_scalar(
            "select email from identity.emails where user_id = $1 and verified_at is not null
             order by is_primary desc, created_at limit 1",
        )
        .bind(member.user_id)
        .fetch_optional(&self.identity.db)
        .await?
        .ok_or(Error::NotFound)?;
        self.identity.codes().send(session, &email, CodePurpose::Reauthenticate, device).await
    }

    /// Redeems the code and replaces the session by a freshly authenticated one.
    ///
    /// # Errors
    /// [`Error::IncorrectCode`], [`Error::CodeExpired`], [`Error::Unavailable`].
    pub async fn redeem_code(
        self,
        session: &Session,
        member: &Member,
        code: &str,
        device: &Device,
    ) -> Result<(), Error> {
        let purposes = [CodePurpose::Reauthenticate];
        let verified = self.identity.codes().verify(session, code, &purposes).await?;
        let mut transaction = self.identity.db.begin().await?;
        verified.consume(&mut transaction).await?;
        let owner = emails::find_verified_owner(&mut transaction, &verified.email).await?;
        if owner != Some(member.user_id) {
            return Err(Error::CodeExpired);
        }
        let reauthenticated = member.reauthenticated_with(AuthMethod::EmailCode);
        let inserted = self
            .identity
            .insert_session(&mut transaction, &verified.session_id_hash, &reauthenticated, device)
            .await?;
        transaction.commit().await?;

        self.identity.tokens.invalidate(member.session_id);
        self.identity.attach_session(session, inserted, &reauthenticated, device).await
    }
}
