//! What a browser says of a passkey that it has just made.

use std::str::FromStr;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::Value;
use uuid::Uuid;
use webauthn_rs::prelude::RegisterPublicKeyCredential;

use super::authenticators;
use crate::{Device, Error};

/// `RegistrationResponseJSON` (WebAuthn L3 §5.1.8).
pub(crate) struct Made {
    pub credential: RegisterPublicKeyCredential,
    /// The model of the authenticator. Nothing but its name in a list follows from it, so nobody has to attest it.
    pub aaguid: Option<Uuid>,
}

impl FromStr for Made {
    type Err = Error;

    fn from_str(response: &str) -> Result<Self, Error> {
        let credential = serde_json::from_str(response).map_err(|_| Error::Malformed)?;
        let json: Value = serde_json::from_str(response).map_err(|_| Error::Malformed)?;
        let data = json["response"]["authenticatorData"].as_str().and_then(|data| URL_SAFE_NO_PAD.decode(data).ok());
        Ok(Self { credential, aaguid: data.and_then(|data| aaguid(&data)) })
    }
}

impl Made {
    /// credProps.rk, where the browser says so.
    pub fn discoverable(&self) -> Option<bool> {
        self.credential.extensions.cred_props.as_ref().and_then(|props| props.rk)
    }

    /// After its authenticator where that is known, else after the browser it was made in.
    pub fn name(&self, device: &Device) -> String {
        let known = self.aaguid.and_then(authenticators::name).map(ToOwned::to_owned);
        known.or_else(|| device.name.clone()).unwrap_or_else(|| "Passkey".to_owned())
    }
}

/// Authenticator data (WebAuthn L3 §6.1): 32 bytes of RP id hash, flags, 4 of counter, then attested credential data, which begins
/// with the AAGUID. All zeros say nothing.
fn aaguid(data: &[u8]) -> Option<Uuid> {
    const ATTESTED: u8 = 1 << 6;
    let attested = data.get(32).is_some_and(|flags| flags & ATTESTED != 0);
    let aaguid = Uuid::from_slice(data.get(37..53)?).ok()?;
    (attested && !aaguid.is_nil()).then_some(aaguid)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data(flags: u8, aaguid: Uuid) -> Vec<u8> {
        [[0; 32].as_slice(), &[flags, 0, 0, 0, 0], aaguid.as_bytes(), &[0, 1, 9]].concat()
    }

    #[test]
    fn the_model_is_read_where_there_is_one() {
        let model = Uuid::from_u128(7);
        assert_eq!(aaguid(&data(0x45, model)), Some(model));
        assert_eq!(aaguid(&data(0x05, model)), None);
        assert_eq!(aaguid(&data(0x45, Uuid::nil())), None);
        assert_eq!(aaguid(&data(0x45, model)[..50]), None);
    }
}
