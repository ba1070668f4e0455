//! Account recovery: codes that members store themselves, and links created by an operator.

mod codes;
mod links;
mod secret;

use sqlx::{Postgres, Transaction};
use tower_sessions::Session;
use uuid::Uuid;

pub use links::RECOVERY_LINK_LIFETIME;

use super::{
    Device, EmailTemplate, Error, Identity, Member,
    audit_log::{self, AuditEvent},
    security_emails, users,
};
use crate::AuthMethod;

/// See [`Identity::recovery`].
#[derive(Clone, Copy)]
pub struct Recovery<'a> {
    pub(super) identity: &'a Identity,
}

impl Recovery<'_> {
    /// Notifies the user, signs them in and commits `transaction`, which consumes the code or link.
    async fn sign_in(
        self,
        mut transaction: Transaction<'_, Postgres>,
        session: &Session,
        session_id_hash: &[u8],
        user_id: Uuid,
        device: &Device,
    ) -> Result<Member, Error> {
        let user = users::find(&mut *transaction, user_id).await?.ok_or(Error::RecoveryRejected)?;
        let member = Member::authenticated_with(user, AuthMethod::Recovery);
        audit_log::record(&mut transaction, Some(user_id), AuditEvent::RecoveryUsed).await?;
        security_emails::send(&mut transaction, user_id, &EmailTemplate::RecoveryUsed).await?;
        let inserted = self
            .identity
            .insert_session(&mut transaction, session_id_hash, &member, device)
            .await?;
        transaction.commit().await?;

        self.identity.attach_session(session, inserted, &member, device).await?;
        Ok(member)
    }
}
