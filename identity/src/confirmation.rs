//! A member shows with one of their passkeys that it is still them: the browser may have changed hands. By code, see
//! [`crate::codes`].

use tower_sessions::Session;
use webauthn_rs::prelude::{DiscoverableAuthentication, DiscoverableKey, PublicKeyCredential};

use crate::{Device, Error, Identity, Member, ceremonies::Kind, passkeys, sessions::Proof};

impl Identity {
    /// `PublicKeyCredentialRequestOptionsJSON` for any passkey of this member's.
    ///
    /// # Errors
    /// [`Error::NotFound`] where they have none, [`Error::Unavailable`].
    pub async fn begin_confirmation(&self, session: &Session, member: &Member) -> Result<String, Error> {
        let passkeys = passkeys::all(&self.db, member.user_id).await?;
        if passkeys.is_empty() {
            return Err(Error::NotFound);
        }
        let (listed, _) = self.webauthn.start_passkey_authentication(&passkeys)?;
        // As at sign-in: the state of the other kind holds the counters of now, and those of then are what counts.
        let (mut challenge, state) = self.webauthn.start_discoverable_authentication()?;
        challenge.public_key.allow_credentials = listed.public_key.allow_credentials;
        self.keep(session, Kind::Confirm, &(member.user_id, state)).await?;
        Ok(serde_json::to_string(&challenge.public_key)?)
    }

    /// Verifies `AuthenticationResponseJSON`: the browser gets a new session, as one who has just signed in.
    ///
    /// # Errors
    /// [`Error::Malformed`], [`Error::Expired`], [`Error::Refused`], [`Error::Unavailable`]: the session is then as before.
    pub async fn finish_confirmation(
        &self,
        session: &Session,
        member: &Member,
        response: &str,
        device: &Device,
    ) -> Result<(), Error> {
        let response: PublicKeyCredential = serde_json::from_str(response).map_err(|_| Error::Malformed)?;
        let state: DiscoverableAuthentication = self.take_of(session, Kind::Confirm, member).await?;
        let passkey = passkeys::find(&self.db, member.user_id, &response.raw_id).await?.ok_or(Error::Refused)?;
        let used =
            self.webauthn.finish_discoverable_authentication_v2(&response, state, DiscoverableKey::from(&passkey));
        self.note_use(member.user_id, &passkey, used).await?;
        self.tokens.forget(member.session_id);
        self.enter(session, &member.once_more(Proof::Passkey), device).await
    }
}
