//! Signing up: an address, a passkey, an account (WebAuthn L3 §7.1).

use serde::{Deserialize, Serialize};
use tower_sessions::Session;
use uuid::Uuid;
use webauthn_rs::prelude::{PasskeyRegistration, RegisterPublicKeyCredential};
use webauthn_rs_proto::ResidentKeyRequirement;

use crate::{Device, Error, Identity, Member, ceremonies::Kind, passkeys};

#[derive(Serialize, Deserialize)]
struct SignUp {
    user_id: Uuid,
    email: String,
    registration: PasskeyRegistration,
}

impl Identity {
    /// `PublicKeyCredentialCreationOptionsJSON` (WebAuthn L3 §5.1.9) for a new account's first passkey: discoverable, with
    /// user verification.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn begin_sign_up(&self, session: &Session, email: &str) -> Result<String, Error> {
        let user_id = Uuid::new_v4();
        let (mut challenge, registration) = self.webauthn.start_passkey_registration(user_id, email, email, None)?;
        let options = &mut challenge.public_key;
        if let Some(selection) = &mut options.authenticator_selection {
            selection.resident_key = Some(ResidentKeyRequirement::Required);
            selection.require_resident_key = true;
        }
        self.keep(session, Kind::SignUp, &SignUp { user_id, email: email.to_owned(), registration }).await?;
        Ok(serde_json::to_string(options)?)
    }

    /// Verifies `RegistrationResponseJSON`, creates the account with its passkey in one transaction and signs the browser in.
    ///
    /// # Errors
    /// [`Error::Malformed`], [`Error::Expired`], [`Error::Refused`], [`Error::Unavailable`]: no row is left then.
    pub async fn finish_sign_up(&self, session: &Session, response: &str, device: &Device) -> Result<Member, Error> {
        let response: RegisterPublicKeyCredential = serde_json::from_str(response).map_err(|_| Error::Malformed)?;
        let SignUp { user_id, email, registration } = self.take(session, Kind::SignUp).await?;
        let passkey = self.webauthn.finish_passkey_registration(&response, &registration)?;
        let discoverable = response.extensions.cred_props.and_then(|props| props.rk);

        let mut transaction = self.db.begin().await?;
        sqlx::query("insert into public.users (id, email) values ($1, $2)")
            .bind(user_id)
            .bind(&email)
            .execute(&mut *transaction)
            .await?;
        passkeys::insert(&mut transaction, user_id, &passkey, discoverable).await?;
        transaction.commit().await?;

        let member = Member::by_passkey(user_id, email, false, None);
        self.enter(session, &member, device).await?;
        Ok(member)
    }
}
