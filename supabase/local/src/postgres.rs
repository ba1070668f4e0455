//! The Postgres server. It listens on the loopback interface only and requires passwords.

mod initdb;
mod server;

use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

use anyhow::{Context, bail};
use sqlx::{
    Connection, PgConnection,
    postgres::{PgConnectOptions, PgSslMode},
};
use tokio::time::sleep;

use crate::{
    data_dir::LockedDataDir,
    port,
    process::{Process, Signal, stop_leftover},
    programs,
    secrets::Passwords,
};

pub struct Postgres {
    pub process: Process,
    pub port: u16,
}

/// The name of the only database.
const DATABASE: &str = "postgres";
/// The superuser, as on hosted Supabase.
const SUPERUSER: &str = "supabase_admin";
const DEFAULT_PORT: u16 = 54322;
/// Recovery after a crash takes the longest.
const START_TIMEOUT: Duration = Duration::from_mins(1);
const POLL_INTERVAL: Duration = Duration::from_millis(15);
/// Another process may take a port before Postgres listens on it.
const START_ATTEMPTS: u32 = 3;

impl Postgres {
    /// Starts the server. Creates a new database cluster if the directory has none.
    pub async fn start(data_dir: &LockedDataDir, passwords: &Passwords) -> anyhow::Result<Self> {
        let data = data_dir.postgres.join("data");
        let programs = programs::postgres(version_of(&data))?;
        if version_of(&data).is_none() {
            initdb::run(&programs, data_dir, &data, &passwords.supabase_admin).await?;
        }
        let pid_file = data.join("postmaster.pid");
        stop_leftover(&pid_file, &data.to_string_lossy(), Signal::Interrupt).await;
        let mut port =
            if data_dir.ephemeral { port::free()? } else { port::preferred_or_free(DEFAULT_PORT)? };
        for _ in 0..START_ATTEMPTS {
            let process = server::start(&programs, data_dir, &data, port)?;
            let mut started = Self { process, port };
            if started.wait_until_ready(&passwords.supabase_admin).await? {
                return Ok(started);
            }
            port = port::free()?;
        }
        bail!("Postgres failed to start. See the end of {}.", server::log(data_dir).display())
    }

    /// The connection options of `role`.
    pub fn options(&self, role: &str, password: &str) -> PgConnectOptions {
        PgConnectOptions::new_without_pgpass()
            .host("127.0.0.1")
            .port(self.port)
            .username(role)
            .password(password)
            .database(DATABASE)
            .ssl_mode(PgSslMode::Disable)
    }

    pub fn superuser(&self, password: &str) -> PgConnectOptions {
        self.options(SUPERUSER, password)
    }

    /// The connection options of `role` as a URL.
    pub fn url(&self, role: &str, password: &str) -> String {
        let port = self.port;
        format!("postgresql://{role}:{password}@127.0.0.1:{port}/{DATABASE}?sslmode=disable")
    }

    /// Returns true when the server accepts connections, false if it has ended.
    async fn wait_until_ready(&mut self, password: &str) -> anyhow::Result<bool> {
        let started = Instant::now();
        loop {
            let error = match PgConnection::connect_with(&self.superuser(password)).await {
                Ok(connection) => {
                    connection.close().await?;
                    return Ok(true);
                }
                Err(error) => error,
            };
            if self.process.exit_status().is_some() {
                return Ok(false);
            }
            if is_invalid_password(&error) {
                return Err(error).context(
                    "the passwords in secrets.json don't match the data: \
                     delete the directory that contains both to start over",
                );
            }
            if started.elapsed() > START_TIMEOUT {
                return Err(error).context("Postgres is running but doesn't respond");
            }
            sleep(POLL_INTERVAL).await;
        }
    }
}

fn is_invalid_password(error: &sqlx::Error) -> bool {
    error.as_database_error().is_some_and(|error| error.code().as_deref() == Some(INVALID_PASSWORD))
}

/// SQLSTATE `invalid_password`.
const INVALID_PASSWORD: &str = "28P01";

/// The major version of Postgres that created the data; `None` if there is no data.
fn version_of(data: &Path) -> Option<u32> {
    fs::read_to_string(data.join("PG_VERSION")).ok()?.trim().parse().ok()
}
