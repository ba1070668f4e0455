//! The table `identity.passkeys`.

use sqlx::{PgConnection, PgPool, types::Json};
use uuid::Uuid;
use webauthn_rs::prelude::Passkey;

use super::NewCredential;
use crate::server::{Device, Error};

/// Adds a passkey to an account. A credential id belongs to one account only (WebAuthn L3 §7.1,
/// step 26).
///
/// # Errors
/// [`Error::PasskeyRejected`] for a credential id that exists, [`Error::Unavailable`].
pub(in crate::server) async fn insert(
    db: &mut PgConnection,
    user_id: Uuid,
    passkey: &Passkey,
    new: &NewCredential,
    device: &Device,
) -> Result<(), Error> {
    let inserted = sqlx::query(
        "insert into identity.passkeys
             (user_id, credential_id, credential, discoverable, aaguid, name)
         values ($1, $2, $3, $4, $5, $6) on conflict (credential_id) do nothing",
    )
    .bind(user_id)
    .bind(passkey.cred_id().as_slice())
    .bind(Json(passkey))
    .bind(new.discoverable())
    .bind(new.aaguid)
    .bind(new.name(device))
    .execute(db)
    .await?;
    if inserted.rows_affected() == 1 { Ok(()) } else { Err(Error::PasskeyRejected) }
}

/// Finds a passkey by credential id *and* account: the user handle in a response is only a claim
/// (WebAuthn L3 §7.2, step 6).
pub(in crate::server) async fn find(
    db: &PgPool,
    user_id: Uuid,
    credential_id: &[u8],
) -> Result<Option<Passkey>, Error> {
    let found: Option<Json<Passkey>> = sqlx::query_scalar(
        "select credential from identity.passkeys where credential_id = $1 and user_id = $2",
    )
    .bind(credential_id)
    .bind(user_id)
    .fetch_optional(db)
    .await?;
    Ok(found.map(|Json(passkey)| passkey))
}

/// All passkeys of an account.
pub(in crate::server) async fn list(db: &PgPool, user_id: Uuid) -> Result<Vec<Passkey>, Error> {
    let found: Vec<Json<Passkey>> =
        sqlx::query_scalar("select credential from identity.passkeys where user_id = $1")
            .bind(user_id)
            .fetch_all(db)
            .await?;
    Ok(found.into_iter().map(|Json(passkey)| passkey).collect())
}
