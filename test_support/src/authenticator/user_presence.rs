//! User presence and user verification of the authenticator.

use async_trait::async_trait;
use passkey::{
    authenticator::{UiHint, UserCheck, UserValidationMethod},
    types::{Passkey, ctap2::Ctap2Error},
};

/// Consents to every request.
pub struct ConsentingUser {
    pub verified: bool,
}

#[async_trait]
impl UserValidationMethod for ConsentingUser {
    type PasskeyItem = Passkey;

    async fn check_user<'a>(
        &self,
        _: UiHint<'a, Passkey>,
        _: bool,
        _: bool,
    ) -> Result<UserCheck, Ctap2Error> {
        Ok(UserCheck { presence: true, verification: self.verified })
    }

    fn is_presence_enabled(&self) -> bool {
        true
    }

    fn is_verification_enabled(&self) -> Option<bool> {
        Some(self.verified)
    }
}
