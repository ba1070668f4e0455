//! The `PostgREST` server, configured as on hosted Supabase.

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use anyhow::{Context, bail};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::sleep,
};

use crate::{
    data_dir::{LockedDataDir, write_private},
    port,
    process::{Process, Signal, stop_leftover},
};

pub struct PostgRest {
    pub process: Process,
    pub port: u16,
}

pub struct Settings {
    pub program: PathBuf,
    /// Connects as the role `authenticator`.
    pub database_url: String,
    /// The public JWK set whose tokens are accepted.
    pub jwks: String,
}

const START_TIMEOUT: Duration = Duration::from_secs(30);
const POLL_INTERVAL: Duration = Duration::from_millis(15);
/// Another process may take a port before `PostgREST` listens on it.
const START_ATTEMPTS: u32 = 3;
/// Connections to Postgres. For short queries more connections than cores bring little.
const DB_POOL: &str = "10";

/// The settings that are the same for all stacks.
const VARIABLES: [(&str, &str); 11] = [
    ("PGRST_SERVER_HOST", "127.0.0.1"),
    ("PGRST_DB_SCHEMAS", "public"),
    ("PGRST_DB_EXTRA_SEARCH_PATH", "public,extensions"),
    ("PGRST_DB_ANON_ROLE", "anon"),
    ("PGRST_DB_POOL", DB_POOL),
    ("PGRST_DB_POOL_ACQUISITION_TIMEOUT", "10"),
    ("PGRST_DB_CONFIG", "false"),
    ("PGRST_DB_MAX_ROWS", "1000"),
    ("PGRST_JWT_AUD", "authenticated"),
    // To verify ES256 takes longer than a query. An entry is never used after the token's `exp`.
    ("PGRST_JWT_CACHE_MAX_LIFETIME", "300"),
    ("PGRST_LOG_LEVEL", "error"),
];

impl PostgRest {
    pub async fn start(data_dir: &LockedDataDir, settings: &Settings) -> anyhow::Result<Self> {
        let (program, log) = (&settings.program, data_dir.file("postgrest.log"));
        let jwks = data_dir.file("jwks.json");
        write_private(&jwks, settings.jwks.as_bytes())?;
        let pid_file = data_dir.file("postgrest.pid");
        stop_leftover(&pid_file, &program.to_string_lossy(), Signal::Terminate).await;
        for _ in 0..START_ATTEMPTS {
            let (port, admin_port) = (port::free()?, port::free()?);
            let process = Process::start(program, None, Signal::Terminate, &log, |postgrest| {
                postgrest.env("PGRST_DB_URI", &settings.database_url);
                postgrest.env("PGRST_JWT_SECRET", format!("@{}", jwks.display()));
                postgrest.env("PGRST_SERVER_PORT", port.to_string());
                postgrest.env("PGRST_ADMIN_SERVER_PORT", admin_port.to_string());
                postgrest.envs(VARIABLES);
            })?;
            let mut started = Self { process, port };
            if started.wait_until_ready(admin_port).await? {
                let pid = started.process.id().unwrap_or_default();
                write_private(&pid_file, pid.to_string().as_bytes())?;
                return Ok(started);
            }
        }
        bail!("PostgREST failed to start. See the end of {}.", log.display())
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Returns true when the server has loaded the schema, false if it has ended.
    async fn wait_until_ready(&mut self, admin_port: u16) -> anyhow::Result<bool> {
        let started = Instant::now();
        loop {
            if is_ready(admin_port).await.unwrap_or(false) {
                return Ok(true);
            }
            if self.process.exit_status().is_some() {
                return Ok(false);
            }
            if started.elapsed() > START_TIMEOUT {
                bail!("PostgREST is running but not ready");
            }
            sleep(POLL_INTERVAL).await;
        }
    }
}

async fn is_ready(admin_port: u16) -> anyhow::Result<bool> {
    let mut connection = TcpStream::connect(("127.0.0.1", admin_port)).await?;
    connection.write_all(b"GET /ready HTTP/1.0\r\nHost: localhost\r\n\r\n").await?;
    let mut response = String::new();
    connection.read_to_string(&mut response).await?;
    Ok(response.split_whitespace().nth(1).context("no response")? == "200")
}
