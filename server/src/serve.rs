//! Starts the site and its background jobs, and shuts both down.

use std::net::SocketAddr;

use anyhow::Context;
use app::backend::Services;
use identity::{Identity, SessionLimits, Settings};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use user_db::Supabase;

use crate::{
    AppState,
    config::{Config, SupabaseConfig},
    jobs::{
        cleanup, mail_worker,
        webhook_worker::{self, RESPONSE_TIMEOUT, WebhookClient},
    },
    rendering::bundle,
    router::router,
};

/// Connections to Postgres: queries of `identity` are short, and hosted plans allow few.
const MAX_CONNECTIONS: u32 = 10;

/// Serves the site until [`shutdown_signal`], and then finishes the requests and jobs in progress.
///
/// # Errors
/// An address that can't be bound, or a setting that can't be used.
pub async fn serve(
    config: Config,
    supabase: SupabaseConfig,
    signing_keys: String,
) -> anyhow::Result<()> {
    let identity = open_identity(&config, supabase.database_url, signing_keys)?;
    let services = Services {
        identity: identity.clone(),
        supabase: Supabase::new(&supabase.url, &supabase.publishable_key)?,
    };
    let client = |endpoints| WebhookClient::new(endpoints, RESPONSE_TIMEOUT);
    let webhooks = config.webhook_endpoints.clone().map(client).transpose()?;
    let address = config.leptos.site_addr;
    let listener = TcpListener::bind(address).await.with_context(|| {
        format!(
            "failed to listen on {address}. If the port is in use, set LEPTOS_SITE_ADDR and \
             PUBLIC_URL to another port."
        )
    })?;

    let (jobs, shutdown) = (TaskTracker::new(), CancellationToken::new());
    jobs.spawn(cleanup::run(identity.clone(), shutdown.clone()));
    jobs.spawn(mail_worker::run(identity.clone(), config.smtp.clone(), shutdown.clone()));
    jobs.spawn(webhook_worker::run(identity.clone(), webhooks, shutdown.clone()));
    jobs.close();

    let public_url = config.public_url.clone();
    let site = router(state(config, services)).into_make_service_with_connect_info::<SocketAddr>();
    println!("{} is running at {}", brand::NAME, public_url.as_str().trim_end_matches('/'));
    let served = axum::serve(listener, site).with_graceful_shutdown(shutdown_signal()).await;
    shutdown.cancel();
    jobs.wait().await;
    identity.close().await;
    Ok(served?)
}

/// The identity library as `config` sets it up.
///
/// # Errors
/// Signing keys or a database URL that can't be used.
pub fn open_identity(
    config: &Config,
    database_url: String,
    signing_keys: String,
) -> anyhow::Result<Identity> {
    Ok(Identity::new(Settings {
        name: brand::NAME.into(),
        public_url: config.public_url.clone(),
        database_url,
        max_connections: MAX_CONNECTIONS,
        signing_keys,
        limits: SessionLimits::default(),
    })?)
}

fn state(config: Config, services: Services) -> AppState {
    AppState {
        services,
        https: config.https(),
        mailbox_enabled: config.smtp.is_none(),
        client_ip_source: config.client_ip_source,
        webhook_secret: config.webhook_secret,
        bundle: bundle(&config.leptos),
        leptos: config.leptos,
    }
}

/// Resolves on Ctrl-C, or on SIGTERM, which process managers send.
pub async fn shutdown_signal() {
    let terminated = async {
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminated => {}
    }
}
