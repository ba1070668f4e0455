//! The addresses of an account. A verified one belongs to one account; `public.users` follows the primary one.

use sqlx::PgConnection;
use tower_sessions::Session;
use uuid::Uuid;

use crate::{
    Device, Error, Identity, Letter, MOST, Member,
    codes::Purpose,
    events::{self, Event},
    notices, passkeys,
};

/// The account that has verified this address. Until the transaction ends, no other one will.
pub(crate) async fn owner(db: &mut PgConnection, email: &str) -> Result<Option<Uuid>, Error> {
    sqlx::query("select pg_advisory_xact_lock(hashtextextended(lower($1), 0))").bind(email).execute(&mut *db).await?;
    let owner = sqlx::query_scalar(
        "select user_id from identity.emails where lower(email) = lower($1) and verified_at is not null",
    )
    .bind(email)
    .fetch_optional(db)
    .await?;
    Ok(owner)
}

/// Marks the account's address as verified.
pub(crate) async fn verify(db: &mut PgConnection, user_id: Uuid, email: &str) -> Result<(), Error> {
    // Before any address of theirs, as everywhere: else this and another change wait for each other.
    passkeys::lock(db, user_id).await?;
    match owner(db, email).await? {
        Some(owner) if owner == user_id => return Ok(()),
        Some(_) => return Err(Error::Taken),
        None => {}
    }
    let verified = sqlx::query("update identity.emails set verified_at = now() where user_id = $1 and email = $2")
        .bind(user_id)
        .bind(email)
        .execute(&mut *db)
        .await?;
    if verified.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    follow_primary(db, user_id).await?;
    events::note(db, Some(user_id), Event::EmailVerified).await
}

/// Calls the account after its primary address.
pub(crate) async fn follow_primary(db: &mut PgConnection, user_id: Uuid) -> Result<(), Error> {
    sqlx::query(
        "update public.users u set email = e.email, email_verified_at = e.verified_at
         from identity.emails e where u.id = $1 and e.user_id = u.id and e.is_primary",
    )
    .bind(user_id)
    .execute(db)
    .await?;
    Ok(())
}

impl Identity {
    /// Adds an address, unverified, and mails it a code that verifies it. What the member sees is the same whether or not
    /// another account has it.
    ///
    /// # Errors
    /// [`Error::ConfirmFirst`]; [`Error::Full`]; [`Error::TooMany`] over the limits of mail, the address is added then;
    /// [`Error::Unavailable`]. One that the member has already, and has verified, is [`Error::Taken`].
    pub async fn add_email(
        &self,
        session: &Session,
        member: &Member,
        email: &str,
        device: &Device,
    ) -> Result<(), Error> {
        member.must_be_recent()?;
        let mut transaction = self.db.begin().await?;
        passkeys::lock(&mut transaction, member.user_id).await?;
        let had: Vec<(String, bool)> =
            sqlx::query_as("select email, verified_at is not null from identity.emails where user_id = $1")
                .bind(member.user_id)
                .fetch_all(&mut *transaction)
                .await?;
        let same = had.iter().find(|(one, _)| one.to_lowercase() == email.to_lowercase());
        let email = match same {
            Some((_, true)) => return Err(Error::Taken),
            Some((one, false)) => one,
            None if had.len() >= usize::from(MOST) => return Err(Error::Full),
            None => {
                sqlx::query("insert into identity.emails (user_id, email) values ($1, $2)")
                    .bind(member.user_id)
                    .bind(email)
                    .execute(&mut *transaction)
                    .await?;
                events::note(&mut transaction, Some(member.user_id), Event::EmailAdded).await?;
                notices::send(&mut transaction, member.user_id, &Letter::EmailAdded).await?;
                email
            }
        };
        transaction.commit().await?;
        self.send_first(session, email, Purpose::Verify, device).await
    }

    /// Makes a verified address the primary one: notices go there, and the account is called after it.
    ///
    /// # Errors
    /// [`Error::ConfirmFirst`]; [`Error::NotFound`] for what is no verified address of the member's; [`Error::Unavailable`].
    pub async fn make_primary(&self, member: &Member, id: Uuid) -> Result<(), Error> {
        member.must_be_recent()?;
        let mut transaction = self.db.begin().await?;
        passkeys::lock(&mut transaction, member.user_id).await?;
        let primary: Option<bool> = sqlx::query_scalar(
            "select is_primary from identity.emails where id = $1 and user_id = $2 and verified_at is not null",
        )
        .bind(id)
        .bind(member.user_id)
        .fetch_optional(&mut *transaction)
        .await?;
        if primary.ok_or(Error::NotFound)? {
            return Ok(());
        }
        // To the address that was trusted until now: its owner may not be who asks.
        notices::send(&mut transaction, member.user_id, &Letter::PrimaryEmailChanged).await?;
        for set in [
            "update identity.emails set is_primary = false where user_id = $1 and is_primary and id <> $2",
            "update identity.emails set is_primary = true where user_id = $1 and id = $2",
        ] {
            sqlx::query(set).bind(member.user_id).bind(id).execute(&mut *transaction).await?;
        }
        follow_primary(&mut transaction, member.user_id).await?;
        events::note(&mut transaction, Some(member.user_id), Event::EmailMadePrimary).await?;
        transaction.commit().await?;
        self.tokens.forget(member.session_id);
        Ok(())
    }

    /// Removes an address that isn't the primary one.
    ///
    /// # Errors
    /// [`Error::ConfirmFirst`]; [`Error::NotFound`] for the primary one and for what is none of the member's;
    /// [`Error::LastWay`] for the only verified one of an account without a passkey and without recovery codes;
    /// [`Error::Unavailable`].
    pub async fn remove_email(&self, member: &Member, id: Uuid) -> Result<(), Error> {
        member.must_be_recent()?;
        let mut transaction = self.db.begin().await?;
        passkeys::lock(&mut transaction, member.user_id).await?;
        let removed = sqlx::query("delete from identity.emails where id = $1 and user_id = $2 and not is_primary")
            .bind(id)
            .bind(member.user_id)
            .execute(&mut *transaction)
            .await?;
        if removed.rows_affected() == 0 {
            return Err(Error::NotFound);
        }
        if !passkeys::has_a_way_in(&mut transaction, member.user_id).await? {
            return Err(Error::LastWay);
        }
        events::note(&mut transaction, Some(member.user_id), Event::EmailRemoved).await?;
        notices::send(&mut transaction, member.user_id, &Letter::EmailRemoved).await?;
        transaction.commit().await?;
        Ok(())
    }
}
