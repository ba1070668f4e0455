//! Another passkey for an account (WebAuthn L3 §7.1).

use tower_sessions::Session;
use webauthn_rs::prelude::{CreationChallengeResponse, PasskeyRegistration};
use webauthn_rs_proto::ResidentKeyRequirement;

use super::{Made, all, insert, lock};
use crate::{
    Device, Error, Identity, Letter, MOST, Member,
    ceremonies::Kind,
    events::{self, Event},
    notices,
};

/// Nobody types a name to sign in, so the authenticator must know it.
pub(crate) fn demand_discoverable(challenge: &mut CreationChallengeResponse) {
    if let Some(selection) = &mut challenge.public_key.authenticator_selection {
        selection.resident_key = Some(ResidentKeyRequirement::Required);
        selection.require_resident_key = true;
    }
}

impl Identity {
    /// `PublicKeyCredentialCreationOptionsJSON` for another passkey, on a device that has none of the member's yet.
    ///
    /// # Errors
    /// [`Error::ConfirmFirst`], [`Error::Full`], [`Error::Unavailable`].
    pub async fn begin_passkey(&self, session: &Session, member: &Member) -> Result<String, Error> {
        member.must_be_recent()?;
        let existing: Vec<_> = all(&self.db, member.user_id).await?.iter().map(|one| one.cred_id().clone()).collect();
        if existing.len() >= usize::from(MOST) {
            return Err(Error::Full);
        }
        let display_name = member.display_name.as_deref().unwrap_or(&member.email);
        let (mut challenge, registration) =
            self.webauthn.start_passkey_registration(member.user_id, &member.email, display_name, Some(existing))?;
        demand_discoverable(&mut challenge);
        self.keep(session, Kind::Add, &(member.user_id, registration)).await?;
        Ok(serde_json::to_string(&challenge.public_key)?)
    }

    /// Verifies `RegistrationResponseJSON` and adds the passkey.
    ///
    /// # Errors
    /// [`Error::ConfirmFirst`], [`Error::Malformed`], [`Error::Expired`], [`Error::Refused`], [`Error::Full`], [`Error::Unavailable`].
    pub async fn finish_passkey(
        &self,
        session: &Session,
        member: &Member,
        response: &str,
        device: &Device,
    ) -> Result<(), Error> {
        member.must_be_recent()?;
        let made: Made = response.parse()?;
        let registration: PasskeyRegistration = self.take_of(session, Kind::Add, member).await?;
        let user_id = member.user_id;
        let passkey = self.webauthn.finish_passkey_registration(&made.credential, &registration)?;

        let mut transaction = self.db.begin().await?;
        lock(&mut transaction, user_id).await?;
        insert(&mut transaction, user_id, &passkey, &made, device).await?;
        let count: i64 = sqlx::query_scalar("select count(*) from identity.passkeys where user_id = $1")
            .bind(user_id)
            .fetch_one(&mut *transaction)
            .await?;
        if count > i64::from(MOST) {
            return Err(Error::Full);
        }
        events::note(&mut transaction, Some(user_id), Event::PasskeyAdded).await?;
        notices::send(&mut transaction, user_id, &Letter::PasskeyAdded).await?;
        transaction.commit().await?;
        Ok(())
    }
}
