//! Passkeys as their table keeps them.

use sqlx::{PgConnection, PgPool, types::Json};
use uuid::Uuid;
use webauthn_rs::prelude::{AuthenticationResult, Passkey};

use crate::Error;

/// Adds a passkey to an account. A credential id belongs to one account (WebAuthn L3 §7.1, step 26).
pub(crate) async fn insert(
    db: &mut PgConnection,
    user_id: Uuid,
    passkey: &Passkey,
    discoverable: Option<bool>,
) -> Result<(), Error> {
    let inserted = sqlx::query(
        "insert into identity.passkeys (user_id, credential_id, credential, discoverable) values ($1, $2, $3, $4)
         on conflict (credential_id) do nothing",
    )
    .bind(user_id)
    .bind(passkey.cred_id().as_slice())
    .bind(Json(passkey))
    .bind(discoverable)
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

/// Notes a use: counter and flags as the authenticator now has them, if nobody else changed them since `before` was read.
pub(crate) async fn note_use(db: &PgPool, before: &Passkey, used: &AuthenticationResult) -> Result<(), Error> {
    let mut after = before.clone();
    after.update_credential(used);
    let noted = sqlx::query(
        "update identity.passkeys set credential = $3, last_used_at = now() where credential_id = $1 and credential = $2",
    )
    .bind(before.cred_id().as_slice())
    .bind(Json(before))
    .bind(Json(&after))
    .execute(db)
    .await?;
    if noted.rows_affected() == 1 { Ok(()) } else { Err(Error::Refused) }
}
