//! Passkeys as their table keeps them, and what their owner does with them.

mod adding;
mod authenticators;
mod made;

use sqlx::{PgConnection, PgPool, types::Json};
use uuid::Uuid;
use webauthn_rs::prelude::{AuthenticationResult, Passkey, WebauthnError};

pub(crate) use adding::demand_discoverable;
pub(crate) use made::Made;

use crate::{
    Device, Error, Identity, Letter, Member,
    events::{self, Event},
    notices,
};

/// Adds a passkey to an account. A credential id belongs to one account (WebAuthn L3 §7.1, step 26).
pub(crate) async fn insert(
    db: &mut PgConnection,
    user_id: Uuid,
    passkey: &Passkey,
    made: &Made,
    device: &Device,
) -> Result<(), Error> {
    let inserted = sqlx::query(
        "insert into identity.passkeys (user_id, credential_id, credential, discoverable, aaguid, name)
         values ($1, $2, $3, $4, $5, $6) on conflict (credential_id) do nothing",
    )
    .bind(user_id)
    .bind(passkey.cred_id().as_slice())
    .bind(Json(passkey))
    .bind(made.discoverable())
    .bind(made.aaguid)
    .bind(made.name(device))
    .execute(db)
    .await?;
    if inserted.rows_affected() == 1 { Ok(()) } else { Err(Error::Refused) }
}

/// The passkey with this id, if it is this account's: the user handle in a response is only a claim (WebAuthn L3 §7.2, step 6).
pub(crate) async fn find(db: &PgPool, user_id: Uuid, credential_id: &[u8]) -> Result<Option<Passkey>, Error> {
    let found: Option<(Json<Passkey>,)> =
        sqlx::query_as("select credential from identity.passkeys where credential_id = $1 and user_id = $2")
            .bind(credential_id)
            .bind(user_id)
            .fetch_optional(db)
            .await?;
    Ok(found.map(|(Json(passkey),)| passkey))
}

/// All passkeys of an account.
pub(crate) async fn all(db: &PgPool, user_id: Uuid) -> Result<Vec<Passkey>, Error> {
    let found: Vec<(Json<Passkey>,)> = sqlx::query_as("select credential from identity.passkeys where user_id = $1")
        .bind(user_id)
        .fetch_all(db)
        .await?;
    Ok(found.into_iter().map(|(Json(passkey),)| passkey).collect())
}

impl Identity {
    /// Notes a use: counter and flags as the authenticator now has them, if nobody else changed them since `before` was read.
    /// A counter that went backwards is refused, and its owner hears of it (WebAuthn L3 §7.2, step 22).
    pub(crate) async fn note_use(
        &self,
        user_id: Uuid,
        before: &Passkey,
        used: Result<AuthenticationResult, WebauthnError>,
    ) -> Result<(), Error> {
        if let Err(WebauthnError::CredentialPossibleCompromise) = &used {
            self.suspect(user_id).await?;
        }
        let mut after = before.clone();
        after.update_credential(&used?);
        let noted = sqlx::query(
            "update identity.passkeys set credential = $3, last_used_at = now()
             where credential_id = $1 and credential = $2",
        )
        .bind(before.cred_id().as_slice())
        .bind(Json(before))
        .bind(Json(&after))
        .execute(&self.db)
        .await?;
        if noted.rows_affected() == 1 { Ok(()) } else { Err(Error::Refused) }
    }

    async fn suspect(&self, user_id: Uuid) -> Result<(), Error> {
        let mut transaction = self.db.begin().await?;
        events::note(&mut transaction, Some(user_id), Event::PasskeySuspected).await?;
        notices::send(&mut transaction, user_id, &Letter::PasskeySuspected).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Gives one of the member's passkeys another name: 1 to 100 characters.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Unavailable`].
    pub async fn rename_passkey(&self, member: &Member, id: Uuid, name: &str) -> Result<(), Error> {
        let renamed = sqlx::query("update identity.passkeys set name = $3 where id = $1 and user_id = $2")
            .bind(id)
            .bind(member.user_id)
            .bind(name)
            .execute(&self.db)
            .await?;
        if renamed.rows_affected() == 1 { Ok(()) } else { Err(Error::NotFound) }
    }

    /// Deletes one of the member's passkeys: it never signs in again.
    ///
    /// # Errors
    /// [`Error::ConfirmFirst`]; [`Error::NotFound`]; [`Error::LastWay`] for the last one of an account without a verified
    /// address and without recovery codes; [`Error::Unavailable`].
    pub async fn delete_passkey(&self, member: &Member, id: Uuid) -> Result<(), Error> {
        member.must_be_recent()?;
        let mut transaction = self.db.begin().await?;
        lock(&mut transaction, member.user_id).await?;
        let deleted = sqlx::query("delete from identity.passkeys where id = $1 and user_id = $2")
            .bind(id)
            .bind(member.user_id)
            .execute(&mut *transaction)
            .await?;
        if deleted.rows_affected() == 0 {
            return Err(Error::NotFound);
        }
        if !has_a_way_in(&mut transaction, member.user_id).await? {
            return Err(Error::LastWay);
        }
        events::note(&mut transaction, Some(member.user_id), Event::PasskeyRemoved).await?;
        notices::send(&mut transaction, member.user_id, &Letter::PasskeyRemoved).await?;
        transaction.commit().await?;
        Ok(())
    }
}

/// Whoever counts what an account has, and then changes it, does so alone.
pub(crate) async fn lock(db: &mut PgConnection, user_id: Uuid) -> Result<(), Error> {
    sqlx::query("select from public.users where id = $1 for no key update").bind(user_id).execute(db).await?;
    Ok(())
}

/// Whether anybody can still sign in to the account, now that something was taken from it.
pub(crate) async fn has_a_way_in(db: &mut PgConnection, user_id: Uuid) -> Result<bool, Error> {
    let has: bool = sqlx::query_scalar(
        "select exists (select from identity.passkeys where user_id = $1)
             or exists (select from identity.emails where user_id = $1 and verified_at is not null)
             or exists (select from identity.recovery_codes where user_id = $1 and used_at is null)",
    )
    .bind(user_id)
    .fetch_one(db)
    .await?;
    Ok(has)
}
