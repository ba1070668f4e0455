//! What a use of a passkey changes: its counter, its flags and the time of its last use.

use sqlx::{PgPool, types::Json};
use uuid::Uuid;
use webauthn_rs::prelude::{AuthenticationResult, Passkey, WebauthnError};

use crate::server::{
    EmailTemplate, Error,
    audit_log::{self, AuditEvent},
    security_emails,
};

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
