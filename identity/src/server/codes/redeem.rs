//! Redeeming codes: an attempt is counted before the code is compared, and a code works once.

use sqlx::PgConnection;
use tower_sessions::Session;
use uuid::Uuid;

use super::{Codes, MAX_ATTEMPTS, attempts_left, parse_purpose, secret};
use crate::{
    AuthMethod, CodePurpose,
    server::{
        Device, Error, Member,
        audit_log::{self, AuditEvent},
        emails, sessions,
        users::{self, User},
    },
};

/// A correct code that isn't consumed yet.
pub(in crate::server) struct VerifiedCode {
    pub session_id_hash: Vec<u8>,
    salt: Uuid,
    purpose: CodePurpose,
    pub email: String,
}

impl VerifiedCode {
    /// Deletes the code, as part of the transaction that it authorizes.
    ///
    /// # Errors
    /// [`Error::CodeExpired`] if a concurrent request has consumed or replaced it.
    pub async fn consume(&self, db: &mut PgConnection) -> Result<(), Error> {
        let deleted =
            sqlx::query("delete from identity.codes where session_id_hash = $1 and salt = $2")
                .bind(&self.session_id_hash)
                .bind(self.salt)
                .execute(db)
                .await?;
        if deleted.rows_affected() == 1 { Ok(()) } else { Err(Error::CodeExpired) }
    }
}

impl Codes<'_> {
    /// Signs in with the code that was sent to this browser. A code for sign-up creates the account
    /// in the same transaction; if the address has got an account since, the code signs in to it.
    ///
    /// # Errors
    /// [`Error::IncorrectCode`], [`Error::CodeExpired`], [`Error::AccountDisabled`],
    /// [`Error::Unavailable`].
    pub async fn redeem(
        self,
        session: &Session,
        code: &str,
        device: &Device,
    ) -> Result<Member, Error> {
        let purposes = [CodePurpose::SignIn, CodePurpose::SignUp];
        let verified = self.verify(session, code, &purposes).await?;
        let mut transaction = self.identity.db.begin().await?;
        verified.consume(&mut transaction).await?;
        let owner = emails::find_verified_owner(&mut transaction, &verified.email).await?;
        let user_id = match (owner, verified.purpose) {
            (None, CodePurpose::SignUp) => {
                create_account(&mut transaction, &verified.email).await?
            }
            // Without an owner, the account has been deleted since.
            (owner, _) => owner.ok_or(Error::CodeExpired)?,
        };
        let user = users::find(&mut *transaction, user_id).await?.ok_or(Error::CodeExpired)?;
        let member = Member::authenticated_with(user, AuthMethod::EmailCode);
        let inserted = self
            .identity
            .insert_session(&mut transaction, &verified.session_id_hash, &member, device)
            .await?;
        transaction.commit().await?;

        self.identity.attach_session(session, inserted, &member, device).await?;
        Ok(member)
    }

    /// Compares a code. One statement counts the attempt and reads the code, so that concurrent
    /// requests can't exceed [`MAX_ATTEMPTS`].
    ///
    /// # Errors
    /// [`Error::IncorrectCode`], [`Error::CodeExpired`], [`Error::Unavailable`].
    pub(in crate::server) async fn verify(
        self,
        session: &Session,
        code: &str,
        purposes: &[CodePurpose],
    ) -> Result<VerifiedCode, Error> {
        let session_id_hash = sessions::id_hash(session).await?.ok_or(Error::CodeExpired)?;
        let purposes: Vec<&str> = purposes.iter().map(Into::into).collect();
        let (salt, purpose, email, hash, attempts): (Uuid, String, String, Vec<u8>, i16) =
            sqlx::query_as(
                "update identity.codes set attempts = attempts + 1
                 where session_id_hash = $1 and attempts < $2 and purpose = any($3)
                     and expires_at > now()
                 returning salt, purpose, email, hash, attempts",
            )
            .bind(&session_id_hash)
            .bind(i16::from(MAX_ATTEMPTS))
            .bind(&purposes)
            .fetch_optional(&self.identity.db)
            .await?
            .ok_or(Error::CodeExpired)?;
        if !secret::matches(salt, code, &hash) {
            return Err(Error::IncorrectCode { attempts_left: attempts_left(attempts) });
        }
        Ok(VerifiedCode { session_id_hash, salt, purpose: parse_purpose(&purpose)?, email })
    }
}

async fn create_account(db: &mut PgConnection, email: &str) -> Result<Uuid, Error> {
    let user = User::new(email.to_owned(), true);
    users::insert(db, &user).await?;
    audit_log::record(db, Some(user.id), AuditEvent::SignedUp).await?;
    Ok(user.id)
}
