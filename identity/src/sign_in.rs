//! Signing in with any passkey of this site; nobody types a name (WebAuthn L3 §7.2).

use tower_sessions::Session;
use webauthn_rs::prelude::{DiscoverableAuthentication, DiscoverableKey, PublicKeyCredential};

use crate::{Device, Error, Identity, Member, ceremonies::Kind, passkeys, people, sessions::Proof};

/// How the browser offers the passkey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mediation {
    /// A press of the button, and a dialog.
    Button,
    /// Among the suggestions of a field (conditional mediation).
    Autofill,
}

impl From<Mediation> for Kind {
    fn from(mediation: Mediation) -> Self {
        match mediation {
            Mediation::Button => Self::SignIn,
            Mediation::Autofill => Self::Autofill,
        }
    }
}

impl Identity {
    /// `PublicKeyCredentialRequestOptionsJSON` (WebAuthn L3 §5.1.10). How it is mediated is the browser's argument, not part of it.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn begin_sign_in(&self, session: &Session, mediation: Mediation) -> Result<String, Error> {
        let (challenge, state) = self.webauthn.start_discoverable_authentication()?;
        self.keep(session, mediation.into(), &state).await?;
        Ok(serde_json::to_string(&challenge.public_key)?)
    }

    /// Verifies `AuthenticationResponseJSON` and signs the browser in.
    ///
    /// # Errors
    /// [`Error::Malformed`], [`Error::Expired`], [`Error::Unknown`], [`Error::Refused`], [`Error::Unavailable`]: the browser is
    /// then no further than before.
    pub async fn finish_sign_in(
        &self,
        session: &Session,
        mediation: Mediation,
        response: &str,
        device: &Device,
    ) -> Result<Member, Error> {
        let response: PublicKeyCredential = serde_json::from_str(response).map_err(|_| Error::Malformed)?;
        let state: DiscoverableAuthentication = self.take(session, mediation.into()).await?;
        let (user_id, credential_id) = self.webauthn.identify_discoverable_authentication(&response)?;
        let passkey = passkeys::find(&self.db, user_id, credential_id).await?.ok_or(Error::Unknown)?;
        let used =
            self.webauthn.finish_discoverable_authentication_v2(&response, state, DiscoverableKey::from(&passkey));
        self.note_use(user_id, &passkey, used).await?;

        let member = Member::who_just(people::find(&self.db, user_id).await?, Proof::Passkey);
        self.enter(session, &member, device).await?;
        Ok(member)
    }
}
