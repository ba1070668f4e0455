//! The base64url of `WebAuthn`'s JSON (RFC 4648 §5, without padding).

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::Value;

pub fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

pub fn decode(text: &Value) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text.as_str().unwrap()).unwrap()
}

/// Replaces the credential id in a registration response. Without attestation nothing in it is
/// signed, so an attacker can do this.
pub fn replace_credential_id(response: &mut Value, own: &[u8], other: &[u8]) {
    let mut attestation = decode(&response["response"]["attestationObject"]);
    let at = attestation.windows(own.len()).position(|window| window == own).unwrap();
    attestation[at..at + own.len()].copy_from_slice(other);
    response["response"]["attestationObject"] = encode(&attestation).into();
    response["id"] = encode(other).into();
    response["rawId"] = encode(other).into();
}
