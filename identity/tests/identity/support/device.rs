//! An authenticator and its browser: `passkey`'s client, which can be told to deceive.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use passkey::{
    authenticator::{
        Authenticator, CredentialStore, DiscoverabilitySupport, StoreInfo, UiHint, UserCheck, UserValidationMethod,
    },
    client::{Client, DefaultClientData, DefaultClientDataWithCustomHash},
    crypto::{hash::Sha256Backend, rust_crypto::RustCryptoBackend},
    types::{
        Passkey,
        ctap2::{
            Aaguid, Ctap2Error, StatusCode,
            make_credential::{Options, PublicKeyCredentialRpEntity, PublicKeyCredentialUserEntity},
        },
        webauthn::PublicKeyCredentialDescriptor,
    },
};
use serde_json::{Value, json};
use url::Url;
use uuid::Uuid;

/// A client for one ceremony; a macro, because its type can't be named from here.
macro_rules! client {
    ($device:expr, $deceit:expr) => {{
        let person = Present { verified: $deceit != Deceit::Unverified };
        let authenticator = Authenticator::new(Aaguid($device.model), $device.keeps.clone(), person, RustCryptoBackend);
        Client::new(authenticator).allows_insecure_localhost(true)
    }};
}

/// What a browser or an authenticator may do that an honest one doesn't.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deceit {
    Nothing,
    /// The page is another site's.
    Origin(&'static str),
    /// The authenticator signs for another site; everything else is right.
    RpId(&'static str),
    /// Nobody asked for a finger, a face or a PIN.
    Unverified,
}

/// A device of one person: it holds one passkey at the most, and answers at once.
#[derive(Clone)]
pub struct Device {
    origin: Url,
    /// The AAGUID: all zeros where it isn't told.
    model: [u8; 16],
    keeps: Keeps,
}

impl Device {
    pub fn new(origin: &str) -> Self {
        Self { origin: origin.parse().unwrap(), model: [0; 16], keeps: Keeps::default() }
    }

    /// One that tells its model.
    pub fn of_model(origin: &str, model: Uuid) -> Self {
        Self { model: model.into_bytes(), ..Self::new(origin) }
    }

    /// `navigator.credentials.create` with `PublicKeyCredentialCreationOptionsJSON`, answered as `toJSON` does.
    pub async fn create(&self, options: &str, deceit: Deceit) -> Value {
        let (origin, options, forged) = self.asked(options, "webauthn.create", deceit);
        let request = serde_json::from_value(options).unwrap();
        let mut client = client!(self, deceit);
        let made = match &forged {
            None => client.register(&origin, request, DefaultClientData).await,
            Some(data) => client.register(&origin, request, DefaultClientDataWithCustomHash(hash(data))).await,
        }
        .unwrap();
        let client_data = forged.unwrap_or_else(|| made.response.client_data_json.to_vec());
        json!({
            "id": made.id,
            "rawId": encode(&made.raw_id),
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "response": {
                "clientDataJSON": encode(&client_data),
                "attestationObject": encode(&made.response.attestation_object),
                "authenticatorData": encode(&made.response.authenticator_data),
                "transports": ["internal"],
            },
            "clientExtensionResults": made.client_extension_results,
        })
    }

    /// `navigator.credentials.get` with `PublicKeyCredentialRequestOptionsJSON`, answered as `toJSON` does.
    pub async fn get(&self, options: &str, deceit: Deceit) -> Value {
        let (origin, options, forged) = self.asked(options, "webauthn.get", deceit);
        let request = serde_json::from_value(options).unwrap();
        let mut client = client!(self, deceit);
        let got = match &forged {
            None => client.authenticate(&origin, request, DefaultClientData).await,
            Some(data) => client.authenticate(&origin, request, DefaultClientDataWithCustomHash(hash(data))).await,
        }
        .unwrap();
        let client_data = forged.unwrap_or_else(|| got.response.client_data_json.to_vec());
        json!({
            "id": got.id,
            "rawId": encode(&got.raw_id),
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "response": {
                "clientDataJSON": encode(&client_data),
                "authenticatorData": encode(&got.response.authenticator_data),
                "signature": encode(&got.response.signature),
                "userHandle": got.response.user_handle.map(|handle| encode(&handle)),
            },
            "clientExtensionResults": {},
        })
    }

    pub fn credential_id(&self) -> Option<Vec<u8>> {
        self.keeps.0.lock().unwrap().as_ref().map(|passkey| passkey.credential_id.to_vec())
    }

    /// Makes the device count its uses, from `used` on: most passkeys of today don't.
    pub fn count_from(&self, used: u32) {
        if let Some(passkey) = self.keeps.0.lock().unwrap().as_mut() {
            passkey.counter = Some(used);
        }
    }

    /// What the browser makes of the options: where it is, what it asks the authenticator, and client data of its own making.
    fn asked(&self, options: &str, kind: &str, deceit: Deceit) -> (Url, Value, Option<Vec<u8>>) {
        let mut options: Value = serde_json::from_str(options).unwrap();
        let honest = self.origin.as_str().trim_end_matches('/');
        let client_data =
            json!({ "type": kind, "challenge": options["challenge"], "origin": honest, "crossOrigin": false });
        match deceit {
            Deceit::Nothing => (self.origin.clone(), json!({ "publicKey": options }), None),
            Deceit::Origin(other) => (other.parse().unwrap(), json!({ "publicKey": options }), None),
            Deceit::RpId(other) => {
                if kind == "webauthn.create" {
                    options["rp"]["id"] = other.into();
                } else {
                    options["rpId"] = other.into();
                }
                let origin = format!("https://{other}").parse().unwrap();
                (origin, json!({ "publicKey": options }), Some(client_data.to_string().into_bytes()))
            }
            Deceit::Unverified => {
                options["userVerification"] = "discouraged".into();
                if let Some(selection) = options.get_mut("authenticatorSelection") {
                    selection["userVerification"] = "discouraged".into();
                }
                (self.origin.clone(), json!({ "publicKey": options }), None)
            }
        }
    }
}

/// Bytes in the URL-safe base64 of WebAuthn's JSON.
pub fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The reverse of [`encode`].
pub fn decode(text: &Value) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text.as_str().unwrap()).unwrap()
}

/// Puts another credential's id into a registration: without attestation nothing in it is signed.
pub fn pretend(response: &mut Value, own: &[u8], other: &[u8]) {
    let mut attestation = decode(&response["response"]["attestationObject"]);
    let at = attestation.windows(own.len()).position(|window| window == own).unwrap();
    attestation[at..at + own.len()].copy_from_slice(other);
    response["response"]["attestationObject"] = encode(&attestation).into();
    response["id"] = encode(other).into();
    response["rawId"] = encode(other).into();
}

fn hash(data: &[u8]) -> Vec<u8> {
    <RustCryptoBackend as passkey::crypto::CryptoBackend>::Sha256::sha256(data).to_vec()
}

/// A person at the device, who agrees.
struct Present {
    verified: bool,
}

#[async_trait]
impl UserValidationMethod for Present {
    type PasskeyItem = Passkey;

    async fn check_user<'a>(&self, _: UiHint<'a, Passkey>, _: bool, _: bool) -> Result<UserCheck, Ctap2Error> {
        Ok(UserCheck { presence: true, verification: self.verified })
    }

    fn is_presence_enabled(&self) -> bool {
        true
    }

    fn is_verification_enabled(&self) -> Option<bool> {
        Some(self.verified)
    }
}

#[derive(Clone, Default)]
struct Keeps(Arc<Mutex<Option<Passkey>>>);

#[async_trait]
impl CredentialStore for Keeps {
    type PasskeyItem = Passkey;

    async fn find_credentials(
        &self,
        _: Option<&[PublicKeyCredentialDescriptor]>,
        _: &str,
        _: Option<&[u8]>,
    ) -> Result<Vec<Passkey>, StatusCode> {
        Ok(self.0.lock().unwrap().iter().cloned().collect())
    }

    async fn save_credential(
        &mut self,
        passkey: Passkey,
        _: PublicKeyCredentialUserEntity,
        _: PublicKeyCredentialRpEntity,
        _: Options,
    ) -> Result<(), StatusCode> {
        *self.0.lock().unwrap() = Some(passkey);
        Ok(())
    }

    async fn update_credential(&mut self, passkey: &Passkey) -> Result<(), StatusCode> {
        *self.0.lock().unwrap() = Some(passkey.clone());
        Ok(())
    }

    async fn get_info(&self) -> StoreInfo {
        StoreInfo { discoverability: DiscoverabilitySupport::Full }
    }
}
