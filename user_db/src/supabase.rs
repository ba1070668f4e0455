//! The Supabase project: its URL, its publishable key and one HTTP client for all users.

use std::{sync::Arc, time::Duration};

use http::HeaderValue;
use reqwest::{Client, Url, redirect, retry};

use crate::{
    Error, UserDb,
    request::{Accept, Request},
};

/// A Supabase project. Cheap to clone; all clones share the connections.
#[derive(Clone, Debug)]
pub struct Supabase(Arc<Project>);

#[derive(Debug)]
pub(crate) struct Project {
    pub(crate) http: Client,
    /// `{url}/rest/v1/`
    pub(crate) rest_url: Url,
    pub(crate) apikey: HeaderValue,
    pub(crate) limits: Limits,
}

/// Limits of a request.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Time to establish a connection.
    pub connect_timeout: Duration,
    /// Time from the request to the end of the response.
    pub timeout: Duration,
    /// Maximum size of a decompressed response body.
    pub max_response_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(2),
            timeout: Duration::from_secs(10),
            max_response_bytes: 4 * 1024 * 1024,
        }
    }
}

/// Shorter than the 30 seconds after which `PostgREST` closes an idle connection.
const POOL_IDLE_TIMEOUT: Duration = Duration::from_secs(20);

impl Supabase {
    /// The project at `url` with its publishable key.
    ///
    /// # Errors
    /// [`Error::Misconfigured`] if the URL or the key is not usable.
    pub fn new(url: &str, publishable_key: &str) -> Result<Self, Error> {
        Self::with_limits(url, publishable_key, Limits::default())
    }

    /// Like [`Supabase::new`], with other limits.
    ///
    /// # Errors
    /// See [`Supabase::new`].
    pub fn with_limits(url: &str, publishable_key: &str, limits: Limits) -> Result<Self, Error> {
        let (rest_url, apikey) = (parse_url(url)?, parse_key(publishable_key)?);
        let mut http = Client::builder()
            .user_agent(concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(limits.connect_timeout)
            .timeout(limits.timeout)
            .pool_idle_timeout(POOL_IDLE_TIMEOUT)
            .redirect(redirect::Policy::none())
            .retry(retry::never())
            .referer(false)
            .no_proxy();
        if rest_url.scheme() == "http" {
            // Loading the system's root certificates takes 20 milliseconds and isn't needed.
            http = http.tls_certs_only([]);
        }
        let http = http.build().map_err(|_| {
            Error::Misconfigured("the HTTP client can't be built; are root certificates installed?")
        })?;
        Ok(Self(Arc::new(Project { http, rest_url, apikey, limits })))
    }

    /// The project as the user of `jwt`.
    #[must_use]
    pub fn as_user(&self, jwt: impl AsRef<str>) -> UserDb {
        UserDb::new(Arc::clone(&self.0), jwt.as_ref())
    }

    /// Checks that gateway, `PostgREST` and database respond.
    ///
    /// Sends the publishable key without a token. The role `anon` has no permissions: "permission
    /// denied" from the database proves that it is there and has its tables.
    ///
    /// # Errors
    /// [`Error::PermissionDenied`] if the gateway rejects the key, else the errors of a read.
    pub async fn ready(&self) -> Result<(), Error> {
        let query = "select=id&limit=0".to_owned();
        let request = Request::get(READINESS_TABLE, query, Accept::Array);
        match self.0.send(None, &request).await? {
            Err(error) if error.code() != Some(INSUFFICIENT_PRIVILEGE) => Err(error.log(&request)),
            _ => Ok(()),
        }
    }
}

/// A table that every project has.
const READINESS_TABLE: &str = "users";
/// SQLSTATE `insufficient_privilege`.
const INSUFFICIENT_PRIVILEGE: &str = "42501";

/// `{url}/rest/v1/`
fn parse_url(url: &str) -> Result<Url, Error> {
    let invalid = |reason| Err(Error::Misconfigured(reason));
    let Ok(mut url) = Url::parse(url) else {
        return invalid("the Supabase URL is not a URL");
    };
    if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
        return invalid("the Supabase URL must start with http:// or https://");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return invalid("the Supabase URL must not contain credentials");
    }
    if url.query().is_some() || url.fragment().is_some() {
        return invalid("the Supabase URL must not contain a query or a fragment");
    }
    let path = format!("{}/rest/v1/", url.path().trim_end_matches('/'));
    url.set_path(&path);
    Ok(url)
}

fn parse_key(publishable_key: &str) -> Result<HeaderValue, Error> {
    if publishable_key.is_empty() {
        return Err(Error::Misconfigured("the publishable key is empty"));
    }
    let mut apikey = HeaderValue::from_str(publishable_key)
        .map_err(|_| Error::Misconfigured("the publishable key contains invalid characters"))?;
    apikey.set_sensitive(true);
    Ok(apikey)
}
