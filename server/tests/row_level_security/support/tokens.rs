//! Tokens, true and false.

use std::time::{SystemTime, UNIX_EPOCH};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};
use uuid::Uuid;

/// A signing key, as a private JWK.
pub struct Key(Value);

impl Key {
    /// The one that the app signs with.
    pub fn of_the_app(signing_keys: &str) -> Self {
        let set: Value = serde_json::from_str(signing_keys).unwrap();
        Self(set["keys"][0].clone())
    }

    /// One that nobody published.
    pub fn foreign() -> Self {
        use aws_lc_rs::{
            encoding::{AsBigEndian, EcPrivateKeyBin},
            signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair},
        };
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
        let secret: EcPrivateKeyBin = pair.private_key().as_be_bytes().unwrap();
        let point = pair.public_key().as_ref();
        let part = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        Self(json!({ "kty": "EC", "crv": "P-256", "kid": "foreign", "alg": "ES256",
            "x": part(&point[1..33]), "y": part(&point[33..65]), "d": part(secret.as_ref()) }))
    }

    /// The same key under the name of another.
    pub fn named_as(mut self, other: &Self) -> Self {
        self.0["kid"] = other.0["kid"].clone();
        self
    }

    pub fn sign(&self, claims: &Value) -> String {
        let mut header = Header::new(Algorithm::ES256);
        header.kid = Some(self.0["kid"].as_str().unwrap().to_owned());
        jsonwebtoken::encode(&header, claims, &self.private()).unwrap()
    }

    /// What is published of it, in the spellings that a careless verifier might take for a shared
    /// secret.
    pub fn as_shared_secrets(&self) -> Vec<Vec<u8>> {
        let mut public = self.0.clone();
        public.as_object_mut().unwrap().remove("d");
        let spki = [SPKI_OF_P256, &self.point()].concat();
        let base64 = base64::engine::general_purpose::STANDARD.encode(&spki);
        let pem = format!(
            "-----BEGIN PUBLIC KEY-----\n{}\n{}\n-----END PUBLIC KEY-----\n",
            &base64[..64],
            &base64[64..]
        );
        let set = json!({ "keys": [public] });
        vec![
            public.to_string().into_bytes(),
            set.to_string().into_bytes(),
            pem.into_bytes(),
            spki,
            self.point(),
            vec![],
        ]
    }

    /// `claims` under HS256, with the public key for a secret (RFC 8725 §2.1).
    pub fn confuse(&self, claims: &Value) -> Vec<String> {
        let mut header = Header::new(Algorithm::HS256);
        header.kid = Some(self.0["kid"].as_str().unwrap().to_owned());
        let sign = |secret: Vec<u8>| {
            jsonwebtoken::encode(&header, claims, &EncodingKey::from_secret(&secret)).unwrap()
        };
        self.as_shared_secrets().into_iter().map(sign).collect()
    }

    fn point(&self) -> Vec<u8> {
        let part = |name: &str| URL_SAFE_NO_PAD.decode(self.0[name].as_str().unwrap()).unwrap();
        [vec![4], part("x"), part("y")].concat()
    }

    fn private(&self) -> EncodingKey {
        use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
        let secret = URL_SAFE_NO_PAD.decode(self.0["d"].as_str().unwrap()).unwrap();
        let pair = EcdsaKeyPair::from_private_key_and_public_key(
            &ECDSA_P256_SHA256_FIXED_SIGNING,
            &secret,
            &self.point(),
        );
        EncodingKey::from_ec_der(pair.unwrap().to_pkcs8v1().unwrap().as_ref())
    }
}

/// RFC 5480 §2: what stands before the point in a `SubjectPublicKeyInfo` of P-256.
const SPKI_OF_P256: &[u8] = &[
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a,
    0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
];

/// What the app says of `person`.
pub fn claims(person: Uuid) -> Value {
    json!({
        "iss": "http://localhost:3000",
        "aud": "authenticated",
        "sub": person,
        "role": "authenticated",
        "iat": now(),
        "exp": now() + 300,
        "session_id": Uuid::new_v4(),
        "aal": "aal1",
        "is_anonymous": false,
    })
}

/// The same with one claim of the forger's choice.
pub fn claims_but(person: Uuid, claim: &str, value: impl Into<Value>) -> Value {
    let mut claims = claims(person);
    claims[claim] = value.into();
    claims
}

/// No signature and an algorithm that asks for none (RFC 7519 §6).
pub fn unsigned(claims: &Value) -> Vec<String> {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let of =
        |alg: &str| format!("{}.{}.", part(&json!({ "alg": alg, "typ": "JWT" })), part(claims));
    ["none", "None", "NONE"].into_iter().map(of).collect()
}

/// `token` with other claims under its signature.
pub fn with_claims(token: &str, claims: &Value) -> String {
    let parts: Vec<_> = token.split('.').collect();
    format!("{}.{}.{}", parts[0], URL_SAFE_NO_PAD.encode(claims.to_string()), parts[2])
}

pub fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()
}
