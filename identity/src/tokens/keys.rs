//! Signing keys as a JWK set: the first key signs, all of them are published, so that a rotation overlaps.

use std::collections::HashSet;

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::EncodingKey;
use serde::Deserialize;

use crate::Invalid;

pub(super) struct Keys {
    signing: Signing,
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
        Ok(Self {
            signing: Signing { kid: first.kid.clone(), key },
            public: serde_json::json!({ "keys": published }).to_string(),
        })
    }

    pub fn signing(&self) -> &Signing {
        &self.signing
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

    fn public(&self) -> serde_json::Value {
        let Self { kty, crv, kid, x, y, .. } = self;
        serde_json::json!({ "kty": kty, "crv": crv, "kid": kid, "x": x, "y": y, "alg": "ES256", "use": "sig" })
    }
}
