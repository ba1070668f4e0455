//! The table `identity.passkeys`.

use sqlx::{PgConnection, PgPool, types::Json};
use uuid::Uuid;
use webauthn_rs::prelude::{AuthenticationResult, Passkey, WebauthnError};

use super::NewCredential;
use crate::server::{
    Device, EmailTemplate, Error,
    audit_log::{self, AuditEvent},
    security_emails,
};

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

/// Records a use of the passkey, and stores its new counter and flags unless another request has
/// changed them since `before` was read. If the counter went backwards, the passkey is rejected and
/// its owner informed (WebAuthn L3 §7.2, step 22).
///
/// # Errors
/// [`Error::PasskeyRejected`], [`Error::Unavailable`].
pub(in crate::server) async fn record_use(
    db: &PgPool,
    user_id: Uuid,
    before: &Passkey,
    result: Result<AuthenticationResult, WebauthnError>,
) -> Result<(), Error> {
    if let Err(WebauthnError::CredentialPossibleCompromise) = &result {
        report_possible_clone(db, user_id).await?;
    }
    let mut after = before.clone();
    after.update_credential(&result?);
    let updated = sqlx::query(
        "update identity.passkeys set credential = $3, last_used_at = now()
         where credential_id = $1 and credential = $2",
    )
    .bind(before.cred_id().as_slice())
    .bind(Json(before))
    .bind(Json(&after))
    .execute(db)
    .await?;
    if updated.rows_affected() == 1 { Ok(()) } else { Err(Error::PasskeyRejected) }
}

async fn report_possible_clone(db: &PgPool, user_id: Uuid) -> Result<(), Error> {
    let mut transaction = db.begin().await?;
    audit_log::record(&mut transaction, Some(user_id), AuditEvent::PasskeyPossiblyCloned).await?;
    security_emails::send(&mut transaction, user_id, &EmailTemplate::PasskeyPossiblyCloned).await?;
    transaction.commit().await?;
    Ok(())
}
