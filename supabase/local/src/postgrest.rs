//! `PostgREST`: the API of the schema `public`, as hosted Supabase configures it.

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
    place::{Claimed, write_private},
    port,
    process::{self, Process, Signal},
};

pub struct PostgRest {
    pub process: Process,
    pub port: u16,
}

/// What differs from one place to another.
pub struct Settings {
    pub program: PathBuf,
    /// Connects as `authenticator`.
    pub database_url: String,
    /// The public JWK set.
    pub jwks: String,
}

const PATIENCE: Duration = Duration::from_secs(30);

/// Connections to Postgres. More than cores gain nothing for short queries; a few more hide the time they travel.
const POOL: &str = "10";

impl PostgRest {
    pub async fn start(place: &Claimed, settings: &Settings) -> anyhow::Result<Self> {
        let program = &settings.program;
        let jwks = place.file("jwks.json");
        write_private(&jwks, settings.jwks.as_bytes())?;
        let pid_file = place.file("postgrest.pid");
        process::end_leftover(&pid_file, &program.to_string_lossy(), Signal::Terminate).await;
        for _ in 0..3 {
            let (port, admin_port) = (port::free()?, port::free()?);
            let process = Process::start(program, None, Signal::Terminate, &log(place), |postgrest| {
                postgrest.env("PGRST_DB_URI", &settings.database_url);
                postgrest.env("PGRST_JWT_SECRET", format!("@{}", jwks.display()));
                postgrest.env("PGRST_SERVER_PORT", port.to_string());
                postgrest.env("PGRST_ADMIN_SERVER_PORT", admin_port.to_string());
                for (name, value) in SAME_EVERYWHERE {
                    postgrest.env(name, value);
                }
            })?;
            let mut started = Self { process, port };
            if started.is_ready(admin_port).await? {
                write_private(&pid_file, started.process.id().unwrap_or_default().to_string().as_bytes())?;
                return Ok(started);
            }
            // Perhaps somebody took a port in the meantime.
        }
        bail!("PostgREST failed to start. See the end of {}.", log(place).display())
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// True once it knows the tables, false if it ended instead.
    async fn is_ready(&mut self, admin_port: u16) -> anyhow::Result<bool> {
        let began = Instant::now();
        loop {
            if says_ready(admin_port).await.unwrap_or(false) {
                return Ok(true);
            }
            if self.process.ended().is_some() {
                return Ok(false);
            }
            if began.elapsed() > PATIENCE {
                bail!("PostgREST is running but not ready");
            }
            sleep(Duration::from_millis(15)).await;
        }
    }
}

const SAME_EVERYWHERE: [(&str, &str); 11] = [
    ("PGRST_SERVER_HOST", "127.0.0.1"),
    ("PGRST_DB_SCHEMAS", "public"),
    ("PGRST_DB_EXTRA_SEARCH_PATH", "public,extensions"),
    ("PGRST_DB_ANON_ROLE", "anon"),
    ("PGRST_DB_POOL", POOL),
    ("PGRST_DB_POOL_ACQUISITION_TIMEOUT", "10"),
    ("PGRST_DB_CONFIG", "false"),
    ("PGRST_DB_MAX_ROWS", "1000"),
    ("PGRST_JWT_AUD", "authenticated"),
    // Verifying ES256 costs PostgREST more than the query does. What is kept goes when the token expires.
    ("PGRST_JWT_CACHE_MAX_LIFETIME", "300"),
    ("PGRST_LOG_LEVEL", "error"),
];

fn log(place: &Claimed) -> PathBuf {
    place.file("postgrest.log")
}

async fn says_ready(port: u16) -> anyhow::Result<bool> {
    let mut connection = TcpStream::connect(("127.0.0.1", port)).await?;
    connection.write_all(b"GET /ready HTTP/1.0\r\nHost: localhost\r\n\r\n").await?;
    let mut answer = String::new();
    connection.read_to_string(&mut answer).await?;
    Ok(answer.split_whitespace().nth(1).context("no response")? == "200")
}
