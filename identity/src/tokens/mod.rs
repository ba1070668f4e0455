//! Tokens that Supabase trusts: short-lived ES256 JWTs, minted for one session, and the documents by which others verify them.

mod claims;
mod keys;

use std::{sync::Arc, time::Duration};

use jsonwebtoken::{Algorithm, Header, Validation};
use moka::sync::Cache;
use time::OffsetDateTime;
use uuid::Uuid;

use claims::AUDIENCE;
pub use claims::Claims;
use keys::Keys;

use crate::{Error, Invalid, Member};

/// How long a token is good for. Supabase's own are an hour.
pub const LIFETIME: Duration = Duration::from_mins(5);

/// A cached token is handed out until this long before its end, so that it outlives the request it is for.
const MARGIN: Duration = Duration::from_mins(1);

/// Sessions whose token is kept at the most: about 1 kB each.
const CACHED: u64 = 10_000;

/// Mints and describes tokens.
pub struct Tokens {
    keys: Keys,
    issuer: String,
    cache: Cache<Uuid, Arc<str>>,
}

impl Tokens {
    /// # Errors
    /// [`Invalid::SigningKeys`].
    pub fn new(signing_keys: &str, issuer: String) -> Result<Self, Invalid> {
        let cache = Cache::builder().max_capacity(CACHED).time_to_live(LIFETIME.saturating_sub(MARGIN)).build();
        Ok(Self { keys: Keys::parse(signing_keys)?, issuer, cache })
    }

    /// The member's token: from the cache, or signed now.
    ///
    /// # Errors
    /// [`Error::Internal`] when signing fails.
    pub fn of(&self, member: &Member) -> Result<Arc<str>, Error> {
        self.cache.try_get_with(member.session_id, || self.mint(member)).map_err(|cause| {
            tracing::error!(%cause, "identity: token not signed");
            Error::Internal
        })
    }

    /// Drops a session's token from the cache.
    pub fn forget(&self, session_id: Uuid) {
        self.cache.invalidate(&session_id);
    }

    /// Drops these sessions' tokens from the cache.
    pub(crate) fn forget_all(&self, sessions: &[Uuid]) {
        for session in sessions {
            self.forget(*session);
        }
    }

    /// What a token of ours says: signed by one of our keys, by us, for us, and not over. Whether its session still lives,
    /// [`crate::Identity::validate`] tells.
    pub(crate) fn verify(&self, token: &str) -> Option<Claims> {
        let kid = jsonwebtoken::decode_header(token).ok()?.kid?;
        let mut rules = Validation::new(Algorithm::ES256);
        rules.set_issuer(&[&self.issuer]);
        rules.set_audience(&[AUDIENCE]);
        rules.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        rules.leeway = 0;
        jsonwebtoken::decode(token, self.keys.verifying(&kid)?, &rules).ok().map(|token| token.claims)
    }

    /// Who issues them: the public URL, without a slash at its end.
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// The public keys as a JWK set (RFC 7517 §5), for `/.well-known/jwks.json`.
    #[must_use]
    pub fn jwks(&self) -> &str {
        self.keys.public()
    }

    /// OpenID Connect Discovery 1.0 §3, for `/.well-known/openid-configuration`.
    #[must_use]
    pub fn discovery(&self) -> serde_json::Value {
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

    fn mint(&self, member: &Member) -> Result<Arc<str>, jsonwebtoken::errors::Error> {
        let claims = Claims::of(member, &self.issuer, OffsetDateTime::now_utc());
        let signing = self.keys.signing();
        let mut header = Header::new(Algorithm::ES256);
        header.kid = Some(signing.kid.clone());
        jsonwebtoken::encode(&header, &claims, &signing.key).map(Arc::from)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jsonwebtoken::{DecodingKey, TokenData, Validation, decode, decode_header};
    use serde_json::{Value, json};

    use super::{keys::tests::generate, *};
    use crate::{people::Person, sessions::Proof};

    const ISSUER: &str = "https://latchkey.example";

    fn member() -> Member {
        let (user_id, email) = (Uuid::new_v4(), "ada@example.org".into());
        Member::who_just(
            Person { user_id, email, email_verified: false, display_name: None, language: None },
            Proof::Passkey,
        )
    }

    fn tokens(keys: &[Value]) -> Tokens {
        Tokens::new(&json!({ "keys": keys }).to_string(), ISSUER.into()).unwrap()
    }

    fn verified(token: &str, key: &Value) -> jsonwebtoken::errors::Result<TokenData<Value>> {
        let key = DecodingKey::from_ec_components(key["x"].as_str().unwrap(), key["y"].as_str().unwrap())?;
        let mut validation = Validation::new(Algorithm::ES256);
        validation.set_audience(&["authenticated"]);
        validation.set_issuer(&[ISSUER]);
        decode(token, &key, &validation)
    }

    #[test]
    fn a_token_says_what_supabase_reads_and_no_more() {
        let (key, ada) = (generate("a"), member());
        let token = tokens(std::slice::from_ref(&key)).of(&ada).unwrap();
        let claims = verified(&token, &key).unwrap().claims;

        let since = ada.authenticated_at.unix_timestamp();
        let (iat, exp) = (claims["iat"].as_i64().unwrap(), claims["exp"].as_i64().unwrap());
        assert_eq!(
            claims,
            json!({
                "iss": ISSUER, "aud": "authenticated", "sub": ada.user_id, "role": "authenticated", "iat": iat, "exp": exp,
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
    fn the_header_names_the_key() {
        let token = tokens(&[generate("2026-11")]).of(&member()).unwrap();
        let header = token.split('.').next().unwrap();
        let header: Value = serde_json::from_slice(&base64_url(header)).unwrap();
        assert_eq!(header, json!({ "alg": "ES256", "kid": "2026-11", "typ": "JWT" }));
    }

    #[test]
    fn a_session_has_one_token_until_it_is_forgotten() {
        let (tokens, ada, bob) = (tokens(&[generate("a")]), member(), member());
        let first = tokens.of(&ada).unwrap();
        assert!(Arc::ptr_eq(&first, &tokens.of(&ada).unwrap()));
        assert!(!Arc::ptr_eq(&first, &tokens.of(&bob).unwrap()));
        let elsewhere = Member { session_id: Uuid::new_v4(), ..ada.clone() };
        assert!(!Arc::ptr_eq(&first, &tokens.of(&elsewhere).unwrap()));
        tokens.forget(ada.session_id);
        assert!(!Arc::ptr_eq(&first, &tokens.of(&ada).unwrap()));
    }

    #[test]
    fn the_first_of_two_keys_signs_and_the_second_still_verifies_what_it_signed() {
        let (new, old) = (generate("new"), generate("old"));
        let before = tokens(std::slice::from_ref(&old)).of(&member()).unwrap();
        let rotated = tokens(&[new.clone(), old.clone()]);
        let after = rotated.of(&member()).unwrap();

        assert_eq!(decode_header(&*after).unwrap().kid.as_deref(), Some("new"));
        assert!(verified(&after, &new).is_ok() && verified(&after, &old).is_err());
        let published: Value = rotated.jwks().parse().unwrap();
        assert_eq!(published["keys"][1]["kid"], "old");
        assert!(verified(&before, &published["keys"][1]).is_ok());
    }

    #[test]
    fn the_discovery_document_says_where_the_keys_are() {
        let discovery = tokens(&[generate("a")]).discovery();
        assert_eq!(discovery["issuer"], ISSUER);
        assert_eq!(discovery["jwks_uri"], format!("{ISSUER}/.well-known/jwks.json"));
        assert_eq!(discovery["id_token_signing_alg_values_supported"], json!(["ES256"]));
        // OpenID Connect Discovery 1.0 §3: REQUIRED.
        for member in ["authorization_endpoint", "response_types_supported", "subject_types_supported"] {
            assert!(discovery.get(member).is_some(), "{member}");
        }
    }

    #[test]
    fn an_unusable_key_set_is_told_at_the_start() {
        assert!(matches!(Tokens::new("{}", ISSUER.into()), Err(Invalid::SigningKeys)));
    }

    fn base64_url(part: &str) -> Vec<u8> {
        use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
        URL_SAFE_NO_PAD.decode(part).unwrap()
    }
}
