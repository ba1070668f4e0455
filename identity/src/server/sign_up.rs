//! Sign-up: an email address, a passkey, an account (WebAuthn L3 §7.1).

use serde::{Deserialize, Serialize};
use tower_sessions::Session;
use uuid::Uuid;
use webauthn_rs::prelude::PasskeyRegistration;

use super::{
    Device, Error, Identity, Member,
    audit_log::{self, AuditEvent},
    challenges::ChallengeKind,
    passkeys::{self, NewCredential},
    users::{self, User},
};
use crate::AuthMethod;

/// See [`Identity::sign_up`].
#[derive(Clone, Copy)]
pub struct SignUp<'a> {
    pub(super) identity: &'a Identity,
}

/// The state of the challenge.
#[derive(Serialize, Deserialize)]
struct SignUpState {
    user_id: Uuid,
    email: String,
    registration: PasskeyRegistration,
}

impl SignUp<'_> {
    /// Returns `PublicKeyCredentialCreationOptionsJSON` (WebAuthn L3 §5.1.9) for the first passkey
    /// of a new account: discoverable, with user verification.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn begin(self, session: &Session, email: &str) -> Result<String, Error> {
        let user_id = Uuid::new_v4();
        let (mut challenge, registration) =
            self.identity.webauthn.start_passkey_registration(user_id, email, email, None)?;
        passkeys::require_discoverable(&mut challenge);
        let state = SignUpState { user_id, email: email.to_owned(), registration };
        self.identity.store_challenge(session, ChallengeKind::SignUp, &state).await?;
        Ok(serde_json::to_string(&challenge.public_key)?)
    }

    /// Verifies `RegistrationResponseJSON`, creates the account and its passkey in one transaction,
    /// and signs the browser in.
    ///
    /// # Errors
    /// [`Error::MalformedResponse`], [`Error::ChallengeExpired`], [`Error::PasskeyRejected`],
    /// [`Error::Unavailable`]. No row is left behind.
    pub async fn finish(
        self,
        session: &Session,
        response: &str,
        device: &Device,
    ) -> Result<Member, Error> {
        let new: NewCredential = response.parse()?;
        let SignUpState { user_id, email, registration } =
            self.identity.consume_challenge(session, ChallengeKind::SignUp).await?;
        let passkey =
            self.identity.webauthn.finish_passkey_registration(&new.credential, &registration)?;

        let user = User { id: user_id, ..User::new(email, false) };
        let mut transaction = self.identity.db.begin().await?;
        users::insert(&mut transaction, &user).await?;
        passkeys::insert(&mut transaction, user_id, &passkey, &new, device).await?;
        audit_log::record(&mut transaction, Some(user_id), AuditEvent::SignedUp).await?;
        transaction.commit().await?;

        let member = Member::authenticated_with(user, AuthMethod::Passkey);
        self.identity.start_session(session, &member, device).await?;
        Ok(member)
    }
}
