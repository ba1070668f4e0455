//! Registration of another passkey for an existing account (WebAuthn L3 §7.1).

use tower_sessions::Session;
use webauthn_rs::prelude::{CreationChallengeResponse, PasskeyRegistration};
use webauthn_rs_proto::ResidentKeyRequirement;

use super::{NewCredential, Passkeys, insert, list};
use crate::{
    MAX_PER_ACCOUNT,
    server::{
        Device, EmailTemplate, Error, Member,
        audit_log::{self, AuditEvent},
        challenges::ChallengeKind,
        security_emails, users,
    },
};

/// Requires a discoverable credential, because users sign in without a username. webauthn-rs
/// discourages it by default.
pub(in crate::server) fn require_discoverable(challenge: &mut CreationChallengeResponse) {
    if let Some(selection) = &mut challenge.public_key.authenticator_selection {
        selection.resident_key = Some(ResidentKeyRequirement::Required);
        selection.require_resident_key = true;
    }
}

impl Passkeys<'_> {
    /// Returns `PublicKeyCredentialCreationOptionsJSON`, excluding authenticators that have one of
    /// the member's passkeys.
    ///
    /// # Errors
    /// [`Error::ReauthenticationRequired`], [`Error::LimitReached`], [`Error::Unavailable`].
    pub async fn begin_registration(
        self,
        session: &Session,
        member: &Member,
    ) -> Result<String, Error> {
        member.require_recent_authentication()?;
        let existing = list(&self.identity.db, member.user_id).await?;
        if existing.len() >= usize::from(MAX_PER_ACCOUNT) {
            return Err(Error::LimitReached);
        }
        let excluded = existing.iter().map(|passkey| passkey.cred_id().clone()).collect();
        let (mut challenge, registration) = self.identity.webauthn.start_passkey_registration(
            member.user_id,
            &member.email,
            member.display_name.as_deref().unwrap_or(&member.email),
            Some(excluded),
        )?;
        require_discoverable(&mut challenge);
        let state = (member.user_id, registration);
        self.identity.store_challenge(session, ChallengeKind::AddPasskey, &state).await?;
        Ok(serde_json::to_string(&challenge.public_key)?)
    }

    /// Verifies `RegistrationResponseJSON` and adds the passkey to the member's account.
    ///
    /// # Errors
    /// [`Error::ReauthenticationRequired`], [`Error::MalformedResponse`],
    /// [`Error::ChallengeExpired`], [`Error::PasskeyRejected`], [`Error::LimitReached`],
    /// [`Error::Unavailable`].
    pub async fn finish_registration(
        self,
        session: &Session,
        member: &Member,
        response: &str,
        device: &Device,
    ) -> Result<(), Error> {
        member.require_recent_authentication()?;
        let new: NewCredential = response.parse()?;
        let registration: PasskeyRegistration = self
            .identity
            .consume_member_challenge(session, ChallengeKind::AddPasskey, member)
            .await?;
        let user_id = member.user_id;
        let passkey =
            self.identity.webauthn.finish_passkey_registration(&new.credential, &registration)?;

        let mut transaction = self.identity.db.begin().await?;
        users::lock(&mut transaction, user_id).await?;
        insert(&mut transaction, user_id, &passkey, &new, device).await?;
        let count: i64 =
            sqlx::query_scalar("select count(*) from identity.passkeys where user_id = $1")
                .bind(user_id)
                .fetch_one(&mut *transaction)
                .await?;
        if count > i64::from(MAX_PER_ACCOUNT) {
            return Err(Error::LimitReached);
        }
        audit_log::record(&mut transaction, Some(user_id), AuditEvent::PasskeyAdded).await?;
        security_emails::send(&mut transaction, user_id, &EmailTemplate::PasskeyAdded).await?;
        transaction.commit().await?;
        Ok(())
    }
}
