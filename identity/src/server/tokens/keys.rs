//! Signing keys as a JWK set. The first key signs; all keys are published, so that tokens stay
//! valid while keys rotate.

use std::collections::HashSet;

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{
    DecodingKey, EncodingKey,
    jwk::{
        AlgorithmParameters, CommonParameters, EllipticCurve, EllipticCurveKeyParameters, Jwk,
        JwkSet, KeyAlgorithm, PublicKeyUse,
    },
};
use serde::Deserialize;

use crate::server::InvalidSetting;

pub(super) struct SigningKeys {
    /// Signs new tokens.
    pub current: SigningKey,
    /// By `kid`.
    verifying: Vec<(String, DecodingKey)>,
    /// The public keys as JSON.
    pub jwks: String,
}

pub(super) struct SigningKey {
    pub kid: String,
    pub key: EncodingKey,
}

/// An EC key with its private part (RFC 7517 §4, RFC 7518 §6.2). jsonwebtoken's own types cover
/// public keys only.
#[derive(Deserialize)]
struct PrivateJwk {
    #[serde(flatten)]
    public: EllipticCurveKeyParameters,
    kid: String,
    d: String,
}

#[derive(Deserialize)]
struct PrivateJwkSet {
    keys: Vec<PrivateJwk>,
}

impl SigningKeys {
    /// # Errors
    /// [`InvalidSetting::SigningKeys`] unless all keys are complete P-256 keys with distinct ids.
    /// The error doesn't say which key, because it must not contain any part of it.
    pub fn parse(jwk_set: &str) -> Result<Self, InvalidSetting> {
        let PrivateJwkSet { keys } =
            serde_json::from_str(jwk_set).map_err(|_| InvalidSetting::SigningKeys)?;
        let ids: HashSet<_> = keys.iter().map(|jwk| &jwk.kid).collect();
        if ids.len() != keys.len() {
            return Err(InvalidSetting::SigningKeys);
        }
        let signing = keys.iter().map(PrivateJwk::signing_key).collect::<Result<Vec<_>, _>>()?;
        let jwks = JwkSet { keys: keys.iter().map(PrivateJwk::public_jwk).collect() };
        Ok(Self {
            current: signing.into_iter().next().ok_or(InvalidSetting::SigningKeys)?,
            verifying: keys.iter().map(PrivateJwk::verifying_key).collect::<Result<_, _>>()?,
            jwks: serde_json::to_string(&jwks).map_err(|_| InvalidSetting::SigningKeys)?,
        })
    }

    pub fn verifying(&self, kid: &str) -> Option<&DecodingKey> {
        self.verifying.iter().find(|(one, _)| one == kid).map(|(_, key)| key)
    }
}

impl PrivateJwk {
    /// Checks that private and public part belong together, which a JWK doesn't guarantee.
    fn signing_key(&self) -> Result<SigningKey, InvalidSetting> {
        let decode =
            |part: &str| URL_SAFE_NO_PAD.decode(part).map_err(|_| InvalidSetting::SigningKeys);
        if self.public.curve != EllipticCurve::P256 || self.kid.is_empty() {
            return Err(InvalidSetting::SigningKeys);
        }
        let point = [vec![4], decode(&self.public.x)?, decode(&self.public.y)?].concat();
        let pair = EcdsaKeyPair::from_private_key_and_public_key(
            &ECDSA_P256_SHA256_FIXED_SIGNING,
            &decode(&self.d)?,
            &point,
        )
        .map_err(|_| InvalidSetting::SigningKeys)?;
        let der = pair.to_pkcs8v1().map_err(|_| InvalidSetting::SigningKeys)?;
        Ok(SigningKey { kid: self.kid.clone(), key: EncodingKey::from_ec_der(der.as_ref()) })
    }

    fn verifying_key(&self) -> Result<(String, DecodingKey), InvalidSetting> {
        let key = DecodingKey::from_ec_components(&self.public.x, &self.public.y)
            .map_err(|_| InvalidSetting::SigningKeys)?;
        Ok((self.kid.clone(), key))
    }

    fn public_jwk(&self) -> Jwk {
        Jwk {
            common: CommonParameters {
                public_key_use: Some(PublicKeyUse::Signature),
                key_algorithm: Some(KeyAlgorithm::ES256),
                key_id: Some(self.kid.clone()),
                ..CommonParameters::default()
            },
            algorithm: AlgorithmParameters::EllipticCurve(self.public.clone()),
        }
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

    fn is_rejected(set: &Value) -> bool {
        SigningKeys::parse(&set.to_string())
            .is_err_and(|error| error == InvalidSetting::SigningKeys)
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
    fn the_first_key_signs_and_all_keys_are_published() {
        let set = json!({ "keys": [generate("new"), generate("old")] });
        let keys = SigningKeys::parse(&set.to_string()).unwrap();
        assert_eq!(keys.current.kid, "new");
        let public: Value = keys.jwks.parse().unwrap();
        let ids: Vec<_> =
            public["keys"].as_array().unwrap().iter().map(|key| key["kid"].clone()).collect();
        assert_eq!(ids, ["new", "old"]);
    }

    #[test]
    fn published_keys_contain_nothing_private() {
        let key = generate("a");
        let keys = SigningKeys::parse(&json!({ "keys": [key] }).to_string()).unwrap();
        let public: Value = keys.jwks.parse().unwrap();
        assert!(public["keys"][0].get("d").is_none());
        assert!(!keys.jwks.contains(key["d"].as_str().unwrap()));
        for part in ["kty", "crv", "kid", "alg", "use", "x", "y"] {
            assert_eq!(public["keys"][0][part], key[part], "{part}");
        }
    }

    #[test]
    fn a_set_without_keys_is_rejected() {
        assert!(is_rejected(&json!({ "keys": [] })));
        assert!(is_rejected(&json!({})));
        assert!(is_rejected(&generate("a")));
        assert!(SigningKeys::parse("").is_err());
    }

    #[test]
    fn keys_with_the_same_id_are_rejected() {
        assert!(is_rejected(&json!({ "keys": [generate("a"), generate("a")] })));
    }

    #[test]
    fn an_incomplete_key_is_rejected() {
        for part in ["kty", "crv", "kid", "x", "y", "d"] {
            assert!(is_rejected(&json!({ "keys": [without(part)] })), "{part}");
        }
        assert!(is_rejected(&json!({ "keys": [with("kid", "")] })));
        let second = json!({ "keys": [generate("good"), without("d")] });
        assert!(is_rejected(&second), "the second key is checked too");
    }

    #[test]
    fn parts_of_different_key_pairs_are_rejected() {
        let other = generate("b");
        assert!(is_rejected(&json!({ "keys": [with("d", other["d"].clone())] })));
        assert!(is_rejected(&json!({ "keys": [with("x", other["x"].clone())] })));
        assert!(is_rejected(&json!({ "keys": [with("d", URL_SAFE_NO_PAD.encode([0; 32]))] })));
        assert!(is_rejected(&json!({ "keys": [with("d", "not base64!")] })));
    }

    #[test]
    fn other_types_of_keys_are_rejected() {
        for (part, value) in
            [("crv", "P-384"), ("crv", "secp256k1"), ("kty", "OKP"), ("kty", "RSA"), ("kty", "oct")]
        {
            assert!(is_rejected(&json!({ "keys": [with(part, value)] })), "{part} {value}");
        }
    }
}
