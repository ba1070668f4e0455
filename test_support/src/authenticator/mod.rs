//! An authenticator and the browser it belongs to, built on 1Password's `passkey`.

pub mod base64url;
mod credential_store;
mod user_presence;

use passkey::{
    authenticator::Authenticator,
    client::{Client, DefaultClientData, DefaultClientDataWithCustomHash},
    crypto::{CryptoBackend, hash::Sha256Backend, rust_crypto::RustCryptoBackend},
    types::ctap2::Aaguid,
};
use serde_json::{Value, json};
use url::Url;
use uuid::Uuid;

use base64url::encode;
use credential_store::SinglePasskey;
use user_presence::ConsentingUser;

/// How a browser or an authenticator deviates from the specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tampering {
    None,
    /// The page is on another origin.
    Origin(&'static str),
    /// The authenticator signs for another relying party id; everything else is right.
    RpId(&'static str),
    /// The user is not verified: no fingerprint, face or PIN.
    Unverified,
}

/// A device that holds one passkey at most and responds at once.
#[derive(Clone)]
pub struct VirtualAuthenticator {
    origin: Url,
    aaguid: [u8; 16],
    store: SinglePasskey,
}

/// A client for one request; a macro, because its type can't be named outside of `passkey`.
macro_rules! client {
    ($device:expr, $tampering:expr) => {{
        let user = ConsentingUser { verified: $tampering != Tampering::Unverified };
        let store = $device.store.clone();
        let authenticator =
            Authenticator::new(Aaguid($device.aaguid), store, user, RustCryptoBackend);
        Client::new(authenticator).allows_insecure_localhost(true)
    }};
}

impl VirtualAuthenticator {
    /// An authenticator that does not disclose its model: its AAGUID is all zeros.
    pub fn new(origin: &str) -> Self {
        Self { origin: origin.parse().unwrap(), aaguid: [0; 16], store: SinglePasskey::default() }
    }

    pub fn with_aaguid(origin: &str, aaguid: Uuid) -> Self {
        Self { aaguid: aaguid.into_bytes(), ..Self::new(origin) }
    }

    /// `navigator.credentials.create` with `PublicKeyCredentialCreationOptionsJSON`. Returns the
    /// JSON that `toJSON` returns.
    pub async fn create(&self, options: &str, tampering: Tampering) -> Value {
        let (origin, options, forged) = self.client_request(options, "webauthn.create", tampering);
        let request = serde_json::from_value(options).unwrap();
        let mut client = client!(self, tampering);
        let credential = match &forged {
            None => client.register(&origin, request, DefaultClientData).await,
            Some(data) => {
                client
                    .register(&origin, request, DefaultClientDataWithCustomHash(sha256(data)))
                    .await
            }
        }
        .unwrap();
        let client_data = forged.unwrap_or_else(|| credential.response.client_data_json.to_vec());
        json!({
            "id": credential.id,
            "rawId": encode(&credential.raw_id),
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "response": {
                "clientDataJSON": encode(&client_data),
                "attestationObject": encode(&credential.response.attestation_object),
                "authenticatorData": encode(&credential.response.authenticator_data),
                "transports": ["internal"],
            },
            "clientExtensionResults": credential.client_extension_results,
        })
    }

    /// `navigator.credentials.get` with `PublicKeyCredentialRequestOptionsJSON`. Returns the JSON
    /// that `toJSON` returns.
    pub async fn get(&self, options: &str, tampering: Tampering) -> Value {
        let (origin, options, forged) = self.client_request(options, "webauthn.get", tampering);
        let request = serde_json::from_value(options).unwrap();
        let mut client = client!(self, tampering);
        let assertion = match &forged {
            None => client.authenticate(&origin, request, DefaultClientData).await,
            Some(data) => {
                let hash = DefaultClientDataWithCustomHash(sha256(data));
                client.authenticate(&origin, request, hash).await
            }
        }
        .unwrap();
        let client_data = forged.unwrap_or_else(|| assertion.response.client_data_json.to_vec());
        json!({
            "id": assertion.id,
            "rawId": encode(&assertion.raw_id),
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "response": {
                "clientDataJSON": encode(&client_data),
                "authenticatorData": encode(&assertion.response.authenticator_data),
                "signature": encode(&assertion.response.signature),
                "userHandle": assertion.response.user_handle.map(|handle| encode(&handle)),
            },
            "clientExtensionResults": {},
        })
    }

    pub fn credential_id(&self) -> Option<Vec<u8>> {
        self.store.get().map(|passkey| passkey.credential_id.to_vec())
    }

    /// Sets the signature counter, which most of today's passkeys do not have.
    pub fn set_counter(&self, counter: u32) {
        self.store.update(|passkey| passkey.counter = Some(counter));
    }

    /// The page's origin, the options as the authenticator gets them, and forged client data.
    fn client_request(
        &self,
        options: &str,
        kind: &str,
        tampering: Tampering,
    ) -> (Url, Value, Option<Vec<u8>>) {
        let mut options: Value = serde_json::from_str(options).unwrap();
        match tampering {
            Tampering::None => (self.origin.clone(), json!({ "publicKey": options }), None),
            Tampering::Origin(other) => {
                (other.parse().unwrap(), json!({ "publicKey": options }), None)
            }
            Tampering::RpId(other) => {
                let origin = self.origin.as_str().trim_end_matches('/');
                let challenge = &options["challenge"];
                let client_data = json!({
                    "type": kind, "challenge": challenge, "origin": origin, "crossOrigin": false,
                });
                if kind == "webauthn.create" {
                    options["rp"]["id"] = other.into();
                } else {
                    options["rpId"] = other.into();
                }
                let origin = format!("https://{other}").parse().unwrap();
                let forged = client_data.to_string().into_bytes();
                (origin, json!({ "publicKey": options }), Some(forged))
            }
            Tampering::Unverified => {
                options["userVerification"] = "discouraged".into();
                if let Some(selection) = options.get_mut("authenticatorSelection") {
                    selection["userVerification"] = "discouraged".into();
                }
                (self.origin.clone(), json!({ "publicKey": options }), None)
            }
        }
    }
}

fn sha256(data: &[u8]) -> Vec<u8> {
    <RustCryptoBackend as CryptoBackend>::Sha256::sha256(data).to_vec()
}
