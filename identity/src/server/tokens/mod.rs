//! Access tokens that Supabase trusts: short-lived ES256 JWTs, one per session, and the public
//! documents to verify them.

mod claims;
mod keys;

use std::{sync::Arc, time::Duration};

use jsonwebtoken::{Algorithm, Header, Validation};
use moka::sync::Cache;
use time::OffsetDateTime;
use uuid::Uuid;

use claims::AUDIENCE;
pub use claims::{ClaimedMethod, Claims};
use keys::SigningKeys;

use super::{Error, InvalidSetting, Member};

/// The lifetime of an access token. Supabase Auth's default is an hour.
pub const ACCESS_TOKEN_LIFETIME: Duration = Duration::from_mins(5);

/// A cached token is used until this long before it expires, so that it outlives the request.
const EXPIRY_MARGIN: Duration = Duration::from_mins(1);

/// The number of sessions whose token is cached: about 1 kB each.
const CACHE_CAPACITY: u64 = 10_000;

/// Issues and verifies access tokens. See [`super::Identity::tokens`].
pub struct Tokens {
    keys: SigningKeys,
    issuer: String,
    cache: Cache<Uuid, Arc<str>>,
}

impl Tokens {
    /// # Errors
    /// [`InvalidSetting::SigningKeys`].
    pub fn new(signing_keys: &str, issuer: String) -> Result<Self, InvalidSetting> {
        let cache = Cache::builder()
            .max_capacity(CACHE_CAPACITY)
            .time_to_live(ACCESS_TOKEN_LIFETIME.saturating_sub(EXPIRY_MARGIN))
            .build();
        Ok(Self { keys: SigningKeys::parse(signing_keys)?, issuer, cache })
    }

    /// Returns the token of the member's session, from the cache or newly issued.
    ///
    /// # Errors
    /// [`Error::Internal`] if signing fails.
    pub fn access_token(&self, member: &Member) -> Result<Arc<str>, Error> {
        self.cache.try_get_with(member.session_id, || self.issue(member)).map_err(|cause| {
            tracing::error!(%cause, "identity: token not signed");
            Error::Internal
        })
    }

    /// Removes a session's token from the cache.
    pub(super) fn invalidate(&self, session_id: Uuid) {
        self.cache.invalidate(&session_id);
    }

    /// Removes the tokens of several sessions from the cache.
    pub(super) fn invalidate_all(&self, session_ids: &[Uuid]) {
        for session_id in session_ids {
            self.invalidate(*session_id);
        }
    }

    /// Returns the claims of a valid token: signed by one of the keys, with this issuer and
    /// audience, not expired. [`super::Sessions::validate`] also checks that its session is
    /// active.
    pub(super) fn verify(&self, token: &str) -> Option<Claims> {
        let kid = jsonwebtoken::decode_header(token).ok()?.kid?;
        let mut validation = Validation::new(Algorithm::ES256);
        validation.set_issuer(&[&self.issuer]);
        validation.set_audience(&[AUDIENCE]);
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        validation.leeway = 0;
        let key = self.keys.verifying(&kid)?;
        jsonwebtoken::decode(token, key, &validation).ok().map(|token| token.claims)
    }

    /// The issuer identifier: the public URL without a trailing slash.
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// The public keys as a JWK set (RFC 7517 §5), for `/.well-known/jwks.json`.
    #[must_use]
    pub fn jwks(&self) -> &str {
        &self.keys.jwks
    }

    /// OpenID Connect Discovery 1.0 §3, for `/.well-known/openid-configuration`.
    #[must_use]
    pub fn openid_configuration(&self) -> serde_json::Value {
        let issuer = &self.issuer;
        serde_json::json!({
            "issuer": issuer,
            "authorization_endpoint": format!("{issuer}/login"),
            "jwks_uri": format!("{issuer}/.well-known/jwks.json"),
            "response_types_supported": ["id_token"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["ES256"],
            "claims_supported": Claims::NAMES,
        })
    }

    fn issue(&self, member: &Member) -> Result<Arc<str>, jsonwebtoken::errors::Error> {
        let claims = Claims::new(member, &self.issuer, OffsetDateTime::now_utc());
        let signing = &self.keys.current;
        let header = Header { kid: Some(signing.kid.clone()), ..Header::new(Algorithm::ES256) };
        jsonwebtoken::encode(&header, &claims, &signing.key).map(Arc::from)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jsonwebtoken::{DecodingKey, TokenData, Validation, decode, decode_header};
    use serde_json::{Value, json};

    use super::{keys::tests::generate, *};
    use crate::{AuthMethod, server::users::User};

    const ISSUER: &str = "https://app.example";

    fn member() -> Member {
        Member::authenticated_with(User::new("ada@example.org".into(), false), AuthMethod::Passkey)
    }

    fn tokens(keys: &[Value]) -> Tokens {
        Tokens::new(&json!({ "keys": keys }).to_string(), ISSUER.into()).unwrap()
    }

    fn verified(token: &str, key: &Value) -> jsonwebtoken::errors::Result<TokenData<Value>> {
        let key = DecodingKey::from_ec_components(
            key["x"].as_str().unwrap(),
            key["y"].as_str().unwrap(),
        )?;
        let mut validation = Validation::new(Algorithm::ES256);
        validation.set_audience(&["authenticated"]);
        validation.set_issuer(&[ISSUER]);
        decode(token, &key, &validation)
    }

    #[test]
    fn a_token_contains_the_claims_of_supabase_and_no_others() {
        let (key, ada) = (generate("a"), member());
        let token = tokens(std::slice::from_ref(&key)).access_token(&ada).unwrap();
        let claims = verified(&token, &key).unwrap().claims;

        let since = ada.authenticated_at.unix_timestamp();
        let (iat, exp) = (claims["iat"].as_i64().unwrap(), claims["exp"].as_i64().unwrap());
        assert_eq!(
            claims,
            json!({
                "iss": ISSUER, "aud": "authenticated", "sub": ada.user_id, "role": "authenticated",
                "iat": iat, "exp": exp,
                "session_id": ada.session_id, "email": "ada@example.org", "aal": "aal2",
                "amr": [{ "method": "webauthn", "timestamp": since }], "is_anonymous": false,
            })
        );
        assert!((0..=5).contains(&(OffsetDateTime::now_utc().unix_timestamp() - iat)));
        assert_eq!(exp - iat, 5 * 60);
        let named: BTreeSet<_> = claims.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(named, BTreeSet::from(Claims::NAMES));
    }

    #[test]
    fn the_header_contains_the_key_id() {
        let token = tokens(&[generate("2026-11")]).access_token(&member()).unwrap();
        let header = token.split('.').next().unwrap();
        let header: Value = serde_json::from_slice(&base64_url(header)).unwrap();
        assert_eq!(header, json!({ "alg": "ES256", "kid": "2026-11", "typ": "JWT" }));
    }

    #[test]
    fn a_session_has_one_token_until_it_is_invalidated() {
        let (tokens, ada, bob) = (tokens(&[generate("a")]), member(), member());
        let first = tokens.access_token(&ada).unwrap();
        assert!(Arc::ptr_eq(&first, &tokens.access_token(&ada).unwrap()));
        assert!(!Arc::ptr_eq(&first, &tokens.access_token(&bob).unwrap()));
        let elsewhere = Member { session_id: Uuid::new_v4(), ..ada.clone() };
        assert!(!Arc::ptr_eq(&first, &tokens.access_token(&elsewhere).unwrap()));
        tokens.invalidate(ada.session_id);
        assert!(!Arc::ptr_eq(&first, &tokens.access_token(&ada).unwrap()));
    }

    #[test]
    fn after_a_rotation_the_new_key_signs_and_the_old_one_still_verifies() {
        let (new, old) = (generate("new"), generate("old"));
        let before = tokens(std::slice::from_ref(&old)).access_token(&member()).unwrap();
        let rotated = tokens(&[new.clone(), old.clone()]);
        let after = rotated.access_token(&member()).unwrap();

        assert_eq!(decode_header(&*after).unwrap().kid.as_deref(), Some("new"));
        assert!(verified(&after, &new).is_ok() && verified(&after, &old).is_err());
        let published: Value = rotated.jwks().parse().unwrap();
        assert_eq!(published["keys"][1]["kid"], "old");
        assert!(verified(&before, &published["keys"][1]).is_ok());
    }

    #[test]
    fn the_openid_configuration_contains_the_required_metadata() {
        let discovery = tokens(&[generate("a")]).openid_configuration();
        assert_eq!(discovery["issuer"], ISSUER);
        assert_eq!(discovery["jwks_uri"], format!("{ISSUER}/.well-known/jwks.json"));
        assert_eq!(discovery["id_token_signing_alg_values_supported"], json!(["ES256"]));
        // OpenID Connect Discovery 1.0 §3: REQUIRED.
        for member in
            ["authorization_endpoint", "response_types_supported", "subject_types_supported"]
        {
            assert!(discovery.get(member).is_some(), "{member}");
        }
    }

    #[test]
    fn an_invalid_key_set_is_rejected_at_start() {
        assert!(matches!(Tokens::new("{}", ISSUER.into()), Err(InvalidSetting::SigningKeys)));
    }

    fn base64_url(part: &str) -> Vec<u8> {
        use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
        URL_SAFE_NO_PAD.decode(part).unwrap()
    }
}
