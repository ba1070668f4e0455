//! The Supabase project: one HTTP client for everyone.

use std::{sync::Arc, time::Duration};

use http::HeaderValue;
use reqwest::{Client, Method, Url, redirect, retry};

use crate::{
    Error, UserDb,
    exchange::{Ask, Shape},
};

/// The project. Cheap to clone; all clones share the connections.
#[derive(Clone, Debug)]
pub struct Supabase(Arc<Project>);

#[derive(Debug)]
pub(crate) struct Project {
    pub(crate) http: Client,
    /// `{url}/rest/v1/`
    pub(crate) rest: Url,
    pub(crate) apikey: HeaderValue,
    pub(crate) limits: Limits,
}

/// How long to wait and how much to take in.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Until a connection stands.
    pub connect: Duration,
    /// Until the whole answer is here.
    pub total: Duration,
    /// The longest answer taken in, in bytes, decompressed.
    pub answer: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { connect: Duration::from_secs(2), total: Duration::from_secs(10), answer: 4 * 1024 * 1024 }
    }
}

/// Shorter than the 30 seconds after which `PostgREST`'s own server closes an idle connection.
const IDLE: Duration = Duration::from_secs(20);

impl Supabase {
    /// The project at `url`, with its publishable key.
    ///
    /// # Errors
    /// [`Error::Misconfigured`] if one of them can't be used.
    pub fn new(url: &str, publishable_key: &str) -> Result<Self, Error> {
        Self::with_limits(url, publishable_key, Limits::default())
    }

    /// The same with other limits.
    ///
    /// # Errors
    /// As [`Supabase::new`].
    pub fn with_limits(url: &str, publishable_key: &str, limits: Limits) -> Result<Self, Error> {
        let (rest, apikey) = (rest(url)?, apikey(publishable_key)?);
        let mut http = Client::builder()
            .user_agent(concat!("latchkey/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(limits.connect)
            .timeout(limits.total)
            .pool_idle_timeout(IDLE)
            .redirect(redirect::Policy::none())
            .retry(retry::never())
            .referer(false)
            .no_proxy();
        if rest.scheme() == "http" {
            // No certificate will be looked at: reading the system's would cost the start 20 milliseconds.
            http = http.tls_certs_only([]);
        }
        let http = http
            .build()
            .map_err(|_| Error::Misconfigured("the HTTP client can't be set up: are there root certificates?"))?;
        Ok(Self(Arc::new(Project { http, rest, apikey, limits })))
    }

    /// The project as the person that `jwt` speaks for.
    #[must_use]
    pub fn as_user(&self, jwt: impl AsRef<str>) -> UserDb {
        UserDb::new(Arc::clone(&self.0), jwt.as_ref())
    }

    /// Whether gateway, `PostgREST` and database answer. Asks as nobody, who is allowed nothing: being told so by the database is
    /// the proof that it is there, with its tables.
    ///
    /// # Errors
    /// [`Error::Refused`] if the gateway does not know our key, else as any read.
    pub async fn ready(&self) -> Result<(), Error> {
        let ask = Ask::new(Method::GET, PROBED, "select=id&limit=0".to_owned(), Shape::Rows);
        match self.0.ask(None, &ask).await? {
            Err(refusal) if refusal.code() != Some(NOT_ALLOWED) => Err(refusal.logged(&ask)),
            _ => Ok(()),
        }
    }
}

/// A table that is always there.
const PROBED: &str = "users";
/// SQLSTATE `insufficient_privilege`
const NOT_ALLOWED: &str = "42501";

fn rest(url: &str) -> Result<Url, Error> {
    let mut rest = Url::parse(url).map_err(|_| Error::Misconfigured("the address of Supabase is not a URL"))?;
    if !matches!(rest.scheme(), "http" | "https") || rest.host().is_none() {
        return Err(Error::Misconfigured("the address of Supabase must start with http:// or https://"));
    }
    if !rest.username().is_empty() || rest.password().is_some() || rest.query().is_some() || rest.fragment().is_some() {
        return Err(Error::Misconfigured("the address of Supabase must not hold credentials, a query or a fragment"));
    }
    let path = format!("{}/rest/v1/", rest.path().trim_end_matches('/'));
    rest.set_path(&path);
    Ok(rest)
}

fn apikey(publishable_key: &str) -> Result<HeaderValue, Error> {
    if publishable_key.is_empty() {
        return Err(Error::Misconfigured("the publishable key is empty"));
    }
    let mut apikey = HeaderValue::from_str(publishable_key)
        .map_err(|_| Error::Misconfigured("the publishable key holds characters that no key has"))?;
    apikey.set_sensitive(true);
    Ok(apikey)
}
