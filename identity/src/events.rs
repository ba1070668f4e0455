//! What happened to an account, for its owner to read.

use sqlx::PgConnection;
use uuid::Uuid;

use crate::Error;

#[derive(Clone, Copy)]
pub(crate) enum Event {
    SignedUp,
    PasskeyAdded,
    PasskeyRemoved,
    /// Its counter went backwards: it may have been copied.
    PasskeySuspected,
    EmailAdded,
    EmailVerified,
    EmailMadePrimary,
    EmailRemoved,
    SessionsEnded,
    RecoveryCodesMade,
    RecoveryUsed,
    Disabled,
    Enabled,
    /// Of nobody: nothing else stays of an account.
    Deleted,
}

impl Event {
    pub fn name(self) -> &'static str {
        match self {
            Self::SignedUp => "signed_up",
            Self::PasskeyAdded => "passkey_added",
            Self::PasskeyRemoved => "passkey_removed",
            Self::PasskeySuspected => "passkey_suspected",
            Self::EmailAdded => "email_added",
            Self::EmailVerified => "email_verified",
            Self::EmailMadePrimary => "email_made_primary",
            Self::EmailRemoved => "email_removed",
            Self::SessionsEnded => "sessions_ended",
            Self::RecoveryCodesMade => "recovery_codes_made",
            Self::RecoveryUsed => "recovery_used",
            Self::Disabled => "account_disabled",
            Self::Enabled => "account_enabled",
            Self::Deleted => "account_deleted",
        }
    }
}

/// Notes it, as part of what happens.
pub(crate) async fn note(db: &mut PgConnection, user_id: Option<Uuid>, event: Event) -> Result<(), Error> {
    sqlx::query("insert into identity.events (user_id, kind) values ($1, $2)")
        .bind(user_id)
        .bind(event.name())
        .execute(db)
        .await?;
    Ok(())
}
