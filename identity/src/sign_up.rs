//! Signing up: an address, a passkey, an account (WebAuthn L3 §7.1).

use serde::{Deserialize, Serialize};
use tower_sessions::Session;
use uuid::Uuid;
use webauthn_rs::prelude::PasskeyRegistration;

use crate::{
    Device, Error, Identity, Member,
    ceremonies::Kind,
    events::{self, Event},
    passkeys::{self, Made},
    people::{self, Person},
    sessions::Proof,
};

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
        passkeys::demand_discoverable(&mut challenge);
        self.keep(session, Kind::SignUp, &SignUp { user_id, email: email.to_owned(), registration }).await?;
        Ok(serde_json::to_string(&challenge.public_key)?)
    }

    /// Verifies `RegistrationResponseJSON`, creates the account with its passkey in one transaction and signs the browser in.
    ///
    /// # Errors
    /// [`Error::Malformed`], [`Error::Expired`], [`Error::Refused`], [`Error::Unavailable`]: no row is left then.
    pub async fn finish_sign_up(&self, session: &Session, response: &str, device: &Device) -> Result<Member, Error> {
        let made: Made = response.parse()?;
        let SignUp { user_id, email, registration } = self.take(session, Kind::SignUp).await?;
        let passkey = self.webauthn.finish_passkey_registration(&made.credential, &registration)?;

        let person = Person { user_id, email, email_verified: false, display_name: None, language: None };
        let mut transaction = self.db.begin().await?;
        people::add(&mut transaction, &person).await?;
        passkeys::insert(&mut transaction, user_id, &passkey, &made, device).await?;
        events::note(&mut transaction, Some(user_id), Event::SignedUp).await?;
        transaction.commit().await?;

        let member = Member::who_just(person, Proof::Passkey);
        self.enter(session, &member, device).await?;
        Ok(member)
    }
}
