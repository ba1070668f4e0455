//! The publishable and the secret API key.

use axum::extract::Request;
use http::{HeaderMap, HeaderValue, header::AUTHORIZATION};

use super::role_token::RoleToken;
use crate::secrets::Secrets;

pub struct ApiKeys([ApiKey; 2]);

pub struct ApiKey {
    value: String,
    token: RoleToken,
}

/// Why a request has no valid key, in the words of hosted Supabase.
pub struct InvalidKey {
    pub message: &'static str,
    pub hint: &'static str,
}

const MISSING: InvalidKey = InvalidKey {
    message: "No API key found in request",
    hint: "No `apikey` request header or url param was found.",
};
const UNKNOWN: InvalidKey = InvalidKey {
    message: "Invalid API key",
    hint: "Double check your Supabase publishable or secret API key.",
};

impl ApiKeys {
    pub fn new(secrets: &Secrets) -> Self {
        let key = |value: &str, role| {
            let token = RoleToken::new(role, secrets.gateway_key.clone());
            ApiKey { value: value.to_owned(), token }
        };
        let publishable = key(&secrets.publishable_key, "anon");
        let secret = key(&secrets.secret_key, "service_role");
        Self([publishable, secret])
    }

    /// The key in the header `apikey`, else in the query parameter of that name. A user's token is
    /// not a key.
    pub fn find(&self, request: &Request) -> Result<&ApiKey, InvalidKey> {
        let header = request.headers().get("apikey").map(HeaderValue::as_bytes);
        let parameter = || parameters(request.uri().query()).find_map(key_in).map(str::as_bytes);
        let value = header.or_else(parameter).ok_or(MISSING)?;
        self.0.iter().find(|key| key.value.as_bytes() == value).ok_or(UNKNOWN)
    }
}

impl ApiKey {
    /// Whether a request carries no bearer token other than this key.
    pub fn is_only_credential(&self, headers: &HeaderMap) -> bool {
        let Some(authorization) = headers.get(AUTHORIZATION) else { return true };
        let parts = authorization.to_str().ok().and_then(|value| value.split_once(' '));
        parts.is_some_and(|(scheme, token)| {
            scheme.eq_ignore_ascii_case("bearer") && token.trim() == self.value
        })
    }

    /// An `Authorization` header with the role of this key.
    pub fn role_token(&self) -> anyhow::Result<HeaderValue> {
        self.token.authorization()
    }
}

/// Removes the key from a query string, because `PostgREST` would take it for a filter.
pub fn remove_key(query: Option<&str>) -> String {
    let others = parameters(query).filter(|parameter| key_in(parameter).is_none());
    others.collect::<Vec<_>>().join("&")
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
    fn only_the_key_is_removed_from_the_query() {
        let query = "select=id&apikey=k&name=eq.a%26b";
        assert_eq!(remove_key(Some(query)), "select=id&name=eq.a%26b");
        assert_eq!(remove_key(Some("apikey=k")), "");
        assert_eq!(remove_key(Some("apikeys=k&a")), "apikeys=k&a");
        assert_eq!(remove_key(None), "");
    }
}
