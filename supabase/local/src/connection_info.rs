//! How to connect to a running stack.

use std::{env, fs};

use anyhow::Context;
use serde::{Deserialize, Serialize};

use crate::{
    DataDir,
    data_dir::{LockedDataDir, is_locked, write_private},
};

const FILE: &str = "connection.json";

/// URLs, keys and passwords of a running stack.
#[derive(Clone, Serialize, Deserialize)]
pub struct ConnectionInfo {
    pub(crate) url: String,
    pub(crate) publishable_key: String,
    pub(crate) secret_key: String,
    pub(crate) database_url: String,
    pub(crate) admin_database_url: String,
    pub(crate) signing_keys: String,
    pub(crate) postgrest_url: String,
}

impl ConnectionInfo {
    /// The gateway. The API of `PostgREST` is at `{url}/rest/v1`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The API key of the role `anon`.
    pub fn publishable_key(&self) -> &str {
        &self.publishable_key
    }

    /// The API key of the role `service_role`.
    pub fn secret_key(&self) -> &str {
        &self.secret_key
    }

    /// Connects as the role `identity`.
    pub fn database_url(&self) -> &str {
        &self.database_url
    }

    /// Connects as the role `postgres`, which owns the tables and bypasses row level security.
    pub fn admin_database_url(&self) -> &str {
        &self.admin_database_url
    }

    /// The private JWK set whose tokens `PostgREST` accepts. The first key signs.
    pub fn signing_keys(&self) -> &str {
        &self.signing_keys
    }

    /// `PostgREST` without the gateway.
    pub fn postgrest_url(&self) -> &str {
        &self.postgrest_url
    }

    /// The same as environment variables: those of the server, and three for tests and benchmarks.
    pub fn variables(&self) -> [(&'static str, &str); 7] {
        [
            ("SUPABASE_URL", &self.url),
            ("SUPABASE_PUBLISHABLE_KEY", &self.publishable_key),
            ("DATABASE_URL", &self.database_url),
            ("SIGNING_KEYS", &self.signing_keys),
            ("SUPABASE_SECRET_KEY", &self.secret_key),
            ("ADMIN_DATABASE_URL", &self.admin_database_url),
            ("POSTGREST_URL", &self.postgrest_url),
        ]
    }

    /// The stack that runs in this directory; `None` if none does.
    ///
    /// # Errors
    /// A stack runs, and its file can't be read.
    pub fn of_running(data_dir: &DataDir) -> anyhow::Result<Option<Self>> {
        let DataDir::Persistent(directory) = data_dir else { return Ok(None) };
        if !is_locked(directory) {
            return Ok(None);
        }
        let file = directory.join(FILE);
        let json = fs::read(&file).with_context(|| {
            format!("failed to read {}. Is the stack still starting?", file.display())
        })?;
        Ok(Some(serde_json::from_slice(&json)?))
    }

    /// Writes the file that [`ConnectionInfo::of_running`] reads.
    pub(crate) fn publish(&self, data_dir: &LockedDataDir) -> anyhow::Result<()> {
        write_private(&data_dir.file(FILE), &serde_json::to_vec(self)?)
    }

    /// The stack in the environment variables; `None` unless all of them are set.
    pub(crate) fn from_env() -> Option<Self> {
        let var = |name| env::var(name).ok().filter(|value| !value.is_empty());
        Some(Self {
            url: var("SUPABASE_URL")?,
            publishable_key: var("SUPABASE_PUBLISHABLE_KEY")?,
            secret_key: var("SUPABASE_SECRET_KEY")?,
            database_url: var("DATABASE_URL")?,
            admin_database_url: var("ADMIN_DATABASE_URL")?,
            signing_keys: var("SIGNING_KEYS")?,
            postgrest_url: var("POSTGREST_URL")?,
        })
    }
}
