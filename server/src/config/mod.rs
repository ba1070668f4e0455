//! The configuration, from environment variables. No other module reads the environment.
//!
//! Parsed by hand, because every problem is reported at once.

pub mod mail;
mod webhooks;

use std::{
    env, fmt,
    net::{IpAddr, SocketAddr},
};

use axum_client_ip::ClientIpSource;
use leptos::config::{Env, LeptosOptions};
use url::Url;

use crate::{jobs::webhook_worker::Endpoints, mail::smtp::SmtpClient, webhooks::signature::Secret};

/// What differs between installations. `.env.example` explains each variable.
pub struct Config {
    pub production: bool,
    pub public_url: Url,
    /// `None` starts the local stack.
    pub supabase: Option<SupabaseConfig>,
    /// A private JWK set; `None` only with the local stack, which generates one.
    pub signing_keys: Option<String>,
    /// `None` only with a local stack: the mailbox shows the emails.
    pub smtp: Option<SmtpClient>,
    /// The header, or the connection, that has the client's address.
    pub client_ip_source: ClientIpSource,
    /// Verifies incoming webhooks; `None` accepts none.
    pub webhook_secret: Option<Secret>,
    /// Where outgoing webhooks are sent.
    pub webhook_endpoints: Option<Endpoints>,
    pub leptos: LeptosOptions,
}

/// How to reach Supabase.
#[derive(Clone)]
pub struct SupabaseConfig {
    pub url: String,
    pub publishable_key: String,
    pub database_url: String,
}

/// The problems of a configuration, a sentence each.
#[derive(Debug, PartialEq, Eq)]
pub struct ConfigError(Vec<String>);

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("invalid configuration:")?;
        self.0.iter().try_for_each(|problem| write!(f, "\n  - {problem}"))
    }
}

impl std::error::Error for ConfigError {}

impl Config {
    /// # Errors
    /// All problems.
    #[expect(clippy::disallowed_methods, reason = "the only place that reads the environment")]
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::parse(|name| env::var(name).ok().filter(|value| !value.trim().is_empty()))
    }

    fn parse(var: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let mut problems = Vec::new();
        let production = match var("APP_ENV").as_deref() {
            None | Some("development") => false,
            Some("production") => true,
            Some(_) => {
                problems.push("APP_ENV must be development or production".into());
                true
            }
        };
        let public_url = public_url(var("PUBLIC_URL"), production)
            .map_err(|problem| problems.push(problem))
            .ok();
        let supabase = supabase(&var, production).map_err(|problem| problems.push(problem)).ok();
        let signing_keys = signing_keys(var("SIGNING_KEYS"))
            .map_err(|problem| problems.push(problem))
            .ok()
            .flatten();
        if signing_keys.is_none() && matches!(supabase, Some(Some(_))) {
            problems.push(
                "SIGNING_KEYS is missing: set it to a private JWK set or the path of a \
                file that contains one"
                    .into(),
            );
        }
        let allows_mailbox =
            mail::allows_mailbox(production, public_url.as_ref(), supabase.as_ref());
        let smtp =
            mail::smtp(&var, allows_mailbox).map_err(|mut found| problems.append(&mut found)).ok();
        let client_ip_source = client_ip_source(var("CLIENT_IP_SOURCE"))
            .map_err(|problem| problems.push(problem))
            .ok();
        let webhook_secret = webhooks::secret(var("WEBHOOK_SECRET"))
            .map_err(|problem| problems.push(problem))
            .ok()
            .flatten();
        let webhook_endpoints =
            webhooks::endpoints(&var).map_err(|problem| problems.push(problem)).ok().flatten();
        let leptos = leptos(&var).map_err(|problem| problems.push(problem)).ok();
        match (public_url, supabase, smtp, client_ip_source, leptos) {
            (
                Some(public_url),
                Some(supabase),
                Some(smtp),
                Some(client_ip_source),
                Some(leptos),
            ) if problems.is_empty() => Ok(Self {
                production,
                public_url,
                supabase,
                signing_keys,
                smtp,
                client_ip_source,
                webhook_secret,
                webhook_endpoints,
                leptos,
            }),
            _ => Err(ConfigError(problems)),
        }
    }

    pub fn https(&self) -> bool {
        self.public_url.scheme() == "https"
    }
}

fn public_url(value: Option<String>, production: bool) -> Result<Url, String> {
    let value = match value {
        Some(value) => value,
        None if production => return Err("PUBLIC_URL is missing".into()),
        None => "http://localhost:3000".into(),
    };
    let problem = || "PUBLIC_URL must be an origin, such as https://app.example.org".to_owned();
    let url = Url::parse(&value).map_err(|_| problem())?;
    let plain = url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty();
    if !plain || url.domain().is_none() {
        return Err(problem());
    }
    match url.scheme() {
        "https" => Ok(url),
        "http" if url.domain() == Some("localhost") => Ok(url),
        _ => Err("PUBLIC_URL must use https: browsers support passkeys only on https and on \
            http://localhost"
            .into()),
    }
}

fn supabase(
    var: impl Fn(&str) -> Option<String>,
    production: bool,
) -> Result<Option<SupabaseConfig>, String> {
    match (var("SUPABASE_URL"), var("SUPABASE_PUBLISHABLE_KEY"), var("DATABASE_URL")) {
        (Some(url), Some(publishable_key), Some(database_url)) => {
            Ok(Some(SupabaseConfig { url, publishable_key, database_url }))
        }
        (None, None, None) if !production && cfg!(feature = "local-stack") => Ok(None),
        (None, None, None) => {
            Err("SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY and DATABASE_URL are missing".into())
        }
        _ => Err("SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY and DATABASE_URL must be set together: \
            set all three or none"
            .into()),
    }
}

/// JSON, or the path of a file that contains it.
fn signing_keys(value: Option<String>) -> Result<Option<String>, String> {
    match value {
        Some(path) if !path.trim_start().starts_with('{') => std::fs::read_to_string(path)
            .map(Some)
            .map_err(|cause| format!("the file in SIGNING_KEYS can't be read: {cause}")),
        value => Ok(value),
    }
}

fn client_ip_source(value: Option<String>) -> Result<ClientIpSource, String> {
    value.map_or(Ok(ClientIpSource::ConnectInfo), |source| {
        source.parse().map_err(|_| {
            "CLIENT_IP_SOURCE must name a header that your proxy sets, such as \
                RightmostXForwardedFor or CfConnectingIp"
                .to_owned()
        })
    })
}

/// Whether `host` is this machine, by name or address.
fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
}

/// cargo-leptos sets variables for the binary that it runs. The defaults are where
/// `cargo leptos build` puts the files.
fn leptos(var: impl Fn(&str) -> Option<String>) -> Result<LeptosOptions, String> {
    let address = var("LEPTOS_SITE_ADDR").unwrap_or_else(|| "127.0.0.1:3000".into());
    let address: SocketAddr = address.parse().map_err(|_| {
        "LEPTOS_SITE_ADDR must be an address and a port, such as 127.0.0.1:3000".to_owned()
    })?;
    let port = |name, default| var(name).and_then(|port| port.parse().ok()).unwrap_or(default);
    Ok(LeptosOptions::builder()
        .output_name("app")
        .site_root(var("LEPTOS_SITE_ROOT").unwrap_or_else(|| "target/site".into()))
        .site_addr(address)
        .reload_port(port("LEPTOS_RELOAD_PORT", 3001))
        .env(if var("LEPTOS_WATCH").is_some() { Env::DEV } else { Env::PROD })
        .hash_files(has_hashed_names())
        .build())
}

/// A release build writes the hashes of its files next to the binary.
fn has_hashed_names() -> bool {
    env::current_exe().is_ok_and(|binary| binary.with_file_name("hash.txt").exists())
}

#[cfg(test)]
mod tests;
