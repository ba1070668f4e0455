//! Sign-in with a discoverable passkey; no username is entered (WebAuthn L3 §7.2).

use tower_sessions::Session;
use webauthn_rs::prelude::{DiscoverableAuthentication, DiscoverableKey, PublicKeyCredential};

use super::{Device, Error, Identity, Member, challenges::ChallengeKind, passkeys, users};
use crate::AuthMethod;

/// See [`Identity::sign_in`].
#[derive(Clone, Copy)]
pub struct SignIn<'a> {
    pub(super) identity: &'a Identity,
}

/// How the browser offers passkeys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mediation {
    /// In a dialog, after the button was pressed.
    Modal,
    /// Among the suggestions of a text field (conditional mediation).
    Conditional,
}

impl From<Mediation> for ChallengeKind {
    fn from(mediation: Mediation) -> Self {
        match mediation {
            Mediation::Modal => Self::SignIn,
            Mediation::Conditional => Self::SignInAutofill,
        }
    }
}

impl SignIn<'_> {
    /// Returns `PublicKeyCredentialRequestOptionsJSON` (WebAuthn L3 §5.1.10). The mediation isn't
    /// part of it: the page passes it to the browser.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn begin(self, session: &Session, mediation: Mediation) -> Result<String, Error> {
        let (challenge, state) = self.identity.webauthn.start_discoverable_authentication()?;
        self.identity.store_challenge(session, mediation.into(), &state).await?;
        Ok(serde_json::to_string(&challenge.public_key)?)
    }

    /// Verifies `AuthenticationResponseJSON` and signs the browser in.
    ///
    /// # Errors
    /// [`Error::MalformedResponse`], [`Error::ChallengeExpired`], [`Error::UnknownPasskey`],
    /// [`Error::PasskeyRejected`], [`Error::AccountDisabled`], [`Error::Unavailable`]. The session
    /// is unchanged.
    pub async fn finish(
        self,
        session: &Session,
        mediation: Mediation,
        response: &str,
        device: &Device,
    ) -> Result<Member, Error> {
        let Identity { db, webauthn, .. } = self.identity;
        let response: PublicKeyCredential =
            serde_json::from_str(response).map_err(|_| Error::MalformedResponse)?;
        let state: DiscoverableAuthentication =
            self.identity.consume_challenge(session, mediation.into()).await?;
        let (user_id, credential_id) = webauthn.identify_discoverable_authentication(&response)?;
        let passkey =
            passkeys::find(db, user_id, credential_id).await?.ok_or(Error::UnknownPasskey)?;
        let result = webauthn.finish_discoverable_authentication_v2(
            &response,
            state,
            DiscoverableKey::from(&passkey),
        );
        passkeys::record_use(db, user_id, &passkey, result).await?;

        let user = users::find(db, user_id).await?.ok_or(Error::UnknownPasskey)?;
        let member = Member::authenticated_with(user, AuthMethod::Passkey);
        self.identity.start_session(session, &member, device).await?;
        Ok(member)
    }
}
