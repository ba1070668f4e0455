//! JWK sets (RFC 7517 §5).

use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, anyhow};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::Jwk;

/// The private signing keys of the app.
#[derive(Serialize, Deserialize)]
pub struct JwkSet {
    keys: Vec<Jwk>,
}

impl JwkSet {
    /// A set of one new key, as JSON.
    pub fn generate() -> anyhow::Result<String> {
        Ok(serde_json::to_string(&Self { keys: vec![Jwk::generate()?] })?)
    }

    pub fn parse(signing_keys: &str) -> anyhow::Result<Self> {
        serde_json::from_str(signing_keys).map_err(|_| {
            anyhow!("the signing keys must be a private JWK set of P-256 keys, each with a kid")
        })
    }

    /// The public JWK set of these keys and `gateway`, as JSON.
    pub fn public_with(&self, gateway: &Jwk) -> String {
        let keys: Vec<Value> = self.keys.iter().chain([gateway]).map(Jwk::public).collect();
        json!({ "keys": keys }).to_string()
    }

    /// A token of the user `user_id`, signed with the first key and valid for five minutes.
    pub fn user_token(&self, user_id: &str) -> anyhow::Result<String> {
        let key = self.keys.first().context("the JWK set of signing keys is empty")?;
        let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
        let (audience, role) = ("authenticated", "authenticated");
        let (issued, expires) = (now, now + 300);
        key.sign(&json!({
            "aud": audience, "role": role, "sub": user_id, "iat": issued, "exp": expires,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_public_set_contains_no_private_key() {
        let (app, gateway) = (JwkSet::generate().unwrap(), Jwk::generate().unwrap());
        let public = JwkSet::parse(&app).unwrap().public_with(&gateway);
        let public: Value = serde_json::from_str(&public).unwrap();
        let keys = public["keys"].as_array().unwrap();
        assert_eq!(keys.len(), 2);
        assert!(keys.iter().all(|key| key.get("d").is_none()));
        assert!(keys.iter().all(|key| key["alg"] == "ES256" && key["kid"].is_string()));
        assert_ne!(keys[0]["kid"], keys[1]["kid"]);
    }

    #[test]
    fn only_a_private_set_is_valid() {
        for set in [
            "",
            "{}",
            r#"{"keys":[{"kty":"oct","k":"AAAA"}]}"#,
            r#"{"keys":[{"kty":"EC","crv":"P-256","kid":"a"}]}"#,
        ] {
            assert!(JwkSet::parse(set).is_err(), "{set}");
        }
    }
}
