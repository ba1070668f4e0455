//! Signing keys as JSON Web Keys (RFC 7517, RFC 7518 §6.2): ES256 on P-256, each with a `kid`.

use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, anyhow};
use aws_lc_rs::{
    encoding::{AsBigEndian, EcPrivateKeyBin},
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde::{Deserialize, Serialize};

use crate::secrets::random;

/// A private key. Its name is random: it says nothing but which key it is.
#[derive(Clone, Serialize, Deserialize)]
pub struct Jwk {
    kty: String,
    crv: String,
    pub kid: String,
    x: String,
    y: String,
    d: String,
    #[serde(default = "es256")]
    alg: String,
    #[serde(default = "sig", rename = "use")]
    usage: String,
}

#[derive(Serialize, Deserialize)]
struct JwkSet {
    keys: Vec<Jwk>,
}

impl Jwk {
    pub fn generate() -> anyhow::Result<Self> {
        let refused = |_| anyhow!("failed to generate a key");
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).map_err(refused)?;
        let secret: EcPrivateKeyBin = pair.private_key().as_be_bytes().map_err(refused)?;
        // SEC 1 §2.3.3: a tag, then both coordinates, 32 bytes each.
        let (x, y) = pair.public_key().as_ref().get(1..65).context("the key is not on the curve P-256")?.split_at(32);
        Ok(Self {
            kty: "EC".into(),
            crv: "P-256".into(),
            kid: random(16),
            x: URL_SAFE_NO_PAD.encode(x),
            y: URL_SAFE_NO_PAD.encode(y),
            d: URL_SAFE_NO_PAD.encode(secret.as_ref()),
            alg: es256(),
            usage: sig(),
        })
    }

    pub fn encoding_key(&self) -> anyhow::Result<EncodingKey> {
        let decode = |part: &str| URL_SAFE_NO_PAD.decode(part).context("a signing key is not valid base64url");
        let point = [vec![4], decode(&self.x)?, decode(&self.y)?].concat();
        let pair =
            EcdsaKeyPair::from_private_key_and_public_key(&ECDSA_P256_SHA256_FIXED_SIGNING, &decode(&self.d)?, &point)
                .map_err(|_| anyhow!("a signing key's private and public parts don't match"))?;
        let der = pair.to_pkcs8v1().map_err(|_| anyhow!("a signing key is invalid"))?;
        Ok(EncodingKey::from_ec_der(der.as_ref()))
    }

    /// A JWT with these claims, signed with this key.
    pub fn sign(&self, claims: &serde_json::Value) -> anyhow::Result<String> {
        let mut header = Header::new(Algorithm::ES256);
        header.kid = Some(self.kid.clone());
        Ok(jsonwebtoken::encode(&header, claims, &self.encoding_key()?)?)
    }

    fn public(&self) -> serde_json::Value {
        let Self { kty, crv, kid, x, y, alg, usage, .. } = self;
        serde_json::json!({ "kty": kty, "crv": crv, "kid": kid, "x": x, "y": y, "alg": alg, "use": usage })
    }
}

/// A new private JWK set with one key.
pub fn generate_set() -> anyhow::Result<String> {
    Ok(serde_json::to_string(&JwkSet { keys: vec![Jwk::generate()?] })?)
}

/// The public JWK set of the private ones in `signing_keys` and of `gateway`: whose tokens `PostgREST` trusts.
pub fn public_set(signing_keys: &str, gateway: &Jwk) -> anyhow::Result<String> {
    let set: JwkSet = serde_json::from_str(signing_keys)
        .map_err(|_| anyhow!("the signing keys must be a private JWK set of P-256 keys, each \
            with a kid"))?;
    let keys: Vec<_> = set.keys.iter().chain([gateway]).map(Jwk::public).collect();
    Ok(serde_json::json!({ "keys": keys }).to_string())
}

/// A token of the user `user_id` as the app signs it: with the first of the private `signing_keys`.
pub fn sign_user_token(signing_keys: &str, user_id: &str) -> anyhow::Result<String> {
    let set: JwkSet = serde_json::from_str(signing_keys)?;
    let key = set.keys.first().context("the JWK set of signing keys is empty")?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
    key.sign(&serde_json::json!({
        "aud": "authenticated", "role": "authenticated", "sub": user_id, "iat": now, "exp": now + 300,
    }))
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
    fn what_is_published_holds_no_secret() {
        let (app, gateway) = (generate_set().unwrap(), Jwk::generate().unwrap());
        let published: serde_json::Value = serde_json::from_str(&public_set(&app, &gateway).unwrap()).unwrap();
        let keys = published["keys"].as_array().unwrap();
        assert_eq!(keys.len(), 2);
        assert!(keys.iter().all(|key| key.get("d").is_none() && key["alg"] == "ES256" && key["kid"].is_string()));
        assert_ne!(keys[0]["kid"], keys[1]["kid"]);
    }

    #[test]
    fn a_generated_key_signs() {
        assert!(Jwk::generate().unwrap().encoding_key().is_ok());
    }

    #[test]
    fn parts_of_two_keys_are_no_key() {
        let (mut one, other) = (Jwk::generate().unwrap(), Jwk::generate().unwrap());
        one.d = other.d;
        assert!(one.encoding_key().is_err());
    }

    #[test]
    fn anything_but_a_private_set_is_refused() {
        let gateway = Jwk::generate().unwrap();
        for set in
            ["", "{}", r#"{"keys":[{"kty":"oct","k":"AAAA"}]}"#, r#"{"keys":[{"kty":"EC","crv":"P-256","kid":"a"}]}"#]
        {
            assert!(public_set(set, &gateway).is_err(), "{set}");
        }
    }
}
