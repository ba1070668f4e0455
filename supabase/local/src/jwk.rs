//! JSON Web Keys (RFC 7517, RFC 7518 §6.2) for ES256, each with a `kid`.

mod set;

use anyhow::{Context, anyhow};
use aws_lc_rs::{
    encoding::{AsBigEndian, EcPrivateKeyBin},
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
pub use set::JwkSet;

use crate::random::random_text;

/// A private key on the curve P-256.
#[derive(Clone, Serialize, Deserialize)]
pub struct Jwk {
    kty: String,
    crv: String,
    kid: String,
    x: String,
    y: String,
    d: String,
    #[serde(default = "es256")]
    alg: String,
    #[serde(default = "sig", rename = "use")]
    usage: String,
}

impl Jwk {
    pub fn generate() -> anyhow::Result<Self> {
        let failed = |_| anyhow!("failed to generate a key");
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).map_err(failed)?;
        let private: EcPrivateKeyBin = pair.private_key().as_be_bytes().map_err(failed)?;
        // SEC 1 §2.3.3: a tag, then both coordinates of 32 bytes.
        let point =
            pair.public_key().as_ref().get(1..65).context("the key is not on the curve P-256")?;
        let (x, y) = point.split_at(32);
        Ok(Self {
            kty: "EC".into(),
            crv: "P-256".into(),
            kid: random_text(16),
            x: URL_SAFE_NO_PAD.encode(x),
            y: URL_SAFE_NO_PAD.encode(y),
            d: URL_SAFE_NO_PAD.encode(private.as_ref()),
            alg: es256(),
            usage: sig(),
        })
    }

    /// A JWT with these claims.
    pub fn sign(&self, claims: &Value) -> anyhow::Result<String> {
        let mut header = Header::new(Algorithm::ES256);
        header.kid = Some(self.kid.clone());
        Ok(jsonwebtoken::encode(&header, claims, &self.encoding_key()?)?)
    }

    fn encoding_key(&self) -> anyhow::Result<EncodingKey> {
        let decode = |part: &str| {
            URL_SAFE_NO_PAD.decode(part).context("a signing key is not valid base64url")
        };
        let point = [vec![4], decode(&self.x)?, decode(&self.y)?].concat();
        let pair = EcdsaKeyPair::from_private_key_and_public_key(
            &ECDSA_P256_SHA256_FIXED_SIGNING,
            &decode(&self.d)?,
            &point,
        );
        let pair =
            pair.map_err(|_| anyhow!("a signing key's private and public parts don't match"))?;
        let der = pair.to_pkcs8v1().map_err(|_| anyhow!("a signing key is invalid"))?;
        Ok(EncodingKey::from_ec_der(der.as_ref()))
    }

    /// The public part.
    fn public(&self) -> Value {
        let Self { kty, crv, kid, x, y, alg, usage, .. } = self;
        json!({ "kty": kty, "crv": crv, "kid": kid, "x": x, "y": y, "alg": alg, "use": usage })
    }
}

fn es256() -> String {
    "ES256".into()
}

fn sig() -> String {
    "sig".into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_generated_key_signs() {
        assert!(Jwk::generate().unwrap().sign(&json!({ "sub": "a" })).is_ok());
    }

    #[test]
    fn the_parts_of_two_keys_do_not_sign() {
        let (mut key, other) = (Jwk::generate().unwrap(), Jwk::generate().unwrap());
        key.d = other.d;
        assert!(key.sign(&json!({ "sub": "a" })).is_err());
    }
}
