//! A credential that a browser has just created.

use std::str::FromStr;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::Value;
use uuid::Uuid;
use webauthn_rs::prelude::RegisterPublicKeyCredential;

use super::authenticators;
use crate::server::{Device, Error};

/// `RegistrationResponseJSON` (WebAuthn L3 §5.1.8).
pub(in crate::server) struct NewCredential {
    pub credential: RegisterPublicKeyCredential,
    /// The model of the authenticator. Not attested: it only determines a default name.
    pub aaguid: Option<Uuid>,
}

impl FromStr for NewCredential {
    type Err = Error;

    fn from_str(response: &str) -> Result<Self, Error> {
        let credential = serde_json::from_str(response).map_err(|_| Error::MalformedResponse)?;
        // webauthn-rs doesn't expose the AAGUID of an unattested passkey.
        let json: Value = serde_json::from_str(response).map_err(|_| Error::MalformedResponse)?;
        let data = json["response"]["authenticatorData"].as_str();
        let data = data.and_then(|data| URL_SAFE_NO_PAD.decode(data).ok());
        Ok(Self { credential, aaguid: data.and_then(|data| aaguid(&data)) })
    }
}

impl NewCredential {
    /// `credProps.rk`, if the browser reports it.
    pub fn discoverable(&self) -> Option<bool> {
        self.credential.extensions.cred_props.as_ref().and_then(|props| props.rk)
    }

    /// The default name: the authenticator's, if its model is known, else the browser's.
    pub fn name(&self, device: &Device) -> String {
        let authenticator = self.aaguid.and_then(authenticators::name).map(ToOwned::to_owned);
        authenticator.or_else(|| device.name.clone()).unwrap_or_else(|| "Passkey".to_owned())
    }
}

/// Reads the AAGUID from authenticator data (WebAuthn L3 §6.1): 32 bytes of RP id hash, 1 of flags,
/// 4 of counter, then the attested credential data, which begins with the AAGUID. A nil AAGUID
/// means that the authenticator doesn't disclose its model.
fn aaguid(data: &[u8]) -> Option<Uuid> {
    const ATTESTED_CREDENTIAL_DATA: u8 = 1 << 6;
    let attested = data.get(32).is_some_and(|flags| flags & ATTESTED_CREDENTIAL_DATA != 0);
    let aaguid = Uuid::from_slice(data.get(37..53)?).ok()?;
    (attested && !aaguid.is_nil()).then_some(aaguid)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn authenticator_data(flags: u8, aaguid: Uuid) -> Vec<u8> {
        [[0; 32].as_slice(), &[flags, 0, 0, 0, 0], aaguid.as_bytes(), &[0, 1, 9]].concat()
    }

    #[test]
    fn the_aaguid_is_read_if_there_is_one() {
        let model = Uuid::from_u128(7);
        assert_eq!(aaguid(&authenticator_data(0x45, model)), Some(model));
        assert_eq!(aaguid(&authenticator_data(0x05, model)), None);
        assert_eq!(aaguid(&authenticator_data(0x45, Uuid::nil())), None);
        assert_eq!(aaguid(&authenticator_data(0x45, model)[..50]), None);
    }
}
