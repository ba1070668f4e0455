//! Starts Latchkey: configuration, the local stack where none is configured, the server, and an orderly end.

use std::net::SocketAddr;

use anyhow::Context;
use app::backend::Services;
use identity::{Identity, Settings, sessions::Limits};
use server::{
    AppState,
    config::{Config, SupabaseConfig},
    mail::postman,
    router::router,
    sweeper,
};
use tokio::{net::TcpListener, sync::oneshot};
use tracing_subscriber::EnvFilter;
use user_db::Supabase;

/// Connections to Postgres at the most: identity's queries are short, and hosted plans allow few.
const MAX_CONNECTIONS: u32 = 10;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let filter =
        EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn,tower_sessions=error"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let config = Config::from_env()?;
    match config.supabase.clone() {
        Some(supabase) => {
            let signing_keys = config.signing_keys.clone().unwrap_or_default();
            serve(config, supabase, signing_keys).await
        }
        None => with_local_stack(config).await,
    }
}

#[cfg(feature = "local-stack")]
async fn with_local_stack(config: Config) -> anyhow::Result<()> {
    use supabase_local::{Options, Place, Stack};
    let options = Options { place: Place::Kept(".latchkey".into()), signing_keys: config.signing_keys.clone() };
    let stack = tokio::select! {
        stack = Stack::start(options) => stack.context("the local Supabase doesn't start")?,
        () = asked_to_stop() => return Ok(()),
    };
    let supabase = SupabaseConfig {
        url: stack.url().to_owned(),
        publishable_key: stack.publishable_key().to_owned(),
        database_url: stack.database_url().to_owned(),
    };
    let served = serve(config, supabase, stack.signing_keys().to_owned()).await;
    stack.stop().await?;
    served
}

#[cfg(not(feature = "local-stack"))]
async fn with_local_stack(_: Config) -> anyhow::Result<()> {
    anyhow::bail!("this build has no local stack: set SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY and DATABASE_URL")
}

async fn serve(config: Config, supabase: SupabaseConfig, signing_keys: String) -> anyhow::Result<()> {
    let identity = Identity::new(Settings {
        public_url: config.public_url.clone(),
        database_url: supabase.database_url,
        max_connections: MAX_CONNECTIONS,
        signing_keys,
        limits: Limits::default(),
    })?;
    let services =
        Services { identity: identity.clone(), supabase: Supabase::new(&supabase.url, &supabase.publishable_key)? };
    let address = config.leptos.site_addr;
    let state = AppState { services, https: config.https(), keeps_mail: config.smtp.is_none(), leptos: config.leptos };

    let listener = TcpListener::bind(address).await.with_context(|| {
        format!("{address} can't be used, perhaps because something else does: set LEPTOS_SITE_ADDR and PUBLIC_URL")
    })?;
    let sweeper = tokio::spawn(sweeper::run(identity.clone()));
    let (stop, stopped) = oneshot::channel();
    let postman = tokio::spawn(postman::run(identity.clone(), config.smtp, stopped));
    let service = router(state).into_make_service_with_connect_info::<SocketAddr>();
    println!("Latchkey is at {}", config.public_url.as_str().trim_end_matches('/'));
    axum::serve(listener, service).with_graceful_shutdown(asked_to_stop()).await?;
    sweeper.abort();
    drop(stop);
    postman.await?;
    identity.close().await;
    Ok(())
}

/// Ctrl-C, or the signal that process managers send.
async fn asked_to_stop() {
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminated => {}
    }
}
