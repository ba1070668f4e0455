//! Starts Latchkey: configuration, the local stack where none is configured, the server, and an orderly end.

use std::{net::SocketAddr, process::ExitCode};

use anyhow::Context;
use app::backend::Services;
use clap::Parser;
use identity::{Identity, SessionLimits, Settings};
use server::{
    AppState,
    commands::{self, Arguments, Command},
    config::{Config, SupabaseConfig},
    jobs::{
        cleanup, mail_worker,
        webhook_worker::{self, Messenger},
    },
    logging,
    router::router,
    routes::pages,
};
use tokio::{
    net::TcpListener,
    sync::{oneshot, watch},
};
use tracing_subscriber::EnvFilter;
use user_db::Supabase;

/// Connections to Postgres at the most: identity's queries are short, and hosted plans allow few.
const MAX_CONNECTIONS: u32 = 10;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(cause) => {
            eprintln!("server: {cause:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> anyhow::Result<()> {
    let filter = logging::filter(EnvFilter::try_from_default_env().ok());
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let Arguments { command } = Arguments::parse();
    let config = Config::from_env()?;
    match (config.supabase.clone(), command) {
        (Some(supabase), command) => {
            let signing_keys = config.signing_keys.clone().unwrap_or_default();
            match command {
                Some(command) => carry_out(command, &config, supabase, signing_keys).await,
                None => serve(config, supabase, signing_keys).await,
            }
        }
        (None, command) => with_local_stack(config, command).await,
    }
}

#[cfg(feature = "local-stack")]
async fn with_local_stack(config: Config, command: Option<Command>) -> anyhow::Result<()> {
    use supabase_local::{ConnectionInfo, DataDir, Options, Stack};
    let data_dir = || DataDir::Persistent(".latchkey".into());
    let supabase = |connection: &ConnectionInfo| SupabaseConfig {
        url: connection.url().to_owned(),
        publishable_key: connection.publishable_key().to_owned(),
        database_url: connection.database_url().to_owned(),
    };
    // A command works on the stack that `make run` has started, if it has.
    if let Some(command) = &command
        && let Some(running) = ConnectionInfo::of_running(&data_dir())?
    {
        return carry_out(command.clone(), &config, supabase(&running), running.signing_keys().to_owned()).await;
    }
    let options = Options { data_dir: data_dir(), signing_keys: config.signing_keys.clone() };
    let stack = tokio::select! {
        stack = Stack::start(options) => stack.context("the local Supabase stack failed to start")?,
        () = asked_to_stop() => return Ok(()),
    };
    let (supabase, signing_keys) = (supabase(&stack), stack.signing_keys().to_owned());
    let done = match command {
        Some(command) => carry_out(command, &config, supabase, signing_keys).await,
        None => serve(config, supabase, signing_keys).await,
    };
    stack.stop().await?;
    done
}

#[cfg(not(feature = "local-stack"))]
async fn with_local_stack(_: Config, _: Option<Command>) -> anyhow::Result<()> {
    anyhow::bail!(
        "this build doesn't include the local stack: set SUPABASE_URL, \
        SUPABASE_PUBLISHABLE_KEY and DATABASE_URL"
    )
}

fn identity(config: &Config, database_url: String, signing_keys: String) -> anyhow::Result<Identity> {
    Ok(Identity::new(Settings {
        public_url: config.public_url.clone(),
        database_url,
        max_connections: MAX_CONNECTIONS,
        signing_keys,
        limits: SessionLimits::default(),
    })?)
}

async fn carry_out(
    command: Command,
    config: &Config,
    supabase: SupabaseConfig,
    signing_keys: String,
) -> anyhow::Result<()> {
    let identity = identity(config, supabase.database_url, signing_keys)?;
    let said = commands::run(command, &identity, &config.public_url).await;
    identity.close().await;
    print!("{}", said?);
    Ok(())
}

async fn serve(config: Config, supabase: SupabaseConfig, signing_keys: String) -> anyhow::Result<()> {
    let identity = identity(&config, supabase.database_url, signing_keys)?;
    let services =
        Services { identity: identity.clone(), supabase: Supabase::new(&supabase.url, &supabase.publishable_key)? };
    let address = config.leptos.site_addr;
    let state = AppState {
        services,
        https: config.https(),
        keeps_mail: config.smtp.is_none(),
        client_ip: config.client_ip,
        webhook_secret: config.webhook_secret,
        bundle: pages::bundle(&config.leptos),
        leptos: config.leptos,
    };

    let messenger = config.webhook_endpoints.map(|them| Messenger::new(them, webhook_worker::TIMEOUT)).transpose()?;
    let listener = TcpListener::bind(address).await.with_context(|| {
        format!(
            "failed to listen on {address}. If the port is in use, set LEPTOS_SITE_ADDR and \
            PUBLIC_URL to another port."
        )
    })?;
    let sweeper = tokio::spawn(cleanup::run(identity.clone()));
    let (stop, stopped) = oneshot::channel();
    let postman = tokio::spawn(mail_worker::run(identity.clone(), config.smtp, stopped));
    let (stop_messenger, messenger_stopped) = watch::channel(());
    let messenger = tokio::spawn(webhook_worker::run(identity.clone(), messenger, messenger_stopped));
    let service = router(state).into_make_service_with_connect_info::<SocketAddr>();
    println!("Latchkey is running at {}", config.public_url.as_str().trim_end_matches('/'));
    axum::serve(listener, service).with_graceful_shutdown(asked_to_stop()).await?;
    sweeper.abort();
    drop(stop);
    drop(stop_messenger);
    postman.await?;
    messenger.await?;
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
