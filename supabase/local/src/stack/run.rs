//! Starts and supervises the parts of a stack.

use std::{io, net::Ipv4Addr};

use anyhow::Context;
use tokio::{net::TcpListener, runtime, sync::oneshot, task::JoinHandle};

use super::Options;
use crate::{
    ConnectionInfo,
    data_dir::LockedDataDir,
    database,
    gateway::Gateway,
    jwk::JwkSet,
    postgres::Postgres,
    postgrest::{PostgRest, Settings},
    programs,
    secrets::Secrets,
};

const DEFAULT_PORT: u16 = 54321;

/// The parts of a running stack.
struct Running {
    postgres: Postgres,
    postgrest: PostgRest,
    gateway: JoinHandle<io::Result<()>>,
    data_dir: LockedDataDir,
}

/// Runs a stack until the sender of `stopped` sends or is dropped. Reports how to connect, or why
/// it does not start.
pub fn run(
    options: Options,
    report: oneshot::Sender<anyhow::Result<ConnectionInfo>>,
    stopped: oneshot::Receiver<()>,
) {
    let runtime = match runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return drop(report.send(Err(error.into()))),
    };
    runtime.block_on(async {
        match start(options).await {
            Ok((connection, running)) => {
                if report.send(Ok(connection)).is_ok() {
                    running.supervise(stopped).await;
                } else {
                    running.stop().await;
                }
            }
            Err(error) => drop(report.send(Err(error))),
        }
    });
}

async fn start(options: Options) -> anyhow::Result<(ConnectionInfo, Running)> {
    // Fails before anything is started.
    let postgrest_program = programs::postgrest()?;
    let data_dir = LockedDataDir::acquire(&options.data_dir)?;
    let secrets = Secrets::read_or_generate(&data_dir.file("secrets.json"))?;
    let signing_keys = options.signing_keys.unwrap_or_else(|| secrets.signing_keys.clone());
    let jwks = JwkSet::parse(&signing_keys)?.public_with(&secrets.gateway_key);
    let passwords = &secrets.passwords;
    let postgres = Postgres::start(&data_dir, passwords).await?;
    let rest = async {
        database::prepare(&postgres, passwords).await?;
        let database_url = postgres.url("authenticator", &passwords.authenticator);
        let settings = Settings { program: postgrest_program, database_url, jwks };
        let postgrest = PostgRest::start(&data_dir, &settings).await?;
        let listener =
            listen(data_dir.ephemeral).await.context("the gateway found no free port")?;
        anyhow::Ok((postgrest, listener))
    };
    let (postgrest, listener) = match rest.await {
        Ok(started) => started,
        Err(error) => {
            postgres.process.stop().await;
            return Err(error);
        }
    };
    let connection = ConnectionInfo {
        url: format!("http://127.0.0.1:{}", listener.local_addr()?.port()),
        database_url: postgres.url("identity", &passwords.identity),
        admin_database_url: postgres.url("postgres", &passwords.postgres),
        postgrest_url: postgrest.url(),
        signing_keys,
        publishable_key: secrets.publishable_key.clone(),
        secret_key: secrets.secret_key.clone(),
    };
    connection.publish(&data_dir)?;
    let gateway = tokio::spawn(Gateway::new(&secrets, postgrest.port)?.serve(listener));
    Ok((connection, Running { postgres, postgrest, gateway, data_dir }))
}

impl Running {
    /// Waits until the stack is stopped or one of the child processes ends.
    async fn supervise(mut self, stopped: oneshot::Receiver<()>) {
        let logs = self.data_dir.root.display();
        tokio::select! {
            // Also when the sender is dropped.
            _ = stopped => {}
            () = self.postgres.process.wait() => {
                tracing::error!("Postgres exited unexpectedly. Its log is in {logs}.");
            }
            () = self.postgrest.process.wait() => {
                tracing::error!("PostgREST exited unexpectedly. Its log is in {logs}.");
            }
        }
        self.stop().await;
    }

    async fn stop(self) {
        self.gateway.abort();
        self.postgrest.process.stop().await;
        self.postgres.process.stop().await;
        drop(self.data_dir);
    }
}

/// Persistent stacks use the default port if it is free.
async fn listen(ephemeral: bool) -> io::Result<TcpListener> {
    if !ephemeral && let Ok(listener) = TcpListener::bind((Ipv4Addr::LOCALHOST, DEFAULT_PORT)).await
    {
        return Ok(listener);
    }
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await
}
