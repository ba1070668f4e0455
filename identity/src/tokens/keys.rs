//! Signing keys as a JWK set: the first key signs, all of them are published, so that a rotation overlaps.

use std::collections::HashSet;

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{DecodingKey, EncodingKey};
use serde::Deserialize;

use crate::Invalid;

pub(super) struct Keys {
    signing: Signing,
    /// By `kid`.
    verifying: Vec<(String, DecodingKey)>,
    public: String,
}

/// The key that new tokens are signed with.
pub(super) struct Signing {
    pub kid: String,
    pub key: EncodingKey,
}

/// RFC 7517 §4 and RFC 7518 §6.2: an EC key with its private part.
#[derive(Deserialize)]
struct Jwk {
    kty: String,
    crv: String,
    kid: String,
    x: String,
    y: String,
    d: String,
}

#[derive(Deserialize)]
struct JwkSet {
    keys: Vec<Jwk>,
}

impl Keys {
    /// # Errors
    /// [`Invalid::SigningKeys`] for anything but distinct, complete P-256 keys; which one, the secret itself must tell.
    pub fn parse(set: &str) -> Result<Self, Invalid> {
        let JwkSet { keys } = serde_json::from_str(set).map_err(|_| Invalid::SigningKeys)?;
        let ids: HashSet<_> = keys.iter().map(|jwk| &jwk.kid).collect();
        if ids.len() != keys.len() {
            return Err(Invalid::SigningKeys);
        }
        let mut pairs = keys.iter().map(Jwk::encoding_key).collect::<Result<Vec<_>, _>>()?.into_iter();
        let (Some(first), Some(key)) = (keys.first(), pairs.next()) else {
            return Err(Invalid::SigningKeys);
        };
        let published: Vec<_> = keys.iter().map(Jwk::public).collect();
        let verifying = keys.iter().map(Jwk::decoding_key).collect::<Result<_, _>>()?;
        Ok(Self {
            verifying,
            signing: Signing { kid: first.kid.clone(), key },
            public: serde_json::json!({ "keys": published }).to_string(),
        })
    }

    pub fn signing(&self) -> &Signing {
        &self.signing
    }

    pub fn verifying(&self, kid: &str) -> Option<&DecodingKey> {
        self.verifying.iter().find(|(one, _)| one == kid).map(|(_, key)| key)
    }

    pub fn public(&self) -> &str {
        &self.public
    }
}

impl Jwk {
    /// The pair is checked to belong together, which a JWK alone doesn't promise.
    fn encoding_key(&self) -> Result<EncodingKey, Invalid> {
        let decode = |part: &str| URL_SAFE_NO_PAD.decode(part).map_err(|_| Invalid::SigningKeys);
        if self.kty != "EC" || self.crv != "P-256" || self.kid.is_empty() {
            return Err(Invalid::SigningKeys);
        }
        let point = [vec![4], decode(&self.x)?, decode(&self.y)?].concat();
        let pair =
            EcdsaKeyPair::from_private_key_and_public_key(&ECDSA_P256_SHA256_FIXED_SIGNING, &decode(&self.d)?, &point)
                .map_err(|_| Invalid::SigningKeys)?;
        let der = pair.to_pkcs8v1().map_err(|_| Invalid::SigningKeys)?;
        Ok(EncodingKey::from_ec_der(der.as_ref()))
    }

    fn decoding_key(&self) -> Result<(String, DecodingKey), Invalid> {
        let key = DecodingKey::from_ec_components(&self.x, &self.y).map_err(|_| Invalid::SigningKeys)?;
        Ok((self.kid.clone(), key))
    }

    fn public(&self) -> serde_json::Value {
        let Self { kty, crv, kid, x, y, .. } = self;
        serde_json::json!({ "kty": kty, "crv": crv, "kid": kid, "x": x, "y": y, "alg": "ES256", "use": "sig" })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use aws_lc_rs::{encoding::AsBigEndian, signature::KeyPair};
    use serde_json::{Value, json};

    use super::*;

    /// A new private key as a JWK.
    pub fn generate(kid: &str) -> Value {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
        let point = pair.public_key().as_ref();
        let encode = |part: &[u8]| URL_SAFE_NO_PAD.encode(part);
        let secret = pair.private_key().as_be_bytes().unwrap();
        json!({
            "kty": "EC", "crv": "P-256", "kid": kid, "alg": "ES256", "use": "sig",
            "x": encode(&point[1..33]), "y": encode(&point[33..]), "d": encode(secret.as_ref()),
        })
    }

    fn refused(set: &Value) -> bool {
        Keys::parse(&set.to_string()).is_err_and(|error| error == Invalid::SigningKeys)
    }

    fn without(part: &str) -> Value {
        let mut key = generate("a");
        key.as_object_mut().unwrap().remove(part);
        key
    }

    fn with(part: &str, value: impl Into<Value>) -> Value {
        let mut key = generate("a");
        key[part] = value.into();
        key
    }

    #[test]
    fn the_first_key_signs_and_all_are_published() {
        let keys = Keys::parse(&json!({ "keys": [generate("new"), generate("old")] }).to_string()).unwrap();
        assert_eq!(keys.signing().kid, "new");
        let public: Value = keys.public().parse().unwrap();
        let ids: Vec<_> = public["keys"].as_array().unwrap().iter().map(|key| key["kid"].clone()).collect();
        assert_eq!(ids, ["new", "old"]);
    }

    #[test]
    fn the_published_keys_hold_nothing_private() {
        let key = generate("a");
        let keys = Keys::parse(&json!({ "keys": [key] }).to_string()).unwrap();
        let public: Value = keys.public().parse().unwrap();
        assert!(public["keys"][0].get("d").is_none());
        assert!(!keys.public().contains(key["d"].as_str().unwrap()));
        for part in ["kty", "crv", "kid", "alg", "use", "x", "y"] {
            assert_eq!(public["keys"][0][part], key[part], "{part}");
        }
    }

    #[test]
    fn a_set_without_keys_is_refused() {
        assert!(refused(&json!({ "keys": [] })));
        assert!(refused(&json!({})));
        assert!(refused(&generate("a")));
        assert!(Keys::parse("").is_err());
    }

    #[test]
    fn keys_that_share_an_id_are_refused() {
        assert!(refused(&json!({ "keys": [generate("a"), generate("a")] })));
    }

    #[test]
    fn an_incomplete_key_is_refused() {
        for part in ["kty", "crv", "kid", "x", "y", "d"] {
            assert!(refused(&json!({ "keys": [without(part)] })), "{part}");
        }
        assert!(refused(&json!({ "keys": [with("kid", "")] })));
        assert!(refused(&json!({ "keys": [generate("good"), without("d")] })), "the second counts as well");
    }

    #[test]
    fn parts_of_different_pairs_are_refused() {
        let other = generate("b");
        assert!(refused(&json!({ "keys": [with("d", other["d"].clone())] })));
        assert!(refused(&json!({ "keys": [with("x", other["x"].clone())] })));
        assert!(refused(&json!({ "keys": [with("d", URL_SAFE_NO_PAD.encode([0; 32]))] })));
        assert!(refused(&json!({ "keys": [with("d", "not base64!")] })));
    }

    #[test]
    fn other_kinds_of_keys_are_refused() {
        for (part, value) in [("crv", "P-384"), ("crv", "secp256k1"), ("kty", "OKP"), ("kty", "RSA"), ("kty", "oct")] {
            assert!(refused(&json!({ "keys": [with(part, value)] })), "{part} {value}");
        }
    }
}
