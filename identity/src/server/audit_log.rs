//! The audit log of an account.

use sqlx::PgConnection;
use strum::IntoStaticStr;
use uuid::Uuid;

use super::Error;

/// Stored by its name in snake case.
#[derive(Clone, Copy, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub(super) enum AuditEvent {
    SignedUp,
    PasskeyAdded,
    PasskeyDeleted,
    /// The signature counter went backwards.
    PasskeyPossiblyCloned,
    EmailAdded,
    EmailVerified,
    PrimaryEmailChanged,
    EmailRemoved,
    SessionsEnded,
    RecoveryCodesGenerated,
    RecoveryUsed,
    AccountDisabled,
    AccountEnabled,
    /// Recorded without a user: the rest of the log is deleted with the account.
    AccountDeleted,
}

/// Appends an event, as part of the caller's transaction.
pub(super) async fn record(
    db: &mut PgConnection,
    user_id: Option<Uuid>,
    event: AuditEvent,
) -> Result<(), Error> {
    sqlx::query("insert into identity.audit_log (user_id, event) values ($1, $2)")
        .bind(user_id)
        .bind(<&str>::from(event))
        .execute(db)
        .await?;
    Ok(())
}
