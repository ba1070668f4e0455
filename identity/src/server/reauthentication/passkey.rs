//! Reauthentication with a passkey.

use tower_sessions::Session;
use webauthn_rs::prelude::{DiscoverableAuthentication, DiscoverableKey, PublicKeyCredential};

use super::Reauthentication;
use crate::{
    AuthMethod,
    server::{Device, Error, Identity, Member, challenges::ChallengeKind, passkeys},
};

impl Reauthentication<'_> {
    /// Returns `PublicKeyCredentialRequestOptionsJSON` that list the member's passkeys.
    ///
    /// # Errors
    /// [`Error::NotFound`] if the member has none, [`Error::Unavailable`].
    pub async fn begin(self, session: &Session, member: &Member) -> Result<String, Error> {
        let passkeys = passkeys::list(&self.identity.db, member.user_id).await?;
        if passkeys.is_empty() {
            return Err(Error::NotFound);
        }
        let (listing, _) = self.identity.webauthn.start_passkey_authentication(&passkeys)?;
        // The state of a listing challenge contains today's counters. The discoverable one is
        // verified against the passkey as stored when the response arrives.
        let (mut challenge, state) = self.identity.webauthn.start_discoverable_authentication()?;
        challenge.public_key.allow_credentials = listing.public_key.allow_credentials;
        let state = (member.user_id, state);
        self.identity.store_challenge(session, ChallengeKind::Reauthenticate, &state).await?;
        Ok(serde_json::to_string(&challenge.public_key)?)
    }

    /// Verifies `AuthenticationResponseJSON` and replaces the session by a freshly authenticated
    /// one.
    ///
    /// # Errors
    /// [`Error::MalformedResponse`], [`Error::ChallengeExpired`], [`Error::PasskeyRejected`],
    /// [`Error::Unavailable`]. The session is unchanged.
    pub async fn finish(
        self,
        session: &Session,
        member: &Member,
        response: &str,
        device: &Device,
    ) -> Result<(), Error> {
        let Identity { db, webauthn, tokens, .. } = self.identity;
        let response: PublicKeyCredential =
            serde_json::from_str(response).map_err(|_| Error::MalformedResponse)?;
        let state: DiscoverableAuthentication = self
            .identity
            .consume_member_challenge(session, ChallengeKind::Reauthenticate, member)
            .await?;
        let passkey = passkeys::find(db, member.user_id, &response.raw_id)
            .await?
            .ok_or(Error::PasskeyRejected)?;
        let result = webauthn.finish_discoverable_authentication_v2(
            &response,
            state,
            DiscoverableKey::from(&passkey),
        );
        passkeys::record_use(db, member.user_id, &passkey, result).await?;
        tokens.invalidate(member.session_id);
        let member = member.reauthenticated_with(AuthMethod::Passkey);
        self.identity.start_session(session, &member, device).await
    }
}
