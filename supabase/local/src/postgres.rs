//! Postgres: its data directory, and the server on a port of the loopback interface. Passwords only, no trust, no sockets.

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use anyhow::{Context, bail};
use sqlx::{
    Connection, PgConnection,
    postgres::{PgConnectOptions, PgSslMode},
};
use tokio::time::sleep;

use crate::{
    place::{Claimed, write_private},
    port,
    process::{self, Process, Signal},
    programs,
    secrets::Passwords,
};

pub struct Postgres {
    pub process: Process,
    pub port: u16,
}

/// The one database.
const DATABASE: &str = "postgres";
/// The superuser, as on hosted Supabase.
const SUPERUSER: &str = "supabase_admin";
const USUAL_PORT: u16 = 54322;
/// Recovery after a crash included.
const PATIENCE: Duration = Duration::from_mins(1);

/// Letters of every language are letters, sorted by code point.
#[cfg(target_os = "macos")]
const LOCALE: &str = "en_US.UTF-8";
#[cfg(not(target_os = "macos"))]
const LOCALE: &str = "C.UTF-8";

impl Postgres {
    /// Starts the server of this place, on new data if there is none.
    pub async fn start(place: &Claimed, passwords: &Passwords) -> anyhow::Result<Self> {
        let data = place.postgres.join("data");
        let programs = programs::postgres(version_of(&data))?;
        if version_of(&data).is_none() {
            initialise(&programs, place, &data, &passwords.supabase_admin).await?;
        }
        let mark = data.to_string_lossy();
        process::end_leftover(&data.join("postmaster.pid"), &mark, Signal::Interrupt).await;
        let mut wanted = if place.ephemeral { port::free()? } else { port::usual_or_free(USUAL_PORT)? };
        for _ in 0..3 {
            let process = serve(&programs, place, &data, wanted)?;
            let mut started = Self { process, port: wanted };
            if started.is_ready(&passwords.supabase_admin).await? {
                return Ok(started);
            }
            // Perhaps somebody took the port in the meantime.
            wanted = port::free()?;
        }
        bail!("Postgres failed to start. See the end of {}.", log(place).display())
    }

    /// How `role` connects.
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

    /// The same as a URL.
    pub fn url(&self, role: &str, password: &str) -> String {
        format!("postgresql://{role}:{password}@127.0.0.1:{}/{DATABASE}?sslmode=disable", self.port)
    }

    /// True once it answers, false if it ended instead.
    async fn is_ready(&mut self, password: &str) -> anyhow::Result<bool> {
        let began = Instant::now();
        loop {
            let refusal = match PgConnection::connect_with(&self.superuser(password)).await {
                Ok(connection) => {
                    connection.close().await?;
                    return Ok(true);
                }
                Err(refusal) => refusal,
            };
            if self.process.ended().is_some() {
                return Ok(false);
            }
            if refusal.as_database_error().is_some_and(|error| error.code().as_deref() == Some(WRONG_PASSWORD)) {
                return Err(refusal).context(
                    "the passwords in secrets.json don't match the data: delete the directory \
                        that contains both to start over",
                );
            }
            if began.elapsed() > PATIENCE {
                return Err(refusal).context("Postgres is running but doesn't respond");
            }
            sleep(Duration::from_millis(15)).await;
        }
    }
}

/// SQLSTATE `invalid_password`
const WRONG_PASSWORD: &str = "28P01";

/// The major version that wrote the data; none where there is no data.
fn version_of(data: &Path) -> Option<u32> {
    fs::read_to_string(data.join("PG_VERSION")).ok()?.trim().parse().ok()
}

fn log(place: &Claimed) -> PathBuf {
    place.file("postgres.log")
}

/// Data that was begun and not finished is begun again: it gets its name when it is complete.
async fn initialise(programs: &Path, place: &Claimed, data: &Path, password: &str) -> anyhow::Result<()> {
    let user = place.runs_as.user();
    let (partial, password_file) = (place.postgres.join("partial"), place.postgres.join("password"));
    if partial.exists() {
        fs::remove_dir_all(&partial)?;
    }
    write_private(&password_file, password.as_bytes())?;
    if let Some(user) = user {
        user.own(&password_file)?;
    }
    let mut initdb = process::command(&programs.join("initdb"), user);
    initdb.args(["--encoding=UTF8", "--auth=scram-sha-256"]);
    initdb.arg(format!("--locale={LOCALE}")).arg(format!("--username={SUPERUSER}"));
    initdb.arg("--pgdata").arg(&partial).arg("--pwfile").arg(&password_file);
    if place.ephemeral {
        initdb.arg("--no-sync");
    }
    let outcome = initdb.kill_on_drop(true).output().await;
    fs::remove_file(&password_file)?;
    let outcome = outcome.context("failed to run initdb")?;
    if !outcome.status.success() {
        bail!("initdb failed: {}", String::from_utf8_lossy(&outcome.stderr).trim());
    }
    fs::rename(&partial, data).context("failed to rename the new data directory")
}

fn serve(programs: &Path, place: &Claimed, data: &Path, port: u16) -> anyhow::Result<Process> {
    let end = if place.ephemeral { Signal::Quit } else { Signal::Interrupt };
    Process::start(&programs.join("postgres"), place.runs_as.user(), end, &log(place), |postgres| {
        postgres.arg("-D").arg(data);
        let port = format!("port={port}");
        for setting in [
            port.as_str(),
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=200",
            "timezone=UTC",
        ] {
            postgres.args(["-c", setting]);
        }
        if place.ephemeral {
            // Nobody misses this data after a crash, so nothing waits for the disk.
            for setting in [
                "fsync=off",
                "synchronous_commit=off",
                "full_page_writes=off",
                "wal_level=minimal",
                "max_wal_senders=0",
            ] {
                postgres.args(["-c", setting]);
            }
        }
    })
}
