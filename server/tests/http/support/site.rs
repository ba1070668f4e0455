//! The site on a port of its own.

use std::net::SocketAddr;

use app::backend::Services;
use axum::{Router, extract::connect_info::IntoMakeServiceWithConnectInfo};
use axum_client_ip::ClientIpSource;
use identity::{Identity, SessionLimits};
use leptos::config::{Env, LeptosOptions};
use server::{AppState, rendering::bundle, router::router, webhooks::signature::Secret};
use sqlx::PgPool;
use supabase_local::for_tests;
use test_support::open_identity;
use tokio::net::TcpListener;
use url::Url;
use user_db::Supabase;

use super::Browser;

/// Nothing listens on port 1, so connections are refused.
const UNREACHABLE: &str = "127.0.0.1:1";

pub const WEBHOOK_SECRET: &str = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

/// The dependency that is down.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Down {
    Nothing,
    Supabase,
    Database,
}

/// The settings of a site.
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
#[derive(Clone, Copy)]
pub struct Setup {
    /// The public URL is https; the test takes the place of the TLS proxy.
    pub https: bool,
    pub down: Down,
    /// The files of the bundle have a hash in their names.
    pub hashed: bool,
    /// Without a mail server: `/dev/mailbox` shows the emails.
    pub mailbox_enabled: bool,
    /// A proxy sets `X-Forwarded-For`.
    pub proxied: bool,
    /// Incoming webhooks are accepted, signed with [`WEBHOOK_SECRET`].
    pub webhooks: bool,
}

/// A running site. It ends with the test.
pub struct Site {
    /// The public URL.
    pub url: Url,
    pub address: SocketAddr,
    /// Connects as the owner of the tables, past row level security.
    pub db: PgPool,
    /// As the operator's commands use it.
    pub identity: Identity,
}

impl Setup {
    pub const NORMAL: Self = Self {
        https: false,
        down: Down::Nothing,
        hashed: false,
        mailbox_enabled: false,
        proxied: false,
        webhooks: false,
    };
}

impl Site {
    pub async fn open() -> Self {
        Self::with(Setup::NORMAL).await
    }

    pub async fn without(down: Down) -> Self {
        Self::with(Setup { down, ..Setup::NORMAL }).await
    }

    pub async fn with(setup: Setup) -> Self {
        Self::serve(setup, router).await
    }

    /// A site whose Supabase is at this URL.
    pub async fn with_supabase(url: &str) -> Self {
        Self::start(Setup::NORMAL, router, Some(url)).await
    }

    /// A site with another router than the server's.
    pub async fn serve(setup: Setup, router: fn(AppState) -> Router) -> Self {
        Self::start(setup, router, None).await
    }

    async fn start(setup: Setup, router: fn(AppState) -> Router, supabase: Option<&str>) -> Self {
        let stack = for_tests().await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let origin = if setup.https { "https://app.example" } else { "http://localhost" };
        let url: Url = format!("{origin}:{}", address.port()).parse().unwrap();

        let database = if setup.down == Down::Database {
            &format!("postgres://{UNREACHABLE}")
        } else {
            stack.database_url()
        };
        let supabase = match supabase {
            _ if setup.down == Down::Supabase => &format!("http://{UNREACHABLE}"),
            Some(url) => url,
            None => stack.url(),
        };
        let client_ip_source = if setup.proxied {
            ClientIpSource::RightmostXForwardedFor
        } else {
            ClientIpSource::ConnectInfo
        };
        let identity =
            open_identity(&stack, url.as_str(), Some(database), SessionLimits::default());
        let services = Services {
            identity: identity.clone(),
            supabase: Supabase::new(supabase, stack.publishable_key()).unwrap(),
        };
        let webhook_secret = setup.webhooks.then(|| Secret::parse(WEBHOOK_SECRET).unwrap());
        let leptos = LeptosOptions::builder()
            .output_name("app")
            .site_root(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/http/site"))
            .env(Env::PROD)
            .hash_files(setup.hashed)
            .hash_file(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/http/site/hash.txt").into())
            .build();
        let service: IntoMakeServiceWithConnectInfo<_, SocketAddr> = router(AppState {
            services,
            bundle: bundle(&leptos),
            leptos,
            https: setup.https,
            mailbox_enabled: setup.mailbox_enabled,
            client_ip_source,
            webhook_secret,
        })
        .into_make_service_with_connect_info();
        tokio::spawn(async move { axum::serve(listener, service).await.unwrap() });
        Self {
            url,
            address,
            db: PgPool::connect_lazy(stack.admin_database_url()).unwrap(),
            identity,
        }
    }

    /// A browser without a session.
    pub fn guest(&self) -> Browser {
        Browser::new(self)
    }

    /// A browser whose user has just signed up with a passkey.
    pub async fn member(&self) -> Browser {
        let browser = self.guest();
        browser.sign_up().await;
        browser
    }
}
