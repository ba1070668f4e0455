//! API keys: which there are, and what who shows nothing else may do.

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use axum::extract::Request;
use http::{HeaderMap, HeaderValue, header::AUTHORIZATION};
use jsonwebtoken::{Algorithm, EncodingKey, Header};

use crate::secrets::Secrets;

/// The publishable and the secret key.
pub struct ApiKeys([ApiKey; 2]);

pub struct ApiKey {
    value: String,
    role: &'static str,
    kid: String,
    signer: EncodingKey,
    token: Mutex<Option<(Instant, HeaderValue)>>,
}

pub struct Refusal {
    pub message: &'static str,
    pub hint: &'static str,
}

const NO_KEY: Refusal =
    Refusal { message: "No API key found in request", hint: "No `apikey` request header or url param was found." };
const UNKNOWN_KEY: Refusal =
    Refusal { message: "Invalid API key", hint: "Double check your Supabase publishable or secret API key." };

/// How long the token of a key is good for, and for how long of that it is handed out.
const LIFETIME: Duration = Duration::from_mins(5);
const IN_USE: Duration = Duration::from_mins(4);

impl ApiKeys {
    pub fn new(secrets: &Secrets) -> anyhow::Result<Self> {
        let key = |value: &str, role| {
            let jwk = &secrets.gateway_key;
            let (kid, signer) = (jwk.kid.clone(), jwk.encoding_key()?);
            anyhow::Ok(ApiKey { value: value.to_owned(), role, kid, signer, token: Mutex::new(None) })
        };
        Ok(Self([key(&secrets.publishable_key, "anon")?, key(&secrets.secret_key, "service_role")?]))
    }

    /// The key of this request: of the header `apikey`, else of the parameter. Nothing else is a key, least of all a person's
    /// token.
    pub fn of(&self, request: &Request) -> Result<&ApiKey, Refusal> {
        let header = request.headers().get("apikey").map(HeaderValue::as_bytes);
        let shown = header.or_else(|| parameters(request.uri().query()).find_map(key_in).map(str::as_bytes));
        let shown = shown.ok_or(NO_KEY)?;
        self.0.iter().find(|key| key.value.as_bytes() == shown).ok_or(UNKNOWN_KEY)
    }
}

impl ApiKey {
    /// Whether a request names nobody but this key itself.
    pub fn speaks_for_itself(&self, headers: &HeaderMap) -> bool {
        let Some(authorization) = headers.get(AUTHORIZATION) else { return true };
        let named = authorization.to_str().ok().and_then(|value| value.split_once(' '));
        named.is_some_and(|(scheme, token)| scheme.eq_ignore_ascii_case("bearer") && token.trim() == self.value)
    }

    /// A short-lived bearer token with the role of this key.
    pub fn role_token(&self) -> anyhow::Result<HeaderValue> {
        let mut kept = self.token.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((minted, token)) = &*kept
            && minted.elapsed() < IN_USE
        {
            return Ok(token.clone());
        }
        let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
        let claims = serde_json::json!({
            "iss": "supabase-local", "aud": "authenticated", "role": self.role, "iat": now, "exp": now + LIFETIME.as_secs(),
        });
        let mut header = Header::new(Algorithm::ES256);
        header.kid = Some(self.kid.clone());
        let token = jsonwebtoken::encode(&header, &claims, &self.signer)?;
        let mut token = HeaderValue::try_from(format!("Bearer {token}"))?;
        token.set_sensitive(true);
        *kept = Some((Instant::now(), token.clone()));
        Ok(token)
    }
}

/// The query without the key, which `PostgREST` would take for a filter.
pub fn without_key(query: Option<&str>) -> String {
    let kept: Vec<_> = parameters(query).filter(|parameter| key_in(parameter).is_none()).collect();
    kept.join("&")
}

fn parameters(query: Option<&str>) -> impl Iterator<Item = &str> {
    query.into_iter().flat_map(|query| query.split('&'))
}

fn key_in(parameter: &str) -> Option<&str> {
    parameter.strip_prefix("apikey=")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_taken_out_of_the_query_and_nothing_else() {
        assert_eq!(without_key(Some("select=id&apikey=k&name=eq.a%26b")), "select=id&name=eq.a%26b");
        assert_eq!(without_key(Some("apikey=k")), "");
        assert_eq!(without_key(Some("apikeys=k&a")), "apikeys=k&a");
        assert_eq!(without_key(None), "");
    }
}
