//! Runs the server, or a command for the operator. Without a configured Supabase the local stack
//! starts.

use std::process::ExitCode;

use clap::Parser;
use server::{
    commands::{self, Arguments, Command},
    config::{Config, SupabaseConfig},
    logging,
    serve::{open_identity, serve},
};
use tracing_subscriber::EnvFilter;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("server: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> anyhow::Result<()> {
    let filter = logging::filter(EnvFilter::try_from_default_env().ok());
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let Arguments { command } = Arguments::parse();
    let config = Config::from_env()?;
    match config.supabase.clone() {
        Some(supabase) => {
            let signing_keys = config.signing_keys.clone().unwrap_or_default();
            serve_or_run(command, config, supabase, signing_keys).await
        }
        None => with_local_stack(config, command).await,
    }
}

/// Serves the site, or runs `command` if there is one.
async fn serve_or_run(
    command: Option<Command>,
    config: Config,
    supabase: SupabaseConfig,
    signing_keys: String,
) -> anyhow::Result<()> {
    match command {
        Some(command) => run_command(command, &config, supabase, signing_keys).await,
        None => serve(config, supabase, signing_keys).await,
    }
}

async fn run_command(
    command: Command,
    config: &Config,
    supabase: SupabaseConfig,
    signing_keys: String,
) -> anyhow::Result<()> {
    let identity = open_identity(config, supabase.database_url, signing_keys)?;
    let output = commands::run(command, &identity, &config.public_url).await;
    identity.close().await;
    print!("{}", output?);
    Ok(())
}

#[cfg(feature = "local-stack")]
async fn with_local_stack(config: Config, command: Option<Command>) -> anyhow::Result<()> {
    use anyhow::Context;
    use server::serve::shutdown_signal;
    use supabase_local::{ConnectionInfo, DataDir, Options, Stack};

    let data_dir = || DataDir::Persistent(".local-stack".into());
    let supabase = |connection: &ConnectionInfo| SupabaseConfig {
        url: connection.url().to_owned(),
        publishable_key: connection.publishable_key().to_owned(),
        database_url: connection.database_url().to_owned(),
    };
    // A command uses the stack that `make run` has started, if it runs.
    if let Some(command) = &command
        && let Some(running) = ConnectionInfo::of_running(&data_dir())?
    {
        let signing_keys = running.signing_keys().to_owned();
        return run_command(command.clone(), &config, supabase(&running), signing_keys).await;
    }
    let options = Options { data_dir: data_dir(), signing_keys: config.signing_keys.clone() };
    let stack = tokio::select! {
        stack = Stack::start(options) => stack.context("the local Supabase stack failed to start")?,
        () = shutdown_signal() => return Ok(()),
    };
    let (supabase, signing_keys) = (supabase(&stack), stack.signing_keys().to_owned());
    let result = serve_or_run(command, config, supabase, signing_keys).await;
    stack.stop().await?;
    result
}

#[cfg(not(feature = "local-stack"))]
async fn with_local_stack(_: Config, _: Option<Command>) -> anyhow::Result<()> {
    anyhow::bail!(
        "this build doesn't include the local stack: set SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY \
         and DATABASE_URL"
    )
}
